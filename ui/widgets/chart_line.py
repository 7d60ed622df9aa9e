"""A line over the months: the first and the last point say their words, months without data have no point."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.chart_picture import ChartPicture

_DOT: Final = 4.5
_SMALL_DOT: Final = 2.0
_STEPS: Final = 2
_FOOT: Final = 34


class LineChart(ChartPicture):
    """One point a mark; the line goes on across months in which nothing was paid."""

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, marks = theme(), self.answer.marks
        if not marks:
            return
        metrics = QFontMetrics(look.font("small", strong=True))
        words = max(metrics.horizontalAdvance(mark.words) for mark in marks) + look.px(16)
        line = metrics.height() + look.px(6)
        plot = QRect(
            look.px(34), line, self.width() - look.px(34) - words, self.height() - line - look.px(_FOOT)
        )
        most = max(_STEPS, *(mark.parts[0] for mark in marks if mark.parts))
        most += -most % _STEPS  # so that the lines of the grid lie evenly
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._grid(painter, plot, most)
            self._labels(painter, plot)
            self._line(painter, self._points(plot, most), words)

    def _points(self, plot: QRect, most: int) -> list[tuple[QPointF, str]]:
        marks = self.answer.marks
        apart = plot.width() / max(len(marks) - 1, 1)
        scale = plot.height() / most
        return [
            (QPointF(plot.left() + place * apart, plot.bottom() - mark.parts[0] * scale), mark.words)
            for place, mark in enumerate(marks)
            if mark.parts
        ]

    def _grid(self, painter: QPainter, plot: QRect, most: int) -> None:
        look = theme()
        for step in range(_STEPS + 1):
            value = most * step // _STEPS
            y = plot.bottom() - plot.height() * value // most
            paint.hairline(painter, plot.left(), plot.right(), y)
            label = QRect(0, y - look.px(10), plot.left() - look.px(8), look.px(20))
            paint.text_right(painter, label, str(value), look.font("small"), look.colour("text2"))

    def _labels(self, painter: QPainter, plot: QRect) -> None:
        """Name the months, as many as there is room for."""
        look, marks = theme(), self.answer.marks
        apart = plot.width() / max(len(marks) - 1, 1)
        every = max(1, round(look.px(38) / max(apart, 1) + 0.49))
        for place in range(0, len(marks), every):
            box = QRect(0, plot.bottom() + look.px(6), look.px(40), look.px(24))
            box.moveLeft(round(plot.left() + place * apart) - look.px(20))
            centred = Qt.AlignmentFlag.AlignCenter
            paint.text(
                painter, box, marks[place].label, look.font("small"), look.colour("text2"), align=centred
            )

    def _line(self, painter: QPainter, points: list[tuple[QPointF, str]], words: int) -> None:
        look = theme()
        font, line = look.font("small", strong=True), look.px(20)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawPolyline([point for point, _words in points])
        for point, _words in points[1:-1]:
            self._dot(painter, point, filled=True, size=_SMALL_DOT)
        last, said = points[-1]
        self._dot(painter, last, filled=True)
        beside = QRect(round(last.x()) + look.px(10), round(last.y()) - line // 2, words, line)
        paint.text(painter, beside, said, font, look.colour("text"))
        if len(points) > 1:
            first, said = points[0]
            self._dot(painter, first, filled=False)
            rises = points[1][0].y() < first.y()
            away = look.px(4) if rises else -line - look.px(4)
            box = QRect(round(first.x()), round(first.y()) + away, words, line)
            paint.text(painter, box, said, font, look.colour("text2"))

    def _dot(self, painter: QPainter, at: QPointF, *, filled: bool, size: float = _DOT) -> None:
        look = theme()
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour("accent" if filled else "base"))
        painter.drawEllipse(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
