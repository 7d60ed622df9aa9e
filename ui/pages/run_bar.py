"""How far something is that takes its time, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from app.i18n import _
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.label import Label

_BAR = 120


class RunBar(Surface):
    """How far a run is, and the button that stops it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__("sel", edge=("top",))
        self.words = Label("", strong=True, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the run is"))
        self.cancel = ActionButton(_("Cancel"), key="Esc")
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.addWidget(self.words)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def show_running(self, *, running: bool, after_ms: int = 0) -> None:
        """Stand there while it goes on, unless it is over within so many milliseconds."""
        self.words.setText("")
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._bar.setMinimumWidth(theme().px(_BAR))
        self._timer.stop()
        if running and after_ms:
            self._timer.start(after_ms)
        else:
            self.setVisible(running)

    def show_progress(self, done: int, of: int, words: str) -> None:
        """Say in words how far it is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self.words.setText(words)
