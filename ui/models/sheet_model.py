"""The rows of a file that is being read in: cells as they stand there, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.i18n import _
from ui.guarded import guarded

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What is wrong with a cell: `blocking` or a `notice`, and the words for it."""

    severity: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a sheet shows.

    Attributes:
        header: What stands above each column in the file, `fields` what it is read as (empty: skipped).
        rows: Line of the file and its cells.
        amounts: Columns whose cells are aligned at the right.
        marks: (place in `rows`, column) → what is wrong there.
    """

    header: Sequence[str]
    fields: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    amounts: frozenset[int] = frozenset()
    marks: Mapping[tuple[int, int], SheetMark] = field(default_factory=dict)


class SheetModel(QAbstractTableModel):
    """The line and the cells of each row, and what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        self._content = SheetContent((), (), ())

    def show_content(self, content: SheetContent) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._content = content
        self.endResetModel()

    def words(self, row: int, column: int) -> str:
        """Return the text of a cell; column 0 is the line in the file."""
        line, cells = self._content.rows[row]
        if column == 0:
            return str(line)
        return cells[column - 1] or (_("missing") if self.mark(row, column) else "")

    @guarded(0)
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._content.rows)

    @guarded(0)
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self._content.header else len(self._content.header) + 1

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        mark = self.mark(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column == 0 or column - 1 in self._content.amounts
            return _RIGHT if right else _LEFT
        return self._of_mark(row, column, mark, role)

    def _of_mark(self, row: int, column: int, mark: SheetMark | None, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self._content.header[column - 1] if column else _("Row")
            said = _("{name}: {value}").format(name=name, value=self.words(row, column))
            return _("{value}. {problem}").format(value=said, problem=mark.words) if mark else said
        if mark is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return mark.words
        return None

    def is_quiet(self, row: int, column: int) -> bool:
        """Say whether a cell is the line, empty, or in a column that is skipped."""
        if column == 0:
            return True
        return not self._content.fields[column - 1] or not self._content.rows[row][1][column - 1]

    def mark(self, row: int, column: int) -> SheetMark | None:
        """Return what is wrong with a cell."""
        return self._content.marks.get((row, column - 1)) if column else None
