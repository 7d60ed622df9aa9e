"""The pages of the program, at the left: icon, name, count; folded to icons where room is short."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.guarded import guarded
from ui.models.list_model import ROW_ROLE, ListModel
from ui.models.rows import NavRow
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.scroll import slim_bars

Index = QModelIndex | QPersistentModelIndex
WIDTH: Final = 212
FOLDED_WIDTH: Final = 56
_INSET: Final = 10
_ROW: Final = 36
_BAR: Final = 3


class NavList(QListView):
    """The navigation; `chosen` carries the key of the page."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.folded = False
        self._model: ListModel[NavRow] = ListModel(
            _words, lambda row: bool(row.key), lambda row: row.label if self.folded else ""
        )
        self.setModel(self._model)
        self.setItemDelegate(_NavDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paint.clear_ground(self)
        self.selectionModel().currentChanged.connect(self._tell)
        theme().changed.connect(self._refit)
        self._refit()

    def set_rows(self, rows: Sequence[NavRow]) -> None:
        """Show these pages; pinned ones stand at the bottom, behind a gap that arrows step over."""
        shown = [row for row in rows if not row.pinned]
        pinned = [row for row in rows if row.pinned]
        key = self.current()
        gap = [NavRow("", "", "", pinned=True)] if pinned else []
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_rows([*shown, *gap, *pinned])
        self._choose(key)
        self.selectionModel().blockSignals(blocked)

    def current(self) -> str:
        """Return the key of the chosen page, or an empty string."""
        index = self.currentIndex()
        return self._model.row(index.row()).key if index.isValid() else ""

    def choose(self, key: str) -> None:
        """Choose a page; `chosen` is emitted if it was another."""
        self._choose(key)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, with the names as tool tips, or the full rows."""
        self.folded = folded
        self._refit()

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are actions, not a search."""

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def gap_height(self) -> int:
        """Return what lies between the pages and the pinned ones."""
        rows = len(self._model.rows()) - 1
        return max(0, self.contentsRect().height() - rows * theme().px(_ROW) - 1)

    def _choose(self, key: str) -> None:
        for place, row in enumerate(self._model.rows()):
            if key and row.key == key:
                self.setCurrentIndex(self._model.index(place))

    def _refit(self) -> None:
        self.setFixedWidth(theme().px(FOLDED_WIDTH if self.folded else WIDTH))
        self.scheduleDelayedItemsLayout()

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.row(current.row()).key)


class _NavDelegate(QStyledItemDelegate):
    def __init__(self, view: NavList) -> None:
        super().__init__(view)
        self._view = view

    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: NavRow = index.data(ROW_ROLE)
        return QSize(0, theme().px(_ROW) if row.key else self._view.gap_height())

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: NavRow = index.data(ROW_ROLE)
        if not row.key:
            return
        with paint.saved(painter):
            _paint_row(painter, option, row, folded=self._view.folded)


def _paint_row(painter: QPainter, option: QStyleOptionViewItem, row: NavRow, *, folded: bool) -> None:
    look, px, state = theme(), theme().px, option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    rect = option.rect.adjusted(_INSET, 1, -_INSET, -1)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        fill = look.colour("nav_selected" if chosen else "hover")
        paint.rounded(painter, rect, look.radius("control"), fill=fill)
    if chosen:
        bar = QRect(rect.left(), rect.top() + px(9), _BAR, rect.height() - px(18))
        paint.rounded(painter, bar, 1.5, fill=look.colour("accent"))
    if state & QStyle.StateFlag.State_HasFocus:
        paint.focus_ring(painter, rect, look.radius("control"))
    ink = look.colour("text" if chosen else "text2")
    at = QPoint(rect.center().x() - px(8) if folded else rect.left() + px(10), rect.center().y() + 1)
    paint.icon(painter, row.icon, ink, at, px(16))
    if folded:
        return
    line = rect.adjusted(px(37), 0, -px(10), 0)
    font = look.font("body", strong=chosen, medium=True)
    taken = paint.text_right(painter, line, row.number, look.font("small", figures=True), ink)
    paint.text(painter, line.adjusted(0, 0, -taken - px(8), 0), row.label, font, ink)


def _words(row: NavRow) -> str:
    return f"{row.label}, {row.number}" if row.number else row.label
