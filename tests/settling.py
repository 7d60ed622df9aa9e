"""Waiting, in tests of the window, until nothing more comes of what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.background import Background


def settle(background: Background, qtbot: QtBot) -> None:
    """Wait until the worker has answered everything, and everything that its answers asked for in turn."""
    quiet_turns = 0
    while quiet_turns < 2:  # an answer may ask for more one turn of the event loop later
        qtbot.waitUntil(lambda: not background.busy)
        QApplication.processEvents()
        quiet_turns = 0 if background.busy else quiet_turns + 1
