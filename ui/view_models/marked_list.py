"""A list in which rows can be marked, to be taken together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.services.desk import Desk
from app.services.listing import ListRow, sum_words
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Subject

_MARKED = "x"
_AT_ONCE = 500


class MarkedList(ListState):
    """Puts a first cell before the others that holds something where the row is marked."""

    def __init__(self, *arguments: object, columns: int) -> None:
        super().__init__(*arguments, columns=columns - 1)  # type: ignore[arg-type]
        self._marked: dict[int, ListRow] = {}

    def cells(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        rows = super().cells(ids)
        return [(_MARKED if each in self._marked else "", *row) for each, row in zip(ids, rows, strict=True)]

    def marked(self) -> list[Subject]:
        """Return the customers of the marked rows with those invoices, as the list has them in order."""
        place = {each: number for number, each in enumerate(self.ids)}
        found: dict[int, list[ListRow]] = {}
        for row in sorted(self._marked.values(), key=lambda row: place.get(row.id, len(place))):
            found.setdefault(row.customer_id, []).append(row)
        return [
            Subject(tuple(row.case_ids[0] for row in rows), rows[0].customer_id, rows[0].name)
            for rows in found.values()
        ]

    def count_marked(self) -> int:
        """Return how many rows are marked."""
        return len(self._marked)

    def sum_marked(self) -> str:
        """Return what is open on the marked rows."""
        return sum_words(self._marked.values())

    def marked_ids(self) -> tuple[int, ...]:
        """Return the marked rows, as the list has them in order."""
        return tuple(each for each in self.ids if each in self._marked)

    def mark_all(self, done: Callable[[], None]) -> None:
        """Mark every row of the list; rows not seen yet are read first."""
        ids = self.ids

        def read(desk: Desk) -> list[ListRow]:
            parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
            return [row for part in parts for row in self._read_rows(desk, part)]

        def take(rows: list[ListRow]) -> None:
            still = set(self.ids)
            self._marked = {row.id: row for row in rows if row.id in still}
            self.arrived.emit(ids)
            done()

        self._workplace.read(read, take)

    def toggle(self, row: ListRow) -> None:
        """Mark a row, or take its mark away."""
        if self._marked.pop(row.id, None) is None:
            self._marked[row.id] = row
        self.arrived.emit([row.id])

    def unmark(self, case_ids: Sequence[int] | None = None) -> bool:
        """Take the marks of these rows away, or all; say whether there was one."""
        gone = [each for each in self._marked if case_ids is None or each in case_ids]
        for each in gone:
            del self._marked[each]
        if gone:
            self.arrived.emit(gone)
        return bool(gone)
