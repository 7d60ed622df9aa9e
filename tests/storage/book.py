"""A real database in a temporary folder, with the few words that the tests of the memory need."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.attention import State
from app.domain.history import Event, InvoiceTaken, PaymentBooked
from app.domain.invoice import CaseId, Invoice
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Currency, Money
from app.domain.party import Contact, Customer, CustomerId, CustomerKind
from app.storage.attention_sql import STATE
from app.storage.database import Database
from app.storage.payments import NewPayment, add_payment
from app.storage.unit_of_work import Moment, NewEntry, UnitOfWork, begin

TODAY = date(2026, 11, 18)


@dataclass
class Book:
    """A database and the day it is."""

    database: Database
    today: date = TODAY
    bank_read_through: date | None = None

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        now = datetime(self.today.year, self.today.month, self.today.day, 8, tzinfo=UTC)
        return begin(self.database, Moment(self.today, now, "window"), warning_allowed=lambda _: True)

    def customer(self, name: str = "Norrskärs Båtvarv AB", **facts: Any) -> CustomerId:
        given: dict[str, Any] = {
            "kind": CustomerKind.BUSINESS,
            "country": "SE",
            "contact": Contact(phone="070-1740605"),
        }
        with self.begin() as work:
            customer_id = work.add_customer(Customer(CustomerId(0), name, **(given | facts)))
            work.commit("customer", name)
        return customer_id

    def invoice(
        self,
        customer_id: CustomerId,
        number: str = "10412",
        minor: int = 29_860_00,
        *,
        due_on: date | None = date(2026, 10, 28),
        currency: Currency = SEK,
        **facts: Any,
    ) -> CaseId:
        amount = Money(minor, currency)
        issued_on = due_on - timedelta(days=30) if due_on else date(2026, 9, 28)
        paper = Invoice(
            CaseId(0), customer_id, number, currency, amount, amount, issued_on, due_on,
            **({"law": "SE"} | facts),
        )  # fmt: skip
        with self.begin() as work:
            case = work.add_invoice(paper, work.customer(customer_id), event=InvoiceTaken(amount, "hand"))
            work.commit("invoice", number)
        return case.invoice.id

    def tell(self, case_id: CaseId, *events: Event, note: str = "") -> int:
        with self.begin() as work:
            for event in events:
                work.tell(case_id, event, note=note, occasion="one call")
            return _action(work.commit("call"))

    def book(self, case_id: CaseId, kind: EntryKind, minor: int, *, currency: Currency = SEK) -> int:
        with self.begin() as work:
            work.book(NewEntry(case_id, kind, Money(minor, currency), self.today))
            return _action(work.commit("booking"))

    def pay(self, case_id: CaseId, minor: int, *, currency: Currency = SEK) -> int:
        amount = Money(minor, currency)
        with self.begin() as work:
            payment_id = add_payment(work, NewPayment(self.today, amount))
            work.book(NewEntry(case_id, EntryKind.PAYMENT, -amount, self.today, payment_id=payment_id))
            work.tell(case_id, PaymentBooked(payment_id, amount))
            return _action(work.commit("payment"))

    def state(self, case_id: CaseId) -> State:
        query = f"SELECT {STATE} FROM case_summary WHERE invoice_id = :id"
        days = {"today": self.today.isoformat(), "bank_read_through": None, "id": case_id}
        if self.bank_read_through:
            days["bank_read_through"] = self.bank_read_through.isoformat()
        return State(self.database.connection.execute(query, days).fetchone()[0])

    def summary(self, case_id: CaseId) -> dict[str, Any]:
        rows = self.rows("SELECT * FROM case_summary WHERE invoice_id = ?", case_id)
        return rows[0]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        cursor = self.database.connection.execute(query, values)
        names: Sequence[str] = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def _action(action_id: int | None) -> int:
    assert action_id is not None
    return action_id
