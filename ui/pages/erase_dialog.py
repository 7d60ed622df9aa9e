"""The one question before personal data are erased: what goes, what stays and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.erasing import Erasure
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.label import Label

_WIDTH: Final = 520


class EraseDialog(QDialog):
    """Its buttons are verbs; while something is to be paid there is only the way back."""

    def __init__(self, title: str, known: Erasure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme().px(_WIDTH))
        self.keep = ActionButton(_("Keep everything"))
        self.erase = ActionButton(_("Erase for good"), kind="primary", icon="trash-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(title, "heading", wrap=True))
        if known.open_numbers:
            words = _("Invoice {numbers} is not settled yet. What is known may be kept until it is.")
            column.addWidget(Label(words.format(numbers=", ".join(known.open_numbers)), wrap=True))
        else:
            self._list(column, _("This is erased"), known.erases)
            if known.keeps:
                self._list(column, _("This stays"), known.keeps)
            column.addWidget(Label(_("It cannot be undone."), strong=True))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.erase)
        self.erase.setVisible(not known.open_numbers)
        column.addSpacing(6)
        column.addLayout(buttons)
        self.keep.clicked.connect(self.reject)
        self.erase.clicked.connect(self.accept)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """Return everything that is said."""
        return "\n".join(label.text() for label in self.findChildren(Label))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("window"))

    @staticmethod
    def _list(column: QVBoxLayout, title: str, sentences: Sequence[str]) -> None:
        column.addWidget(Label(title, strong=True))
        for sentence in sentences:
            column.addWidget(Label(sentence, colour="text2", wrap=True))
