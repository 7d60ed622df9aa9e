"""A large card to choose or to press: a title, and under it what it brings."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

_PADDING: Final = 20
_GAP: Final = 36
_NARROWEST: Final = 200
_WORDS: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class ChoiceCard(QPushButton):
    """A push button as big as a card. A checkable one is one of a choice, and leaves Enter to the page."""

    def __init__(self, title: str, note: str, *, checkable: bool = False) -> None:
        super().__init__(title)
        self._note = note
        self.setCheckable(checkable)
        self.setAutoDefault(not checkable)
        self.setAccessibleDescription(note)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        paint.follow_theme(self)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        width = theme().px(_NARROWEST)
        return QSize(width, self._height(max(width, self.width())))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(False)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    @guarded(None)
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint_frame(painter)
            self._paint_words(painter)

    def _paint_frame(self, painter: QPainter) -> None:
        look, frame, chosen = theme(), self.rect(), self.isChecked()
        rest = "hover" if self.underMouse() and self.isEnabled() else "base"
        fill = look.colour("sel" if chosen or self.isDown() else rest)
        border = look.colour("accent" if chosen else "ctrl" if self.isEnabled() else "line")
        if self.hasFocus():
            paint.focus_ring(painter, frame, look.radius("card"))
            gap = paint.RING_GAP
            frame = frame.adjusted(gap, gap, -gap, -gap)
        paint.rounded(painter, frame, look.radius("card"), fill=fill, border=border, width=2 if chosen else 1)

    def _paint_words(self, painter: QPainter) -> None:
        look, inner = theme(), self._inner(self.width(), self.height())
        painter.setPen(look.colour("text" if self.isEnabled() else "text3"))
        painter.setFont(look.font("heading"))
        painter.drawText(inner, _WORDS, self.text())
        note = self._room(self._note, "small", inner.width())
        at = QRect(inner.left(), inner.bottom() - note + 1, inner.width(), note)
        painter.setPen(look.colour("text2" if self.isEnabled() else "text3"))
        painter.setFont(look.font("small"))
        painter.drawText(at, _WORDS, self._note)

    def _height(self, width: int) -> int:
        px, inner = theme().px, self._inner(width, 0).width()
        words = self._room(self.text(), "heading", inner) + self._room(self._note, "small", inner)
        return words + px(_GAP) + 2 * px(_PADDING)

    @staticmethod
    def _inner(width: int, height: int) -> QRect:
        padding = theme().px(_PADDING)
        return QRect(padding, padding, width - 2 * padding, height - 2 * padding)

    @staticmethod
    def _room(words: str, role: str, width: int) -> int:
        room = QRect(0, 0, max(40, width), 10_000)
        return QFontMetrics(theme().font(role)).boundingRect(room, _WORDS, words).height()
