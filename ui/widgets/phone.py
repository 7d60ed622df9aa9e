"""The number to call, large enough to dial from across the desk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from ui.widgets.button import ActionButton
from ui.widgets.label import Label


class PhoneLabel(QWidget):
    """A phone number that can be selected and copied. `large` is the call panel's, else the detail's."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._number = Label("", "phone" if large else "amount", figures=True)
        self._number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = (
            ActionButton(_("Copy"), icon="copy")
            if large
            else ActionButton(kind="flat", icon="copy", name=_("Copy the phone number"))
        )
        self._copy.clicked.connect(self.copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._number)
        if large:
            row.addStretch(1)
        row.addWidget(self._copy)
        if not large:
            row.addStretch(1)

    def set_number(self, number: str) -> None:
        """Show this number."""
        self._number.setText(number)
        self._copy.setEnabled(bool(number))

    def copy(self) -> None:
        """Put the number on the clipboard."""
        QGuiApplication.clipboard().setText(self._number.text())
