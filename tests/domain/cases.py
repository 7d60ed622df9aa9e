"""Cases for the tests of what the law allows: told in a line, booked the way a sent letter books."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.domain.case import Case
from app.domain.charge import Charge
from app.domain.claim import Claim
from app.domain.hindrance import Hindrance
from app.domain.history import (
    DisputeOpened,
    DisputeReason,
    Event,
    HistoryEntry,
    HistoryId,
    LetterKind,
    LetterSent,
)
from app.domain.invoice import CaseId, Facts, Invoice
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import NOK, SEK, Currency, Money
from app.domain.party import Customer, CustomerId, CustomerKind

BUSINESS = Customer(CustomerId(1), "Acme AB", CustomerKind.BUSINESS, kind_confirmed=True)
CONSUMER = Customer(CustomerId(1), "Eva Ek", CustomerKind.CONSUMER, kind_confirmed=True)
UNSET = Customer(CustomerId(1), "Acme")


def money(text: str, currency: Currency = SEK) -> Money:
    """Read `"25 069.88"`."""
    return Money.of(Decimal(text.replace(" ", "")), currency)


def swedish(
    amount: str,
    due: date,
    *,
    customer: Customer = BUSINESS,
    facts: Facts | None = None,
    issued: date | None = None,
    number: int = 1,
) -> Case:
    """Return a Swedish case; without `facts` the due date and the fee were agreed."""
    known = facts if facts is not None else Facts(due_agreed=True, fee_agreed=True)
    return _case(money(amount), customer, _invoice("SE", issued or due, due, known, number=number))


def norwegian(
    amount: str,
    due: date,
    *,
    customer: Customer = BUSINESS,
    facts: Facts | None = None,
    issued: date | None = None,
    number: int = 1,
) -> Case:
    """Return a Norwegian case; nothing is known about it unless `facts` say so."""
    invoice = _invoice("NO", issued or due, due, facts or Facts(), number=number)
    return _case(money(amount, NOK), customer, invoice)


def _invoice(law: str, issued: date, due: date, facts: Facts, *, number: int) -> Invoice:
    nothing = Money.zero(SEK)
    return Invoice(
        CaseId(number), CustomerId(1), str(1000 + number), SEK, nothing, nothing, issued, due,
        law=law, facts=facts, payment_reference=f"ref{number}",
    )  # fmt: skip


def _case(owed: Money, customer: Customer, invoice: Invoice) -> Case:
    invoice = replace(invoice, customer_id=customer.id, currency=owed.currency, total=owed, amount_due=owed)
    issued = invoice.issued_on
    opening = LedgerEntry(EntryId(invoice.id * 1000), invoice.id, EntryKind.PRINCIPAL, owed, issued, issued)
    return Case(invoice, customer, (opening,))


def with_facts(case: Case, facts: Facts) -> Case:
    return replace(case, invoice=replace(case.invoice, facts=facts))


def paid(case: Case, amount: str, on: date) -> Case:
    return booked(case, EntryKind.PAYMENT, -money(amount, case.invoice.currency), on)


def booked(case: Case, kind: EntryKind, amount: Money, on: date, last_day: date | None = None) -> Case:
    number = EntryId(case.invoice.id * 1000 + len(case.ledger))
    entry = LedgerEntry(number, case.invoice.id, kind, amount, on, on, last_day=last_day)
    return replace(case, ledger=(*case.ledger, entry))


def happened(case: Case, event: Event, on: date) -> Case:
    number = HistoryId(case.invoice.id * 1000 + len(case.history))
    entry = HistoryEntry(number, case.invoice.id, on, datetime(2026, 1, 1, tzinfo=UTC), event)
    return replace(case, history=(*case.history, entry))


def charged(case: Case, kind: LetterKind, on: date, pay_by: date | None, fee: str) -> Case:
    """Return the case after a letter that bore a fee and claimed nothing else."""
    small = kind in (LetterKind.REMINDER, LetterKind.COLLECTION_WARNING)
    amount = money(fee, case.invoice.currency)
    case = booked(case, EntryKind.REMINDER_FEE if small else EntryKind.COLLECTION_FEE, amount, on)
    return happened(case, letter(kind, pay_by, case.open, fee_bearing=True), on)


def letter(
    kind: LetterKind,
    pay_by: date | None,
    on_case: Money,
    *,
    fee_bearing: bool = False,
    compensated: bool = False,
) -> LetterSent:
    return LetterSent(1, kind, pay_by, on_case, on_case, fee_bearing=fee_bearing, compensated=compensated)


def disputed(case: Case, part: str | None, on: date) -> Case:
    """Return the case with an open dispute about a part, or about all of it."""
    amount = money(part, case.invoice.currency) if part else None
    return happened(case, DisputeOpened(DisputeReason.OTHER, amount, on + timedelta(days=30)), on)


def says(charge: Charge) -> tuple[str | None, date | None, Hindrance | None]:
    """Return the amount, the first day and the reason of a charge, for comparing it with a row of a table."""
    return str(charge.amount.amount) if charge.amount else None, charge.from_day, charge.reason


def sent(case: Case, claim: Claim) -> Case:
    """Return the case once the letter has gone out: its amounts booked, the letter in the history."""
    for entry in claim.entries:
        if entry.case_id == case.invoice.id:
            case = booked(case, entry.kind, entry.amount, claim.on, entry.last_day)
    line = next(line for line in claim.lines if line.case_id == case.invoice.id)
    assert claim.kind is not None
    gone_out = LetterSent(
        letter_id=1,
        kind=claim.kind,
        pay_by=claim.pay_by,
        claimed=claim.total,
        on_case=line.total,
        fee_bearing=claim.fee_bearing,
        compensated=claim.compensated,
        interest_notice=claim.interest_notice,
        interest_through=claim.interest_through,
    )
    return happened(case, gone_out, claim.on)
