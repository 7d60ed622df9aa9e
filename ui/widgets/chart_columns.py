"""Columns that stand, stacked from what is surest to what is only usual, with the sum above each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.chart_picture import ChartPicture

_WIDEST: Final = 54
_GAP: Final = 2
_SWATCH: Final = 12
_PLANNED: Final = 1


def fill(painter: QPainter, rect: QRect, part: int) -> None:
    """Fill one part of a column: promised, planned in stripes, or usual."""
    look = theme()
    colours = (look.state("promised").shape, look.state("plan").shape, look.ageing(0))
    if part != _PLANNED:
        paint.rounded(painter, rect, 2, fill=colours[part])
        return
    paint.rounded(painter, rect, 2, fill=look.state("plan").tint)
    painter.fillRect(rect, QBrush(QColor(colours[part]), Qt.BrushStyle.BDiagPattern))


class ColumnChart(ChartPicture):
    """One column a mark; the words of a mark stand above it, its label below."""

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, marks = theme(), self.answer.marks
        if not marks:
            return
        small, strong = look.font("small"), look.font("small", strong=True, figures=True)
        line = QFontMetrics(strong).height() + look.px(4)
        foot, slot = self.height() - line, self.width() // len(marks)
        most = max(1, *(sum(mark.parts) for mark in marks))
        centred = Qt.AlignmentFlag.AlignCenter
        with QPainter(self) as painter:
            painter.fillRect(0, foot, slot * len(marks), 1, look.colour("ctrl"))
            for place, mark in enumerate(marks):
                column = QRect(place * slot, 0, slot, foot)
                top = self._stack(painter, column, mark.parts, (foot - line) / most)
                above = QRect(column.left(), top - line, slot, line)
                if sum(mark.parts):
                    paint.text(painter, above, mark.words, strong, look.colour("text"), align=centred)
                below = QRect(column.left(), foot, slot, line)
                paint.text(painter, below, mark.label, small, look.colour("text2"), align=centred)

    def _stack(self, painter: QPainter, column: QRect, parts: tuple[int, ...], scale: float) -> int:
        """Paint the parts upon each other and return where the uppermost ends."""
        width = min(theme().px(_WIDEST), column.width() - theme().px(8))
        left, top = column.center().x() - width // 2, column.bottom() + 1
        for part, amount in enumerate(parts):
            height = round(amount * scale)
            if height > 0:
                top -= max(height, _GAP + 1)
                fill(painter, QRect(left, top, width, max(height - _GAP, 1)), part)
        return top


class Swatch(QWidget):
    """A sample of how a part is filled; the word beside it says what it is."""

    def __init__(self, part: int) -> None:
        super().__init__()
        self._part = part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(_SWATCH), theme().px(_SWATCH))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill(painter, self.rect(), self._part)
