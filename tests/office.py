"""A desk for tests in the words of the day: firms, customers, invoices, and a clock that can be set on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.case import Case
from app.domain.invoice import CaseId, Facts
from app.domain.money import Currency, Money
from app.domain.party import Address, Contact, Customer, CustomerId, CustomerKind, Firm, OwnAccount
from app.services import registering, reminders
from app.services.desk import Desk
from app.storage.firm import write_firm
from app.storage.worklist import WorkItem, work_list

SWEDISH_FIRM = Firm(
    "Tallkotten Rör & Värme",
    "SE",
    "8112289874",
    Address("Verkstadsgränd 3", "999 31", "Lillhamra", "SE"),
    "070-174 06 40",
    "tallkotten@example.com",
    "Godkänd för F-skatt",
    (OwnAccount("bankgiro", "50501055"),),
)
NORWEGIAN_FIRM = Firm(
    "Granbar Design",
    "NO",
    "974760673",
    Address("Verkstedveien 3", "9990", "Båtsfjord", "NO"),
    "00 00 00 00",
    "granbar@example.com",
    "",
    (OwnAccount("account", "86011117947"),),
)


class SetClock:
    """A clock that stands until it is set on; each look at the moment is a second later."""

    def __init__(self, today: date) -> None:
        self.day = today
        self._looks = 0

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        self._looks += 1
        return datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC) + timedelta(
            seconds=self._looks
        )


@dataclass
class Office:
    """A desk whose clock the test sets."""

    desk: Desk
    clock: SetClock

    @classmethod
    def opened(cls, path: Path, today: str, firm: Firm = SWEDISH_FIRM) -> Office:
        """Open a new database on a day, with a firm."""
        clock = SetClock(date.fromisoformat(today))
        office = cls(Desk(clock, path, "test"), clock)
        with office.desk.begin() as work:
            write_firm(work, firm)
            work.commit()
        return office

    def sleep_until(self, day: str) -> None:
        """Let days pass; nothing else happens."""
        self.clock.day = date.fromisoformat(day)

    def customer(self, name: str, **facts: Any) -> CustomerId:
        """Take in a customer: a confirmed Swedish business with phone and address unless told otherwise."""
        country = facts.pop("country", "SE")
        contact = Contact(
            facts.pop("contact", "Maja"), "ekonomi", facts.pop("phone", "070-174 06 12"), "maja@example.com"
        )
        kind = facts.pop("kind", CustomerKind.BUSINESS)
        address = facts.pop("address", Address("Varvsvägen 11", "999 47", "Norrskär", country))
        who = Customer(CustomerId(0), name, kind, kind is not None, country, contact=contact, address=address)
        (customer_id,) = registering.add_customer(self.desk, replace(who, **facts)).customers
        return customer_id

    def invoice(
        self, customer_id: CustomerId, number: str, amount: str, *, issued: str, due: str | None, **facts: Any
    ) -> CaseId:
        """Take in an invoice; `facts` are those the law asks about, unknown unless given."""
        currency = Currency(facts.pop("currency", "SEK"))
        new = registering.NewInvoice(
            customer_id,
            number,
            Money.of(Decimal(amount), currency),
            date.fromisoformat(issued),
            date.fromisoformat(due) if due else None,
            payment_reference=facts.pop("reference", ""),
            subject=facts.pop("subject", ""),
            facts=Facts(**facts),
        )
        (case_id,) = registering.add_invoice(self.desk, new).cases
        return case_id

    def case(self, case_id: CaseId) -> Case:
        """Return a case whole, as it is in the database."""
        return reminders.load(self.desk, [case_id])[0]

    def open(self, case_id: CaseId) -> str:
        """Return what is open on a case, as text with two decimals."""
        return str(self.case(case_id).open.amount)

    def work_list(self) -> list[WorkItem]:
        """Return the morning list of the day."""
        return work_list(self.desk.database.connection, self.desk.today(), None)


def kronor(amount: str, currency: str = "SEK") -> Money:
    """Return an amount from its figures."""
    return Money.of(Decimal(amount), Currency(currency))
