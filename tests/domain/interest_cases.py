"""Cases for the tests of late interest, and the worked examples they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.domain.case import Case
from app.domain.history import (
    Event,
    HistoryEntry,
    HistoryId,
    LetterKind,
    LetterSent,
)
from app.domain.interest_rate import RateStretch
from app.domain.invoice import CaseId, Facts, Invoice
from app.domain.late_interest import Segment, lawful_interest
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import NOK, SEK, Currency, Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.statutes import load

STATUTES = load()
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(days=1)


def d(text: str) -> date:
    return date.fromisoformat(text)


def money(amount: str, currency: Currency = SEK) -> Money:
    return Money.of(Decimal(amount), currency)


def invoiced(amount: str, *, issued: str, due: str | None, law: str | None = "SE",
          kind: CustomerKind | None = CustomerKind.BUSINESS, facts: Facts | None = None) -> Case:  # fmt: skip
    owed = money(amount, NOK if law == "NO" else SEK)
    invoice = Invoice(
        CaseId(1), CustomerId(1), "1001", owed.currency, owed, owed, d(issued), d(due) if due else None,
        law=law, facts=facts or Facts(),
    )  # fmt: skip
    opening = LedgerEntry(EntryId(1), CaseId(1), EntryKind.PRINCIPAL, owed, d(issued), d(issued))
    return Case(invoice, Customer(CustomerId(1), "Acme AB", kind=kind), ledger=(opening,))


def paying(case: Case, amount: str, on: str) -> Case:
    paid = -money(amount, case.invoice.currency)
    number = EntryId(len(case.ledger) + 1)
    entry = LedgerEntry(number, CaseId(1), EntryKind.PAYMENT, paid, d(on), d(on))
    return replace(case, ledger=(*case.ledger, entry))


def after(case: Case, on: str, event: Event) -> Case:
    entry = HistoryEntry(HistoryId(len(case.history) + 1), CaseId(1), d(on), WRITTEN, event)
    return replace(case, history=(*case.history, entry))


def letter(kind: LetterKind, pay_by: str, *, notice: bool = False) -> LetterSent:
    return LetterSent(1, kind, d(pay_by), money("1"), money("1"), interest_notice=notice)


def lawful(case: Case, through: str) -> str:
    return str(lawful_interest(case, d(through), STATUTES).amount.amount)


def lines(segments: tuple[Segment, ...]) -> list[tuple[int, int, str, str]]:
    return [(s.days, s.divisor, str(s.rate), str(Money.of(s.amount, SEK).amount)) for s in segments]


def statutory(country: str, first: date, last: date) -> list[RateStretch]:
    if country == "NO":
        table = STATUTES.table("NO", "late_interest_statutory")
        return [RateStretch(low, high, row.value) for low, high, row in table.stretches(first, last)]
    table = STATUTES.table("SE", "reference_rate")
    return [RateStretch(low, high, row.value + 8) for low, high, row in table.stretches(first, last)]


NOTICE = Facts(interest_notice_given=True)
AGREED = Facts(due_agreed=True)

SE_BUSINESS = paying(
    invoiced("29860", issued="2026-09-28", due="2026-10-28", facts=AGREED), "5000", "2026-11-02"
)  # fmt: skip
SE_REMINDED = after(SE_BUSINESS, "2026-11-18", letter(LetterKind.REMINDER, "2026-12-02"))
SE_CONSUMER = invoiced("4800", issued="2026-08-03", due="2026-09-02", kind=None, facts=NOTICE)
NO_BUSINESS = invoiced("25000", issued="2026-09-01", due="2026-09-15", law="NO")
NO_CONSUMER = invoiced("8750", issued="2026-02-01", due="2026-03-01", law="NO", kind=None)
