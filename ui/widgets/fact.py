"""A fact that is copied with a click, and the clock of a call."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from app.i18n import _
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

_PADDING: Final = 12
_ICON: Final = 14
_DOT: Final = 8


class FactButton(QAbstractButton):
    """A label above a value, in a row of its kind; all but the first have a hairline before them."""

    def __init__(self, label: str, value: str, *, key: str, first: bool) -> None:
        super().__init__()
        self._label, self._first = label, first
        self.setText(value)
        self.setAccessibleName(_("Copy {label}: {value}").format(label=label, value=value))
        self.setAccessibleDescription(key)
        self.setToolTip(_("Copy ({key})").format(key=key))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        paint.follow_theme(self)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        look, px = theme(), theme().px
        small, strong = QFontMetrics(look.font("small")), QFontMetrics(look.font(strong=True, figures=True))
        words = max(small.horizontalAdvance(self._label), strong.horizontalAdvance(self.text()))
        height = small.height() + strong.height() + px(14)
        return QSize(words + px(2 * _PADDING) + px(_ICON) // 2, max(height, px(46)))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, px, rect = theme(), theme().px, self.rect()
        small, strong = look.font("small"), look.font(strong=True, figures=True)
        with QPainter(self) as painter:
            if not self._first:
                painter.fillRect(0, 0, 1, self.height(), look.colour("line"))
            if self.underMouse() or self.hasFocus():
                at = QPoint(rect.right() - px(_ICON + 6), px(16))
                paint.icon(painter, "copy", look.colour("text2"), at, px(_ICON))
            height = QFontMetrics(small).height()
            line = QRect(px(_PADDING), px(6), rect.width() - px(_PADDING), height)
            paint.text(painter, line, self._label, small, look.colour("text2"))
            value = QRect(line.left(), line.bottom() + 2, line.width(), QFontMetrics(strong).height())
            paint.text(painter, value, self.text(), strong, look.colour("text"))
            if self.hasFocus():
                paint.focus_ring(painter, rect, look.radius("control"))


class CallTimer(QAbstractButton):
    """How long the call has lasted; a click pauses it. It is never red and never beeps."""

    def __init__(self) -> None:
        super().__init__()
        self._paused = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_seconds(0)
        paint.follow_theme(self)

    def show_seconds(self, seconds: int) -> None:
        """Show the length of the call."""
        self.setText(f"{seconds // 60:02}:{seconds % 60:02}")
        said = _("The call has lasted {time}. Press to go on.") if self._paused else _(
            "The call has lasted {time}. Press to pause."
        )  # fmt: skip
        self.setAccessibleName(said.format(time=self.text()))
        self.update()

    def show_paused(self, *, paused: bool) -> None:
        """Show whether the clock stands."""
        self._paused = paused
        self.setToolTip(_("Go on") if paused else _("Pause"))
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        px = theme().px
        metrics = QFontMetrics(theme().font(strong=True, figures=True))
        return QSize(
            metrics.horizontalAdvance("00:00") + px(_DOT + 24), max(px(28), metrics.height() + px(8))
        )

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, px, rect = theme(), theme().px, self.rect()
        with QPainter(self) as painter:
            colour = look.colour("text3") if self._paused else look.state("not_due").shape
            dot = QRect(px(8), rect.center().y() - px(_DOT) // 2 + 1, px(_DOT), px(_DOT))
            paint.rounded(painter, dot, px(_DOT) / 2, fill=colour)
            words = rect.adjusted(px(_DOT + 14), 0, 0, 0)
            font = look.font(strong=True, figures=True)
            ink = look.colour("text3" if self._paused else "text")
            paint.text(painter, words, self.text(), font, ink)
            if self.hasFocus():
                paint.focus_ring(painter, rect, look.radius("control"))
