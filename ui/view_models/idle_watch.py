"""Notices that nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from ui.guarded import guarded

_MINUTE = 60_000
_TOUCHES = frozenset(
    (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
)


class IdleWatch(QObject):
    """`idle` tells that the time has passed; it watches only while there is a time to wait for."""

    idle = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__()
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    def wait(self, minutes: int) -> None:
        """Begin to wait so long; 0 ends the watch."""
        self._app.removeEventFilter(self)
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * _MINUTE)
            self._app.installEventFilter(self)

    def minutes(self) -> int:
        """Return how long it waits; 0 when it does not."""
        return self._timer.interval() // _MINUTE if self._timer.isActive() else 0

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
