"""How some customers pay: a small bar for each of their last invoices, the longer the later."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.chart_picture import ChartPicture

_LATE: Final = 14
_SLOT: Final = 14
_WIDE: Final = 11
_HEIGHTS: Final = (7, 12, 18)
_GAP: Final = 12


class RhythmChart(ChartPicture):
    """Two lines a customer: the name, and below it the bars with what they come to in words."""

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), self._row() * len(self.answer.marks))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = theme(), self._line()
        with QPainter(self) as painter:
            for place, mark in enumerate(self.answer.marks):
                top = place * self._row()
                name = QRect(0, top, self.width(), line)
                paint.text(painter, name, mark.label, look.font("body", strong=True), look.colour("text"))
                foot = top + line + look.px(_HEIGHTS[-1]) + look.px(4)
                for at, days in enumerate(mark.parts):
                    step = _step(days)
                    high = look.px(_HEIGHTS[step])
                    bar = QRect(look.px(_SLOT) * at, foot - high, look.px(_WIDE), high)
                    paint.rounded(painter, bar, 2, fill=_colour(step))
                left = look.px(_SLOT) * len(mark.parts) + look.px(_GAP)
                words = QRect(left, foot - line + look.px(1), self.width() - left, line)
                paint.text(painter, words, mark.words, look.font("body"), look.colour("text2"))

    def _line(self) -> int:
        return QFontMetrics(theme().font("body")).height()

    def _row(self) -> int:
        return self._line() + theme().px(_HEIGHTS[-1]) + theme().px(16)


def _step(days: int) -> int:
    """Return 0 for in time, 1 for late, 2 for very late."""
    return 0 if days <= 0 else 1 if days <= _LATE else 2


def _colour(step: int) -> QColor:
    look = theme()
    return (look.state("paid").shape, look.ageing(2), look.ageing(4))[step]
