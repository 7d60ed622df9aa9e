"""A run of letters: what each would say, which of them are taken along, and what came of the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.invoice import CaseId
from app.i18n import ngettext
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models.latest import Latest
from ui.view_models.letter_model import DRAFT, opening
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.services.batch import CaseIds, Made, Marked, Planned, Run
    from app.services.letter_form import LetterForm
    from app.services.reminders import Wish
    from ui.background import Task


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of the run.

    Attributes:
        taken: It is made when the run begins.
        made: The letter that was stored for these very choices.
        failure: Why the run could not make it, or mark it as sent.
    """

    planned: Planned
    taken: bool
    made: Made | None = field(default=None, compare=False)
    failure: str = ""


class BatchModel(QObject):
    """Holds the rows of a run; `changed` tells that they are new, `running` whether letters are being made.

    `progressed` carries how many of how many are done and whose letter comes next; `ended` tells that a run
    has nothing to hand on, because it was stopped or no letter could be made; `finished` that all that was
    made has been marked as sent.
    """

    changed = Signal()
    running = Signal(bool)
    progressed = Signal(int, int, str)
    ended = Signal()
    finished = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self._stop = Event()
        self._case_ids: tuple[CaseId, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.is_running = False
        self.is_read = False
        workplace.changed.connect(lambda _changes: self.refresh())
        workplace.background.busy_changed.connect(self._look_whether_it_ended)

    def open(self, case_ids: tuple[CaseId, ...]) -> None:
        """Begin a run about these invoices."""
        self._case_ids, self.rows, self.is_read = case_ids, (), False
        self.refresh()

    def refresh(self) -> None:
        """Read every letter anew, with what was chosen for it; what was made stays made."""
        if self._case_ids and not self.is_running:
            case_ids, known = self._case_ids, tuple(row.planned for row in self.rows)
            self._latest.read(lambda desk: _planned(desk, case_ids, known), self._take)

    def chosen(self) -> list[Row]:
        """Return the rows that are taken along."""
        return [row for row in self.rows if row.taken]

    def made(self) -> list[Made]:
        """Return the letters that were made and are not marked as sent."""
        return [row.made for row in self.rows if row.made]

    def toggle(self, place: int) -> None:
        """Take a letter along, or leave it out; one that cannot go out stays out."""
        row = self.rows[place]
        if not row.planned.conflict and not self.is_running:
            self._put(place, replace(row, taken=not row.taken))

    def change(self, place: int, case_ids: CaseIds, form: LetterForm) -> None:
        """Take what was chosen for one letter; one that can go out now is taken along."""
        row = self.rows[place]
        planned = replace(row.planned, case_ids=case_ids, form=form)
        if planned == row.planned or self.is_running:
            return
        same = _choices(row.planned) == _choices(planned)
        taken = not planned.conflict and (row.taken or bool(row.planned.conflict))
        self._put(place, Row(planned, taken, row.made if same else None))

    def cancel(self) -> None:
        """Stop after the letter that is being made; those made stay."""
        self._stop.set()

    def run(self, then: Callable[[list[Made]], None]) -> None:
        """Make the letters that are taken along, each once for the same choices, and hand them on.

        After a run that was stopped nothing is handed on; the next one goes on where it stopped.
        """
        wanted = [place for place, row in enumerate(self.rows) if row.taken and row.made is None]
        if not wanted:
            then(self._taken_and_made())
            return
        letters = [_choices(self.rows[at].planned) for at in wanted]
        names = [self.rows[at].planned.about.name for at in wanted]
        self._set_running(running=True)
        self.progressed.emit(0, len(names), names[0])

        def work(desk: Desk, task: Task) -> Run:
            return _make(desk, letters, lambda done, of: self._goes_on(task, done, of))

        def done(run: Run) -> None:
            for place, each in zip(wanted, run.letters, strict=False):
                row = self.rows[place]
                said = each if isinstance(each, str) else ""
                found = None if isinstance(each, str) else each
                self._put(place, replace(row, made=found, failure=said, taken=not said), tell=False)
            self._set_running(running=False)
            self.changed.emit()
            self._workplace.changed.emit(Changes())
            made = self._taken_and_made()
            if made and len(run.letters) == len(wanted):
                then(made)
            else:
                self.ended.emit()

        task = self._workplace.read_slowly(work, done, lambda _error: self._set_running(running=False))
        task.progressed.connect(lambda at, _of: self.progressed.emit(at, len(names), names[at]))

    def join(self, letters: list[Made], then: Callable[[bytes], None]) -> None:
        """Hand on the one paper of all letters."""
        self._workplace.read(lambda desk: _whole(letters), then)

    def write_each(self, folder: Path, letters: list[Made], then: Callable[[None], None]) -> None:
        """Write each letter to a file of its own."""
        self._workplace.read(lambda desk: _write_each(letters, folder), then)

    def mark_sent(self) -> None:
        """Book all that was made: it has gone out today."""
        letter_ids = [made.letter_id for made in self.made()]

        def done(marked: Marked) -> None:
            refused = dict(marked.refused)
            self.rows = tuple(
                replace(row, made=None, taken=False, failure=refused.get(row.made.letter_id, ""))
                if row.made
                else row
                for row in self.rows
            )
            said = ngettext("{n} letter is marked as sent.", "{n} letters are marked as sent.", marked.count)
            self._workplace.notices.say(said.format(n=marked.count), undo=self._workplace.undo)
            self._workplace.changed.emit(marked.changes)
            if not refused:
                self.finished.emit()

        self._workplace.read(lambda desk: _mark(desk, letter_ids), done)

    def _taken_and_made(self) -> list[Made]:
        return [row.made for row in self.rows if row.taken and row.made]

    def _goes_on(self, task: Task, done: int, of: int) -> bool:
        """Say how far the run is, on the worker; the end is told by its result."""
        if self._stop.is_set():
            return False
        task.step(done, of)
        return True

    def _set_running(self, *, running: bool) -> None:
        self._stop.clear()
        self.is_running = running
        self.running.emit(running)

    def _put(self, place: int, row: Row, *, tell: bool = True) -> None:
        self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
        if tell:
            self.changed.emit()

    def _take(self, found: tuple[Planned, ...]) -> None:
        """Show what was read; the first time those that cannot go out, or not without a yes, stand first."""
        if self.is_read:
            self.rows = tuple(map(_renewed, self.rows, found))
        else:
            rows = (Row(each, taken=not each.conflict and not each.doubt) for each in found)
            self.rows = tuple(sorted(rows, key=lambda row: row.taken))
        self.is_read = True
        self.changed.emit()

    def _look_whether_it_ended(self, busy: bool) -> None:
        """Let go of a run that broke off without a result."""
        if self.is_running and not busy:
            self._set_running(running=False)


def _renewed(row: Row, planned: Planned) -> Row:
    """Return a row as it is now, unless something else was chosen for it meanwhile."""
    if _choices(row.planned) != _choices(planned):
        return row
    may_go = not planned.conflict or row.made is not None
    return replace(row, planned=planned, taken=row.taken and may_go)


def _choices(planned: Planned) -> tuple[CaseIds, Wish]:
    return planned.case_ids, planned.form.wish


def _planned(desk: Desk, case_ids: tuple[CaseId, ...], known: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """Read the letters with what was chosen for them, or in the beginning with what is suggested."""
    from app.services import batch

    if known:
        chosen = [_choices(each) for each in known]
    else:
        chosen = [(each, opening(desk, each)[1]) for each in batch.letters_of(desk, case_ids)]
    return tuple(batch.planned(desk, *each) for each in chosen)


def _make(desk: Desk, letters: list[tuple[CaseIds, Wish]], told: Callable[[int, int], bool]) -> Run:
    from app.services import batch

    return batch.make(desk, letters, told)


def _whole(letters: list[Made]) -> bytes:
    from app.services import batch

    return batch.whole(letters)


def _write_each(letters: list[Made], folder: Path) -> None:
    from app.services import batch

    batch.write_each(letters, folder)


def _mark(desk: Desk, letter_ids: list[int]) -> Marked:
    """Book the letters, and throw away the drafts that have become them."""
    from app.services import batch, drafts

    marked = batch.mark_sent(desk, letter_ids)
    for customer_id in marked.changes.customers:
        drafts.discard(desk, f"{DRAFT}{customer_id}")
    return marked
