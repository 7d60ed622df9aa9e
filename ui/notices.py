"""What the window has to say: quiet lines with Undo, never a dialog."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Notice(NamedTuple):
    """One line.

    Attributes:
        words: The whole sentence.
        undo: What takes the action back, or None where there is nothing to undo.
        trouble: It says what to do next and stays until another line comes.
    """

    words: str
    undo: Callable[[], None] | None = None
    trouble: bool = False


class Notices(QObject):
    """Where actions report. The status line listens; the line stays until the next action."""

    said = Signal(object)

    def say(self, words: str, *, undo: Callable[[], None] | None = None) -> None:
        """Tell what was done."""
        self.said.emit(Notice(words, undo))

    def trouble(self, words: str) -> None:
        """Tell what went wrong and what to do next."""
        self.said.emit(Notice(words, trouble=True))

    def clear(self) -> None:
        """Take the line away."""
        self.said.emit(None)
