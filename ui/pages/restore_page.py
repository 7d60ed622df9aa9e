"""Bringing a backup back: which one, what is in it, and one question before it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services.backing_up import Backup, Preview
from app.services.explain.backups import difference_words, held_words, made_words, newest_words
from ui.pages.page import Page
from ui.pages.scrolling import Column
from ui.view_models import places
from ui.view_models.restore_model import RestoreModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import ChoiceList, Option

_WIDTH = 640
_LEADS = {
    "": N_("Choose a backup to see what is in it. Nothing is replaced before you say so."),
    "pages": N_(
        "Parts of your file cannot be read, perhaps because the disk is failing. Bring the newest backup "
        "back; the damaged file is kept beside it."
    ),
    "older": N_(
        "This file lacks entries that Betalt had saved. Perhaps an older copy was put in its place. Bring a "
        "backup back, or go on with the file as it is."
    ),
}
Confirm = Callable[[QWidget, str], bool]
ChooseFile = Callable[[QWidget, str], str]


def ask_first(parent: QWidget, words: str) -> bool:
    """Ask in a dialog, since what is there now leaves its place."""
    box = QMessageBox(QMessageBox.Icon.Question, _("Restore a backup"), words, parent=parent)
    do_it = box.addButton(_("Restore"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is do_it


def choose_backup(parent: QWidget, title: str) -> str:
    """Ask for a file with the system's own dialog; empty when it is closed."""
    return QFileDialog.getOpenFileName(parent, title)[0]


class RestorePage(Page):
    """Also what the window shows in place of everything where the file is damaged."""

    def __init__(
        self, workplace: Workplace, confirm: Confirm = ask_first, choose: ChooseFile = choose_backup
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = RestoreModel(workplace)
        self.confirm, self.choose = confirm, choose
        self.lead = Label("", colour="text2", wrap=True)
        self.backups = ChoiceList(_("Backups"))
        self.none_yet = Label(_("There is no backup here yet."), colour="text2", wrap=True)
        self._listed: set[Path] = set()
        self.which = Label("", "small", colour="text2", wrap=True)
        self.held = Label("", strong=True, wrap=True)
        self.newest = Label("", colour="text2", wrap=True)
        self.difference = Label("", wrap=True)
        self.trouble = Label("", colour="act_now", wrap=True)
        self._inside = Card(margin=20)
        self.typed = Field(name=_("Passphrase or words of the recovery sheet"))
        self.restore = ActionButton(_("Restore…"), kind="primary", icon="history")
        self.another = ActionButton(_("Another file…"), icon="file-text")
        self.leave_it = ActionButton(_("Go on as it is"), kind="flat")
        self._lay_out()
        self._connect()

    def open(self, place: places.Restore) -> None:
        """Show the backups; `place.why` says what led here."""
        self.nav_key = "settings" if not place.why else "none"
        self.lead.setText(_(_LEADS[place.why]))
        self.leave_it.setVisible(place.why != "pages")
        self._clear()
        for widget in (self.backups, self.none_yet):  # which of them it is shows once they were looked for
            widget.setVisible(False)
        self.model.read()

    def title(self) -> str:
        return _("Restore a backup")

    def entered(self) -> None:
        (self.backups if self.backups.isVisibleTo(self) else self.another).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def leave(self) -> bool:
        """There is nothing behind this page where the file is damaged."""
        return self.nav_key == "none"

    def _list(self, found: list[Backup]) -> None:
        today = self._workplace.desk.today()
        options = [Option(str(each.path), made_words(each.made_at, today), str(each.path)) for each in found]
        self.backups.setVisible(bool(found))
        self.none_yet.setVisible(not found)
        self._listed = {each.path for each in found}
        if found:
            self.backups.set_options(options, str(found[0].path))
        if found and self.model.path is None:
            self.model.choose(found[0].path)
        self.entered()

    def _choose(self, path: str, typed: str = "") -> None:
        if path:
            self._clear()
            self.model.choose(Path(path), typed)

    def _clear(self) -> None:
        for label in (self.which, self.held, self.newest, self.difference, self.trouble):
            label.setText("")
            label.setVisible(False)
        self.restore.setEnabled(False)
        self.typed.setVisible(False)
        self._inside.setVisible(False)

    def _show(self, preview: Preview) -> None:
        self._say(
            {
                self.held: held_words(preview.backup),
                self.newest: newest_words(preview.backup),
                self.difference: difference_words(preview),
            }
        )
        self.typed.clear()
        self.restore.setEnabled(True)

    def _say(self, words: dict[Label, str]) -> None:
        """Say what is known of the chosen file alone; it is named where it is not in the list."""
        self._clear()
        path = self.model.path
        if path is not None and path not in self._listed:
            words = {self.which: str(path), **words}
        for label, said in words.items():
            label.setText(said)
            label.setVisible(True)
        self._inside.setVisible(True)

    def _refuse(self, words: str, ask_key: bool) -> None:
        self._say({self.trouble: words})
        self.typed.setVisible(ask_key)
        if ask_key:
            self.typed.setFocus()

    def _restore(self) -> None:
        preview = self.model.preview
        if preview and self.confirm(self, f"{held_words(preview.backup)}\n\n{difference_words(preview)}"):
            self.restore.setEnabled(False)
            self.model.restore()

    def _connect(self) -> None:
        self.model.listed.connect(self._list)
        self.model.seen.connect(self._show)
        self.model.refused.connect(self._refuse)
        self.backups.changed.connect(self._choose)
        self.typed.returnPressed.connect(lambda: self._choose(str(self.model.path or ""), self.typed.text()))
        self.restore.clicked.connect(lambda _on: self._restore())
        self.another.clicked.connect(lambda _on: self._choose(self.choose(self, _("Restore a backup"))))
        self.leave_it.clicked.connect(lambda _on: self.model.go_on())

    def _lay_out(self) -> None:
        column = Column(_WIDTH)
        column.body.setSpacing(14)
        for label in (self.which, self.held, self.newest, self.difference, self.trouble):
            self._inside.body.addWidget(label)
        self._inside.body.addWidget(self.typed)
        buttons = FlowLayout(gap=8)
        for button in (self.restore, self.another, self.leave_it):
            buttons.addWidget(button)
        for widget in (Label(self.title(), "title"), self.lead, self.backups, self.none_yet, self._inside):
            column.body.addWidget(widget)
        column.body.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.typed.setVisible(False)
        self.none_yet.setVisible(False)
