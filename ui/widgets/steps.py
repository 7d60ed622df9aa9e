"""Where one stands in something that takes several steps."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

_DISC: Final = 20
_LINE: Final = 36
_SHORTEST: Final = 8
_GAP: Final = 8


class StepsHeader(QWidget):
    """The steps in a row: done ones carry a check, the current one is filled."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)
        self.set_current(0)

    def set_current(self, step: int) -> None:
        """Show the step, counted from 0, as the current one; as many as there are means all done."""
        self._current = step
        shown = min(step, len(self._names) - 1)
        words = _("Step {number} of {count}: {name}")
        self.setAccessibleName(
            words.format(number=shown + 1, count=len(self._names), name=self._names[shown])
        )
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        px, metrics = theme().px, QFontMetrics(theme().font("body", strong=True))
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        each = px(_DISC + 3 * _GAP + _LINE)
        return QSize(words + each * len(self._names) - px(_LINE + _GAP), px(_DISC + 12))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        saved = theme().px(_LINE - _SHORTEST) * (len(self._names) - 1)
        return self.sizeHint() - QSize(saved, 0)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, left, middle = theme(), 0, self.height() // 2
        short = max(0, self.sizeHint().width() - self.width()) // max(1, len(self._names) - 1)
        line = max(look.px(_SHORTEST), look.px(_LINE) - short)
        with QPainter(self) as painter:
            for step, name in enumerate(self._names):
                self._paint_disc(painter, QPoint(left, middle), step)
                left += look.px(_DISC + _GAP)
                font = look.font("body", strong=step == self._current)
                ink = look.colour("text" if step == self._current else "text2")
                room = QRect(left, 0, self.width() - left, self.height())
                left += paint.text(painter, room, name, font, ink) + look.px(_GAP)
                if step < len(self._names) - 1:
                    paint.hairline(painter, left, left + line, middle)
                    left += line + look.px(_GAP)

    def _paint_disc(self, painter: QPainter, at: QPoint, step: int) -> None:
        look, size = theme(), theme().px(_DISC)
        disc = QRect(at.x(), at.y() - size // 2, size, size)
        if step < self._current:
            paint.rounded(painter, disc, size / 2, fill=look.state("paid").shape)
            mark = look.px(13)
            inner = QPoint(disc.center().x() - mark // 2 + 1, at.y())
            paint.icon(painter, "check", look.colour("on_shape"), inner, mark)
            return
        current = step == self._current
        fill = look.colour("accent") if current else None
        border = None if current else look.colour("ctrl")
        paint.rounded(painter, disc, size / 2, fill=fill, border=border)
        ink = look.colour("accentText" if current else "text2")
        font = look.font("small", strong=current)
        paint.text(painter, disc, str(step + 1), font, ink, align=Qt.AlignmentFlag.AlignCenter)


class Progress(QWidget):
    """Short bars for the few steps of a beginning, the steps reached so far filled."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count, self._step = count, 0
        self.setFixedSize(count * 32, 8)
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Fill the bars up to that step, counted from 0."""
        self._step = step
        self.setAccessibleName(_("Step {number} of {count}").format(number=step + 1, count=self._count))
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for step in range(self._count):
                fill = theme().colour("accent" if step <= self._step else "line")
                paint.rounded(painter, QRect(step * 32, 2, 26, 4), 2, fill=fill)
