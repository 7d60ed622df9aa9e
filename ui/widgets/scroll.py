"""What scrolls up and down, and a slim bar for it where the system has no style of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

_THICKNESS: Final = 6
_PLAIN_STYLE: Final = "fusion"


class SlimBar(QScrollBar):
    """A bar that is only its handle, on `ground` or else on what lies behind it.

    Windows and macOS draw their own. So does high contrast, which wants the edges it knows.
    """

    def __init__(self, orientation: Qt.Orientation, ground: str = "") -> None:
        super().__init__(orientation)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if theme().high_contrast or self.style().name() != _PLAIN_STYLE:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            if self._ground:
                painter.fillRect(self.rect(), theme().colour(self._ground))
            if self.minimum() < self.maximum():
                held = theme().colour("text2" if self.isSliderDown() else "ctrl")
                paint.rounded(painter, self._handle(), _THICKNESS / 2, fill=held)

    def _handle(self) -> QRect:
        """Return where the handle is painted: in the middle of where the style lets it be taken hold of."""
        option, control = QStyleOptionSlider(), QStyle.ComplexControl.CC_ScrollBar
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        taken = self.style().subControlRect(control, option, part, self)
        if self.orientation() == Qt.Orientation.Vertical:
            return QRect(taken.center().x() - _THICKNESS // 2 + 1, taken.y(), _THICKNESS, taken.height())
        return QRect(taken.x(), taken.center().y() - _THICKNESS // 2 + 1, taken.width(), _THICKNESS)


class UpDown(QScrollArea):
    """A frameless area that scrolls up and down only; Tab goes past it to what is inside."""

    def __init__(self, ground: str = "") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical, ground))

    def hold(self, widget: QWidget) -> None:
        """Show this widget. It scrolls from the height its words really need at this width."""
        sheet = QWidget()
        sheet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        _HeightOfWidth(sheet).addWidget(widget)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)  # Qt fills it unless told afterwards


class _HeightOfWidth(QVBoxLayout):
    """One widget, whose height follows from its width alone.

    Qt would also count what wrapped words would need in a narrower place, and scroll over nothing.
    """

    def __init__(self, sheet: QWidget) -> None:
        super().__init__(sheet)
        self.setContentsMargins(0, 0, 0, 0)

    @guarded(True)
    def hasHeightForWidth(self) -> bool:
        return True


def slim_bars(view: QAbstractScrollArea) -> None:
    """Give a list, a table or a preview the slim bars."""
    view.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
    view.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
