"""How late the last invoices were paid: a bar each, with its days above and its due date below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.services.customer_profile import Bar
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

_HEIGHT: Final = 150
_WIDEST: Final = 44
_SLOT: Final = 88
_IN_TIME: Final = 4


class HabitBars(QWidget):
    """A picture; what it shows is its accessible description, bar by bar."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Days after the due date, invoice by invoice"))
        paint.follow_theme(self)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, the oldest at the left."""
        self._bars = tuple(bars)
        spoken = ". ".join(bar.spoken for bar in bars)
        self.setAccessibleDescription(spoken)
        self.setToolTip("\n".join(bar.spoken for bar in bars))
        self.updateGeometry()
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(_SLOT) * max(len(self._bars), 1), theme().px(_HEIGHT))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(_SLOT), theme().px(_HEIGHT))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        look = theme()
        slot = min(self.width() // len(self._bars), look.px(_SLOT))
        line = QFontMetrics(look.font("small")).height()
        foot = self.height() - line - look.px(6)
        longest = max(1, *(bar.days for bar in self._bars))
        with QPainter(self) as painter:
            for place, bar in enumerate(self._bars):
                column = QRect(place * slot, 0, slot, foot)
                self._paint_bar(painter, bar, column, (foot - line - look.px(6)) * bar.days // longest)
                label = QRect(column.left(), foot + look.px(4), slot, line)
                centred = Qt.AlignmentFlag.AlignCenter
                paint.text(painter, label, bar.label, look.font("small"), look.colour("text2"), align=centred)
            painter.fillRect(0, foot, slot * len(self._bars), 1, look.colour("ctrl"))

    def _paint_bar(self, painter: QPainter, bar: Bar, column: QRect, height: int) -> None:
        """Paint a bar in the colour of its meaning; the words above it say the same."""
        look = theme()
        state = "act_now" if bar.running else "overdue" if bar.days else "not_due"
        width, height = min(look.px(_WIDEST), column.width() - look.px(8)), max(height, look.px(_IN_TIME))
        left = column.center().x() - width // 2
        rect = QRect(left, column.bottom() + 1 - height, width, height)
        paint.rounded(painter, rect, look.px(2), fill=look.state(state).shape)
        line = QFontMetrics(look.font("small", strong=True)).height()
        words = QRect(column.left(), rect.top() - line - look.px(3), column.width(), line)
        font, ink = look.font("small", strong=True), look.colour("text")
        paint.text(painter, words, bar.words, font, ink, align=Qt.AlignmentFlag.AlignCenter)
