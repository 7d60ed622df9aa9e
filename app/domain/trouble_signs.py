"""Hints that a customer may be in financial difficulty: facts that repeat themselves, never a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import PlanEnded, PlanSigned
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.promise_record import Fate, PromiseRecord, promise_records

ENOUGH_BROKEN = 2
ENOUGH_PARTS = 3
ENOUGH_DELAYS = 4
_YEAR = timedelta(days=365)
_LEAST_LATE_DAYS = 10
_LEAST_GROWTH_DAYS = 7


@dataclass(frozen=True, slots=True)
class BrokenPromises:
    """So many promises of the last year were broken, the latest of them for `promised_by`."""

    count: int
    promised_by: date


@dataclass(frozen=True, slots=True)
class SmallerParts:
    """The last payments on an open invoice, each smaller than the one before, oldest first."""

    number: str
    amounts: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class LongerDelays:
    """How many calendar days late the last invoices were paid, each later than the one before."""

    days: tuple[int, ...]


Sign = BrokenPromises | SmallerParts | LongerDelays


def trouble_signs(cases: Sequence[Case], today: date) -> tuple[Sign, ...]:
    """Return what repeats itself over the cases of one customer; nothing where there is too little to say.

    Only the last 365 days count, and nothing is said once everything is paid.
    """
    if not any(case.open.minor > 0 for case in cases):
        return ()
    found = (_broken(cases, today), _smaller(cases, today), _longer(cases, today))
    return tuple(sign for sign in found if sign)


def _broken(cases: Sequence[Case], today: date) -> BrokenPromises | None:
    """Return two broken promises or more, unless the latest that was decided was kept."""
    records = [record for case in cases for record in promise_records(case, today)]
    decided = sorted(
        (each for each in records if each.fate in (Fate.KEPT, Fate.BROKEN) and _is_recent(each, today)),
        key=lambda each: (each.promise.promised_by, each.made.id),
    )
    days = {each.promise.promised_by for each in decided if each.fate is Fate.BROKEN}
    if len(days) < ENOUGH_BROKEN or decided[-1].fate is Fate.KEPT:
        return None
    return BrokenPromises(len(days), max(days))


def _is_recent(record: PromiseRecord, today: date) -> bool:
    return record.promise.promised_by >= today - _YEAR


def _smaller(cases: Sequence[Case], today: date) -> SmallerParts | None:
    """Return the case whose last payments shrink; what an agreed plan brought says nothing."""
    for case in cases:
        if case.open.minor <= 0 or any(_is_plan(case)):
            continue
        last = _parts(case, today)[-ENOUGH_PARTS:]
        if len(last) == ENOUGH_PARTS and all(later < earlier for earlier, later in pairwise(last)):
            return SmallerParts(case.invoice.number, last)
    return None


def _is_plan(case: Case) -> Sequence[bool]:
    return [isinstance(entry.event, PlanSigned | PlanEnded) for entry in case.live_history]


def _parts(case: Case, today: date) -> tuple[Money, ...]:
    """Return what came in on each day, oldest first."""
    days: dict[date, Money] = {}
    for entry in sorted(case.live_ledger, key=lambda entry: (entry.effective_on, entry.id)):
        if entry.kind is EntryKind.PAYMENT and entry.effective_on >= today - _YEAR:
            before = days.get(entry.effective_on, Money.zero(entry.amount.currency))
            days[entry.effective_on] = before - entry.amount
    return tuple(amount for amount in days.values() if amount.minor > 0)


def _longer(cases: Sequence[Case], today: date) -> LongerDelays | None:
    """Return the delays of the last four paid invoices, where each is longer and the growth is plain."""
    paid = sorted(found for case in cases if (found := _delay(case)) and found[0] >= today - _YEAR)
    last = tuple(days for _on, days in paid[-ENOUGH_DELAYS:])
    if len(last) < ENOUGH_DELAYS or any(later <= earlier for earlier, later in pairwise(last)):
        return None
    if last[-1] < _LEAST_LATE_DAYS or last[-1] - last[0] < _LEAST_GROWTH_DAYS:
        return None
    return LongerDelays(last)


def _delay(case: Case) -> tuple[date, int] | None:
    """Return the day on which an invoice was paid, and how late that was."""
    due_on = effective_due_on(case)
    days = [entry.effective_on for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT]
    if case.open.minor > 0 or due_on is None or not days:
        return None
    return max(days), (max(days) - due_on).days
