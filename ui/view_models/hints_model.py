"""Hints about an invoice or a customer, read behind the page that shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services.case_hints import CaseHints, case_hints
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.listing import invoice_rows
from app.services.trouble_signs import Trouble, put_away, trouble
from ui.view_models.workplace import Workplace


class HintsModel(QObject):
    """`found` carries the hints about the invoice asked for last, `worried` those about its customer."""

    found = Signal(object)
    worried = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._case_id: CaseId | None = None
        self._customer_id: CustomerId | None = None

    def look_at(self, case_id: CaseId) -> None:
        """Read the hints about an invoice."""
        self._case_id = case_id

        def take(hints: CaseHints | None) -> None:
            if hints is not None and hints.case_id == self._case_id:
                self.found.emit(hints)

        self._workplace.read(lambda desk: _hints(desk, case_id), take)

    def look_after(self, customer_id: CustomerId) -> None:
        """Read the hints about a customer."""
        self._customer_id = customer_id

        def take(seen: Trouble | None) -> None:
            if customer_id == self._customer_id:
                self.worried.emit(seen)

        self._workplace.read(lambda desk: trouble(desk, customer_id), take)

    def put_away(self) -> None:
        """Say no more of the hints about the customer until something new happens."""
        customer_id = self._customer_id
        if customer_id is None:
            return

        def away(desk: Desk) -> Changes:
            put_away(desk, customer_id)
            return Changes(customers=frozenset({customer_id}))

        self._workplace.read(away, self._workplace.changed.emit)
        self.worried.emit(None)


def _hints(desk: Desk, case_id: CaseId) -> CaseHints | None:
    return case_hints(desk, case_id) if invoice_rows(desk, [case_id]) else None
