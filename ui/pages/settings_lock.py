"""The lock in the settings: a key that the computer keeps or a passphrase, and the recovery sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.preferences import LOCK_MINUTES
from app.services.locking import Protection
from ui.pages.ask_bar import AskBar
from ui.pages.paper_out import PaperOut
from ui.view_models.lock_model import LockModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import Field, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class LockCard(Card):
    """One thing at a time: how it is now, the passphrase to choose, or the sheet to keep."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self.model = LockModel(workplace)
        self.ask = AskBar()
        self.paper = PaperOut(workplace, self, self.ask)
        self.words = Label("", wrap=True)
        self.trouble = Label("", "small", colour="act_now", wrap=True)
        self.use_key = ActionButton(_("Lock with a key"), kind="primary", icon="lock")
        self.use_passphrase = ActionButton(_("Lock with a passphrase"))
        self.sheet_again = ActionButton(_("Recovery sheet"), icon="file-text")
        self.take_away = ActionButton(_("Take the lock away"), kind="flat")
        self.lock_now = ActionButton.for_action(workplace.actions["lock"], icon="lock")
        self.typed = self._secret(_("Passphrase"))
        self.typed_again = self._secret(_("The passphrase once more"))
        self.go_on = ActionButton(_("Continue"), kind="primary")
        self.save_sheet = ActionButton(_("Save the sheet"), kind="primary", icon="download")
        self.print_sheet = ActionButton(_("Print the sheet"), icon="printer")
        self.without_sheet = ActionButton(_("Lock without a sheet"), kind="flat")
        self.leave_it = ActionButton(_("Not now"), kind="flat")
        self.minutes = PickField(name=_("Lock when nobody touches the window"))
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Show how the file is protected."""
        if self.model.waiting is None:
            self.model.read()
        self._show_minutes()

    def _show(self, seen: Protection) -> None:
        self.words.setText(_standing(seen))
        self.use_key.setText(_("Change the key") if _by_key(seen) else _("Lock with a key"))
        self.use_passphrase.setText(
            _("Change the passphrase") if seen.by_passphrase else _("Lock with a passphrase")
        )
        self.use_key.set_kind("normal" if seen.encrypted else "primary")
        self.use_key.setVisible(seen.keyring)
        self.use_passphrase.setVisible(True)
        for widget in (self.sheet_again, self.take_away, self.lock_now, self._pause):
            widget.setVisible(seen.encrypted)
        self._turn(self._now)

    def _show_minutes(self) -> None:
        options = [(str(minutes), _minutes(minutes)) for minutes in LOCK_MINUTES]
        self.minutes.set_options(options, str(self._workplace.preferences.lock_minutes))

    def _choose_passphrase(self) -> None:
        self.words.setText(
            _("Four words that have nothing to do with each other are easy to keep and hard to guess. "
              "Without it nobody can open the file, not even we.")
        )  # fmt: skip
        self.typed.clear()
        self.typed_again.clear()
        self._turn(self._choosing)
        self.typed.setFocus()

    def _take_passphrase(self) -> None:
        if self.typed.text() != self.typed_again.text():
            self._say(_("The two are not alike. Type the passphrase again."))
            self.typed_again.setFocus()
        else:
            self.model.take_passphrase(self.typed.text())

    def _ask_sheet(self) -> None:
        """Let the sheet be kept, before the key takes effect."""
        key = self.model.waiting
        self.typed.clear()
        self.typed_again.clear()
        self.words.setText(
            _("Keep the recovery sheet first: its words open the file if the computer is gone or forgets. "
              "The lock takes effect once the sheet is saved or printed.")
        )  # fmt: skip
        self.without_sheet.setVisible(key is not None and key.by_passphrase)
        self._turn(self._keeping)
        self.save_sheet.setFocus()

    def _kept(self) -> None:
        self.model.seal(_("The file is locked. Keep the sheet where only you find it."))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _turn(self, front: QWidget) -> None:
        for part in (self._now, self._choosing, self._keeping):
            part.setVisible(part is front)
        self._say("")

    def _connect(self) -> None:
        model, name = self.model, _("Recovery sheet") + ".pdf"
        model.shown.connect(self._show)
        model.ready.connect(self._ask_sheet)
        model.troubled.connect(self._say)
        self.use_key.clicked.connect(lambda _on: model.take_key())
        self.use_passphrase.clicked.connect(lambda _on: self._choose_passphrase())
        self.sheet_again.clicked.connect(lambda _on: model.take_present())
        self.take_away.clicked.connect(lambda _on: model.unseal(_("The file is not locked any more.")))
        self.go_on.clicked.connect(lambda _on: self._take_passphrase())
        self.typed_again.returnPressed.connect(self._take_passphrase)
        self.save_sheet.clicked.connect(lambda _on: self.paper.save(name, model.make_sheet, self._kept))
        self.print_sheet.clicked.connect(lambda _on: self.paper.print(name, model.make_sheet, self._kept))
        self.without_sheet.clicked.connect(lambda _on: self._kept())
        self.leave_it.clicked.connect(lambda _on: model.forget())
        self.minutes.activated.connect(
            lambda _at: self._workplace.prefer(lock_minutes=int(self.minutes.value()))
        )

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(Label(_("Lock"), "heading"))
        self.body.addWidget(self.words)
        self._now = _row(self.use_key, self.use_passphrase, self.sheet_again, self.lock_now, self.take_away)
        self._choosing = QWidget()
        column = QVBoxLayout(self._choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FieldBox(_("Passphrase"), self.typed))
        column.addWidget(FieldBox(_("The passphrase once more"), self.typed_again))
        self._leave_choosing = ActionButton(_("Not now"), kind="flat")
        self._leave_choosing.clicked.connect(lambda _on: self.model.forget())
        column.addWidget(_row(self.go_on, self._leave_choosing))
        self._keeping = _row(self.save_sheet, self.print_sheet, self.without_sheet, self.leave_it)
        self._pause = FieldBox(_("Lock when nobody touches the window"), self.minutes)
        for widget in (self._now, self._choosing, self._keeping, self.trouble, self._pause, self.ask):
            self.body.addWidget(widget)
        for widget in (self._now, self._choosing, self._keeping, self.trouble, self._pause):
            widget.setVisible(False)

    @staticmethod
    def _secret(name: str) -> Field:
        field = Field(name=name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        return field


def _row(*buttons: ActionButton) -> QWidget:
    body = QWidget()
    row = FlowLayout(gap=8)
    row.setContentsMargins(0, 0, 0, 0)
    body.setLayout(row)
    for button in buttons:
        row.addWidget(button)
    return body


def _by_key(seen: Protection) -> bool:
    return seen.encrypted and not seen.by_passphrase


def _minutes(minutes: int) -> str:
    if not minutes:
        return _("Never")
    return ngettext("After {n} minute", "After {n} minutes", minutes).format(n=minutes)


def _standing(seen: Protection) -> str:
    """Return how the file is protected now, and against whom."""
    if seen.by_passphrase:
        return _(
            "The file and its backups are encrypted with your passphrase, which is asked for every time."
        )
    if seen.encrypted:
        return _(
            "The file and its backups are encrypted. This computer keeps the key in its keyring and opens "
            "them by itself; whoever uses your unlocked computer can too. A passphrase closes that way."
        )
    if seen.keyring:
        return _(
            "The file is not encrypted. With a key that this computer keeps in its keyring it opens as "
            "before, but a lost or stolen disk shows nothing."
        )
    return _(
        "The file is not encrypted. This computer has no keyring to keep a key in, so a passphrase locks it."
    )
