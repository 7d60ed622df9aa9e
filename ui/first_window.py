"""A second start brings the first window forward, by a word between the two on this computer."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MILLISECONDS = 2_000


def call(path: Path) -> bool:
    """Ask the window that has a file open to come forward; `False` when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    answered = socket.waitForConnected(_PATIENCE_MILLISECONDS)
    socket.disconnectFromServer()
    return answered


class FirstWindow(QObject):
    """Listens for later starts; `called` tells that one has come."""

    called = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        QLocalServer.removeServer(_name(path))  # one that a crash left; the file is ours by its lock
        self._server.listen(_name(path))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.called.emit()


def _name(path: Path) -> str:
    return f"betalt-{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]}"
