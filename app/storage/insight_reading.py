"""What insights are drawn from, by plain SQL through the driver: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from app.domain.cancelling import stands
from app.domain.insight import AGE_STARTS, Paid
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.domain.terms_review import Settled
from app.storage.plain import kept_day

_AGE = " ".join(
    f"WHEN julianday(:on) - julianday(due_on) >= {start} THEN {step}"
    for step, start in reversed(tuple(enumerate(AGE_STARTS, start=1)))
)
_AGEING = f"""
SELECT currency, CASE WHEN due_on IS NULL THEN 0 {_AGE} ELSE 0 END AS step, sum(left_minor), count(*) FROM (
    SELECT i.id, i.currency, coalesce(s.due_on, i.due_on) AS due_on, sum(l.amount_minor) AS left_minor
    FROM ledger_entry l JOIN invoice i ON i.id = l.invoice_id LEFT JOIN case_summary s ON s.invoice_id = i.id
    WHERE i.withdrawn = 0 AND i.kind = 'invoice' AND l.effective_on <= :on
    GROUP BY i.id HAVING sum(l.amount_minor) <> 0
) GROUP BY currency, step ORDER BY currency, step
"""
_PAID = """
SELECT s.customer_id, s.closed_on, CAST(julianday(s.closed_on) - julianday(s.due_on) AS INTEGER)
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id
WHERE i.withdrawn = 0 AND s.closed_as = 'paid' AND s.due_on IS NOT NULL AND s.closed_on IS NOT NULL
ORDER BY s.closed_on
"""
_OPEN = """
SELECT s.customer_id, s.currency, s.open_minor, s.due_on, s.promised_by, s.promised_minor,
    s.promise_lapses_on, s.plan_id, s.plan_done,
    s.disputed_minor IS NOT NULL OR s.handed_over_on IS NOT NULL
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id WHERE i.withdrawn = 0 AND s.open_minor > 0
"""
_INSTALMENTS = """
SELECT p.id, p.currency, n.due_on, n.amount_minor, row_number() OVER (PARTITION BY p.id ORDER BY n.position)
FROM plan p JOIN plan_instalment n ON n.plan_id = p.id WHERE p.withdrawn = 0 AND p.state = 'signed'
"""
_EVENTS = """
SELECT h.id, h.invoice_id, h.kind, h.payload, h.happened_on, h.occasion, h.retracts_id
FROM history_entry h JOIN invoice i ON i.id = h.invoice_id
WHERE i.withdrawn = 0 AND h.kind IN
    ('call_made', 'letter_sent', 'plan_signed', 'promise_made', 'dispute_opened', 'dispute_closed',
     'delivery_failed', 'charges_withdrawn', 'reason_given')
ORDER BY h.happened_on, h.id
"""
_PAYMENTS = """
SELECT l.id, l.invoice_id, l.effective_on, l.reverses_id FROM ledger_entry l
JOIN invoice i ON i.id = l.invoice_id WHERE i.withdrawn = 0 AND l.kind = 'payment' AND l.invoice_id IN (
    SELECT invoice_id FROM history_entry WHERE kind IN ('call_made', 'letter_sent', 'plan_signed'))
ORDER BY l.effective_on, l.id
"""
_CLOSINGS = """
SELECT s.invoice_id, s.customer_id, s.closed_on
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' ORDER BY s.invoice_id
"""
_BOUGHT = (
    "SELECT customer_id, issued_on FROM invoice WHERE withdrawn = 0 AND kind = 'invoice' ORDER BY issued_on"
)
_SETTLED = """
SELECT s.customer_id, CAST(julianday(i.due_on) - julianday(i.issued_on) AS INTEGER),
    CAST(julianday(s.closed_on) - julianday(i.issued_on) AS INTEGER),
    CAST(julianday(s.closed_on) - julianday(s.due_on) AS INTEGER)
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' AND s.closed_as = 'paid' AND s.closed_on IS NOT NULL
    AND i.due_on IS NOT NULL AND s.due_on IS NOT NULL {only}
