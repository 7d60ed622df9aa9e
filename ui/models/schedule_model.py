"""The instalments of a plan as a table; day and amount can be changed in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.money import Money
from app.i18n import _
from ui.guarded import guarded

if TYPE_CHECKING:
    from app.services.plan_words import Row

Index = QModelIndex | QPersistentModelIndex
PART, DAY, AMOUNT, LEFT = range(4)
_NOWHERE: Final = QModelIndex()


class ScheduleModel(QAbstractTableModel):
    """Holds finished rows; an edit is told and comes back as new rows."""

    day_edited = Signal(int, object)
    amount_edited = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; as many as before keep selection and place."""
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, PART), self.index(len(rows) - 1, LEFT))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Return a row."""
        return self._rows[place]

    @guarded(0)
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @guarded(0)
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else LEFT + 1

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(row.number), row.day, row.amount_words, row.left)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return (None, row.due_on, row.amount, None)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= AMOUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(False)
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        if index.column() == DAY and isinstance(value, date):
            self.day_edited.emit(index.row(), value)
        elif index.column() == AMOUNT and isinstance(value, Money):
            self.amount_edited.emit(index.row(), value)
        else:
            return False
        return True

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (DAY, AMOUNT) else flags

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            # Translators: the headings of a payment plan: part 1, 2, 3; the day; the amount; what remains.
            return (_("Part"), _("Pay by"), _("Amount"), _("Left after"))[section]
        return None

    @staticmethod
    def _aloud(row: Row) -> str:
        said = _("Part {n}. Pay by {day}. Amount {amount}. Left after {left}.")
        words = [said.format(n=row.number, day=row.day, amount=row.amount_words, left=row.left), row.note]
        if row.locked:
            words.append(_("Set by you."))
        return " ".join(word for word in words if word)
