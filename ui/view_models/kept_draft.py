"""Free text that survives a crash: kept every second while it changes, until it is saved or empty."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.services import drafts
from ui.view_models.workplace import Workplace

_SECOND = 1000


class KeptDraft(QObject):
    """One text under one name; `found` carries what an earlier one left behind."""

    found = Signal(str)

    def __init__(self, workplace: Workplace, name: str) -> None:
        super().__init__()
        self._workplace, self._name = workplace, name
        self._text = self._kept = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._keep)

    def read(self) -> None:
        """Look for what was left behind."""
        self._workplace.read(lambda desk: drafts.load(desk, self._name), self._take)

    def write(self, text: str) -> None:
        """Take down what is typed; it is kept a second later."""
        self._text = text
        if not self._clock.isActive():
            self._clock.start(_SECOND)

    def close(self) -> None:
        """Keep what is there now, or throw away what has become empty."""
        self._clock.stop()
        self._keep()

    def discard(self) -> None:
        """Throw the draft away; its text is saved."""
        self._clock.stop()
        self._text = ""
        self._keep()

    def _take(self, payload: dict[str, Any] | None) -> None:
        if payload:
            self._kept = str(payload["text"])
            self.found.emit(self._kept)

    def _keep(self) -> None:
        name, text = self._name, self._text
        if text.strip() == self._kept.strip():
            return
        self._kept = text
        if text.strip():
            self._workplace.read(lambda desk: drafts.save(desk, name, {"text": text}), _nothing)
        else:
            self._workplace.read(lambda desk: drafts.discard(desk, name), _nothing)


def _nothing(_done: None) -> None:
    """A kept draft changes nothing on the screen."""
