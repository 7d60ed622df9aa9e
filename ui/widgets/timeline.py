"""What was said and done about a case, newest first, along one line."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.guarded import guarded
from ui.models.list_model import ROW_ROLE, ListModel
from ui.models.rows import TimelineRow
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.scroll import slim_bars

Index = QModelIndex | QPersistentModelIndex
_DAY: Final = 66
_DISC: Final = 28
_GAP: Final = 12
_BELOW: Final = 12
_TODAY: Final = 34
_COMPACT: Final = 27
_WRAP: Final = Qt.TextFlag.TextWordWrap


class Timeline(QListView):
    """The entries of a history; `opened` carries the key of the one entered or double-clicked.

    A `compact` one takes a line an entry: icon, day and title. One that `grows` is as high as its entries
    and leaves the scrolling to the page.
    """

    opened = Signal(str)

    def __init__(self, name: str, *, compact: bool = False, grows: bool = False) -> None:
        super().__init__()
        self._model: ListModel[TimelineRow] = ListModel(_words, lambda row: row.kind != "today")
        self._grows = grows
        self.setModel(self._model)
        self.setItemDelegate(_CompactDelegate(self) if compact else _TimelineDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(lambda index: self.opened.emit(self._model.row(index.row()).key))
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self._lay_out)

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Show these entries in the order given."""
        self._model.show_rows(rows)
        self._lay_out()

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._grows:
            height = sum(self.sizeHintForRow(place) for place in range(self._model.rowCount()))
            self.setFixedHeight(height + 2 * self.frameWidth())

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are actions, not a search."""

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


class _TimelineDelegate(QStyledItemDelegate):
    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self._view = view

    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: TimelineRow = index.data(ROW_ROLE)
        if row.kind == "today":
            return QSize(0, theme().px(_TODAY))
        _, text, quote = _layout(row, self._view.viewport().width())
        return QSize(0, max(theme().px(_DISC), text.bottom(), quote.bottom()) + theme().px(_BELOW))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TimelineRow = index.data(ROW_ROLE)
        first, last = index.row() == 0, not index.sibling(index.row() + 1, 0).isValid()
        with paint.saved(painter):
            painter.translate(option.rect.topLeft())
            area = QRect(QPoint(0, 0), option.rect.size())
            _paint_line(painter, area, first=first, last=last)
            if row.kind == "today":
                _paint_today(painter, area, row.day)
                return
            _paint_entry(painter, area, row)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.focus_ring(painter, area.adjusted(0, 0, 0, -theme().px(4)), theme().radius("row"))


class _CompactDelegate(QStyledItemDelegate):
    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(_COMPACT))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TimelineRow = index.data(ROW_ROLE)
        look, px, rect, mark = theme(), theme().px, option.rect, theme().px(16)
        with paint.saved(painter):
            if index.sibling(index.row() + 1, 0).isValid():
                tick = QRect(rect.left() + mark // 2, rect.bottom() - px(4), 1, px(9))
                painter.fillRect(tick, look.colour("ctrl"))
            at = QPoint(rect.left(), rect.center().y())
            if row.shape:
                paint.shape(painter, row.shape, at, mark)
            else:
                paint.icon(painter, row.icon, look.ink(row.colour), at, mark)
            line = rect.adjusted(px(24), 0, 0, 0)
            used = paint.text(painter, line, row.day, look.font("small"), look.colour("text2"))
            title = line.adjusted(used + px(8), 0, 0, 0)
            paint.text(painter, title, row.title, look.font("small"), look.colour("text"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.focus_ring(painter, rect, look.radius("control"))


def _layout(row: TimelineRow, width: int) -> tuple[QRect, QRect, QRect]:
    """Return where title, text and quote stand in a row that begins at 0, 0."""
    px = theme().px
    left = px(_DAY + _DISC + 2 * _GAP)
    room = max(px(80), width - left - px(4))
    title_font, small = QFontMetrics(theme().font("body", strong=True)), QFontMetrics(theme().font("small"))
    title = _wrapped(title_font, row.title, QRect(left, px(4), room, 0))
    text = _wrapped(small, row.text, QRect(left, title.bottom() + 3, room, 0))
    if not row.quote:
        return title, text, text
    inner = _wrapped(small, row.quote, QRect(left + px(12), text.bottom() + px(16), room - px(24), 0))
    return title, text, inner.adjusted(-px(12), -px(8), room - px(12) - inner.width(), px(8))


def _wrapped(metrics: QFontMetrics, words: str, room: QRect) -> QRect:
    if not words:
        return QRect(room.left(), room.top(), room.width(), 0)
    height = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), _WRAP, words).height()
    return QRect(room.left(), room.top(), room.width(), height)


def _line_x() -> int:
    return theme().px(_DAY + _GAP) + theme().px(_DISC) // 2


def _paint_line(painter: QPainter, area: QRect, *, first: bool, last: bool) -> None:
    middle = theme().px(_DISC) // 2
    top, bottom = middle if first else 0, middle if last else area.height()
    painter.fillRect(QRect(_line_x(), top, 2, bottom - top), theme().colour("line"))


def _paint_today(painter: QPainter, area: QRect, day: str) -> None:
    look, middle = theme(), area.height() // 2
    beside = QRect(0, 0, look.px(_DAY), area.height())
    paint.text_right(painter, beside, day, look.font("small", strong=True), look.colour("text2"))
    painter.setPen(QPen(look.colour("text2"), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(look.px(_DAY + 8), middle, area.right(), middle)


def _paint_entry(painter: QPainter, area: QRect, row: TimelineRow) -> None:
    look, px = theme(), theme().px
    day = QRect(0, 0, px(_DAY), px(_DISC))
    paint.text_right(painter, day, row.day, look.font("small", figures=True), look.colour("text2"))
    _paint_disc(painter, row)
    title, text, quote = _layout(row, area.width())
    _paint_words(painter, title, row.title, colour="text", strong=True)
    _paint_words(painter, text, row.text, colour="text2", strong=False)
    if row.quote:
        radius = look.radius("row")
        paint.rounded(painter, quote, radius, fill=look.colour("base"), border=look.colour("line"))
        inner = quote.adjusted(px(12), px(8), -px(12), -px(8))
        _paint_words(painter, inner, row.quote, colour="text", strong=False)


def _paint_words(painter: QPainter, rect: QRect, words: str, *, colour: str, strong: bool) -> None:
    look = theme()
    painter.setFont(look.font("body", strong=True) if strong else look.font("small"))
    painter.setPen(look.colour(colour))
    painter.drawText(rect, _WRAP, words)


def _paint_disc(painter: QPainter, row: TimelineRow) -> None:
    look, size = theme(), theme().px(_DISC)
    disc = QRect(look.px(_DAY + _GAP), 0, size, size)
    paint.rounded(painter, disc, size / 2, fill=look.colour("base"))
    style = Qt.PenStyle.DashLine if row.kind == "future" else Qt.PenStyle.SolidLine
    painter.setPen(QPen(look.colour("ctrl" if row.kind == "future" else "line"), 1, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc.adjusted(0, 0, -1, -1))
    mark = look.px(16)
    at = QPoint(disc.center().x() - mark // 2 + 1, disc.center().y() + 1)
    if row.shape:
        paint.shape(painter, row.shape, at, mark)
    elif row.icon:
        paint.icon(painter, row.icon, look.ink(row.colour), at, mark)


def _words(row: TimelineRow) -> str:
    parts = filter(None, (row.day, row.title, row.text, row.quote))
    return row.accessible or " ".join(f"{part.rstrip('.')}." for part in parts)
