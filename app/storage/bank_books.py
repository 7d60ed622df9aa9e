"""What payments are held against, by plain SQL: open invoices, who owes them, letters and credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.matching import (
    BookedPayment,
    Candidate,
    CreditLeft,
    PayerCard,
    SentLetter,
    SettledInvoice,
)
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.storage.plain import chunks, day, kept_day

_OPEN = """
SELECT s.invoice_id, s.customer_id, i.number, i.payment_reference, s.currency, s.open_minor, i.issued_on,
    coalesce(s.due_on, i.due_on), s.plan_id, n.amount_minor
FROM case_summary s JOIN invoice i ON i.id = s.invoice_id
LEFT JOIN plan_instalment n ON n.plan_id = s.plan_id AND n.position = s.plan_done
WHERE s.open_minor > 0 AND i.kind = 'invoice'
"""
_OURS = """
SELECT l.invoice_id, p.id, p.amount_minor, p.currency, p.received_on, sum(l.amount_minor)
FROM payment p JOIN ledger_entry l ON l.payment_id = p.id AND l.kind = 'payment'
WHERE p.received_on >= ? AND p.withdrawn = 0 AND p.movement = 'payment' AND p.customer_id IS NOT NULL
    AND p.bank_id IS NULL
GROUP BY l.invoice_id, p.id HAVING sum(l.amount_minor) < 0
"""
_CLOSED = """
SELECT i.id, i.customer_id, i.number, i.payment_reference, i.currency, 0, i.issued_on, i.due_on, NULL, NULL
FROM invoice i WHERE i.withdrawn = 0 AND i.id IN ({marks})
"""
_LETTERS = """
SELECT l.id, l.total_minor, l.currency, l.pay_by, k.invoice_id
FROM letter l JOIN letter_case k ON k.letter_id = l.id
WHERE l.sent_on IS NOT NULL AND l.withdrawn = 0 AND l.pay_by >= ? ORDER BY l.id DESC
"""
_CREDITS = """
SELECT p.id, p.customer_id, p.currency, p.amount_minor - p.repaid_minor + coalesce(
    (SELECT sum(l.amount_minor) FROM ledger_entry l
     WHERE l.payment_id = p.id AND l.kind IN ('payment', 'credit')), 0) AS left_minor
FROM payment p WHERE p.customer_id IS NOT NULL AND p.withdrawn = 0 AND p.aside = '' AND left_minor > 0
ORDER BY p.received_on, p.id
"""
_SETTLED = """
SELECT i.id, i.customer_id, i.number, i.payment_reference, i.currency
FROM invoice i JOIN case_summary s ON s.invoice_id = i.id
WHERE i.kind = 'invoice' AND i.withdrawn = 0 AND s.open_minor <= 0 AND i.{column} <> ''
    AND i.{column} IN ({marks})
