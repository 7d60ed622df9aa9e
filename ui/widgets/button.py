"""Buttons: one filled primary a screen, normal ones, flat ones, links and choices, each with its key."""

import re
from typing import Final, Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

Kind = Literal["primary", "normal", "flat", "link", "choice"]
_PADDING: Final = 12
_GAP: Final = 8
_ICON: Final = 16
_HEIGHT: Final = {"primary": 36, "normal": 32, "flat": 32, "link": 28, "choice": 32}


class ActionButton(QPushButton):
    """A push button painted in our hand: icon or state shape, words, key cap.

    A `choice` is checkable, reads from the left and has its key at the right edge.
    Without words it is an icon alone and needs `name`, which is also its tool tip.
    """

    def __init__(
        self,
        words: str = "",
        *,
        kind: Kind = "normal",
        icon: str = "",
        shape: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        super().__init__(words)
        self._kind: Kind = kind
        self._icon, self._shape, self._key = icon, shape, key
        self.setCheckable(kind == "choice")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)  # Enter presses it too, not only Space
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say_what_it_is(name)
        paint.follow_theme(self)

    @classmethod
    def for_action(cls, action: QAction, *, kind: Kind = "normal", icon: str = "") -> "ActionButton":
        """Return a button that triggers `action`, shows its key and is enabled with it."""
        button = cls(action.text(), kind=kind, icon=icon, key=key_words(action.shortcut()))
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        button.clicked.connect(action.trigger)
        return button

    def set_kind(self, kind: Kind) -> None:
        """Give the button another weight, for example when it becomes the suggested one."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        px = theme().px
        height = max(px(_HEIGHT[self._kind]), QFontMetrics(self._font()).height() + px(10))
        if not self.text():
            return QSize(height, height)
        padding = 0 if self._kind == "link" else px(_PADDING)
        return QSize(self._content_width() + 2 * padding, height)

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(None)
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            frame = self.rect()
            if self.hasFocus():
                paint.focus_ring(painter, frame, theme().radius("row"))
                gap = paint.RING_GAP
                frame = frame.adjusted(gap, gap, -gap, -gap)
            self._paint_frame(painter, frame)
            self._paint_content(painter)

    def _say_what_it_is(self, name: str) -> None:
        if name:
            self.setAccessibleName(name)
            self.setToolTip(f"{name} ({self._key})" if self._key else name)
        if self._key:
            self.setAccessibleDescription(self._key)

    def _font(self) -> QFont:
        strong, medium = self._kind == "primary" or self.isChecked(), self._kind in ("normal", "choice")
        font = theme().font("body", strong=strong, medium=medium)
        font.setUnderline(self._kind == "link")
        return font

    def _widest_font(self) -> QFont:
        return theme().font("body", strong=True) if self.isCheckable() else self._font()

    def _content_width(self) -> int:
        px = theme().px
        words = QFontMetrics(self._widest_font()).horizontalAdvance(_plain(self.text())) + 1
        lead = px(_ICON + _GAP) if self._icon or self._shape else 0
        cap = paint.key_cap_size(self._key).width() + px(_GAP) if self._key else 0
        return lead + words + cap

    def _paint_frame(self, painter: QPainter, frame: QRect) -> None:
        look, radius = theme(), theme().radius("control")
        if self._kind == "primary":
            paint.rounded(painter, frame, radius, fill=self._primary_fill())
        elif self._kind in ("normal", "choice"):
            chosen = self.isChecked()
            border = look.colour("accent" if chosen else "ctrl" if self.isEnabled() else "line")
            fill = look.colour("sel" if chosen else self._pressed_or_hovered("base"))
            paint.rounded(painter, frame, radius, fill=fill, border=border, width=2 if chosen else 1)
        elif self._kind == "flat" and (self.underMouse() or self.isDown()) and self.isEnabled():
            paint.rounded(painter, frame, radius, fill=look.colour(self._pressed_or_hovered("hover")))

    def _primary_fill(self) -> QColor:
        fill = QColor(theme().colour("accent" if self.isEnabled() else "line"))
        if self.isEnabled() and self.isDown():
            return fill.darker(115)
        return fill.lighter(112) if self.isEnabled() and self.underMouse() else fill

    def _pressed_or_hovered(self, rest: str) -> str:
        if not self.isEnabled():
            return rest
        return "sel" if self.isDown() else "hover" if self.underMouse() else rest

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return theme().colour("text3")
        names = {"primary": "accentText", "link": "link", "flat": "text2"}
        return theme().colour(names.get(self._kind, "text"))

    def _paint_content(self, painter: QPainter) -> None:
        px, ink, middle = theme().px, self._ink(), self.height() // 2
        if not self.text():
            size = px(_ICON)
            paint.icon(painter, self._icon, ink, QPoint((self.width() - size) // 2, middle), size)
            return
        width, cap = self._content_width(), paint.key_cap_size(self._key).width() if self._key else 0
        choice = self._kind == "choice"
        left = px(_PADDING) if choice else max(0, (self.width() - width) // 2)
        left += self._paint_lead(painter, QPoint(left, middle), ink)
        end = self.width() - px(_PADDING) if choice else left + width
        room = QRect(left, 0, end - left - (cap + px(_GAP) if cap else 0), self.height())
        used = paint.text(painter, room, _plain(self.text()), self._font(), ink)
        if cap:
            cap_left = end - cap if choice else left + used + px(_GAP)
            cap_ink = ink if self._kind == "primary" or not self.isEnabled() else theme().colour("text2")
            paint.key_cap(painter, self._key, cap_ink, QPoint(cap_left, middle))

    def _paint_lead(self, painter: QPainter, at: QPoint, ink: QColor) -> int:
        px = theme().px
        if self._shape:
            paint.shape(painter, self._shape, at, px(_ICON))
        elif self._icon:
            paint.icon(painter, self._icon, ink, at, px(_ICON))
        else:
            return 0
        return px(_ICON + _GAP)


def key_words(sequence: QKeySequence) -> str:
    """Return how a key is written on its cap: `C`, `Ctrl ↵`, `Alt 1`."""
    words = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"\+(?=.)", " ", words.replace("Return", "↵").replace("Enter", "↵"))


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
