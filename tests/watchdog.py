"""Watches how long the window's thread works without a pause; waiting for the processor does not count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher


@dataclass
class Watched:
    """The longest stretches of work between two pauses of the event loop, in milliseconds."""

    stretches: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        return max(self.stretches, default=0)


@contextmanager
def watched() -> Iterator[Watched]:
    """Measure every stretch from the event loop's waking until it waits again."""
    seen, started = Watched(), [time.thread_time()]

    def awake() -> None:
        started[0] = time.thread_time()

    def waits() -> None:
        seen.stretches.append((time.thread_time() - started[0]) * 1000)

    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.awake.connect(awake)
    dispatcher.aboutToBlock.connect(waits)
    try:
        yield seen
    finally:
        dispatcher.awake.disconnect(awake)
        dispatcher.aboutToBlock.disconnect(waits)