"""


def candidates(connection: Connection, since: date) -> tuple[Candidate, ...]:
    """Return every open invoice, and those that we closed ourselves by a payment since a day."""
    ours: dict[CaseId, list[BookedPayment]] = defaultdict(list)
    for case_id, payment_id, minor, code, on, _laid in connection.execute(_OURS, (since.isoformat(),)):
        amount = Money(minor, Currency(code))
        ours[CaseId(case_id)].append(BookedPayment(payment_id, amount, kept_day(on)))
    rows = connection.execute(_OPEN).fetchall()
    closed = ours.keys() - {row[0] for row in rows}
    for part in chunks(sorted(closed)):
        rows += connection.execute(_CLOSED.format(marks=", ".join("?" * len(part))), part).fetchall()
    return tuple(_candidate(row, ours) for row in rows)


def _candidate(row: Sequence[object], ours: Mapping[CaseId, list[BookedPayment]]) -> Candidate:
    case_id, customer_id, number, reference, code, minor, issued_on, due_on, plan_id, instalment = row
    currency, key = Currency(str(code)), CaseId(_whole(case_id))
    return Candidate(
        case_id=key,
        customer_id=CustomerId(_whole(customer_id)),
        number=str(number),
        reference=str(reference),
        open=Money(_whole(minor), currency),
        issued_on=kept_day(str(issued_on)),
        due_on=day(str(due_on) if due_on else None),
        plan_id=None if plan_id is None else _whole(plan_id),
        instalment=None if instalment is None else Money(_whole(instalment), currency),
        booked=tuple(ours.get(key, ())),
    )


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def payer_cards(connection: Connection, customer_ids: Collection[int]) -> tuple[PayerCard, ...]:
    """Return customers as a bank may name them, with the names and accounts they have paid under."""
    aliases: dict[tuple[int, str], list[str]] = defaultdict(list)
    query = "SELECT customer_id, kind, value FROM payer_alias WHERE withdrawn = 0 ORDER BY id"
    for customer_id, kind, value in connection.execute(query):
        aliases[customer_id, kind].append(value)
    found = []
    for part in chunks(sorted(customer_ids)):
        marks = ", ".join("?" * len(part))
        people = f"SELECT id, name, number, identifier FROM customer WHERE withdrawn = 0 AND id IN ({marks})"
        for customer_id, name, number, identifier in connection.execute(people, part):
            names = tuple(aliases.get((customer_id, "name"), ()))
            accounts = tuple(aliases.get((customer_id, "account"), ()))
            found.append(PayerCard(CustomerId(customer_id), name, number, identifier, names, accounts))
    return tuple(found)


def letters(connection: Connection, since: date, known: Mapping[CaseId, Candidate]) -> tuple[SentLetter, ...]:
    """Return the letters about several invoices that ran on a day or later, newest first."""
    cases: dict[tuple[int, Money, date], list[CaseId]] = defaultdict(list)
    for letter_id, minor, code, pay_by, case_id in connection.execute(_LETTERS, (since.isoformat(),)):
        key = (letter_id, Money(minor, Currency(code)), kept_day(pay_by))
        cases[key].append(CaseId(case_id))
    found = []
    for (_letter_id, total, pay_by), case_ids in cases.items():
        here = [known[case_id] for case_id in case_ids if case_id in known]
        if len(here) == len(case_ids) > 1:
            ordered = sorted(here, key=lambda case: (case.due_on or date.max, case.issued_on, case.case_id))
            first = next((case.reference for case in ordered if case.reference), ordered[0].number)
            found.append(SentLetter(first, total, pay_by, tuple(case.case_id for case in ordered)))
    return tuple(found)


def credits_left(connection: Connection) -> tuple[CreditLeft, ...]:
    """Return what customers have to their credit: payments and credit notes not used up, oldest first."""
    return tuple(
        CreditLeft(payment_id, CustomerId(customer_id), Money(minor, Currency(code)))
        for payment_id, customer_id, code, minor in connection.execute(_CREDITS)
    )


def settled_invoices(connection: Connection, names: Collection[str]) -> tuple[SettledInvoice, ...]:
    """Return invoices with nothing open that bear one of these numbers or references."""
    found: dict[int, SettledInvoice] = {}
    for column in ("number", "payment_reference"):
        for part in chunks(sorted(names)):
            query = _SETTLED.format(column=column, marks=", ".join("?" * len(part)))
            for case_id, customer_id, number, reference, code in connection.execute(query, part):
                who, currency = CustomerId(customer_id), Currency(code)
                found[case_id] = SettledInvoice(CaseId(case_id), who, number, reference, currency)
    return tuple(found.values())


def booked_payments(connection: Connection, since: date) -> dict[BookedPayment, tuple[CaseId, ...]]:
    """Return the payments accepted since a day that the bank may take back, with their cases."""
    query = (
        "SELECT p.id, p.amount_minor, p.currency, p.received_on, p.payer, p.reference, l.invoice_id "
        "FROM payment p LEFT JOIN ledger_entry l ON l.payment_id = p.id AND l.kind = 'payment' "
        "WHERE p.received_on >= ? AND p.withdrawn = 0 AND p.customer_id IS NOT NULL AND p.aside = '' "
        "AND p.movement <> 'reversal' AND p.bank_id IS NOT NULL AND p.bank_id NOT GLOB 'credit_note:*'"
    )
    found: dict[BookedPayment, dict[CaseId, None]] = defaultdict(dict)
    for payment_id, minor, code, on, payer, reference, case_id in connection.execute(
        query, (since.isoformat(),)
    ):
        amount = Money(minor, Currency(code))
        known = BookedPayment(payment_id, amount, kept_day(on), False, payer, reference)
        found[known] |= {CaseId(case_id): None} if case_id else {}
    return {known: tuple(cases) for known, cases in found.items()}
