"""A sentence behind a small icon."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import theme
from ui.widgets.label import Label


class Mark(QLabel):
    """A small quiet icon that follows the theme."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        theme().changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        look, ratio = theme(), self.devicePixelRatio()
        self.setPixmap(look.icon(self._icon, look.colour("text2"), look.px(16), ratio))


class IconLine(QWidget):
    """One line of a list of reasons or hints; `words` is its label."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self.words = Label(words, "small", colour="text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Mark(icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
