"""What is left of payments and credit notes in the customers' favour, by plain SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import TYPE_CHECKING

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.storage.plain import kept_day

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_LEFT = """
SELECT found.*, i.number FROM (
SELECT p.id, p.customer_id, c.name, p.received_on, p.currency, p.amount_minor - p.repaid_minor + coalesce(
    (SELECT sum(l.amount_minor) FROM ledger_entry l
     WHERE l.payment_id = p.id AND l.kind IN ('payment', 'credit')), 0) AS left_minor,
    (SELECT s.invoice_id FROM case_summary s
     WHERE s.customer_id = p.customer_id AND s.currency = p.currency AND s.open_minor > 0
     ORDER BY s.due_on, s.invoice_id LIMIT 1) AS next_id
FROM payment p JOIN customer c ON c.id = p.customer_id
WHERE p.withdrawn = 0 AND p.aside = '' AND (:who IS NULL OR p.customer_id = :who) AND left_minor > 0
) AS found LEFT JOIN invoice i ON i.id = found.next_id ORDER BY found.received_on, found.id
"""


@dataclass(frozen=True, slots=True)
class StoredCredit:
    """What is left of one payment or credit note, and the oldest open invoice it may be used on."""

    payment_id: int
    customer_id: CustomerId
    customer: str
    since: date
    left: Money
    next_case: CaseId | None
    next_number: str


def stored_credits(connection: Connection, customer_id: CustomerId | None) -> list[StoredCredit]:
    """Return what customers, or one of them, have to their credit, oldest first."""
    return [
        StoredCredit(
            row[0],
            CustomerId(row[1]),
            row[2],
            kept_day(row[3]),
            Money(row[5], Currency(row[4])),
            None if row[6] is None else CaseId(row[6]),
            row[7] or "",
        )
        for row in connection.execute(_LEFT, {"who": customer_id})
    ]


@dataclass(frozen=True, slots=True)
class CreditOrigin:
    """Where a credit comes from: a payment, or the credit note of this number."""

    received_on: date
    reference: str
    note_number: str
    repaid_minor: int
    customer_id: CustomerId
    customer: str


def origin_of(work: UnitOfWork, payment_id: int) -> CreditOrigin:
    """Return where a customer's credit comes from; `KeyError` when there is no such payment."""
    from app.storage.rows import driver

    work.flush()
    query = (
        "SELECT p.received_on, p.reference, iif(p.bank_id GLOB 'credit_note:*', p.message, ''), "
        "p.repaid_minor, p.customer_id, c.name "
        "FROM payment p JOIN customer c ON c.id = p.customer_id WHERE p.id = ?"
    )
    row = driver(work.session).execute(query, (payment_id,)).fetchone()
    if row is None:
        raise KeyError(payment_id)
    on, reference, number, repaid, customer_id, name = row
    day = kept_day(on)
    return CreditOrigin(day, reference, number or "", repaid, CustomerId(customer_id), name)
