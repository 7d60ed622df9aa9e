"""Rounded frames that hold a page's parts together, and the banner over demo data."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.guarded import guarded
from ui.theme import theme
from ui.tokens import STATES
from ui.widgets import paint
from ui.widgets.button import ActionButton
from ui.widgets.label import Label


class Card(QWidget):
    """A rounded frame with a column to fill: `card.body.addWidget(...)`.

    `variant` is a surface (`base`, `alt`, `sel`) with a hairline, or a state, whose tint then fills
    the card without one.
    """

    def __init__(self, variant: str = "base", *, margin: int = 16, border: str = "line") -> None:
        super().__init__()
        self._variant, self._border = variant, border
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)

    def set_variant(self, variant: str) -> None:
        """Change the fill, for example from amber to green when a sum is right."""
        self._variant = variant
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, tinted = theme(), self._variant in STATES
        fill = look.state(self._variant).tint if tinted else look.colour(self._variant)
        border = None if tinted and not look.high_contrast else look.colour(self._border)
        with QPainter(self) as painter:
            paint.rounded(painter, self.rect(), look.radius("card"), fill=fill, border=border)


class Surface(QWidget):
    """A plain area in one surface colour: a side, a bar, the desk under a page.

    `edge` names the sides (`top`, `bottom`, `left`, `right`) that carry a hairline.
    """

    def __init__(self, colour: str, *, edge: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._colour, self._edge = colour, edge

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        line, width, height = theme().colour("line"), self.width(), self.height()
        sides = {
            "top": (0, 0, width, 1),
            "bottom": (0, height - 1, width, 1),
            "left": (0, 0, 1, height),
            "right": (width - 1, 0, 1, height),
        }
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour(self._colour))
            for side in self._edge:
                painter.fillRect(*sides[side], line)


class Banner(Card):
    """One line across the page with one way out: "Example data" and its button."""

    accepted = Signal()

    def __init__(self, words: str, way_out: str) -> None:
        super().__init__("promised", margin=8)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(Label(words, colour="promised", wrap=True), 1)
        button = ActionButton(way_out)
        button.clicked.connect(self.accepted)
        row.addWidget(button)
        self.body.addLayout(row)
