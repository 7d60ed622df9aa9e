"""Paints payments beside their invoices, and finds a click on a box."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.guarded import guarded
from ui.models.list_model import ROW_ROLE
from ui.models.match_rows import MatchHead, MatchRow
from ui.theme import theme
from ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
_INSET: Final = 12
_BOX: Final = 18
_DAY_LEFT: Final = 42
_WHO_LEFT: Final = 112
_ARROW: Final = 50
_ROW: Final = 50
_HEAD: Final = 42
_BAR: Final = 3
_DAY_FROM: Final = 520
"""Where a row is narrower than this the day is left out; the panel beside the list says it."""


class MatchListDelegate(QStyledItemDelegate):
    """One painter for heads and payments; `ticked` carries the index of a box that was clicked."""

    ticked = Signal(QModelIndex)

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(ROW_ROLE), MatchHead)
        return QSize(0, theme().px(_HEAD if is_head else _ROW))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW_ROLE), option.rect
        with paint.saved(painter):
            if isinstance(row, MatchHead):
                _paint_head(painter, rect, row)
                return
            self._paint_ground(painter, option, index)
            _paint_box(painter, rect, ticked=row.ticked)
            _paint_payment(painter, _left_half(rect), rect, row)
            _paint_target(painter, _right_half(rect), row)

    @guarded(False)
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        released = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if not released or not isinstance(index.data(ROW_ROLE), MatchRow):
            return False
        assert isinstance(event, QMouseEvent)
        hit = box_rect(option.rect).contains(event.position().toPoint())
        if hit:
            self.ticked.emit(index)
        return hit

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, state = theme(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            fill = look.colour("sel" if chosen else "hover")
            paint.rounded(painter, rect, look.radius("row"), fill=fill)
        if chosen:
            bar = QRect(rect.left(), rect.top() + look.px(8), _BAR, rect.height() - look.px(16))
            paint.rounded(painter, bar, 1.5, fill=look.colour("accent"))
        elif isinstance(index.sibling(index.row() + 1, 0).data(ROW_ROLE), MatchRow):
            left = rect.left() + look.px(_DAY_LEFT)
            paint.hairline(painter, left, rect.right() - _INSET, rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, look.radius("row"))


def box_rect(row: QRect) -> QRect:
    """Return where a row is clicked to tick it: all that lies left of its day."""
    return QRect(row.left(), row.top(), theme().px(_DAY_LEFT), row.height())


def _middle(rect: QRect) -> int:
    return rect.left() + rect.width() * 54 // 100


def _left_half(rect: QRect) -> QRect:
    left = theme().px(_WHO_LEFT if rect.width() >= theme().px(_DAY_FROM) else _DAY_LEFT)
    return QRect(rect.left() + left, rect.top(), _middle(rect) - rect.left() - left, rect.height())


def _right_half(rect: QRect) -> QRect:
    left = _middle(rect) + theme().px(_ARROW)
    return QRect(left, rect.top(), rect.right() - _INSET - left, rect.height())


def _paint_box(painter: QPainter, rect: QRect, *, ticked: bool) -> None:
    look, size = theme(), theme().px(_BOX)
    box = QRect(rect.left() + _INSET, rect.center().y() + 1 - size // 2, size, size)
    fill = look.colour("accent" if ticked else "base")
    paint.rounded(painter, box, 4, fill=fill, border=look.colour("accent" if ticked else "ctrl"))
    if ticked:
        paint.icon(
            painter,
            "check",
            look.colour("accentText"),
            QPoint(box.left() + 2, box.center().y() + 1),
            size - 4,
        )


def _paint_payment(painter: QPainter, room: QRect, rect: QRect, row: MatchRow) -> None:
    look = theme()
    if rect.width() >= look.px(_DAY_FROM):
        day = QRect(
            rect.left() + look.px(_DAY_LEFT), rect.top(), look.px(_WHO_LEFT - _DAY_LEFT), rect.height()
        )
        _paint_day(painter, day, row.day)
    figures = look.font("body", strong=True, figures=True)
    taken = paint.text_right(painter, room, row.amount, figures, look.colour("text"))
    upper, lower = _lines(room.adjusted(0, 0, -taken - look.px(12), 0), two=bool(row.how))
    paint.text(painter, upper, row.payer, look.font("body", strong=True, medium=True), look.colour("text"))
    paint.text(painter, lower, row.how, look.font("small"), look.colour("text2"))
    arrow = QPoint(_middle(rect) + look.px(17), rect.center().y() + 1)
    paint.icon(painter, "arrow-right", look.colour("text2"), arrow, look.px(16))


def _paint_day(painter: QPainter, room: QRect, day: str) -> None:
    """Write a day; the year of one in another year stands below it where both have no room on a line."""
    look = theme()
    is_short = QFontMetrics(look.font(figures=True)).horizontalAdvance(day) < room.width()
    above, _space, year = (day, "", "") if is_short else day.rpartition(" ")
    upper, lower = _lines(room, two=bool(year))
    paint.text(painter, upper, above, look.font(figures=True), look.colour("text2"))
    paint.text(painter, lower, year, look.font("small", figures=True), look.colour("text2"))


def _paint_target(painter: QPainter, room: QRect, row: MatchRow) -> None:
    look = theme()
    if not row.target:
        paint.text(painter, room, row.target_note, look.font(), look.colour("text2"))
        return
    figures = look.font("body", medium=True, figures=True)
    above, below = _lines(room, two=bool(row.difference))
    small = look.font("small", figures=True)
    sums = paint.text_right(painter, above, row.target_amount, figures, look.colour("text"))
    rest = (
        paint.text_right(painter, below, row.difference, small, look.colour("text2")) if row.difference else 0
    )
    upper, lower = _lines(room, two=bool(row.target_note))
    gap = look.px(12)
    name = look.font("body", strong=True, medium=True)
    paint.text(painter, upper.adjusted(0, 0, -sums - gap, 0), row.target, name, look.colour("text"))
    under = lower.adjusted(0, 0, -(rest or sums) - gap, 0)
    paint.text(painter, under, row.target_note, look.font("small"), look.colour("text2"))


def _lines(rect: QRect, *, two: bool) -> tuple[QRect, QRect]:
    """Return the room of an upper and a lower line; a single line stands in the middle."""
    look = theme()
    above = QFontMetrics(look.font()).height()
    below = QFontMetrics(look.font("small")).height()
    if not two:
        return rect, QRect()
    top = rect.top() + (rect.height() - above - below - 1) // 2
    upper = QRect(rect.left(), top, rect.width(), above)
    return upper, QRect(rect.left(), top + above + 1, rect.width(), below)


def _paint_head(painter: QPainter, rect: QRect, row: MatchHead) -> None:
    look = theme()
    line = rect.adjusted(_INSET, look.px(8), -_INSET, 0)
    paint.shape(painter, row.state, QPoint(line.left(), line.center().y() + 1), look.px(18))
    room = line.adjusted(look.px(30), 0, 0, 0)
    used = paint.text(painter, room, row.title, look.font("body", strong=True), look.colour("text"))
    room = room.adjusted(used + look.px(8), 0, 0, 0)
    used = paint.text(painter, room, row.number, look.font(figures=True), look.colour("text2"))
    hint = room.adjusted(used + look.px(10), 0, 0, 0)
    paint.text(painter, hint, row.hint, look.font("small"), look.colour("text2"))
