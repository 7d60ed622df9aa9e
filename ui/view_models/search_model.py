"""What was typed into the search field, and what it found; only the latest answer is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services.finding import Found, Result, find
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

        if result.is_customer or result.case_id is None:
            self._workplace.go(places.CustomerPlace(result.customer_id))
        else:
            self._workplace.go(places.InvoicePlace(result.case_id))

    def _take(self, found: Found) -> None:
        if found.asked == self._text:
            self.found.emit(found)
