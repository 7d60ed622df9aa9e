"""The buttons below the steps of reading in, and how far a reading is that takes its time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.i18n import _
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.label import Label

_SHOWN_AFTER_MS = 500
_BAR = 160


class WizardFoot(Surface):
    """Back at the left; cancel and what comes next at the right."""

    def __init__(self) -> None:
        super().__init__("base", edge=("top",))
        self.is_busy = False
        self.back = ActionButton(_("Back"))
        self.cancel = ActionButton(_("Cancel"))
        self.go_on = ActionButton("", kind="primary", key="Ctrl ↵")
        self._words = Label("", "small", colour="text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the reading is"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._show_bar(shown=self.is_busy))
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 28, 12)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        self._show_bar(shown=False)

    def show_busy(self, *, busy: bool, words: str) -> None:
        """Keep the next step back while something is done; say what it is when it takes its time."""
        self.is_busy = busy
        if busy:
            self.go_on.setEnabled(False)
            self._words.setText(words)
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
            self._timer.start(_SHOWN_AFTER_MS)
        else:
            self._timer.stop()
            self._show_bar(shown=False)

    def show_progress(self, done: int, of: int) -> None:
        """Say how far the reading is."""
        self._words.setText(_("Reading, {done} of {all}").format(done=done, all=of))
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _show_bar(self, *, shown: bool) -> None:
        self._bar.setFixedWidth(theme().px(_BAR))
        self._words.setVisible(shown)
        self._bar.setVisible(shown)
