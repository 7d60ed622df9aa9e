"""What the detail panel shows beside the list: the row's words at once, the rest as soon as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services.desk import Desk
from ui.background import Task
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.services.detail import Detail


class DetailModel(QObject):
    """Reads one row at a time; a reading for a row that was left is cancelled, and never shown."""

    read = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._case_ids: tuple[CaseId, ...] = ()
        self._task: Task | None = None

    def look_at(self, case_ids: tuple[CaseId, ...]) -> None:
        """Read the panel of these invoices of one customer; none at all shows nothing."""
        self._case_ids = case_ids
        if self._task is not None:
            self._task.cancel()
        if case_ids:
            self._task = self._workplace.read(lambda desk: _detail(desk, case_ids), self._take, _keep_words)

    def _take(self, seen: Detail) -> None:
        if seen.page.case.invoice.id in self._case_ids[:1]:
            self.read.emit(seen)


def _detail(desk: Desk, case_ids: tuple[CaseId, ...]) -> Detail:
    from app.services.detail import detail

    return detail(desk, case_ids)


def _keep_words(_error: BetaltError) -> None:
    """The row's own words stay; that the file cannot be read is said by the list."""
