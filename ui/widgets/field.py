"""Text fields in our hand, and the ones that read a date or an amount while it is typed."""

from collections.abc import Callable
from datetime import date
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import RuleError
from app.domain.money import Money
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.label import Label

Value = TypeVar("Value")
_PADDING: Final = 10
_ICON: Final = 16
_SLACK: Final = 8


class Field(QLineEdit):
    """A line to type in, with an icon before the words and a key cap or a hint at the right edge."""

    def __init__(
        self, *, placeholder: str = "", icon: str = "", key: str = "", hint: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self._icon, self._key, self._hint = icon, key, hint
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setFrame(False)
        self.textChanged.connect(self._make_room)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_hint(self, hint: str) -> None:
        """Show a quiet remark at the right edge, such as the highest lawful amount."""
        self._hint = hint
        self._make_room()
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        height = max(theme().px(32), QFontMetrics(theme().font()).height() + theme().px(12))
        margins = self.textMargins()
        words = QFontMetrics(theme().font()).horizontalAdvance(self.placeholderText())
        needed = words + margins.left() + margins.right() + _SLACK
        return QSize(max(theme().px(168), needed), height)

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(84), self.sizeHint().height())

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint_frame(painter)
        super().paintEvent(event)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while there is no typing of its own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    def _paint_frame(self, painter: QPainter) -> None:
        look, rect, px = theme(), self.rect(), theme().px
        paint.field_frame(painter, self, focused=self.hasFocus())
        quiet, middle = look.colour("text2"), rect.center().y() + 1
        if self._icon:
            paint.icon(painter, self._icon, quiet, QPoint(px(_PADDING), middle), px(_ICON))
        edge = rect.adjusted(0, 0, -px(_PADDING), 0)
        if self._key_shown():
            cap = paint.key_cap_size(self._key).width()
            paint.key_cap(painter, self._key, quiet, QPoint(edge.right() - cap + 1, middle))
        elif self._hint:
            paint.text_right(painter, edge, self._hint, look.font("small"), look.colour("text3"))

    def _key_shown(self) -> bool:
        return bool(self._key) and not self.text()

    def _make_room(self) -> None:
        px = theme().px
        left = px(_PADDING + _ICON + 6 if self._icon else _PADDING - 2)
        right = px(_PADDING)
        if self._key_shown():
            right += paint.key_cap_size(self._key).width() + px(4)
        elif self._hint:
            right += QFontMetrics(theme().font("small")).horizontalAdvance(self._hint) + px(8)
        self.setTextMargins(left, 0, right, 0)

    def _restyle(self) -> None:
        paint.clear_base(self)
        self._make_room()
        self.updateGeometry()


class SearchField(Field):
    """The field that finds anything; its key is on it until something is typed."""

    def __init__(self, placeholder: str, *, key: str = "/") -> None:
        super().__init__(placeholder=placeholder, icon="search", key=key)


class ReadField(Field, Generic[Value]):
    """A field that reads what is typed and shows the reading at its right edge.

    `parse` answers None or raises `RuleError` for what it cannot read; `explain` finds the words for that.
    `value_changed` carries the new value, or None. `complained` is emitted on leaving the field,
    and with an empty string as soon as typing goes on. `remarked` carries what `remark` says of a value that
    is good but worth a second look, or an empty string.
    """

    value_changed = Signal(object)
    complained = Signal(str)
    remarked = Signal(str)

    def __init__(
        self,
        parse: Callable[[str], Value | None],
        show: Callable[[Value], str],
        explain: Callable[[RuleError | None], str],
        *,
        icon: str = "",
        name: str = "",
        placeholder: str = "",
        remark: Callable[[Value], str] | None = None,
    ) -> None:
        super().__init__(icon=icon, name=name, placeholder=placeholder)
        self._parse, self._show, self._explain, self._remark = parse, show, explain, remark
        self._value: Value | None = None
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> Value | None:
        """Return what was read, or None while there is nothing readable."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show a value without emitting `value_changed`."""
        self._value = value
        self.set_hint("")
        self.setText("" if value is None else self._show(value))
        self.complained.emit("")
        self.remarked.emit(self.remark())

    def complaint(self) -> str:
        """Say what is wrong with the words in the field, or nothing."""
        if not self.text().strip():
            return ""
        try:
            return self._explain(None) if self._parse(self.text()) is None else ""
        except RuleError as error:
            return self._explain(error)

    def remark(self) -> str:
        """Say what is worth a second look about the value, or nothing."""
        return "" if self._value is None or self._remark is None else self._remark(self._value)

    def _read(self, words: str) -> None:
        self.complained.emit("")
        try:
            read = self._parse(words) if words.strip() else None
        except RuleError:
            read = None
        self.set_hint("" if read is None or self._show(read) == words else self._show(read))
        if read != self._value:
            self._value = read
            self.remarked.emit(self.remark())
            self.value_changed.emit(read)

    def _settle(self) -> None:
        complaint = self.complaint()
        self.complained.emit(complaint)
        if self._value is not None and not complaint:
            self.set_hint("")
            self.setText(self._show(self._value))


class DateField(ReadField[date]):
    """Reads a day in any of the ways people write one and shows its weekday at once."""

    def __init__(
        self,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        explain: Callable[[RuleError | None], str],
        *,
        name: str = "",
        remark: Callable[[date], str] | None = None,
    ) -> None:
        super().__init__(parse, show, explain, icon="calendar", name=name, remark=remark)


class AmountField(ReadField[Money]):
    """Reads an amount, sums included, and shows it as it will be booked."""


class FieldBox(QWidget):
    """A label above a field, and a line below it: what is wrong, what is remarkable, or a hint."""

    def __init__(self, label: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self._hint, self._remark, self._complaint = hint, "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._label = Label(label, "small", colour="text2", strong=True, wrap=True)
        self._label.setBuddy(field)
        self._below = Label(hint, "small", colour="text3", wrap=True)
        for each in (self._label, field, self._below):
            column.addWidget(each)
        self._label.setVisible(bool(label))  # only now: without a parent it would open as a window
        self._below.setVisible(bool(hint))
        column.addStretch(1)
        if isinstance(field, ReadField):
            field.complained.connect(self.complain)
            field.remarked.connect(self.remark)
            self.remark(field.remark())

    def complain(self, words: str) -> None:
        """Say below the field what is wrong, or with an empty string show the hint again."""
        self._complaint = words
        self._show_below()

    def remark(self, words: str) -> None:
        """Say below the field what is worth a second look, as long as nothing is wrong."""
        self._remark = words
        self._show_below()

    def _show_below(self) -> None:
        words = self._complaint or self._remark or self._hint
        self._below.setText(words)
        self._below.set_colour("act_now" if self._complaint else "text2" if self._remark else "text3")
        self._below.setVisible(bool(words))
