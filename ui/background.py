"""Work that may take longer than a blink: one worker thread, results on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property, partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ui.guarded import guarded

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")


class CancelledError(Exception):
    """The user asked to stop; nothing half-done remains."""


class Task(QObject):
    """A piece of work under way; `progressed` carries how much of how much is done."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._percent = -1

    def cancel(self) -> None:
        """Ask the work to stop at its next step; `failed` is then told `CancelledError`."""
        self._stop.set()

    def step(self, done: int, of: int) -> None:
        """Say how far the work is; called by the work itself. Raises `CancelledError` once asked to stop."""
        if self._stop.is_set():
            raise CancelledError
        percent = done * 100 // max(1, of)
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(done, of)


class Background(QObject):
    """Runs work in turn on one thread, so that a later piece never overtakes an earlier one.

    `busy_changed` tells when the first piece is asked for and when the last one has been answered. One that
    is `held` keeps what it is asked for until `release`, so that nothing competes with the first paint.
    """

    busy_changed = Signal(bool)
    _answered = Signal()

    def __init__(self, *, held: bool = False) -> None:
        super().__init__()
        self._held: list[Callable[[], object]] | None = [] if held else None
        self._answers: SimpleQueue[tuple[Task, Callable[[], None]]] = SimpleQueue()
        self._under_way = 0
        self._finished = False
        self._answered.connect(self._tell_all, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether something was asked for that has not been answered."""
        return self._under_way > 0

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # after the first paint, where that is waited for

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")

    def run(
        self,
        work: Callable[[Task], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Run `work(task)` on the worker, then `done(result)` or `failed(error)` on the window's thread.

        Once `finish` was called nothing more is run: the window is closing.
        """
        task = Task(self)
        if self._finished:
            return task
        self._under_way += 1
        if self._under_way == 1:
            self.busy_changed.emit(True)
        if self._held is None:
            self._pool.submit(self._work, task, work, done, failed)
        else:
            self._held.append(lambda: self._pool.submit(self._work, task, work, done, failed))
        return task

    def release(self) -> None:
        """Begin with what was asked for so far, and from now on at once."""
        held, self._held = self._held or [], None
        for submit in held:
            submit()

    def finish(self) -> None:
        """Wait for all that was asked for and tell its results; called once, when the window closes."""
        self.release()
        self._finished = True
        self._pool.shutdown(wait=True)
        self._tell_all()

    def _work(
        self,
        task: Task,
        work: Callable[[Task], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            task.step(0, 1)
            self._answers.put((task, partial(done, work(task))))
        except Exception as error:  # noqa: BLE001 - whatever went wrong belongs to the one who asked
            self._answers.put((task, partial(failed, error)))
        self._answered.emit()

    def _tell_all(self) -> None:
        while True:
            try:
                task, answer = self._answers.get_nowait()
            except Empty:
                return
            self._tell(answer)
            task.deleteLater()
            self._under_way -= 1
            if self._under_way == 0:
                self.busy_changed.emit(False)

    @guarded(None)
    def _tell(self, answer: Callable[[], None]) -> None:
        answer()
