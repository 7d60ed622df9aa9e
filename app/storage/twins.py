"""Invoices that look alike: same customer, same total, same day of issue; by plain SQL through the driver."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.storage.plain import kept_day

Key = tuple[int, Money, date]
"""What twins have in common: the customer, the total and the day of issue."""


def issued_between(connection: Connection, days: Collection[date]) -> dict[Key, tuple[str, ...]]:
    """Return the numbers of the invoices issued from the first to the last of some days, by what is alike."""
    if not days:
        return {}
    query = (
        "SELECT customer_id, total_minor, currency, issued_on, number FROM invoice "
        "WHERE issued_on BETWEEN ? AND ? AND withdrawn = 0 AND kind = 'invoice' ORDER BY id"
    )
    found: dict[Key, tuple[str, ...]] = {}
    for who, minor, currency, on, number in connection.execute(query, (str(min(days)), str(max(days)))):
        key = (who, Money(minor, Currency(currency)), kept_day(on))
        found[key] = (*found.get(key, ()), number)
    return found


def twins_of(connection: Connection, case_id: CaseId) -> tuple[str, ...]:
    """Return the numbers of the other invoices that look like this one."""
    query = (
        "SELECT o.number FROM invoice i JOIN invoice o ON o.customer_id = i.customer_id "
        "AND o.total_minor = i.total_minor AND o.currency = i.currency AND o.issued_on = i.issued_on "
        "AND o.kind = 'invoice' AND o.withdrawn = 0 AND o.id <> i.id WHERE i.id = ? ORDER BY o.id"
    )
    return tuple(row[0] for row in connection.execute(query, (case_id,)))


def kinds(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return the kind and the country of every customer, empty where unknown."""
    rows = connection.execute("SELECT id, coalesce(kind, ''), country FROM customer")
    return {who: (kind, country) for who, kind, country in rows}
