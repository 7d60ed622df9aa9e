"""A column of limited width that scrolls when the window is low or the text is large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.scroll import UpDown


class Column(UpDown):
    """A page's one column: fill `body`. `width` is in logical pixels at 100 % text and grows with it.

    A `centred` one stands in the middle of the page in both directions; another begins at the top left.
    """

    def __init__(self, width: int, *, centred: bool = False, margin: int = 28) -> None:
        super().__init__()
        self._wanted = width
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(margin, margin, margin, margin)
        if centred:
            row.addStretch(1)
        row.addWidget(
            self._column, 100, Qt.AlignmentFlag.AlignVCenter if centred else Qt.AlignmentFlag.AlignTop
        )
        row.addStretch(1)
        self.hold(inner)
        theme().changed.connect(self._refit)
        self._refit()

    def _refit(self) -> None:
        self._column.setMaximumWidth(theme().px(self._wanted))


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, for others to take their place."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # else one that Qt was about to show would come up as a window of its own
            widget.setParent(None)
            widget.deleteLater()
