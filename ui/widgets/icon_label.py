"""A line of words with an icon before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import theme
from ui.widgets.label import Label


class IconLabel(QWidget):
    """Words beside a bundled icon, or beside the shape of a state; without words the mark alone."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        colour: str = "text2",
        size: int = 16,
        shape: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._icon, self._colour, self._size, self._shape = icon, colour, size, shape
        self._mark = QLabel()
        self._words = Label(words, colour="text", wrap=wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        self._words.setVisible(bool(words))
        theme().changed.connect(self._draw)
        self._draw()

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _draw(self) -> None:
        look, size = theme(), theme().px(self._size)
        ratio = self.devicePixelRatioF()
        ink = look.state("paid").shape if self._colour == "ok" else look.ink(self._colour)
        shape = self._shape
        self._mark.setPixmap(
            look.shape(shape, size, ratio) if shape else look.icon(self._icon, ink, size, ratio)
        )
