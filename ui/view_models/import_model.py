"""Reading in: which files, how they are read, what would become of them. `accept` alone stores anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services import drafts
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.import_compare import Ref
from app.services.import_draft import as_payload, from_payload
from app.services.import_fixes import Cause, Edit, answered, with_setting
from app.services.import_look import Look, accept, look, look_again, save_list, this_is_us
from app.services.import_preview import Accepted, TableWish
from ui.background import Task
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.workplace import Workplace, words_for

FILE, COLUMNS, TRIAL, DONE = range(4)
_DRAFT = "import"


class ImportModel(QObject):
    """Holds what the user said about each file, and what it leads to.

    `changed` tells that there is something new to show, `progressed` how far the reading is, `busy` that it
    is under way, `troubled` why it stopped, `banked` that payments were read in and wait on their page.
    """

    changed = Signal()
    progressed = Signal(int, int)
    busy = Signal(bool)
    troubled = Signal(str)
    banked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._task: Task | None = None
        self._asked = 0
        self._keeper = DraftKeeper(workplace)
        self._keeper.name = _DRAFT
        self._reset(())
        workplace.changed.connect(self._note)

    def _reset(self, paths: Sequence[Path]) -> None:
        self.step = FILE
        self.paths = tuple(paths)
        self.file_no = 0
        self.look: Look | None = None
        self.accepted: Accepted | None = None
        self.is_storing = False
        self._wishes: dict[Path, TableWish] = {}
        self.take: frozenset[Ref] = frozenset()
        self.bills: frozenset[Ref] = frozenset()

    def begin(self, paths: Sequence[Path] = (), wishes: Mapping[Path, TableWish] | None = None) -> None:
        """Begin anew with these files; without any, one is asked for."""
        self.cancel()
        if self.paths and not paths:
            self._keeper.discard()
        self._reset(paths)
        self._wishes = dict(wishes or {})
        self.changed.emit()
        if paths:
            self.read()

    def resume(self) -> None:
        """Go on with what a crash or the end of the program interrupted, where its files are still there."""

        def take(payload: dict[str, Any] | None) -> None:
            paths, wishes = from_payload(payload or {})
            if paths and not self.paths:
                self.begin(paths, wishes)

        self._workplace.read(lambda desk: drafts.load(desk, _DRAFT), take)

    def leave(self) -> None:
        """Keep at once what was said; the page is left."""
        self._keeper.flush()

    def cancel(self) -> None:
        """Stop the reading that is under way; nothing is left of it."""
        self._asked += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busy.emit(False)

    def read(self) -> None:
        """Read the files with what the user said about them by now."""
        self.cancel()
        paths, wishes, take = self.paths, dict(self._wishes), self.take
        self._keeper.keep(as_payload(paths, wishes))

        def work(desk: Desk, task: Task) -> Look:
            return look(desk, paths, wishes, take, task.step)

        self._run(work)

    def _run(self, work: Callable[[Desk, Task], Look]) -> None:
        """Of several readings under way only the last one counts."""
        self._asked += 1
        mine = self._asked

        def take(seen: Look) -> None:
            if mine == self._asked:
                self._take_look(seen)

        self._task = task = self._workplace.read_slowly(work, take, self._failed)
        task.progressed.connect(self.progressed)
        self.busy.emit(True)

    def _take_look(self, seen: Look) -> None:
        self._task = None
        self.busy.emit(False)
        self.look, self.paths = seen, seen.paths
        self.bills = frozenset(seen.bill_refs) | (self.bills & self.take)
        if self.step == FILE:
            self.file_no = min(seen.tables, default=0)
            self.step = TRIAL if seen.is_known() else COLUMNS
            if seen.is_known() and seen.is_from_bank:
                self._take_payments(seen)
                return
        self.changed.emit()

    def _take_payments(self, seen: Look) -> None:
        """Let the bank's payments wait for their invoices at once: nobody who has paid is to get a letter.

        Nothing is booked by that, and it can be undone like any import.
        """
        if seen.payments:
            self.accept()
        else:
            self._keeper.discard()
            self.banked.emit()
            said = dict.fromkeys(
                words for file in seen.preview.files if file.bank for words in file.bank.words
            )
            self._workplace.notices.say(" ".join(said))

    def _failed(self, error: BetaltError) -> None:
        self._task = None
        self.is_storing = False
        self.busy.emit(False)
        self.troubled.emit(words_for(error))

    # What the user says

    def go_to(self, step: int) -> None:
        """Show another step."""
        self.step = step
        self.changed.emit()

    def next_table(self) -> bool:
        """Show the next table among the files; `False` when this was the last one."""
        later = [number for number in self.look.tables if number > self.file_no] if self.look else []
        if later:
            self.file_no = later[0]
            self.changed.emit()
        return bool(later)

    def read_column_as(self, column: int, field: str) -> None:
        """Read a column as something else; a field lies in one column only."""
        assert self.look is not None
        columns = self.look.tables[self.file_no].columns()
        columns = {name: at for name, at in columns.items() if at != column and name != field}
        path = self.paths[self.file_no]
        chosen = columns | ({field: column} if field else {})
        self._wishes[path] = replace(self._wishes.get(path, TableWish()), columns=chosen)
        self.read()

    def set_finding(self, setting: str, value: str) -> None:
        """Read the table with other characters, another separator, other numbers or dates, another sheet."""
        path = self.paths[self.file_no]
        self._wishes[path] = with_setting(self._wishes.get(path, TableWish()), setting, value)
        self.read()

    def answer(self, cause: Cause, edit: Edit) -> None:
        """Do what an answer to a problem says, and read again."""
        self.take |= set(edit.take)
        path = self.paths[cause.file_no]
        assert self.look is not None
        table = self.look.tables.get(cause.file_no)
        kept = self._wishes.get(path, TableWish(table.columns() if table else ""))
        self._wishes[path] = answered(kept, edit)
        self.read()

    def take_bills(self, *, taken: bool) -> None:
        """Take in the invoices that others sent to the user as well, or leave them out."""
        self.take = self.take | self.bills if taken else self.take - self.bills
        before, take = self.look, self.take
        assert before is not None
        self._run(lambda desk, _task: look_again(desk, before, take))

    def we_are(self, number: int) -> None:
        """Note which of the sellers the user is, and look at the bills anew."""
        assert self.look is not None
        seller = self.look.preview.sellers[number]
        self._workplace.act(lambda desk: this_is_us(desk, seller), lambda _changes: self.read(), self._failed)

    def accept(self) -> None:
        """Store what was shown, as one step that can be undone for 30 days."""
        seen, take, stored = self.look, self.take, []
        assert seen is not None

        def work(desk: Desk) -> Changes:
            stored.append(accept(desk, seen, take))
            return stored[0].changes

        def done(_changes: Changes) -> None:
            self.is_storing = False
            self._keeper.discard()
            self.busy.emit(False)
            self.accepted = stored[0]
            self.go_to(DONE)
            if self.accepted.payments:
                self.banked.emit()

        self.is_storing = True
        self.busy.emit(True)
        self._workplace.act(work, done, self._failed)

    def save_problems(self, path: Path) -> None:
        """Save the list of problems as a table for a spreadsheet."""
        seen = self.look
        if seen is not None:
            self._workplace.read(lambda _desk: save_list(seen, path), lambda _done: None)

    def _note(self, changes: Changes) -> None:
        """Begin anew once what was read in has been taken back."""
        if self.step == DONE and changes.kind == "undo:import":
            self.begin()
