"""A hairline between things."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.guarded import guarded
from ui.theme import theme


class Rule(QWidget):
    """A hairline across, with `margin` logical pixels above and below."""

    def __init__(self, *, margin: int = 0) -> None:
        super().__init__()
        self.setFixedHeight(2 * margin + 1)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() // 2, self.width(), 1, theme().colour("line"))
