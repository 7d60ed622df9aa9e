"""What holds on a case right now: the promise, dispute, plan or pause that its history leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.business_days import add_bank_days
from app.domain.case import Case
from app.domain.history import (
    CallBackAgreed,
    CallMade,
    CannotPay,
    DeliveryFailed,
    DisputeAnswered,
    DisputeClosed,
    DisputeOpened,
    Event,
    HandedOver,
    HistoryEntry,
    LetterKind,
    LetterSent,
    Outcome,
    PartnerAnswered,
    PlanEnded,
    PlanPrinted,
    PlanSigned,
    PromiseMade,
    ReasonAnswered,
    ReasonGiven,
    Recalled,
    SaidPaid,
    Snoozed,
)
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.payment_plan import Instalment, Plan, PlanState, next_unpaid, paid_instalments

MISSED_AFTER_BANK_DAYS = 4


@dataclass(frozen=True, slots=True)
class OpenDispute:
    opened_on: date
    disputed: Money
    answer_by: date


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A signed plan: how far it has come, and the day on which the next instalment counts as missed."""

    plan: Plan
    done: int
    waits_for: Instalment
    missed_on: date


@dataclass(frozen=True, slots=True)
class RunningPromise:
    """A promise that no later step has ended; it lapses on the first bank day after the promised one."""

    made_on: date
    amount: Money
    promised_by: date
    lapses_on: date
    number: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that holds a case or steers its next step; `None` is *nothing of the kind*.

    Attributes:
        reason: Why it is unpaid, by what was said last, unless a step on another occasion followed it.
    """

    handed_over_on: date | None
    dispute: OpenDispute | None
    plan: RunningPlan | None
    promise: RunningPromise | None
    paused_until: date | None
    paused_on: date | None
    last: HistoryEntry | None
    no_answers: int
    level: LetterKind | None
    reason: HistoryEntry | None = None


_STEPS = (
    CallMade, PromiseMade, CallBackAgreed, LetterSent, DisputeOpened, DisputeAnswered, DisputeClosed,
    DeliveryFailed, SaidPaid, CannotPay, PlanPrinted, PlanSigned, PlanEnded, HandedOver, Recalled,
    ReasonAnswered,
)  # fmt: skip


def situation(case: Case, due_on: date | None) -> Situation:
    """Read the live history of a case; `due_on` is its effective due date."""
    if not any(isinstance(entry.event, (*_STEPS, Snoozed, ReasonGiven)) for entry in case.live_history):
        return Situation(None, None, _plan(case), None, None, None, None, 0, None)
    steps = [entry for entry in case.live_history if isinstance(entry.event, _STEPS)]
    last = steps[-1] if steps else None
    reason = _reason(case, last)
    pause = _pause(case, reason or last)
    return Situation(
        handed_over_on=_handed_over(case),
        dispute=_dispute(case),
        plan=_plan(case),
        promise=_promise(case, steps),
        paused_until=pause[1] if pause else None,
        paused_on=pause[0] if pause else None,
        last=_heard(case, last),
        no_answers=_no_answers(steps),
        level=_level(case, due_on),
        reason=reason,
    )


def _latest(case: Case, wanted: Callable[[Event], bool]) -> HistoryEntry | None:
    return next((entry for entry in reversed(case.live_history) if wanted(entry.event)), None)


def _heard(case: Case, last: HistoryEntry | None) -> HistoryEntry | None:
    """Return the last step; while a partner has the case, its latest answer where that came later."""
    if last is None or not isinstance(last.event, HandedOver):
        return last
    answer = _latest(case, lambda event: isinstance(event, PartnerAnswered))
    later = answer is not None and (answer.happened_on, answer.id) > (last.happened_on, last.id)
    return answer if later else last


def _reason(case: Case, last: HistoryEntry | None) -> HistoryEntry | None:
    """Return the latest reason, unless a step of another occasion came after it."""
    entry = _latest(case, lambda event: isinstance(event, ReasonGiven))
    if entry is None or last is None or (last.happened_on, last.id) < (entry.happened_on, entry.id):
        return entry
    return entry if entry.occasion and entry.occasion == last.occasion else None


def _handed_over(case: Case) -> date | None:
    entry = _latest(case, lambda event: isinstance(event, HandedOver | Recalled))
    return entry.happened_on if entry and isinstance(entry.event, HandedOver) else None


def _dispute(case: Case) -> OpenDispute | None:
    opened: HistoryEntry | None = None
    answer_by: date | None = None
    for entry in case.live_history:
        match entry.event:
            case DisputeOpened():
                opened, answer_by = entry, entry.event.answer_by
            case DisputeAnswered() if opened:
                answer_by = entry.event.answer_by
            case DisputeClosed():
                opened = None
    if opened is None or answer_by is None or not isinstance(opened.event, DisputeOpened):
        return None
    return OpenDispute(opened.happened_on, opened.event.disputed or case.open, answer_by)


def _plan(case: Case) -> RunningPlan | None:
    plan = case.plan
    if plan is None or plan.state is not PlanState.SIGNED:
        return None
    paid = plan.paid or Money.zero(case.invoice.currency)
    waits_for = next_unpaid(plan, paid)
    if waits_for is None:
        return None
    missed_on = add_bank_days(waits_for.due_on, MISSED_AFTER_BANK_DAYS, case.country)
    return RunningPlan(plan, paid_instalments(plan, paid), waits_for, missed_on)


def _promise(case: Case, steps: list[HistoryEntry]) -> RunningPromise | None:
    """Return the last promise unless it was kept or a step followed it on a later occasion."""
    made = [entry for entry in steps if isinstance(entry.event, PromiseMade)]
    if not made or not isinstance(made[-1].event, PromiseMade):
        return None
    entry, event = made[-1], made[-1].event
    later = steps[steps.index(entry) + 1 :]
    lapses_on = add_bank_days(event.promised_by, 1, case.country)
    ended = any(step.occasion != entry.occasion or not entry.occasion for step in later)
    if ended or _paid_between(case, entry.happened_on, lapses_on) >= event.amount:
        return None
    return RunningPromise(entry.happened_on, event.amount, event.promised_by, lapses_on, len(made))


def _paid_between(case: Case, first: date, before: date) -> Money:
    """Return what came in from the day of the promise until the day before it lapses."""
    paid = (
        -entry.amount
        for entry in case.live_ledger
        if entry.kind is EntryKind.PAYMENT and first <= entry.effective_on < before
    )
    return Money.total(paid, case.invoice.currency)


def _pause(case: Case, last: HistoryEntry | None) -> tuple[date, date] | None:
    """Return the day and the end of a snooze that no later step has ended."""
    entry = _latest(case, lambda event: isinstance(event, Snoozed))
    if entry is None or not isinstance(entry.event, Snoozed):
        return None
    if last and (last.happened_on, last.id) > (entry.happened_on, entry.id):
        return None
    return entry.happened_on, entry.event.until


def _no_answers(steps: list[HistoryEntry]) -> int:
    count = 0
    for entry in reversed(steps):
        if not isinstance(entry.event, CallMade) or entry.event.outcome is not Outcome.NO_ANSWER:
            break
        count += 1
    return count


def _level(case: Case, due_on: date | None) -> LetterKind | None:
    """Return the highest letter of the ladder sent since the effective due date."""
    order = tuple(LetterKind)
    sent = [
        entry.event.kind
        for entry in case.live_history
        if isinstance(entry.event, LetterSent)
        and entry.event.kind.is_dunning
        and (due_on is None or entry.happened_on > due_on)
    ]
    return max(sent, key=order.index, default=None)
