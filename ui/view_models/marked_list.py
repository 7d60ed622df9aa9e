"""A list in which rows of one customer can be marked, to be taken together."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.listing import ListRow
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Subject

_MARKED = "x"


class MarkedList(ListState):
    """Puts a first cell before the others that holds something where the row is marked."""

    def __init__(self, *arguments: object, columns: int) -> None:
        super().__init__(*arguments, columns=columns - 1)  # type: ignore[arg-type]
        self._marked: dict[int, ListRow] = {}

    def cells(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        rows = super().cells(ids)
        return [(_MARKED if each in self._marked else "", *row) for each, row in zip(ids, rows, strict=True)]

    def marked(self) -> Subject | None:
        """Return the marked invoices, as the list has them in order, and whose they are."""
        if not self._marked:
            return None
        first = next(iter(self._marked.values()))
        place = {each: number for number, each in enumerate(self.ids)}
        rows = sorted(self._marked.values(), key=lambda row: place.get(row.id, len(place)))
        return Subject(tuple(row.case_ids[0] for row in rows), first.customer_id, first.name)

    def other_customer(self, row: ListRow) -> str:
        """Return the name of the customer marked so far, if this row is of another one."""
        names = {each.name for each in self._marked.values() if each.customer_id != row.customer_id}
        return next(iter(names), "")

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
