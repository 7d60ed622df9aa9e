"""Bars that lie, each with its words at the left and what it comes to at its end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.chart_picture import ChartPicture

_ROW: Final = 30
_BAR: Final = 15
_GAP: Final = 10


class BarChart(ChartPicture):
    """One bar a mark, in one colour, from the left."""

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(_ROW) * len(self.answer.marks))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, marks = theme(), self.answer.marks
        font, row = look.font("body"), look.px(_ROW)
        metrics = QFontMetrics(font)
        names = max((metrics.horizontalAdvance(mark.label) for mark in marks), default=0) + look.px(_GAP)
        names = min(names, self.width() // 2)
        ends = max((metrics.horizontalAdvance(mark.words) for mark in marks), default=0) + look.px(_GAP)
        room = max(self.width() - names - ends - look.px(_GAP), 1)
        most = max(1, *(sum(mark.parts) for mark in marks)) if marks else 1
        with QPainter(self) as painter:
            for place, mark in enumerate(marks):
                line = QRect(0, place * row, names, row)
                paint.text(painter, line, mark.label, font, look.colour("text"))
                length = room * max(sum(mark.parts), 0) // most
                middle = line.top() + (row - look.px(_BAR)) // 2
                if length:
                    bar = QRect(names, middle, max(length, 2), look.px(_BAR))
                    paint.rounded(painter, bar, 2, fill=look.colour("accent"))
                end = QRect(names + length + look.px(_GAP), line.top(), ends, row)
                paint.text(painter, end, mark.words, font, look.colour("text2"))
