"""Where a person writes or picks: the note that grows, and the list that folds out."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.scroll import slim_bars

_PADDING: Final = 10
_ICON: Final = 16


class NoteField(QWidget):
    """A few lines of free text. It grows from two lines to six; Tab leaves it."""

    changed = Signal(str)

    def __init__(self, *, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.editor = _Editor()
        self.editor.setAccessibleName(name)
        self.editor.setPlaceholderText(placeholder)
        self.editor.textChanged.connect(self._tell)
        self.editor.focus_changed.connect(self.update)
        self.setFocusProxy(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.addWidget(self.editor)
        theme().changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """Return what is written."""
        return self.editor.toPlainText()

    def set_text(self, words: str) -> None:
        """Show these words."""
        self.editor.setPlainText(words)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.field_frame(painter, self, focused=self.editor.hasFocus())

    def _tell(self) -> None:
        self._grow()
        self.changed.emit(self.text())

    def _restyle(self) -> None:
        paint.clear_base(self.editor)
        self._grow()

    def _grow(self) -> None:
        line = QFontMetrics(theme().font()).lineSpacing()
        lines = min(6, max(2, round(self.editor.document().size().height())))
        self.editor.setFixedHeight(lines * line + 12)


class _Editor(QPlainTextEdit):
    focus_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class PickField(QComboBox):
    """A combo box with our frame; the list itself is the system's."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        paint.follow_theme(self)

    def set_options(self, options: list[tuple[str, str]], value: str = "") -> None:
        """Offer these (key, words), with `value` chosen."""
        blocked = self.blockSignals(True)
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.blockSignals(blocked)

    def value(self) -> str:
        """Return the key of the chosen option."""
        return str(self.currentData() or "")

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font())
        words = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(words + theme().px(2 * _PADDING + _ICON + 8), theme().px(32))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(84), theme().px(32))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect, px = theme(), self.rect(), theme().px
        with QPainter(self) as painter:
            paint.field_frame(painter, self, focused=self.hasFocus())
            ink = look.colour("text" if self.isEnabled() else "text3")
            words = rect.adjusted(px(_PADDING), 0, -px(_PADDING + _ICON + 4), 0)
            paint.text(painter, words, self.currentText(), look.font(), ink)
            at = QPoint(rect.right() - px(_PADDING + _ICON) + 1, rect.center().y() + 1)
            paint.icon(painter, "chevron-down", look.colour("text2"), at, px(_ICON))
