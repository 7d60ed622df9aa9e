"""Keeps what is typed a second after it was typed, so that a crash or power loss takes nothing away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from app.services import drafts
from ui.view_models.workplace import Workplace

_SECOND = 1000


class DraftKeeper(QObject):
    """One draft under a name; `name` is given when it is known whom the draft is about."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._payload: dict[str, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        workplace.put_away.connect(self.flush)
        self.name = ""

    def keep(self, payload: dict[str, Any]) -> None:
        """Keep this a second from now, unless it changes again before."""
        self._payload = payload
        self._timer.start(_SECOND)

    def flush(self) -> None:
        """Keep at once what waits to be kept."""
        if not isValid(self._timer):
            return  # its panel is gone, and kept what it had when it closed
        self._timer.stop()
        if self._payload is not None and self.name:
            name, payload = self.name, self._payload
            self._workplace.read(lambda desk: drafts.save(desk, name, payload), _nothing)
        self._payload = None

    def discard(self) -> None:
        """Throw the draft away: it has become what it was meant to be."""
        self._timer.stop()
        self._payload = None
        if self.name:
            name = self.name
            self._workplace.read(lambda desk: drafts.discard(desk, name), _nothing)


def _nothing(_done: None) -> None:
    """There is nothing to show for it."""
