"""Files kept with an invoice: added by a button or dropped on the page, looked at, and taken away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attachment import AttachmentKind
from app.domain.invoice import CaseId
from app.i18n import _
from app.services import attachments, paper_file
from app.services.attachment_lines import FileLine, file_lines, kind_choices
from app.services.desk import Desk
from ui.pages.attachment_doors import FileDoors
from ui.pages.scrolling import clear
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class AttachmentBox(QWidget):
    """`show_files` turns it to an invoice; `doors` are the dialogs and viewers of the system."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._case_id = CaseId(0)
        self.doors = FileDoors()
        self.lines: tuple[FileLine, ...] = ()
        self.kind = PickField(name=_("What the file shows"))
        self.kind.set_options(kind_choices(), AttachmentKind.OTHER)
        self.add = ActionButton(_("Add a file"), icon="plus")
        self._none = Label(_("None yet. Drop a photo or a paper here."), "small", colour="text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        tools = FlowLayout(gap=8)
        for widget in (Label(_("Files"), "heading"), self.kind, self.add):
            tools.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        self.add.clicked.connect(self._ask)

    def show_files(self, case_id: CaseId) -> None:
        """Read the files of an invoice."""
        self._case_id = case_id
        self._workplace.read(lambda desk: file_lines(desk, case_id), partial(self._show, case_id))

    def take(self, paths: Sequence[Path]) -> None:
        """Copy files into the case, as what the list beside the button says."""
        case_id, kind = self._case_id, AttachmentKind(self.kind.value())
        if paths and case_id:
            self._workplace.act(lambda desk: attachments.add_all(desk, case_id, kind, paths))

    def _ask(self) -> None:
        paths = self.doors.ask_files(self, self._workplace.preferences.last_folder)
        if paths:
            self._workplace.prefer(last_folder=str(paths[0].parent))
            self.take(paths)

    def _show(self, case_id: CaseId, lines: tuple[FileLine, ...]) -> None:
        if case_id != self._case_id or lines == self.lines:
            return
        self.lines = lines
        had_focus = any(row.hasFocus() for row in self.findChildren(ActionButton))
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(self._row(line))
        self._none.setVisible(not lines)
        if had_focus:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: FileLine) -> Card:
        card = Card("base", margin=10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(line.name, strong=True, wrap=True))
        words.addWidget(Label(line.words, "small", colour="text2", wrap=True))
        look = ActionButton(_("Open") if line.only_shows else _("Save a copy"), kind="flat")
        look.clicked.connect(partial(self._open if line.only_shows else self._save, line))
        away = ActionButton(kind="flat", icon="trash-2", name=_("Take {name} away").format(name=line.name))
        away.clicked.connect(partial(self._remove, line))
        look.setAccessibleDescription(line.name)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(words, 1)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _open(self, line: FileLine) -> None:
        """Show a copy with the system's viewer; it is removed when the window closes."""
        path = self.doors.copy_path(str(line.id), line.name)
        self._write(line, path, lambda: self._shown(path))

    def _shown(self, path: Path) -> None:
        if not self.doors.open(path):
            said = _("No program here shows {name}. Save a copy and open it elsewhere.")
            self._workplace.notices.trouble(said.format(name=path.name))

    def _save(self, line: FileLine) -> None:
        path = self.doors.ask_copy(self, self._workplace.preferences.last_folder, line.name)
        if path is not None:
            said = _("Saved as {name}.").format(name=path.name)
            self._write(line, path, lambda: self._workplace.notices.say(said))

    def _write(self, line: FileLine, path: Path, done: Callable[[], None]) -> None:
        def work(desk: Desk) -> None:
            paper_file.write(path, attachments.content(desk, line.id))

        self._workplace.read(work, lambda _none: done())

    def _remove(self, line: FileLine) -> None:
        self._workplace.act(lambda desk: attachments.withdraw(desk, line.id))
