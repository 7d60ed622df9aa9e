"""Backups in the settings: when the newest was made, a second folder, one now, and bringing one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import BetaltError
from app.i18n import _, ngettext
from app.services import backing_up
from app.services.backing_up import Backup, Done
from app.services.explain.backups import held_words, made_words
from ui.pages.settings_firm import ChoosePicture
from ui.view_models import places
from ui.view_models.workplace import Workplace, words_for
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


def choose_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder with the system's own dialog; empty when it is closed."""
    return QFileDialog.getExistingDirectory(parent, title)


class BackupCard(Card):
    """Says how things are with the backups, and has what can be done about them."""

    def __init__(self, workplace: Workplace, choose: ChoosePicture = choose_folder) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self.choose = choose
        self.newest = Label("", wrap=True)
        self.second = Label("", "small", colour="text2", wrap=True)
        self.back_up = ActionButton(_("Back up now"), kind="primary", icon="hard-drive")
        self.restore = ActionButton(_("Restore…"), icon="history")
        self.choose_second = ActionButton(_("Second folder or stick…"))
        self.no_second = ActionButton(_("Without a second folder"), kind="flat")
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Look for the backups that are there."""
        second = self._second()
        self._workplace.read(lambda desk: backing_up.backups(desk, second), self._show)
        chosen = _("Each backup is also copied to {folder}, when it can be reached.").format(folder=second)
        advice = _("A second folder, or a stick, keeps them safe from a broken disk.")
        self.second.setText(chosen if second else advice)
        self.no_second.setVisible(second is not None)

    def _show(self, found: list[Backup]) -> None:
        self.newest.setVisible(True)
        if not found:
            self.newest.setText(_("There is no backup yet. One is made each day when you close Betalt."))
            return
        when = made_words(found[0].made_at, self._workplace.desk.today())
        said = ngettext(
            "The newest backup: {when}. {n} is kept, and a new one is made each day when you close Betalt.",
            "The newest backup: {when}. {n} are kept, and a new one is made each day when you close Betalt.",
            len(found),
        )
        self.newest.setText(said.format(when=when, n=len(found)))

    def _make(self) -> None:
        second = self._second()
        self.back_up.setEnabled(False)

        def done(made: Done) -> None:
            self.back_up.setEnabled(True)
            said = _("Backed up and verified: {held}").format(held=held_words(made.held))
            missed = _("Backed up and verified. The second folder could not be reached.")
            self._workplace.notices.say(missed if made.missed else said)
            self._workplace.set_remark("")
            self.read()

        def failed(error: BetaltError) -> None:
            self.back_up.setEnabled(True)
            self._workplace.notices.trouble(words_for(error))

        self._workplace.read(lambda desk: backing_up.back_up(desk, second), done, failed)

    def _choose_second(self) -> None:
        folder = self.choose(self, _("Second folder for backups"))
        if folder:
            self._prefer(folder)

    def _prefer(self, folder: str) -> None:
        self._workplace.prefer(backup_folder=folder)
        self.read()

    def _second(self) -> Path | None:
        chosen = self._workplace.preferences.backup_folder
        return Path(chosen) if chosen else None

    def _connect(self) -> None:
        self.back_up.clicked.connect(lambda _on: self._make())
        self.restore.clicked.connect(lambda _on: self._workplace.go(places.Restore()))
        self.choose_second.clicked.connect(lambda _on: self._choose_second())
        self.no_second.clicked.connect(lambda _on: self._prefer(""))

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(Label(_("Backup"), "heading"))
        self.body.addWidget(self.newest)
        self.newest.setVisible(False)  # until the backups were looked for
        self.body.addWidget(self.second)
        row = FlowLayout(gap=8)
        for button in (self.back_up, self.restore, self.choose_second, self.no_second):
            row.addWidget(button)
        self.body.addLayout(row)