ORDER BY s.closed_on, s.invoice_id
"""
_DUE_SOON = """
SELECT s.customer_id, c.name, i.number, s.due_on
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id JOIN customer c ON c.id = s.customer_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' AND s.open_minor > 0 AND s.due_on BETWEEN ? AND ?
    AND s.disputed_minor IS NULL AND s.promised_by IS NULL AND s.plan_id IS NULL
    AND s.paused_until IS NULL AND s.handed_over_on IS NULL AND s.unconfirmed_minor IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM history_entry h WHERE h.invoice_id = i.id AND h.retracts_id IS NULL
            AND h.kind IN ('call_made', 'letter_sent', 'note_taken')
            AND NOT EXISTS (SELECT 1 FROM history_entry r WHERE r.retracts_id = h.id))
ORDER BY s.due_on, i.id
"""
_LETTERS_BACK = """
SELECT h.id, h.occasion, h.retracts_id FROM history_entry h JOIN invoice i ON i.id = h.invoice_id
WHERE i.withdrawn = 0 AND h.kind = 'letter_sent' AND h.happened_on >= ?
"""
_CHARGE = "l.kind IN ('reminder_fee', 'collection_fee', 'plan_fee', 'late_compensation')"
_CHARGES = f"""
SELECT currency, sum(asked), sum(min(max(settled - before, 0), charged)), sum(asked - charged) FROM (
    SELECT i.currency,
        sum(CASE WHEN {_CHARGE} AND l.reverses_id IS NULL THEN l.amount_minor ELSE 0 END) AS asked,
        sum(CASE WHEN {_CHARGE} THEN l.amount_minor ELSE 0 END) AS charged,
        sum(CASE WHEN l.kind IN ('principal', 'late_interest') THEN l.amount_minor ELSE 0 END) AS before,
        -sum(CASE WHEN l.kind IN ('payment', 'credit') THEN l.amount_minor ELSE 0 END) AS settled
    FROM ledger_entry l JOIN invoice i ON i.id = l.invoice_id WHERE i.withdrawn = 0 AND i.id IN (
        SELECT l.invoice_id FROM ledger_entry l WHERE {_CHARGE} AND l.effective_on >= ?)
    GROUP BY i.id
) GROUP BY currency ORDER BY currency
"""


@dataclass(frozen=True, slots=True)
class Age:
    """What was open in one currency at one age.

    Attributes:
        step: 0 not due, then by the first day late in `AGE_STARTS`.
        count: How many invoices.
    """

    step: int
    amount: Money
    count: int


def ageing(connection: Connection, on: date) -> tuple[Age, ...]:
    """Return what was open at the end of a day by age, from the entries effective until then.

    Every invoice with something left is in, so the ages of a currency add up to all that was open in it.
    The due date is the one that holds now.
    """
    rows = connection.execute(_AGEING, {"on": on.isoformat()})
    return tuple(Age(step, Money(minor, Currency(code)), count) for code, step, minor, count in rows)


def paid(connection: Connection) -> dict[CustomerId, list[Paid]]:
    """Return every invoice paid on a known day, by customer, the earliest paid first."""
    found: dict[CustomerId, list[Paid]] = defaultdict(list)
    for who, on, days in connection.execute(_PAID):
        found[CustomerId(who)].append(Paid(kept_day(on), days))
    return dict(found)


class OpenCase(NamedTuple):
    """An open invoice with what lets money be expected; `is_held` by a dispute or by a hand-over."""

    customer_id: CustomerId
    open: Money
    due_on: date | None
    promised_by: date | None
    promised: Money | None
    lapses_on: date | None
    plan_id: int | None
    plan_done: int
    is_held: bool


def open_cases(connection: Connection) -> list[OpenCase]:
    """Return every open invoice."""

    def on(text: str | None) -> date | None:
        return kept_day(text) if text else None

    return [
        OpenCase(
            CustomerId(who), Money(minor, Currency(code)), on(due), on(by),
            None if promised is None else Money(promised, Currency(code)), on(lapses), plan, done, bool(held),
        )
        for who, code, minor, due, by, promised, lapses, plan, done, held in connection.execute(_OPEN)
    ]  # fmt: skip


class Instalment(NamedTuple):
    """A part of a signed plan; `ordinal` counts from 1."""

    plan_id: int
    amount: Money
    due_on: date
    ordinal: int


def instalments(connection: Connection) -> list[Instalment]:
    """Return every part of every signed plan."""
    rows = connection.execute(_INSTALMENTS)
    return [
        Instalment(plan, Money(minor, Currency(code)), kept_day(due), ordinal)
        for plan, code, due, minor, ordinal in rows
    ]


class Said(NamedTuple):
    """An event of a case, with its facts as JSON."""

    case_id: int
    kind: str
    payload: str
    on: date
    occasion: str


def said(connection: Connection) -> list[Said]:
    """Return the calls, letters, plans, promises, disputes and mistakes that stand, oldest first."""
    rows = connection.execute(_EVENTS).fetchall()
    taken_back: Mapping[int, int] = {row[6]: row[0] for row in rows if row[6] is not None}
    return [
        Said(case_id, kind, payload, kept_day(on), occasion)
        for entry_id, case_id, kind, payload, on, occasion, retracts in rows
        if retracts is None and stands(entry_id, taken_back)
    ]


def payment_days(connection: Connection) -> dict[int, list[date]]:
    """Return the days of the payments that stand, by case, of the cases that were ever asked about."""
    rows = connection.execute(_PAYMENTS).fetchall()
    taken_back: Mapping[int, int] = {row[3]: row[0] for row in rows if row[3] is not None}
    found: dict[int, list[date]] = defaultdict(list)
    for entry_id, case_id, on, reverses in rows:
        if reverses is None and stands(entry_id, taken_back):
            found[case_id].append(kept_day(on))
    return dict(found)


@dataclass(frozen=True, slots=True)
class Charges:
    """Fees and compensation of one currency: asked for, paid, and withdrawn again."""

    asked: Money
    paid: Money
    withdrawn: Money


def charges(connection: Connection, since: date) -> tuple[Charges, ...]:
    """Return the charges of the invoices that bore one since a day; they are paid after the rest."""
    rows = connection.execute(_CHARGES, (since.isoformat(),))
    return tuple(
        Charges(*(Money(minor, Currency(code)) for minor in (asked, paid_minor, gone)))
        for code, asked, paid_minor, gone in rows
    )


def closings(connection: Connection) -> list[tuple[int, CustomerId, date | None]]:
    """Return every invoice: the case, its customer, and the day it was closed, `None` while it is open."""
    rows = connection.execute(_CLOSINGS)
    return [(case_id, CustomerId(who), kept_day(on) if on else None) for case_id, who, on in rows]


def bought(connection: Connection) -> dict[CustomerId, list[date]]:
    """Return the days on which each customer was invoiced, the earliest first."""
    found: dict[CustomerId, list[date]] = defaultdict(list)
    for who, on in connection.execute(_BOUGHT):
        found[CustomerId(who)].append(kept_day(on))
    return dict(found)


def names(connection: Connection) -> dict[CustomerId, str]:
    """Return the name of every customer."""
    return {CustomerId(who): name for who, name in connection.execute("SELECT id, name FROM customer")}


def settled(connection: Connection, customer_id: CustomerId | None = None) -> dict[CustomerId, list[Settled]]:
    """Return the paid invoices with a term by customer, of one customer or of all."""
    query = _SETTLED.format(only="" if customer_id is None else "AND s.customer_id = ?")
    found: dict[CustomerId, list[Settled]] = defaultdict(list)
    for who, *days in connection.execute(query, () if customer_id is None else (customer_id,)):
        found[CustomerId(who)].append(Settled(*days))
    return dict(found)


class DueSoon(NamedTuple):
    """An open invoice that is not late yet, and that nobody has asked about."""

    customer_id: CustomerId
    name: str
    number: str
    due_on: date


def due_soon(connection: Connection, first_day: date, last_day: date) -> list[DueSoon]:
    """Return the invoices due from the first to the last day, both counted, that nothing holds up."""
    rows = connection.execute(_DUE_SOON, (first_day.isoformat(), last_day.isoformat()))
    return [DueSoon(CustomerId(who), name, number, kept_day(on)) for who, name, number, on in rows]


def letters_taken_back(connection: Connection, since: date) -> tuple[int, int]:
    """Return how many letters were sent since a day and how many of them were withdrawn again."""
    rows = connection.execute(_LETTERS_BACK, (since.isoformat(),)).fetchall()
    taken_back: Mapping[int, int] = {row[2]: row[0] for row in rows if row[2] is not None}
    stood = {row[1] or str(row[0]): stands(row[0], taken_back) for row in rows if row[2] is None}
    return len(stood), sum(not each for each in stood.values())
