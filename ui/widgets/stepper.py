"""A whole number with a step down at its left and a step up at its right."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSpinBox

from app.i18n import _
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.button import ActionButton

_SIDE: Final = 34


class Stepper(QSpinBox):
    """A spin box in our hand: arrow keys and wheel work, and both steps are buttons to click."""

    def __init__(self, lowest: int, highest: int, *, name: str = "") -> None:
        super().__init__()
        self.setRange(lowest, highest)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrame(False)
        self.setAccessibleName(name)
        self._down = self._side("minus", _("One less"))
        self._up = self._side("plus", _("One more"))
        self._down.clicked.connect(self.stepDown)
        self._up.clicked.connect(self.stepUp)
        theme().changed.connect(self._restyle)
        self._restyle()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(168), theme().px(32))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(32))

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while no typing of its own is to be taken back, as a field does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            line = self.lineEdit()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not line.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not line.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme().px(_SIDE)
        self.lineEdit().setGeometry(side + 1, 1, self.width() - 2 * side - 2, self.height() - 2)
        self._down.setGeometry(1, 1, side - 1, self.height() - 2)
        self._up.setGeometry(self.width() - side, 1, side - 1, self.height() - 2)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(_SIDE)
        with QPainter(self) as painter:
            paint.field_frame(painter, self, focused=self.hasFocus())
            for x in (side, self.width() - side - 1):
                painter.fillRect(x, 2, 1, self.height() - 4, theme().colour("line"))

    def _side(self, icon: str, name: str) -> ActionButton:
        button = ActionButton(kind="flat", icon=icon, name=name)
        button.setParent(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        return button

    def _restyle(self) -> None:
        paint.clear_base(self)
        self.setFont(theme().font("body", strong=True, figures=True))
        self.updateGeometry()
