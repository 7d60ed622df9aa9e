"""The facts of one invoice while they are being edited: what is known, what was typed, what to save."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.invoice import CaseId
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.fact_form import FactForm, fact_form
from ui.view_models.workplace import Workplace, words_for


class FactsModel(QObject):
    """`read` tells that the form is there, `saved` that the facts stand, `refused` why they do not."""

    read = Signal()
    saved = Signal()
    refused = Signal(str)

    def __init__(self, workplace: Workplace, case_id: CaseId) -> None:
        super().__init__()
        self._workplace, self._case_id = workplace, case_id
        self.form: FactForm | None = None
        self.typed: dict[str, str] = {}

    def load(self) -> None:
        """Read the form."""
        self._workplace.read(lambda desk: fact_form(desk, self._case_id), self._take)

    def set_answer(self, field: str, answer: str) -> None:
        """Take down an answer, written as on the command line; empty is unknown."""
        self.typed[field] = answer

    def changes(self) -> dict[str, str]:
        """Return the answers that differ from what is known."""
        known = self.form.answers if self.form else {}
        return {field: answer for field, answer in self.typed.items() if answer != known.get(field, "")}

    def save(self) -> None:
        """Set what has changed, as one action with Undo."""
        changed = self.changes()
        of_customer = {field: answer for field, answer in changed.items() if field == "kind"}
        of_invoice = {field: answer for field, answer in changed.items() if field != "kind"}
        case_id = self._case_id

        def set_them(desk: Desk) -> Changes:
            from app.services import facts

            return facts.set_facts(desk, case_id, of_invoice, of_customer)

        if changed:
            self._workplace.act(set_them, lambda _changes: self._done(), self._refuse)
        else:
            self.saved.emit()

    def _take(self, found: FactForm) -> None:
        self.form = found
        self.read.emit()

    def _done(self) -> None:
        self.typed.clear()
        self.saved.emit()

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))
