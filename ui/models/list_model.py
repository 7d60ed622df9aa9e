"""A list of finished rows, shown as they are."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.guarded import guarded

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a delegate gets the row itself."""


class ListModel(QAbstractListModel, Generic[Row]):
    """Holds rows; `words` reads a row aloud, arrows stop at a `selectable` one, `tip` is its tool tip."""

    def __init__(
        self,
        words: Callable[[Row], str],
        selectable: Callable[[Row], bool] = lambda _row: True,
        tip: Callable[[Row], str] = lambda _row: "",
    ) -> None:
        super().__init__()
        self._tip = tip
        self._rows: tuple[Row, ...] = ()
        self._words, self._selectable = words, selectable

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Where their number is the same only what differs is told to the view."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
            return
        before, self._rows = self._rows, tuple(rows)
        for place, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def row(self, place: int) -> Row:
        """Return the row at that place."""
        return self._rows[place]

    def rows(self) -> tuple[Row, ...]:
        """Return all rows in order."""
        return self._rows

    @guarded(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._selectable(self._rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
