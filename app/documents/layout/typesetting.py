"""The faces and sizes on paper, and how wide a text becomes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.resources import resource

MM = 72 / 25.4
INK = "#16191C"
GREY = "#4C545B"
HAIRLINE = "#DCD9D2"
DIVIDER = "#C9C6BD"

REGULAR = "Plex"
SEMIBOLD = "PlexSemiBold"
_FILES = {REGULAR: "IBMPlexSans-Regular.ttf", SEMIBOLD: "IBMPlexSans-SemiBold.ttf"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        size: Points.
        leading: Millimetres from one baseline to the next.
    """

    size: float
    leading: float
    face: str = REGULAR
    colour: str = INK

    @property
    def bold(self) -> Style:
        return replace(self, face=SEMIBOLD, colour=INK)

    def scaled(self, factor: float) -> Style:
        return replace(self, size=self.size * factor, leading=self.leading * factor)


TITLE = Style(18.6, 8.0, SEMIBOLD)
NAME = Style(13.2, 5.1, SEMIBOLD)
BODY = Style(10.5, 5.2)
MEDIUM = Style(10, 4.9)
TABLE = Style(9.8, 8.15)
TABLE_HEAD = Style(8.6, 5.0, SEMIBOLD, GREY)
LABEL = Style(8.6, 4.9, REGULAR, GREY)
FINE = Style(8.4, 4.1, REGULAR, GREY)
STRONG = Style(12, 6.2, SEMIBOLD)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style


@cache
def register() -> None:
    """Parse our two faces, once; they are embedded in every document."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for face, file in _FILES.items():
        registerFont(TTFont(face, str(resource("fonts", file))))


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> float:
    """Return how many millimetres the text takes on one line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    return float(stringWidth(text, style.face, style.size)) / MM


def wrap(runs: Sequence[Run], room: float) -> tuple[tuple[Run, ...], ...]:
    """Break runs into lines at spaces, never at a no-break space; a word longer than `room` mm is cut."""
    return _wrapped(tuple(runs), room)


@lru_cache(maxsize=512)  # a document is laid out again, tighter, until it fits on one page
def _wrapped(runs: tuple[Run, ...], room: float) -> tuple[tuple[Run, ...], ...]:
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for number, word in enumerate(run.text.split(" ")):
            space = " " if lines[-1] and number else ""
            if lines[-1] and used + width(space + word, run.style) > room:
                lines.append([])
                used, space = 0.0, ""
            *full, rest = _cut(word, run.style, room)
            for piece in full:
                _append(lines[-1], piece, run.style)
                lines.append([])
            _append(lines[-1], space + rest, run.style)
            used += width(space + rest, run.style)
    return tuple(tuple(line) for line in lines)


def _append(line: list[Run], text: str, style: Style) -> None:
    if line and line[-1].style == style:
        line[-1] = Run(line[-1].text + text, style)
    else:
        line.append(Run(text, style))


def _cut(word: str, style: Style, room: float) -> list[str]:
    pieces = [""]
    if width(word, style) <= room:
        return [word]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, style) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def wrap_text(text: str, style: Style, room: float) -> list[str]:
    """Break one text into lines of at most `room` mm."""
    return ["".join(run.text for run in line) for line in wrap([Run(text, style)], room)]


def fit(text: str, style: Style, room: float, *, smallest: float) -> Style:
    """Return the style, smaller where the text would not fit, but never under `smallest` points."""
    wide = width(text, style)
    return style if wide <= room else replace(style, size=max(smallest, style.size * room / wide))
