"""The facts of one invoice while they are being edited: what is known, what was typed, what to save."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import BetaltError
from app.domain.invoice import CaseId
from app.services import drafts
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.fact_form import FactForm, fact_form
from ui.view_models.workplace import Workplace, words_for

_SAVED_MS = 800


class FactsModel(QObject):
    """`read` tells that the form is there, `saved` that the facts stand, `refused` why they do not."""

    read = Signal()
    saved = Signal()
    refused = Signal(str)

    def __init__(self, workplace: Workplace, case_id: CaseId) -> None:
        super().__init__()
        self._workplace, self._case_id = workplace, case_id
        self._draft = f"facts:{case_id}"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVED_MS)
        self._timer.timeout.connect(self.keep)
        self.form: FactForm | None = None
        self.typed: dict[str, str] = {}

    def load(self) -> None:
        """Read the form, and what was typed before and never saved."""

        def read(desk: Desk) -> tuple[FactForm, dict[str, str]]:
            return fact_form(desk, self._case_id), drafts.load(desk, self._draft) or {}

        self._workplace.read(read, self._take)

    def answer(self, field: str) -> str:
        """Return what stands in a field: typed, or known before."""
        known = self.form.answers.get(field, "") if self.form else ""
        return self.typed.get(field, known)

    def set_answer(self, field: str, answer: str) -> None:
        """Take down an answer, written as on the command line; empty is unknown."""
        self.typed[field] = answer
        self._timer.start()

    def changes(self) -> dict[str, str]:
        """Return the answers that differ from what is known."""
        known = self.form.answers if self.form else {}
        return {field: answer for field, answer in self.typed.items() if answer != known.get(field, "")}

    def keep(self) -> None:
        """Keep what was typed, so that nothing is lost before it is saved."""
        self._timer.stop()
        changed, name = self.changes(), self._draft

        def write(desk: Desk) -> None:
            if changed:
                drafts.save(desk, name, changed)
            else:
                drafts.discard(desk, name)

        self._workplace.read(write, lambda _done: None)

    def save(self) -> None:
        """Set what has changed, as one action with Undo."""
        self._timer.stop()
        changed = self.changes()
        of_customer = {field: answer for field, answer in changed.items() if field == "kind"}
        of_invoice = {field: answer for field, answer in changed.items() if field != "kind"}
        name, case_id = self._draft, self._case_id

        def set_them(desk: Desk) -> Changes:
            from app.services import facts

            made = facts.set_facts(desk, case_id, of_invoice, of_customer)
            drafts.discard(desk, name)
            return made

        if changed:
            self._workplace.act(set_them, lambda _changes: self._done(), self._refuse)
        else:
            self.saved.emit()

    def _take(self, found: tuple[FactForm, dict[str, str]]) -> None:
        self.form, self.typed = found
        self.read.emit()

    def _done(self) -> None:
        self.typed.clear()
        self.saved.emit()

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))
