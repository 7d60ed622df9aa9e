"""A long table that holds ids and fetches rows a page at a time, as they are seen."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.guarded import guarded

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, ...]
Fetch = Callable[[Sequence[int]], Sequence[Row]]
PAGE: Final = 100
_PAGES_KEPT: Final = 50
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: `state` holds the name of a state, or nothing, and is painted as its shape; `word` is text in
            the colour of that state; `strong` stands out; `amount` is right-aligned with tabular figures;
            `mark` is painted as a check where it holds anything, and its title is only read aloud.
        width: In logical pixels at 100 % text; 0 takes what is left.
        drop: Where room is short the column with the lowest number is hidden first; 0 stays.
    """

    key: str
    title: str
    kind: Literal["state", "word", "text", "strong", "amount", "mark"] = "text"
    width: int = 0
    drop: int = 0


class PagedTableModel(QAbstractTableModel):
    """Shows the rows `fetch` gives for ids, one row an id, in the order of the ids."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: tuple[int, ...] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these rows; nothing is fetched before it is seen."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._pages.clear()
        self.endResetModel()

    def refresh(self, ids: Iterable[int]) -> None:
        """Fetch these rows again when they are next seen; ids that are not shown do not matter."""
        wanted = set(ids)
        places = [place for place, each in enumerate(self._ids) if each in wanted]
        for place in places:
            self._pages.pop(place // PAGE, None)
        if places:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], last))

    def id_at(self, place: int) -> int:
        """Return the id of a row."""
        return self._ids[place]

    def place_of(self, wanted: int) -> int:
        """Return the row of an id, or -1."""
        return self._ids.index(wanted) if wanted in self._ids else -1

    def row(self, place: int) -> Row:
        """Return the finished words of a row, fetching its page where needed."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetch(self._ids[number * PAGE : (number + 1) * PAGE])
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place % PAGE]

    def state(self, place: int) -> str:
        """Return the state of a row, or an empty string where the table has no such column."""
        kinds = [column.kind for column in self.columns]
        return self.row(place)[kinds.index("state")] if "state" in kinds else ""

    @guarded(0)
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @guarded(0)
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.kind in ("state", "mark") else self.row(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind == "amount":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation == Qt.Orientation.Horizontal and shown:
            return self.columns[section].title
        return None

    def _aloud(self, place: int, section: int) -> str:
        """Read a cell with its heading; the first cell reads the whole row."""
        cells = [
            column.title if column.kind == "mark" else f"{column.title}: {cell}"
            for column, cell in zip(self.columns, self.row(place), strict=True)
            if column.kind != "state" and cell
        ]
        column = self.columns[section]
        if section == 0:
            return ". ".join(cells)
        return "" if column.kind == "state" else f"{column.title}: {self.row(place)[section]}"
