"""What the file knows of one customer beside the case at hand, by plain SQL through the driver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.storage.plain import kept_day


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice of the customer with something left to pay; `due_on` is its effective due date."""

    case_id: CaseId
    number: str
    open: Money
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """How one customer has been so far.

    Attributes:
        since: Day of the first invoice.
        days_late: Days after the effective due date of each invoice paid, negative when early.
        open: Every open invoice, oldest due date first.
        promised: The cases on which the customer ever promised something.
    """

    since: date | None
    days_late: tuple[int, ...]
    open: tuple[OpenInvoice, ...]
    promised: tuple[CaseId, ...]


def profile(connection: Connection, customer_id: CustomerId) -> Profile:
    """Return the profile of a customer, with a fixed number of queries."""
    return Profile(
        _since(connection, customer_id),
        _days_late(connection, customer_id),
        _open(connection, customer_id),
        _promised(connection, customer_id),
    )


def _since(connection: Connection, customer_id: CustomerId) -> date | None:
    query = "SELECT min(issued_on) FROM invoice WHERE customer_id = ? AND withdrawn = 0"
    first = connection.execute(query, (customer_id,)).fetchone()[0]
    return kept_day(first) if first else None


def _days_late(connection: Connection, customer_id: CustomerId) -> tuple[int, ...]:
    query = (
        "SELECT CAST(julianday(closed_on) - julianday(due_on) AS INTEGER) FROM case_summary "
        "WHERE customer_id = ? AND closed_as = 'paid' AND due_on IS NOT NULL AND closed_on IS NOT NULL"
    )
    return tuple(row[0] for row in connection.execute(query, (customer_id,)))


def _open(connection: Connection, customer_id: CustomerId) -> tuple[OpenInvoice, ...]:
    query = (
        "SELECT s.invoice_id, i.number, s.open_minor, s.currency, s.due_on "
        "FROM case_summary s JOIN invoice i ON i.id = s.invoice_id "
        "WHERE s.customer_id = ? AND s.open_minor > 0 ORDER BY s.due_on, s.invoice_id"
    )
    return tuple(
        OpenInvoice(
            CaseId(case_id),
            number,
            Money(minor, Currency(currency)),
            kept_day(due_on) if due_on else None,
        )
        for case_id, number, minor, currency, due_on in connection.execute(query, (customer_id,))
    )


def _promised(connection: Connection, customer_id: CustomerId) -> tuple[CaseId, ...]:
    query = (
        "SELECT DISTINCT h.invoice_id FROM history_entry h JOIN invoice i ON i.id = h.invoice_id "
        "WHERE i.customer_id = ? AND i.withdrawn = 0 AND h.kind = 'promise_made'"
    )
    return tuple(CaseId(row[0]) for row in connection.execute(query, (customer_id,)))
