"""The locked window: nothing of any case, only the way in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from app.i18n import _
from ui.guarded import guarded
from ui.pages.page import Page
from ui.pages.scrolling import Column
from ui.theme import theme
from ui.view_models import places
from ui.view_models.unlock_model import UnlockModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_WIDTH = 540
_ICON = 48


class UnlockPage(Page):
    """Enter opens: with the key that the computer keeps, or with what was typed."""

    nav_key = "none"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._model = UnlockModel(workplace)
        self._picture = QLabel()
        self.words = Label("", colour="text2", wrap=True)
        self.trouble = Label("", colour="act_now", wrap=True)
        self.typed = Field(name=_("Passphrase or words of the recovery sheet"))
        self.open_it = ActionButton(_("Unlock"), kind="primary", key="↵")
        self.type_words = ActionButton(_("Type the words of the sheet"), kind="flat")
        self.show_typed = ActionButton(_("Show what I type"), kind="flat")
        self._lay_out()
        self._model.asked.connect(self._ask)
        self._model.busy.connect(self._show_busy)
        self.open_it.clicked.connect(self._open)
        self.type_words.clicked.connect(self._let_type)
        self.show_typed.clicked.connect(self._toggle_shown)
        workplace.unlocked.connect(self.typed.clear)
        theme().changed.connect(self._draw_picture)

    def open(self, place: places.Unlock) -> None:
        """Begin to open the file, or wait to be asked."""
        self.typed.clear()
        self._say("")
        self._model.begin(place)

    def entered(self) -> None:
        first = self.typed if self.typed.isVisibleTo(self) else self.open_it
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """There is nothing behind this page to go back to."""
        return True

    def _ask(self, trouble: str, by_passphrase: bool) -> None:
        """Say what is needed; what was typed in vain stays, to be put right."""
        ask = by_passphrase or bool(trouble)
        secret = QLineEdit.EchoMode.Password if by_passphrase else QLineEdit.EchoMode.Normal
        if self.typed.isHidden():
            self.typed.setEchoMode(secret)
        self.typed.setVisible(ask)
        self.show_typed.setVisible(ask and by_passphrase)
        self.type_words.setVisible(not ask)
        self.words.setText(_lead(by_passphrase=by_passphrase, ask=ask))
        self._say(trouble)
        self.entered()

    def _show_busy(self, busy: bool) -> None:
        for control in (self.typed, self.open_it, self.type_words, self.show_typed):
            control.setEnabled(not busy)
        if busy:
            self.words.setText(
                _("Opening. If the computer asks for the password of its keyring, give it that.")
            )
            self._say("")

    def _open(self) -> None:
        if self.typed.isVisibleTo(self) and self.typed.text().strip():
            self._model.unlock(self.typed.text())
        else:
            self._model.open()

    def _let_type(self) -> None:
        self.typed.setVisible(True)
        self.type_words.setVisible(False)
        self.words.setText(_lead(by_passphrase=False, ask=True))
        self.entered()

    def _toggle_shown(self) -> None:
        hidden = self.typed.echoMode() == QLineEdit.EchoMode.Password
        self.typed.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_typed.setText(_("Hide what I type") if hidden else _("Show what I type"))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.open_it.isEnabled():
            self._open()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._draw_picture()
        below = FlowLayout(gap=8)
        for button in (self.open_it, self.type_words, self.show_typed):
            below.addWidget(button)
        column = Column(_WIDTH, centred=True)
        for widget in (self._picture, Label(_("Locked"), "phone"), self.words, self.typed, self.trouble):
            column.body.addWidget(widget)
        column.body.addLayout(below)
        for hidden in (self.typed, self.trouble, self.show_typed, self.type_words):
            hidden.setVisible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)

    def _draw_picture(self) -> None:
        size = theme().px(_ICON)
        self._picture.setPixmap(theme().app_icon().pixmap(QSize(size, size), self.devicePixelRatio()))


def _lead(*, by_passphrase: bool, ask: bool) -> str:
    if by_passphrase:
        return _("Type your passphrase. The words of the recovery sheet open the file too.")
    if ask:
        return _("Type the words of the recovery sheet, row by row.")
    return _("The file is closed. Enter opens it with the key that this computer keeps.")
