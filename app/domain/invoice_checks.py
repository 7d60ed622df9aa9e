"""What on an invoice usually leads to a dispute later: remarks to look at, never a reason to refuse it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.business_days import next_bank_day
from app.domain.charge import figure
from app.domain.dated_table import Statutes
from app.domain.money import Money
from app.domain.party import CustomerKind

_TERM_TABLES: Mapping[tuple[str, CustomerKind | None], str] = {
    ("SE", CustomerKind.BUSINESS): "b2b_default_payment_term_max",
    ("SE", CustomerKind.PUBLIC): "b2b_default_payment_term_max",
    ("NO", CustomerKind.BUSINESS): "b2b_payment_term_max_unless_agreed",
    ("NO", CustomerKind.PUBLIC): "public_payment_term_max",
}
_NEVER_LONGER: frozenset[tuple[str, CustomerKind | None]] = frozenset({("SE", CustomerKind.PUBLIC)})
_ROUNDING_UNITS = 1


class Check(StrEnum):
    """What is looked at, in the order in which it is told."""

    SUM_DIFFERS = "check_sum_differs"
    LIKELY_DUPLICATE = "check_likely_duplicate"
    DUE_OFF_TERMS = "check_due_off_terms"
    TERM_TOO_LONG = "check_term_too_long"
    NO_BUYER_REFERENCE = "check_no_buyer_reference"
    UNKNOWN_RECIPIENT = "check_unknown_recipient"
    NO_PAYMENT_REFERENCE = "check_no_payment_reference"
    ABOVE_LIMIT = "check_above_limit"


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice as far as it is known; what is `None` is unknown and never remarked on.

    Attributes:
        lines, vat: The sum of the lines with what was added and deducted, and the VAT; to be the total.
        terms_days: The calendar days of credit that the terms grant in words.
        is_reachable: There is an address, an e-mail or a number to know the recipient by.
        twins: Other numbers with the same customer, total and day of issue.
        payment_reference, buyer_reference: Empty where it is known that there is none.
        limit, owed: What the customer may owe at most, and what it owes without this invoice.
    """

    issued_on: date
    due_on: date | None
    total: Money
    country: str = ""
    kind: CustomerKind | None = None
    lines: Money | None = None
    vat: Money | None = None
    terms_days: int | None = None
    due_agreed: bool | None = None
    is_reachable: bool | None = None
    twins: tuple[str, ...] = ()
    payment_reference: str | None = None
    buyer_reference: str | None = None
    limit: Money | None = None
    owed: Money | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark; `facts` fill its sentence: amounts, days, numbers."""

    check: Check
    facts: tuple[tuple[str, str | int | date | Money], ...] = ()


def findings(paper: Paper, statutes: Statutes) -> tuple[Finding, ...]:
    """Return everything to look at on an invoice."""
    return (*_sums(paper), *_days(paper, statutes), *_missing(paper), *_credit(paper))


def _credit(paper: Paper) -> Iterator[Finding]:
    if paper.limit is not None and paper.owed is not None and paper.owed + paper.total > paper.limit:
        yield Finding(Check.ABOVE_LIMIT, (("owed", paper.owed + paper.total), ("limit", paper.limit)))


def _sums(paper: Paper) -> Iterator[Finding]:
    """Lines and VAT have to be the total, the rounding to whole units aside."""
    if paper.lines is not None and paper.vat is not None:
        expected = paper.lines + paper.vat
        if abs((expected - paper.total).amount) >= Decimal(_ROUNDING_UNITS):
            yield Finding(Check.SUM_DIFFERS, (("total", paper.total), ("expected", expected)))
    if paper.twins:
        yield Finding(Check.LIKELY_DUPLICATE, (("numbers", ", ".join(paper.twins)),))


def _days(paper: Paper, statutes: Statutes) -> Iterator[Finding]:
    if paper.due_on is None:
        return
    given = (paper.due_on - paper.issued_on).days
    if paper.terms_days is not None:
        by_terms = paper.issued_on + timedelta(days=paper.terms_days)
        if paper.due_on not in (by_terms, next_bank_day(by_terms, paper.country or "SE")):
            yield Finding(Check.DUE_OFF_TERMS, (("days", paper.terms_days), ("expected", by_terms)))
    most = longest_term(paper.country, paper.kind, paper.issued_on, statutes)
    approved = paper.due_agreed is True and (paper.country, paper.kind) not in _NEVER_LONGER
    if most is not None and given > most and not approved:
        yield Finding(Check.TERM_TOO_LONG, (("days", given), ("most", most)))


def longest_term(country: str, kind: CustomerKind | None, on: date, statutes: Statutes) -> int | None:
    """Return the calendar days of credit that the law allows unless more was expressly approved.

    SE: Räntelagen 2 a–2 c §§, 30 days, for public bodies always. NO: forsinkelsesrenteloven §§ 2 a and 2 b,
    60 days, for public bodies 30. `None` for consumers and where it is not known who buys.
    """
    table = _TERM_TABLES.get((country, kind))
    most = figure(statutes, country, table, on) if table else None
    return int(most) if most is not None else None


def _missing(paper: Paper) -> Iterator[Finding]:
    if paper.buyer_reference is not None and not paper.buyer_reference.strip():
        yield Finding(Check.NO_BUYER_REFERENCE)
    if paper.is_reachable is False:
        yield Finding(Check.UNKNOWN_RECIPIENT)
    if paper.payment_reference is not None and not paper.payment_reference.strip():
        yield Finding(Check.NO_PAYMENT_REFERENCE)
