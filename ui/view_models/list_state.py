"""What a list page shows: ids in their order, and rows read in the background as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from app.services.listing import ListRow, Query
from ui.models.paged_table_model import PAGE
from ui.view_models.workplace import Workplace

ReadIds = Callable[[Desk, Query], tuple[int, ...]]
ReadRows = Callable[[Desk, Sequence[int]], list[ListRow]]


class ListState(QObject):
    """Holds what is asked for and what was read of it.

    `listed` tells that there are new ids, `arrived` carries the ids of rows that came later.
    """

    listed = Signal()
    arrived = Signal(object)

    def __init__(self, workplace: Workplace, read_ids: ReadIds, read_rows: ReadRows, *, columns: int) -> None:
        super().__init__()
        self._workplace = workplace
        self._read_ids, self._read_rows = read_ids, read_rows
        self._blank = ("",) * columns
        self._rows: dict[int, ListRow] = {}
        self._waiting: set[int] = set()
        self._asked = 0
        self.query = Query()
        self.ids: tuple[int, ...] = ()
        self.is_read = False

    def ask(self, **changes: str) -> None:
        """Narrow or order the list anew: `filter`, `text`, `sort`."""
        wanted = replace(self.query, **changes)
        if wanted != self.query or not self.is_read:
            self.query = wanted
            self.refresh()

    def refresh(self) -> None:
        """Read the ids again, and the rows that may be in sight; of several readings the last counts."""
        self._asked += 1
        mine, query, known = self._asked, self.query, set(self._rows)

        def read(desk: Desk) -> tuple[tuple[int, ...], list[ListRow]]:
            ids = self._read_ids(desk, query)
            first = [each for place, each in enumerate(ids) if place < PAGE or each in known]
            return ids, self._read_rows(desk, first[: 2 * PAGE])

        def done(found: tuple[tuple[int, ...], list[ListRow]]) -> None:
            if mine == self._asked:
                self.ids, rows = found
                self._rows = {row.id: row for row in rows}
                self._waiting.clear()
                self.is_read = True
                self.listed.emit()

        self._workplace.read(read, done)

    def cells(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        """Return the words of these rows; those not read yet are blank until `arrived` names them."""
        missing = [each for each in ids if each not in self._rows and each not in self._waiting]
        if missing:
            self._fetch(missing)
        return [self._rows[each].cells if each in self._rows else self._blank for each in ids]

    def row(self, wanted: int | None) -> ListRow | None:
        """Return a row that has been read."""
        return self._rows.get(wanted) if wanted is not None else None

    def _fetch(self, ids: list[int]) -> None:
        self._waiting.update(ids)

        def done(rows: list[ListRow]) -> None:
            self._waiting.difference_update(ids)
            self._rows.update((row.id, row) for row in rows)
            if rows:
                self.arrived.emit(ids)

        self._workplace.read(lambda desk: self._read_rows(desk, ids), done)
