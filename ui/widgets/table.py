"""The long tables: rows painted straight from their words, sorted where the rows come from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.guarded import guarded
from ui.models.paged_table_model import Column, PagedTableModel
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.scroll import slim_bars

Index = QModelIndex | QPersistentModelIndex
FIXED: Final = ("mark", "state")
_PADDING: Final = 12
_NARROWEST: Final = 36
_WIDE: Final = 190


class PagedTable(QTableView):
    """A table of whole rows.

    `row_selected` and `row_opened` carry the id, `sort_requested` the column's key and whether it falls,
    `arranged` the keys of the columns as the user has drawn them into another order.
    """

    row_selected = Signal(int)
    row_opened = Signal(int)
    sort_requested = Signal(str, bool)
    arranged = Signal(object)

    def __init__(self, model: PagedTableModel, name: str) -> None:
        super().__init__()
        self._paged = model
        self._shown = tuple(column.key for column in model.columns)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_RowDelegate(self, model))
        self.setHorizontalHeader(_Header(self, model.columns))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        paint.clear_ground(self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sortIndicatorChanged.connect(self._ask_sort)
        self.horizontalHeader().setSectionsMovable(True)
        self.horizontalHeader().sectionMoved.connect(lambda *_places: self._tell_order())
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.activated.connect(lambda index: self.row_opened.emit(model.id_at(index.row())))
        theme().changed.connect(self._refit)
        self._refit()

    def selected(self) -> int | None:
        """Return the id of the current row."""
        index = self.currentIndex()
        return self._paged.id_at(index.row()) if index.isValid() else None

    def select(self, wanted: int) -> None:
        """Make the row of that id the current one, where it is shown."""
        place = self._paged.place_of(wanted)
        if place >= 0:
            self.setCurrentIndex(self._paged.index(place, 0))

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these rows; selection and scroll position stay where they were."""
        chosen, scroll = self.selected(), self.verticalScrollBar().value()
        self._paged.set_ids(ids)
        if chosen is not None:
            self.select(chosen)
        self.verticalScrollBar().setValue(scroll)

    def show_order(self, key: str, *, falling: bool) -> None:
        """Say in the header what orders the rows, without asking for it; an unknown key clears it."""
        header = self.horizontalHeader()
        keys = [column.key for column in self._paged.columns]
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        blocked = header.blockSignals(True)
        header.setSortIndicator(keys.index(key) if key in keys else -1, order)
        header.blockSignals(blocked)
        header.viewport().update()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, none for all; marks and shapes stay first."""
        columns = self._paged.columns
        fixed = [column.key for column in columns if column.kind in FIXED]
        known = [column.key for column in columns]
        chosen = [key for key in dict.fromkeys(keys) if key in known and key not in fixed]
        self._shown = (*fixed, *(chosen or (key for key in known if key not in fixed)))
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        for place, key in enumerate(self._shown):
            header.moveSection(header.visualIndex(known.index(key)), place)
        header.blockSignals(blocked)
        self._drop_columns()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns in their order, but for those that cannot be left out."""
        fixed = {column.key for column in self._paged.columns if column.kind in FIXED}
        return tuple(key for key in self._shown if key not in fixed)

    def select_next(self, step: int = 1) -> None:
        """Select the next row, or with `step=-1` the one before."""
        place = self.currentIndex().row() + step
        if 0 <= place < self._paged.rowCount():
            self.setCurrentIndex(self._paged.index(place, 0))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.select_next(1 if event.key() == Qt.Key.Key_J else -1)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are actions, not a search."""

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()

    def _refit(self) -> None:
        header, px = self.horizontalHeader(), theme().px
        self.verticalHeader().setDefaultSectionSize(theme().row("table"))
        header.setMinimumSectionSize(px(_NARROWEST))
        for place, column in enumerate(self._paged.columns):
            if column.width:
                self.setColumnWidth(place, self._width(column))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._drop_columns()

    def _width(self, column: Column) -> int:
        """Return how wide a column is: as designed, unless its heading needs more."""
        if column.kind in FIXED:
            return theme().px(column.width)
        metrics = QFontMetrics(theme().font("small", strong=True))
        return max(theme().px(column.width), metrics.horizontalAdvance(f"{column.title} ↑") + 2 * _PADDING)

    def _drop_columns(self) -> None:
        """Hide columns that can be done without, so that no table has to be scrolled sideways."""
        px, columns = theme().px, self._paged.columns
        hidden = {place for place, column in enumerate(columns) if column.key not in self._shown}
        wanted = [(place, column) for place, column in enumerate(columns) if place not in hidden]
        room = self.viewport().width() - sum(
            self._width(column) if column.width else px(_WIDE) for _place, column in wanted
        )
        droppable = [(column.drop, place) for place, column in wanted if column.drop]
        for _rank, place in sorted(droppable):
            if room < 0:
                hidden.add(place)
                room += self._width(columns[place])
        for place in range(len(columns)):
            self.setColumnHidden(place, place in hidden)
        self._narrow(
            [(place, column) for place, column in wanted if place not in hidden], short=max(0, -room)
        )

    def _narrow(self, shown: Sequence[tuple[int, Column]], *, short: int) -> None:
        """Share out among the columns what is still too little; the row says aloud what is shortened."""
        widths = {place: self._width(column) for place, column in shown if column.width}
        total = sum(widths.values())
        for place, width in widths.items():
            self.setColumnWidth(place, width - short * width // total if total else width)

    def _tell_order(self) -> None:
        """Remember an order drawn by hand; marks and shapes go back to where they belong."""
        header, columns = self.horizontalHeader(), self._paged.columns
        drawn = [columns[header.logicalIndex(place)].key for place in range(len(columns))]
        self.show_columns([key for key in drawn if key in self._shown])
        self.arranged.emit(self.shown_columns())

    def _ask_sort(self, section: int, order: Qt.SortOrder) -> None:
        key = self._paged.columns[section].key
        self.sort_requested.emit(key, order == Qt.SortOrder.DescendingOrder)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_selected.emit(self._paged.id_at(current.row()))


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: PagedTable, model: PagedTableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, column = theme(), option.rect, self._model.columns[index.column()]
        cell, state = self._model.row(index.row())[index.column()], option.state
        with paint.saved(painter):
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, look.colour("sel"))
            paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
            at = QPoint(rect.left() + _PADDING, rect.center().y())
            if column.kind == "state":
                if cell:
                    paint.shape(painter, cell, at, look.px(16))
            elif column.kind == "mark":
                if cell:
                    paint.icon(painter, "check", look.colour("accent"), at, look.px(16))
            else:
                self._paint_words(painter, rect, column, cell, index.row())
            self._paint_focus(painter, rect, index)

    def _paint_focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint this cell's part of the ring around the whole row."""
        view = self._view
        if not view.hasFocus() or view.currentIndex().row() != index.row():
            return
        painter.setClipRect(rect)
        whole = QRect(-view.horizontalOffset(), rect.top(), view.horizontalHeader().length(), rect.height())
        paint.focus_ring(painter, whole, theme().radius("control"))

    def _paint_words(self, painter: QPainter, rect: QRect, column: Column, cell: str, place: int) -> None:
        look = theme()
        font = look.font("body", strong=column.kind in ("strong", "word"), figures=column.kind == "amount")
        state = self._model.state(place) if column.kind == "word" else ""
        ink = look.ink(state or "text")
        align = paint.CENTRED_RIGHT if column.kind == "amount" else paint.CENTRED_LEFT
        paint.text(painter, rect.adjusted(_PADDING, 0, -_PADDING, 0), cell, font, ink, align=align)


class _Header(QHeaderView):
    def __init__(self, view: PagedTable, columns: Sequence[Column]) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = columns
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHighlightSections(False)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(34))

    @guarded(None)
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        look, column = theme(), self._columns[logicalIndex]
        with paint.saved(painter):
            painter.fillRect(rect, look.colour("alt"))
            paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
            inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            align = paint.CENTRED_RIGHT if column.kind == "amount" else paint.CENTRED_LEFT
            sorted_by = self.sortIndicatorSection() == logicalIndex
            arrow = {Qt.SortOrder.AscendingOrder: " ↑", Qt.SortOrder.DescendingOrder: " ↓"}
            title = "" if column.kind in ("state", "mark") else column.title
            words = title + (arrow[self.sortIndicatorOrder()] if sorted_by else "")
            font = look.font("small", strong=True)
            paint.text(painter, inner, words, font, look.colour("text2"), align=align)
