"""A choice between two to five short words, side by side; a dot marks the chosen one."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.flow import FlowLayout

_PADDING: Final = 12
_DOT: Final = 6
_DOT_GAP: Final = 6


class SegmentedControl(QWidget):
    """Exactly one of `options` (key, word) is chosen; `changed` carries its key."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, value: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        self._height = 0
        row = FlowLayout(gap=0, line_gap=4)
        self.setLayout(row)
        for key, word in options:
            segment = _Segment(word, self._buttons)
            segment.clicked.connect(lambda _checked=False, key=key: self.changed.emit(key))
            self._group.addButton(segment)
            self._buttons[key] = segment
            row.addWidget(segment)
        self.set_value(value or options[0][0])

    def value(self) -> str:
        """Return the key of the chosen option."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, key: str) -> None:
        """Choose an option without emitting `changed`."""
        self._buttons[key].setChecked(True)
        self.setFocusProxy(self._buttons[key])

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        """Count the lines that the words take at this width, for Qt lets nothing here grow past its hint."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height or hint.height())

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.heightForWidth(event.size().width())
        if height != self._height:
            self._height = height
            self.updateGeometry()


class _Segment(QToolButton):
    def __init__(self, word: str, all_of_them: Mapping[str, "_Segment"]) -> None:
        super().__init__()
        self._all = all_of_them
        self.setText(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        paint.follow_theme(self)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        px = theme().px
        words = QFontMetrics(theme().font("body", strong=True)).horizontalAdvance(self.text())
        return QSize(words + px(2 * _PADDING + _DOT + _DOT_GAP), px(32))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = theme(), self.isChecked()
        with QPainter(self) as painter:
            self._paint_frame(painter)
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), look.radius("control"))
            font = look.font("body", strong=chosen)
            ink = look.colour("text" if self.isEnabled() else "text3")
            width = QFontMetrics(font).horizontalAdvance(self.text())
            dot = look.px(_DOT + _DOT_GAP) if chosen else 0
            left = (self.width() - width - dot) // 2
            if chosen:
                self._paint_dot(painter, QPoint(left, self.height() // 2))
            paint.text(painter, QRect(left + dot, 0, width + 2, self.height()), self.text(), font, ink)

    def _line(self) -> list["_Segment"]:
        """Return those that stand in the same line; where room is short there is more than one."""
        return [each for each in self._all.values() if each.y() == self.y()]

    def _paint_frame(self, painter: QPainter) -> None:
        """Fill between the outer corners; neighbours share one border."""
        look, radius, line = theme(), theme().radius("control"), [each.x() for each in self._line()]
        first, last = self.x() == min(line), self.x() == max(line)
        whole = self.rect().adjusted(0 if first else -radius, 0, 0 if last else radius, 0)
        rest = "hover" if self.underMouse() and self.isEnabled() else "base"
        fill = look.colour("sel" if self.isChecked() else rest)
        with paint.saved(painter):
            painter.setClipRect(self.rect())
            paint.rounded(painter, whole, radius, fill=fill, border=look.colour("ctrl"))
            if not last:
                painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, look.colour("line"))

    def _paint_dot(self, painter: QPainter, at: QPoint) -> None:
        size = theme().px(_DOT)
        rect = QRect(at.x(), at.y() - size // 2, size, size)
        paint.rounded(painter, rect, size / 2, fill=theme().colour("accent"))
