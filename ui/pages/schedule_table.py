"""The schedule of a plan: rows painted like other tables, with fields that open in place."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.money import Currency
from app.i18n import _
from ui.guarded import guarded
from ui.models.schedule_model import AMOUNT, DAY, LEFT, PART, ScheduleModel
from ui.pages.reading import amount_field, date_field
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.field import ReadField

Index = QModelIndex | QPersistentModelIndex
_PADDING = 12
_WIDTHS = {PART: 56, AMOUNT: 130, LEFT: 130}
_LOCK = 14


class ScheduleTable(QTableView):
    """A table as high as its rows. F2, Enter or a double click opens the cell, typing replaces it."""

    def __init__(self, model: ScheduleModel, today: date) -> None:
        super().__init__()
        self._rows = model
        self._delegate = _Delegate(self, model, today)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_Header(self))
        self.setAccessibleName(_("The instalments"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(DAY, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self.edit)
        model.modelReset.connect(self._refit)
        theme().changed.connect(self._refit)
        self._refit()

    def set_currency(self, currency: Currency) -> None:
        """Say in which currency amounts are typed."""
        self._delegate.currency = currency

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Typing changes the cell; it is no search."""

    def _refit(self) -> None:
        px, row = theme().px, theme().row("table")
        self.verticalHeader().setDefaultSectionSize(row)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, px(width))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + self._rows.rowCount() * row + 1)
        if self._rows.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, AMOUNT))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ScheduleTable, model: ScheduleModel, today: date) -> None:
        super().__init__(view)
        self._view, self._model, self._today = view, model, today
        self.currency = Currency("SEK")

    @guarded(cast(QWidget, None))
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor: ReadField[Any]
        if index.column() == DAY:
            editor = date_field(self._today, name=_("Pay by"), earliest=self._today)
        else:
            editor = amount_field(self.currency, name=_("Amount"))
        editor.setParent(parent)
        return editor

    @guarded(None)
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ReadField) and editor.value() is None:
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    @guarded(None)
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ReadField) and editor.value() is not None and not editor.complaint():
            model.setData(model.index(index.row(), index.column()), editor.value(), Qt.ItemDataRole.EditRole)

    @guarded(None)
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, 0, -1))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, row = theme(), option.rect, self._model.row(index.row())
        with paint.saved(painter):
            painter.fillRect(rect, look.colour("base"))
            if index.row() < self._model.rowCount() - 1:
                paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
            inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            self._paint_words(painter, inner, index)
            if index.column() == AMOUNT and row.locked:
                at = QPoint(inner.left(), inner.center().y() + 1)
                paint.icon(painter, "lock", look.colour("text2"), at, look.px(_LOCK))
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1), look.radius("control"))

    def _paint_words(self, painter: QPainter, inner: QRect, index: Index) -> None:
        look, row, column = theme(), self._model.row(index.row()), index.column()
        font = look.font("body", strong=column == PART, figures=True)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        ink = look.colour("text2" if column == LEFT else "text")
        align = paint.CENTRED_RIGHT if column in (AMOUNT, LEFT) else paint.CENTRED_LEFT
        paint.text(painter, inner, words, font, ink, align=align)
        if column == DAY and row.note:
            width = QFontMetrics(font).horizontalAdvance(words) + look.px(_PADDING)
            small = look.font("small")
            paint.text(painter, inner.adjusted(width, 0, 0, 0), row.note, small, look.colour("text3"))


class _Header(QHeaderView):
    def __init__(self, view: ScheduleTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setHighlightSections(False)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(34))

    @guarded(None)
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        look = theme()
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        with paint.saved(painter):
            painter.fillRect(rect, look.colour("alt"))
            paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
            align = paint.CENTRED_RIGHT if logicalIndex in (AMOUNT, LEFT) else paint.CENTRED_LEFT
            inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            font = look.font("small", strong=True)
            paint.text(painter, inner, words, font, look.colour("text2"), align=align)
