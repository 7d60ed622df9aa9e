"""Reading that is asked for again and again while something changes: only the last answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.domain.errors import BetaltError
from app.services.desk import Desk
from ui.background import Task
from ui.view_models.workplace import Workplace

Result = TypeVar("Result")


class Latest:
    """Cancels the reading before when a new one is asked for."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._task: Task | None = None
        self._asked = 0
        self.is_reading = False

    def read(
        self,
        work: Callable[[Desk], Result],
        done: Callable[[Result], None],
        failed: Callable[[BetaltError], None] | None = None,
    ) -> None:
        """Read in the background, and hand the answer to `done` unless a later one was asked for."""
        self.forget()
        mine, self.is_reading = self._asked, True

        def take(result: Result) -> None:
            if mine == self._asked:
                self._task, self.is_reading = None, False
                done(result)

        def refuse(error: BetaltError) -> None:
            if mine == self._asked:
                self._task, self.is_reading = None, False
                if failed:
                    failed(error)

        self._task = self._workplace.read(work, take, refuse if failed else None)

    def forget(self) -> None:
        """Let nothing of what was asked for be told."""
        self._asked += 1
        self.is_reading = False
        if self._task is not None:
            self._task.cancel()
            self._task = None
