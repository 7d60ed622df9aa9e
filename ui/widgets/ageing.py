"""How old the money is: one bar in one hue, each part a button, and the card it stands in."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_NARROWEST: Final = 76
_BAR: Final = 9
_GAP: Final = 3
_LINE_GAP: Final = 8


class AgeingPart(NamedTuple):
    """One age group: `step` 0 (not due) to 4 (oldest), its share of the bar and its words."""

    key: str
    step: int
    label: str
    amount: str
    weight: int


class Total(NamedTuple):
    """One sum of the totals card; `also` holds other currencies, which are never added in."""

    label: str
    amount: str
    also: str = ""


class AgeingBar(QWidget):
    """The parts side by side, none narrower than its words need; `segment_clicked` carries the key."""

    segment_clicked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._buttons: list[_Segment] = []
        theme().changed.connect(self._measure)

    def set_parts(self, parts: Sequence[AgeingPart]) -> None:
        """Show these parts; leave out those without money before calling."""
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = [_Segment(part, self) for part in parts]
        for button, part in zip(self._buttons, parts, strict=True):
            button.clicked.connect(lambda _checked=False, key=part.key: self.segment_clicked.emit(key))
            button.show()
        self._arrange()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        width = sum(button.sizeHint().width() + _GAP for button in self._buttons)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        widest = max((button.sizeHint().width() for button in self._buttons), default=0)
        return QSize(widest, self.heightForWidth(self.width()))

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        height = max((button.sizeHint().height() for button in self._buttons), default=0)
        return len(self._lines(width)) * (height + _LINE_GAP) - _LINE_GAP

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _measure(self) -> None:
        for button in self._buttons:
            button.measure()
        self._arrange()

    def _arrange(self) -> None:
        self.updateGeometry()
        top = 0
        lines = self._lines(self.width())
        heaviest = max(map(_weight, lines))
        for line in lines:
            least = [button.sizeHint().width() for button in line]
            weights = [button.part.weight for button in line]
            # A line that goes on below is drawn to the scale of the others, not out to the edge.
            room = self.width() * _weight(line) // heaviest if heaviest else self.width()
            widths, left = shares(weights, least, room - _GAP * (len(line) - 1)), 0
            for button, width in zip(line, widths, strict=True):
                button.setGeometry(left, top, width, button.sizeHint().height())
                left += width + _GAP
            top += line[0].sizeHint().height() + _LINE_GAP if line else 0

    def _lines(self, width: int) -> list[list["_Segment"]]:
        lines: list[list[_Segment]] = [[]]
        used = 0
        for button in self._buttons:
            least = button.sizeHint().width()
            if lines[-1] and used + least > width:
                lines.append([])
                used = 0
            lines[-1].append(button)
            used += least + _GAP
        return lines


def _weight(line: Sequence["_Segment"]) -> int:
    return sum(button.part.weight for button in line)


def shares(weights: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Divide `room` by weight, none less than its least; the widths fill the room where they fit."""
    widths = list(least)
    spare = room - sum(least)
    total = sum(weights)
    if spare <= 0 or total <= 0:
        return widths
    wanted = [max(0, room * weight // total - floor) for weight, floor in zip(weights, least, strict=True)]
    if not any(wanted):
        return widths
    widths = [floor + spare * want // sum(wanted) for floor, want in zip(least, wanted, strict=True)]
    widths[wanted.index(max(wanted))] += room - sum(widths)
    return widths


class _Segment(QAbstractButton):
    def __init__(self, part: AgeingPart, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.setAccessibleName(f"{part.label}: {part.amount}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.measure()

    def measure(self) -> None:
        """Find the least size once: the bar asks for it at every width that is tried."""
        look = theme()
        label, amount = QFontMetrics(look.font("small")), QFontMetrics(look.font("small", strong=True))
        words = max(label.horizontalAdvance(self.part.label), amount.horizontalAdvance(self.part.amount))
        height = look.px(_BAR) + 6 + label.height() + amount.height() + 2
        self._least = QSize(max(look.px(_NARROWEST), words + look.px(8)), height)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return self._least

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, part = theme(), self.part
        with QPainter(self) as painter:
            bar = QRect(0, 0, self.width(), look.px(_BAR))
            paint.rounded(painter, bar, 2, fill=look.ageing(part.step))
            line = QFontMetrics(look.font("small")).height()
            label = QRect(0, bar.bottom() + 6, self.width(), line)
            ink = "text" if self.underMouse() else "text2"
            paint.text(painter, label, part.label, look.font("small"), look.colour(ink))
            amount = label.translated(0, line + 1)
            figures = look.font("small", strong=True, figures=True)
            paint.text(painter, amount, part.amount, figures, look.colour("text"))
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), look.radius("control"))


class TotalsCard(Card):
    """The sums of the morning above the ageing bar."""

    def __init__(self, bar_name: str) -> None:
        super().__init__("base")
        self._sums = FlowLayout(gap=40, line_gap=8)
        self.bar = AgeingBar(bar_name)
        self.body.addLayout(self._sums)
        self.body.addSpacing(2)
        self.body.addWidget(self.bar)

    def set_totals(self, totals: Sequence[Total]) -> None:
        """Show these sums from the left."""
        while (item := self._sums.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for total in totals:
            self._sums.addWidget(_total(total))


def _total(total: Total) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Label(total.label, "small", colour="text2"))
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(Label(total.amount, "amount", figures=True))
    if total.also:
        also = Label(total.also, "small", colour="text2")
        also.setContentsMargins(0, 0, 0, theme().px(3))
        row.addWidget(also, 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch(1)
    column.addLayout(row)
    return box
