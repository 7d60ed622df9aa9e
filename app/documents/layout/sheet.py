"""Pages as lists of marks. Nothing is drawn yet, so a document can be laid out again, tighter, first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.documents.layout.typesetting import DIVIDER, Run, Style, width, wrap

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
LEFT = 20.0
RIGHT = 190.0
BOTTOM = 272.0

Path = tuple[tuple[str, int], ...]
"""Where a text belongs in the reading order: roles with ordinals, outermost first. Empty is decoration."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose baseline starts (or, aligned right, ends) at `x`, `y`."""

    x: float
    y: float
    text: str
    style: Style
    path: Path = ()
    right: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `weight` in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A box with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    colour: str
    weight: float = 0.75


@dataclass(frozen=True, slots=True)
class Filled:
    """A box filled with a colour; a square whose radius is half its edge is a disc."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image inside a box, its proportions kept, its upper left corner in the box's."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """A square of dark and light modules, such as a QR code; `size` is its edge, without a quiet zone."""

    x: float
    y: float
    size: float
    modules: tuple[tuple[bool, ...], ...]


Mark = Text | Rule | Frame | Filled | Picture | Code


@dataclass(slots=True)
class Sheet:
    """Pages being filled from the top; `y` is where the next block begins.

    Attributes:
        tightness: 1 is airy; less draws gaps and rows together so that a document may stay on one page.
        head: Fills the top of each page after the first and leaves `y` below it.
    """

    tightness: float
    head: Callable[[Sheet], None]
    y: float = 0.0
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    _ordinal: int = 0

    def path(self, *roles: str, inside: Path = ()) -> Path:
        """Return a new place in the reading order, below `inside`."""
        self._ordinal += 1
        return (*inside, *((role, self._ordinal) for role in roles))

    def add(self, *marks: Mark) -> None:
        self.pages[-1].extend(marks)

    def gap(self, height: float) -> None:
        self.y += height * self.tightness

    def room_for(self, height: float) -> bool:
        return self.y + height <= BOTTOM

    def turn(self) -> None:
        """Begin the next page."""
        self.pages.append([])
        self.head(self)

    def keep(self, height: float) -> None:
        """Begin a new page unless the next `height` mm fit on this one."""
        if not self.room_for(height):
            self.turn()

    def label(
        self, x: float, y: float, text: str, style: Style, *, role: str = "P", right: bool = False
    ) -> None:
        """Put one line of text at a fixed place, as a block of its own in the reading order."""
        if text:
            self.add(Text(x, y, text, style, self.path(role), right))

    def decoration(self, x: float, y: float, text: str, style: Style, *, right: bool = False) -> None:
        """Put a text that a screen reader passes over, such as a page number."""
        self.add(Text(x, y, text, style, (), right))

    def paragraph(
        self, runs: Sequence[Run], *, after: float, x: float = LEFT, room: float = RIGHT - LEFT
    ) -> None:
        """Flow a paragraph; its first two lines stay together, and `after` mm follow it."""
        lines = wrap(runs, room)
        path = self.path("P")
        self.keep(min(len(lines), 2) * lines[0][0].style.leading)
        for line in lines:
            leading = line[0].style.leading
            self.keep(leading)
            self.add(*place(line, x, self.y + 0.72 * leading, path))
            self.y += leading
        self.gap(after)

    def rule(self, x0: float, x1: float, *, colour: str = DIVIDER, weight: float = 0.5) -> None:
        self.add(Rule(x0, self.y, x1, self.y, colour, weight))


def place(line: Sequence[Run], x: float, y: float, path: Path) -> list[Text]:
    """Put the runs of one line side by side on a baseline."""
    placed = []
    for run in line:
        placed.append(Text(x, y, run.text, run.style, path))
        x += width(run.text, run.style)
    return placed
