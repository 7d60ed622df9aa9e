"""Paints the rows of the morning's list and finds a click on a row's button."""

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
from ui.models.rows import HeaderRow, MoreRow, WorkRow
from ui.theme import theme
from ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
_INSET: Final = 12
_TEXT_LEFT: Final = 43
_BUTTON: Final = 116
_COLUMN_GAP: Final = 21
_HEADER: Final = 38
_BAR: Final = 3
_MARK: Final = 28
_BOX: Final = 18


def row_height(row: WorkRow | HeaderRow | MoreRow) -> int:
    """Return how tall a line of the list is, in logical pixels."""
    if isinstance(row, HeaderRow):
        return theme().px(_HEADER)
    waiting = isinstance(row, MoreRow) or row.section == "waiting"
    return theme().row("waiting" if waiting else "work")


class WorkListDelegate(QStyledItemDelegate):
    """One painter for heads, work rows and waiting rows.

    `action_clicked` and `mark_clicked` carry the index; the boxes of marks stand there while a row is marked.
    """

    action_clicked = Signal(QModelIndex)
    mark_clicked = Signal(QModelIndex)

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.actions_shown = True
        self.marks_shown = False

    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(index.data(ROW_ROLE)))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW_ROLE), option.rect
        with paint.saved(painter):
            if isinstance(row, HeaderRow):
                _paint_header(painter, rect, row)
                return
            self._paint_ground(painter, option, index)
            if self.marks_shown:
                _paint_mark(painter, rect, row)
                rect = rect.adjusted(theme().px(_MARK), 0, 0, 0)
            if isinstance(row, MoreRow):
                _paint_more(painter, rect, row)
            elif row.section == "waiting":
                self._paint_waiting(painter, rect, row)
            else:
                self._paint_work(painter, rect, row, option.state)

    @guarded(False)
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROW_ROLE)
        released = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if not released or not isinstance(row, WorkRow):
            return False
        assert isinstance(event, QMouseEvent)
        at = event.position().toPoint()
        if self.marks_shown and mark_rect(option.rect).contains(at):
            self.mark_clicked.emit(index)
            return True
        has_button = self.actions_shown and bool(row.action_label) and row.section != "waiting"
        hit = has_button and button_rect(option.rect).contains(at)
        if hit:
            self.action_clicked.emit(index)
        return hit

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, state = theme(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            fill = look.colour("sel" if chosen else "hover")
            paint.rounded(painter, rect, look.radius("row"), fill=fill)
        if chosen:
            bar = QRect(rect.left(), rect.top() + look.px(9), _BAR, rect.height() - look.px(18))
            paint.rounded(painter, bar, 1.5, fill=look.colour("accent"))
        elif self._line_below(index):
            left = rect.left() + look.px(_TEXT_LEFT + (_MARK if self.marks_shown else 0))
            paint.hairline(painter, left, rect.right() - _INSET, rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, look.radius("row"))

    def _line_below(self, index: Index) -> bool:
        below = index.sibling(index.row() + 1, 0)
        return isinstance(below.data(ROW_ROLE), WorkRow) and below != self._view.currentIndex()

    def _paint_work(self, painter: QPainter, rect: QRect, row: WorkRow, state: QStyle.StateFlag) -> None:
        paint.shape(painter, row.state, _shape_at(rect), theme().px(18))
        upper, lower = _lines(_words_rect(rect, self._column()))
        _paint_name(painter, upper, row, row.secondary)
        _paint_reason(painter, lower, row)
        if self.actions_shown and row.action_label:
            active = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
            _paint_button(painter, button_rect(rect), row, framed=bool(active))

    def _paint_waiting(self, painter: QPainter, rect: QRect, row: WorkRow) -> None:
        look = theme()
        paint.shape(painter, row.state, _shape_at(rect), look.px(16))
        _paint_name(painter, _words_rect(rect, self._column()), row, row.reason)
        if self.actions_shown:
            font = look.font("small", figures=True)
            paint.text_right(painter, _words_rect(rect, 0), row.when, font, look.colour("text2"))

    def _column(self) -> int:
        return theme().px(_BUTTON + _COLUMN_GAP) if self.actions_shown else 0


def button_rect(row: QRect) -> QRect:
    """Return where the button of a row is painted, and where it is clicked."""
    px = theme().px
    height = px(32)
    left = row.right() - _INSET - px(_BUTTON) + 1
    return QRect(left, row.center().y() - height // 2, px(_BUTTON), height)


def mark_rect(row: QRect) -> QRect:
    """Return where a row is clicked to mark it: all that lies left of the shape of its state."""
    return QRect(row.left(), row.top(), _INSET + theme().px(_MARK), row.height())


def _shape_at(rect: QRect) -> QPoint:
    return QPoint(rect.left() + _INSET, rect.center().y() + 1)


def _words_rect(rect: QRect, column: int) -> QRect:
    return rect.adjusted(theme().px(_TEXT_LEFT), 0, -_INSET - column, 0)


def _lines(rect: QRect) -> tuple[QRect, QRect]:
    look = theme()
    above = QFontMetrics(look.font()).height()
    below = QFontMetrics(look.font("small")).height()
    top = rect.top() + (rect.height() - above - below - 2) // 2
    upper = QRect(rect.left(), top, rect.width(), above)
    return upper, QRect(rect.left(), top + above + 2, rect.width(), below)


def _paint_name(painter: QPainter, line: QRect, row: WorkRow, beside: str) -> None:
    look, strong = theme(), row.section != "waiting"
    figures = look.font("body", strong=strong, medium=True, figures=True)
    font = look.font("body", strong=strong, medium=True)
    taken = paint.text_right(painter, line, row.amount, figures, look.colour("text"))
    room = line.adjusted(0, 0, -taken - look.px(16), 0)
    used = paint.text(painter, room, row.name, font, look.colour("text"))
    rest = room.adjusted(used + look.px(8), 0, 0, 0)
    if rest.width() > look.px(24):
        paint.text(painter, rest, beside, look.font("small"), look.colour("text2"))


def _paint_mark(painter: QPainter, rect: QRect, row: WorkRow | MoreRow) -> None:
    """Paint the box of a row, ticked where it is marked."""
    if isinstance(row, MoreRow):
        return
    look, size = theme(), theme().px(_BOX)
    box = QRect(rect.left() + _INSET, rect.center().y() + 1 - size // 2, size, size)
    fill = look.colour("accent" if row.marked else "base")
    paint.rounded(painter, box, 4, fill=fill, border=look.colour("accent" if row.marked else "ctrl"))
    if row.marked:
        at = QPoint(box.left() + 2, box.center().y() + 1)
        paint.icon(painter, "check", look.colour("accentText"), at, size - 4)


def _paint_reason(painter: QPainter, line: QRect, row: WorkRow) -> None:
    look = theme()
    small, strong = look.font("small"), look.font("small", strong=True)
    figures = look.font("small", figures=True)
    taken = paint.text_right(painter, line, row.days, figures, look.colour("text2"))
    room = line.adjusted(0, 0, -taken - look.px(16), 0)
    used = paint.text(painter, room, row.state_word, strong, look.state(row.state).text)
    if row.reason:
        paint.text(painter, room.adjusted(used, 0, 0, 0), f" · {row.reason}", small, look.colour("text2"))


def _paint_button(painter: QPainter, rect: QRect, row: WorkRow, *, framed: bool) -> None:
    look, px = theme(), theme().px
    if framed:
        fill, border = look.colour("base"), look.colour("ctrl")
        paint.rounded(painter, rect, look.radius("control"), fill=fill, border=border)
    cap = paint.key_cap_size(row.action_key).width() if row.action_key else 0
    words = rect.adjusted(px(12), 0, -px(12) - cap - (px(6) if cap else 0), 0)
    paint.text(painter, words, row.action_label, look.font(), look.colour("text" if framed else "text2"))
    if cap:
        at = QPoint(rect.right() - px(12) - cap + 1, rect.center().y() + 1)
        paint.key_cap(painter, row.action_key, look.colour("text2"), at)


def _paint_header(painter: QPainter, rect: QRect, row: HeaderRow) -> None:
    look = theme()
    line = rect.adjusted(_INSET, look.px(6), -_INSET, 0)
    taken = paint.text_right(painter, line, row.hint, look.font("small"), look.colour("text2"))
    room = line.adjusted(0, 0, -taken, 0)
    used = paint.text(painter, room, row.title, look.font("body", strong=True), look.colour("text"))
    count = room.adjusted(used + look.px(8), 0, 0, 0)
    paint.text(painter, count, row.number, look.font(figures=True), look.colour("text2"))


def _paint_more(painter: QPainter, rect: QRect, row: MoreRow) -> None:
    look = theme()
    font = look.font("small")
    font.setUnderline(True)
    words = rect.adjusted(look.px(_TEXT_LEFT), 0, -_INSET, 0)
    paint.text(painter, words, row.words, font, look.colour("link"))
