"""What customers owed on a day, by plain SQL: to be compared with other books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId

_OPEN = """
SELECT i.id, i.customer_id, c.name, i.number, i.currency, coalesce(i.delivered, 1),
    sum(l.amount_minor),
    sum(CASE WHEN l.kind IN ('principal', 'credit', 'payment', 'write_off') THEN l.amount_minor ELSE 0 END)
FROM ledger_entry l JOIN invoice i ON i.id = l.invoice_id JOIN customer c ON c.id = i.customer_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' AND l.effective_on <= ?
GROUP BY i.id HAVING sum(l.amount_minor) <> 0 ORDER BY i.id
"""
_CREDITS = """
SELECT p.customer_id, p.currency, p.amount_minor - p.repaid_minor
    + coalesce((SELECT sum(l.amount_minor) FROM ledger_entry l WHERE l.payment_id = p.id), 0)
FROM payment p
WHERE p.withdrawn = 0 AND p.customer_id IS NOT NULL AND p.movement = 'payment' AND p.aside = ''
    AND p.received_on <= ?
"""
_WAITING = """
SELECT currency, sum(amount_minor) FROM payment
WHERE withdrawn = 0 AND customer_id IS NULL AND movement = 'payment' AND aside = '' AND received_on <= ?
GROUP BY currency
"""


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """An invoice of which something was left on a day.

    Attributes:
        principal: What was left of the invoice itself.
        charges: What was left of the interest, fees and compensation booked on it.
        is_draft: It had not been sent.
    """

    id: CaseId
    customer_id: CustomerId
    customer: str
    number: str
    principal: Money
    charges: Money
    is_draft: bool


@dataclass(frozen=True, slots=True)
class CustomerCredit:
    """Money of a customer that lay on none of its invoices on a day."""

    customer_id: CustomerId
    amount: Money


def open_claims(connection: Connection, on: date) -> Iterator[OpenClaim]:
    """Yield every invoice that was not settled at the end of a day, by the entries effective until then."""
    for case_id, customer_id, name, number, code, delivered, left, base in connection.execute(
        _OPEN, (on.isoformat(),)
    ):
        currency = Currency(code)
        # Payments settle the principal first, so what is left beyond it are charges.
        principal = min(max(base, 0), left) if left > 0 else left
        yield OpenClaim(
            CaseId(case_id),
            CustomerId(customer_id),
            name,
            number,
            Money(principal, currency),
            Money(left - principal, currency),
            is_draft=not delivered,
        )


def customer_credits(connection: Connection, on: date) -> list[CustomerCredit]:
    """Return what customers had to their credit, from payments and credit notes until a day."""
    rows = connection.execute(_CREDITS, (on.isoformat(),))
    return [
        CustomerCredit(CustomerId(who), Money(left, Currency(code))) for who, code, left in rows if left > 0
    ]


def waiting_sums(connection: Connection, on: date) -> list[Money]:
    """Return what had come in until a day and belongs to nobody yet, one sum for each currency."""
    rows = connection.execute(_WAITING, (on.isoformat(),))
    return [Money(minor, Currency(code)) for code, minor in rows if minor]
