"""The morning list as the page shows it: read at once the first time, in the background afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.i18n import _, ngettext
from app.services import drafts
from app.services.today import Morning, morning
from ui.models.rows import HeaderRow, MoreRow, WorkRow
from ui.view_models.workplace import Subject, Workplace

if TYPE_CHECKING:
    from datetime import date

    from app.services.changes import Changes
    from app.services.desk import Desk
    from app.services.morning_rows import Part
    from app.services.morning_rows import Row as MorningRow

FIRST_ROWS = 100
ALL_ROWS = 1_000_000
DRAFT = "call:"


class TodayModel(QObject):
    """Holds what was read, what is unfolded and what is marked.

    `shown` tells that there is something new to paint, `bank_told` how old the bank data is and whether it is
    too old to chase anybody on, `marks_changed` that rows were marked or unmarked.
    """

    shown = Signal()
    bank_told = Signal(str, bool)
    marks_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._unfolded = self._waiting_asked = False
        self._limit = FIRST_ROWS
        self._room = 0
        self._asked = 0
        self._drafts: frozenset[int] = frozenset()
        self._rows: dict[tuple[int, str], MorningRow] = {}
        self._marked: frozenset[tuple[int, str]] = frozenset()
        self.morning: Morning | None = None
        self.ahead: date | None = None
        workplace.changed.connect(self._changed)

    def read_now(self) -> None:
        """Read on the window's own thread; only for the first paint, by plain SQL."""
        self._take(_read(self._workplace.desk, FIRST_ROWS, unfolded=False))

    def refresh(self) -> None:
        """Read again in the background; of several readings under way only the last counts."""
        self._asked += 1
        mine, limit, unfolded, ahead = self._asked, self._limit, self._unfolded, self.ahead

        def take(read: tuple[Morning, frozenset[int]]) -> None:
            if mine == self._asked:
                self._take(read)

        self._workplace.read(lambda desk: _read(desk, limit, unfolded=unfolded, ahead=ahead), take)

    def look_ahead(self, day: date | None) -> None:
        """Show the list as it will be on a day to come, where nothing can be done; `None` is today again."""
        if day != self.ahead:
            self.ahead = day
            self.unmark()
            self.refresh()

    def unfold(self, key: str) -> None:
        """Show what is folded away: the `waiting` customers, or the rest of the list."""
        if key == "waiting":
            self._waiting_asked = True
            self.shown.emit()
            return
        self._unfolded, self._limit = True, ALL_ROWS
        self.refresh()

    def set_room(self, rows: int) -> None:
        """Say how many rows the screen holds; those who wait are folded when the others fill it."""
        folded, self._room = self.waiting_folded(), rows
        if self.waiting_folded() != folded:
            self.shown.emit()

    def rows(self) -> list[WorkRow | HeaderRow | MoreRow]:
        """Return the lines of the list, section by section."""
        if self.morning is None or (self.morning.is_done and self.waiting_folded()):
            return []
        return [line for part in self.morning.parts for line in self._section(part)]

    def waiting_folded(self) -> bool:
        """Say whether those who wait are out of sight."""
        to_do = self.morning.to_do if self.morning else 0
        return not self._waiting_asked and (to_do == 0 or to_do >= self._room > 0)

    def subject(self, row: WorkRow) -> Subject:
        """Return whom the keys are about when that row is selected."""
        known = self._rows[row.key]
        return Subject(known.case_ids, known.customer_id, known.name)

    def toggle(self, row: WorkRow) -> None:
        """Mark a row, or take its mark away."""
        self._marked ^= {row.key}
        self.marks_changed.emit()

    def marked(self) -> tuple[Subject, ...]:
        """Return those marked in the order of the list."""
        rows = (row for key, row in self._rows.items() if key in self._marked)
        return tuple(Subject(row.case_ids, row.customer_id, row.name) for row in rows)

    def unmark(self) -> bool:
        """Take all marks away; say whether there was one."""
        had_marks, self._marked = bool(self._marked), frozenset()
        if had_marks:
            self.marks_changed.emit()
        return had_marks

    def row(self, row: WorkRow) -> MorningRow:
        """Return the row as the service made it, with the step behind the words."""
        return self._rows[row.key]

    def _changed(self, changes: Changes) -> None:
        """Read again; what was done to a marked row is done, and the row no longer marked."""
        self._marked -= {key for key, row in self._rows.items() if changes.cases.intersection(row.case_ids)}
        self.refresh()

    def _take(self, read: tuple[Morning, frozenset[int]]) -> None:
        self.morning, self._drafts = read
        self._rows = {(row.customer_id, row.currency): row for row in self.morning.rows}
        self._marked &= self._rows.keys()
        self.shown.emit()
        if self.morning.has_invoices:
            self._workplace.read(_bank, lambda told: self.bank_told.emit(*told))

    def _section(self, part: Part) -> list[WorkRow | HeaderRow | MoreRow]:
        head = HeaderRow(part.title, str(part.count), part.hint)
        if part.section == "waiting" and self.waiting_folded():
            return [head, MoreRow("waiting", _("Show what is waiting"))]
        lines: list[WorkRow | HeaderRow | MoreRow] = [head, *(self._row(row) for row in part.rows)]
        left = part.count - len(part.rows)
        if part.folded and not self._unfolded:
            lines.append(MoreRow("then", part.fold_text))
        elif left:
            words = ngettext("Show {n} more", "Show {n} more", left).format(n=left)
            lines.append(MoreRow("rest", words))
        return lines

    def _row(self, row: MorningRow) -> WorkRow:
        secondary = row.secondary
        if row.customer_id in self._drafts:
            secondary = _("{invoice} · draft of a call").format(invoice=secondary)
        marked = (row.customer_id, row.currency) in self._marked
        return WorkRow(
            customer_id=row.customer_id,
            currency=row.currency,
            section=row.section.value,
            state=row.state.value,
            name=row.name,
            secondary=secondary,
            state_word=row.state_word,
            reason=row.reason,
            amount=row.amount,
            days=row.days,
            action_label=row.action_label,
            action_key=row.action_key,
            when=row.when,
            accessible=_("Marked. {row}").format(row=row.accessible) if marked else row.accessible,
            marked=marked,
        )


def _bank(desk: Desk) -> tuple[str, bool]:
    from app.services.bank_age import bank_age  # after the first paint

    age = bank_age(desk)
    return age.words, age.is_stale


def _read(
    desk: Desk, limit: int, *, unfolded: bool, ahead: date | None = None
) -> tuple[Morning, frozenset[int]]:
    kept = drafts.names(desk, DRAFT)
    return morning(desk, limit=limit, unfolded=unfolded, on=ahead), frozenset(
        int(name.removeprefix(DRAFT)) for name in kept
    )
