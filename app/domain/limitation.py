"""Limitation: the last day on which a claim can be enforced, what last moved it, and when to warn.

Sweden: preskriptionslag (1981:130). Norway: foreldelsesloven (LOV-1979-05-18-18). Only what can be proved
moves the day: a letter with proof that it arrived, a promise in writing, money, a signed plan.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case import Case
from app.domain.history import HistoryEntry, LetterSent, PlanSigned, PromiseMade, ProofKept
from app.domain.ledger import EntryKind, LedgerEntry, split
from app.domain.money import Money

WARNING_MONTHS = 6
# Preskriptionslagen 2 §, foreldelsesloven §§ 2 and 20; a test holds them against the tables.
GENERAL_YEARS = {"SE": 10, "NO": 3}
CONSUMER_YEARS = {"SE": 3, "NO": 3}
_LAW = {"SE": "Preskriptionslag (1981:130) 2 §", "NO": "Foreldelsesloven §§ 2–3"}
_LAW_OF_MOVE = {"SE": "Preskriptionslag (1981:130) 5–6 §§", "NO": "Foreldelsesloven §§ 14 og 20"}


class Moved(StrEnum):
    """What the period counts from."""

    SUPPLIED = "supplied"
    ISSUED = "issued"
    DUE_AGREED = "due_agreed"
    LETTER_ARRIVED = "letter_arrived"
    PROMISE = "promise"
    PAYMENT = "payment"
    INTEREST_PAID = "interest_paid"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Limitation:
    """Until when a claim can be enforced.

    Attributes:
        on: The last day, counted.
        since: The day the period counts from, because of `moved_by`.
        law: The section behind it.
        may_be_earlier: The true day may lie before this one, because the day of the work is not known.
    """

    on: date
    since: date
    moved_by: Moved
    law: str
    may_be_earlier: bool = False

    @property
    def warn_on(self) -> date:
        """Return the day, six months before, from which the user is warned."""
        return months_after(self.on, -WARNING_MONTHS)


def limitation(case: Case) -> Limitation | None:
    """Return the limitation of a claim; `None` while its law is unset.

    SE: 10 years, 3 toward a consumer or a kind not known, from the supply or the invoice. NO: 3 years from
    the agreed due date, else the supply, else the invoice. What happens after the last day moves nothing.
    """
    law = case.invoice.law
    if law not in GENERAL_YEARS:
        return None
    years = (GENERAL_YEARS if case.customer.is_business else CONSUMER_YEARS)[law]
    now = _start(case, law, years)
    for day, moved_by in sorted(_moves(case, law)):
        if now.since < day <= now.on:
            now = Limitation(months_after(day, 12 * years), day, moved_by, _LAW_OF_MOVE[law])
    return now


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on, or back; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _start(case: Case, law: str, years: int) -> Limitation:
    """Return the period before anything moved it; the agreed due date counts as it was agreed, unmoved."""
    invoice, facts = case.invoice, case.invoice.facts
    since, moved_by = invoice.issued_on, Moved.ISSUED
    if law == "NO" and facts.due_agreed and invoice.due_on:
        since, moved_by = invoice.due_on, Moved.DUE_AGREED
    elif facts.supplied_on:
        since, moved_by = facts.supplied_on, Moved.SUPPLIED
    unsure = moved_by is Moved.ISSUED
    return Limitation(months_after(since, 12 * years), since, moved_by, _LAW[law], may_be_earlier=unsure)


def _moves(case: Case, law: str) -> Iterator[tuple[date, Moved]]:
    """Yield each day on which a new period begins, and why."""
    for entry in case.live_history:
        if isinstance(entry.event, PlanSigned):
            yield entry.happened_on, Moved.PLAN
        elif isinstance(entry.event, ProofKept):
            yield from _proved(entry, case, law)
    if law == "SE":
        for paid in _payments(case):
            yield paid.effective_on, Moved.PAYMENT
    else:
        yield from ((day, Moved.INTEREST_PAID) for day in _interest_paid(case))


def _proved(proof: HistoryEntry, case: Case, law: str) -> Iterator[tuple[date, Moved]]:
    """Yield what a proof makes count: SE a letter from the day it arrived, anywhere a written promise."""
    of = getattr(proof.event, "of", None)
    for entry in case.live_history:
        if entry.id == of and isinstance(entry.event, PromiseMade):
            yield entry.happened_on, Moved.PROMISE
        elif entry.id == of and isinstance(entry.event, LetterSent) and law == "SE":
            yield proof.happened_on, Moved.LETTER_ARRIVED


def _payments(case: Case) -> Iterator[LedgerEntry]:
    return (entry for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT)


def _interest_paid(case: Case) -> Iterator[date]:
    """Yield the days on which a payment reached the interest: principal is paid first (§ 14)."""
    currency = case.invoice.currency
    paid_before = Money.zero(currency)
    for day in sorted({entry.effective_on for entry in _payments(case)}):
        known = [entry for entry in case.live_ledger if entry.effective_on <= day]
        claimed = (entry.amount for entry in known if entry.kind is EntryKind.LATE_INTEREST)
        paid = Money.total(claimed, currency) - split(known, currency).interest
        if paid > paid_before:
            yield day
        paid_before = paid
