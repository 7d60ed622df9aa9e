"""What became of every promise on a case: computed from ledger and dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.business_days import add_bank_days
from app.domain.case import Case
from app.domain.history import CallMade, HistoryEntry, LetterSent, PlanSigned, PromiseMade
from app.domain.ledger import EntryKind

_STEPS = (CallMade, LetterSent, PlanSigned, PromiseMade)


class Fate(StrEnum):
    """How a promise ended; `replaced` by another promise, a plan or a later step before its day."""

    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """One promise and its fate.

    Attributes:
        ended_on: Day on which the amount was reached, or the promised day that passed without it.
        lapses_on: First bank day after the promised one; from then on it counts as broken.
    """

    made: HistoryEntry
    promise: PromiseMade
    fate: Fate
    ended_on: date | None
    lapses_on: date


def promise_records(case: Case, today: date) -> tuple[PromiseRecord, ...]:
    """Return every promise that stands in the history, oldest first."""
    return tuple(
        _record(case, entry, entry.event, today)
        for entry in case.live_history
        if isinstance(entry.event, PromiseMade)
    )


def _record(case: Case, made: HistoryEntry, promise: PromiseMade, today: date) -> PromiseRecord:
    lapses_on = add_bank_days(promise.promised_by, 1, case.country)
    kept_on = _reached_on(case, made, promise, lapses_on)
    if kept_on:
        return PromiseRecord(made, promise, Fate.KEPT, kept_on, lapses_on)
    if _followed(case, made, lapses_on):
        return PromiseRecord(made, promise, Fate.REPLACED, None, lapses_on)
    if today >= lapses_on:
        return PromiseRecord(made, promise, Fate.BROKEN, promise.promised_by, lapses_on)
    return PromiseRecord(made, promise, Fate.RUNNING, None, lapses_on)


def _reached_on(case: Case, made: HistoryEntry, promise: PromiseMade, lapses_on: date) -> date | None:
    """Return the day on which what came in since the promise reached its amount, if it did in time."""
    payments = sorted(
        (entry.effective_on, -entry.amount.minor)
        for entry in case.live_ledger
        if entry.kind is EntryKind.PAYMENT and made.happened_on <= entry.effective_on < lapses_on
    )
    paid = 0
    for day, minor in payments:
        paid += minor
        if paid >= promise.amount.minor:
            return day
    return None


def _followed(case: Case, made: HistoryEntry, lapses_on: date) -> bool:
    """Say whether another step on another occasion ended the promise before it could lapse."""
    return any(
        isinstance(entry.event, _STEPS)
        and (entry.happened_on, entry.id) > (made.happened_on, made.id)
        and entry.happened_on < lapses_on
        and (entry.occasion != made.occasion or not made.occasion)
        for entry in case.live_history
    )
