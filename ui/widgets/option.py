"""Rows to choose by: one of several (radio) or each for itself (check), with a reason underneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
)

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.card import Card

_PADDING: Final = 12
_MARK: Final = 16
_TEXT_LEFT: Final = _PADDING + _MARK + 12


@dataclass(frozen=True, slots=True)
class Option:
    """One row. A disabled one says in `subtitle` why, and from which day it will be possible."""

    key: str
    title: str
    subtitle: str = ""
    note: str = ""
    enabled: bool = True


class ChoiceList(Card):
    """Exactly one of the options is chosen; `changed` carries its key when the user chooses."""

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__("base", margin=1, border="ctrl")
        self.setAccessibleName(name)
        self.body.setSpacing(0)
        self._group = QButtonGroup(self)
        self._rows: dict[str, _RadioRow] = {}

    def set_options(self, options: Sequence[Option], value: str) -> None:
        """Show these options, with `value` chosen."""
        for row in self._rows.values():
            self._group.removeButton(row)
            self.body.removeWidget(row)
            row.deleteLater()
        self._rows = {option.key: self._add(option) for option in options}
        if value in self._rows:
            self._rows[value].setChecked(True)

    def value(self) -> str:
        """Return the key of the chosen option, or an empty string."""
        return next((key for key, row in self._rows.items() if row.isChecked()), "")

    def keys(self) -> list[str]:
        """Return the keys of the options that can be chosen, in their order."""
        return [key for key, row in self._rows.items() if row.isEnabled()]

    def choose(self, key: str) -> None:
        """Choose an option without telling of it."""
        self._rows[key].setChecked(True)

    def _add(self, option: Option) -> "_RadioRow":
        row = _RadioRow(option)
        row.clicked.connect(lambda _checked=False, key=option.key: self.changed.emit(key))
        self._group.addButton(row)
        self.body.addWidget(row)
        return row


class CheckRow(QCheckBox):
    """A check box with an amount at the right edge and its reason underneath."""

    def __init__(self, title: str, *, subtitle: str = "", note: str = "") -> None:
        super().__init__(title)
        self._subtitle, self._note = subtitle, note
        _prepare(self, subtitle)

    def set_words(self, *, subtitle: str, note: str) -> None:
        """Change the reason and the amount, which follow the rest of the form."""
        self._subtitle, self._note = subtitle, note
        self.setAccessibleDescription(subtitle)
        self.updateGeometry()
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return _row_size(self, self._subtitle, self._note, inset=0)

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return _height(self, self._subtitle, width, inset=0)

    @guarded(False)
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            _paint_words(painter, self, self._subtitle, self._note, inset=0)
            _paint_box(painter, self)
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), theme().radius("control"))


class _RadioRow(QRadioButton):
    def __init__(self, option: Option) -> None:
        super().__init__(option.title)
        self._option = option
        self.setEnabled(option.enabled)
        said = [option.subtitle.rstrip("."), option.note] if option.note else [option.subtitle]
        _prepare(self, ". ".join(part for part in said if part))

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return _row_size(self, self._option.subtitle, self._option.note, inset=_PADDING)

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.sizeHint().height())

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return _height(self, self._option.subtitle, width, inset=_PADDING)

    @guarded(False)
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with QPainter(self) as painter:
            if self.isChecked():
                paint.rounded(painter, self.rect(), look.radius("row"), fill=look.colour("sel"))
            _paint_words(painter, self, self._option.subtitle, self._option.note, inset=_PADDING)
            _paint_radio(painter, self)
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), look.radius("row"))


def _prepare(row: QAbstractButton, description: str) -> None:
    row.setAccessibleDescription(description)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    row.setAttribute(Qt.WidgetAttribute.WA_Hover)
    paint.follow_theme(row)


def _lefts(inset: int) -> tuple[int, int]:
    px = theme().px
    return px(inset), px(_TEXT_LEFT if inset else _MARK + 10)


def _row_size(row: QAbstractButton, subtitle: str, note: str, *, inset: int) -> QSize:
    title = QFontMetrics(theme().font("body", strong=True)).horizontalAdvance(row.text() + note)
    width = title + theme().px(_TEXT_LEFT + 3 * _PADDING)
    return QSize(width, _height(row, subtitle, max(width, row.width()), inset=inset))


def _height(row: QAbstractButton, subtitle: str, width: int, *, inset: int) -> int:
    look, (_, left) = theme(), _lefts(inset)
    padding = look.px(8 if inset else 4)
    height = QFontMetrics(look.font()).height() + 2 * padding
    if subtitle:
        room = QRect(0, 0, max(40, width - left - look.px(inset)), 10_000)
        metrics = QFontMetrics(look.font("small"))
        height += metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, subtitle).height() + 2
    return height


def _paint_words(painter: QPainter, row: QAbstractButton, subtitle: str, note: str, *, inset: int) -> None:
    look, (_, left) = theme(), _lefts(inset)
    muted = "text" if row.isEnabled() else "text3"
    line = QFontMetrics(look.font()).height()
    top = look.px(8 if inset else 4)
    right = row.width() - look.px(inset)
    note_font = look.font("small") if inset else look.font("body", strong=row.isChecked(), figures=True)
    note_width = QFontMetrics(note_font).horizontalAdvance(note) + 1 if note else 0
    title = QRect(left, top, right - left - note_width - look.px(8), line)
    paint.text(painter, title, row.text(), look.font(), look.colour(muted))
    note_ink = look.colour("text" if row.isChecked() and not inset else "text3")
    paint.text(
        painter,
        QRect(right - note_width, top, note_width, line),
        note,
        note_font,
        note_ink,
        align=paint.CENTRED_RIGHT,
    )
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text2" if row.isEnabled() else "text3"))
    under = QRect(left, top + line + 2, right - left, row.height())
    painter.drawText(under, Qt.TextFlag.TextWordWrap, subtitle)


def _mark(row: QAbstractButton, inset: int) -> QRect:
    look, (left, _) = theme(), _lefts(inset)
    size = look.px(_MARK)
    middle = look.px(8 if inset else 4) + QFontMetrics(look.font()).height() // 2
    return QRect(left, middle - size // 2, size, size)


def _paint_radio(painter: QPainter, row: QAbstractButton) -> None:
    look, mark = theme(), _mark(row, _PADDING)
    radius = mark.width() / 2
    if row.isChecked():
        paint.rounded(painter, mark, radius, fill=look.colour("accent"))
        dot = QRectF(0, 0, radius * 0.75, radius * 0.75)
        dot.moveCenter(QPointF(QRectF(mark).center()))
        painter.setBrush(look.colour("accentText"))
        painter.drawEllipse(dot)
        return
    border = look.colour("ctrl" if row.isEnabled() else "line")
    paint.rounded(painter, mark, radius, fill=look.colour("base"), border=border)


def _paint_box(painter: QPainter, row: QAbstractButton) -> None:
    look, mark = theme(), _mark(row, 0)
    if row.isChecked():
        paint.rounded(painter, mark, 4, fill=look.colour("accent" if row.isEnabled() else "ctrl"))
        size = mark.width() - 4
        paint.icon(
            painter, "check", look.colour("accentText"), QPoint(mark.left() + 2, mark.center().y() + 1), size
        )
        return
    border = look.colour("ctrl" if row.isEnabled() else "line")
    paint.rounded(painter, mark, 4, fill=look.colour("base"), border=border)
