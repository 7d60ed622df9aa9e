"""What was typed into the search field, and what it found; only the latest answer is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from app.services.finding import Found, Result, case_to_open, find
from ui.background import Task
from ui.view_models import places
from ui.view_models.workplace import Workplace


class SearchModel(QObject):
    """Searches in the background; a search that was overtaken is cancelled."""

    found = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._text = ""
        self._task: Task | None = None

    def ask(self, text: str) -> None:
        """Search for what is typed; nothing typed finds nothing."""
        self._text = text
        if self._task is not None:
            self._task.cancel()
        if text.strip():
            self._task = self._workplace.read(lambda desk: find(desk, text), self._take)
        else:
            self.found.emit(Found(text))

    def open(self, result: Result) -> None:
        """Go to what was found."""

        def place(desk: Desk) -> places.Place:
            case_id = result.case_id or case_to_open(desk, result.customer_id)
            return places.InvoicePlace(case_id) if case_id else places.Customers()

        self._workplace.read(place, self._workplace.go)

    def _take(self, found: Found) -> None:
        if found.asked == self._text:
            self.found.emit(found)
