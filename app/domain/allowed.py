"""What may be done with a case today: letters, additions, plan, hand-over; and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.amounts import running_letter
from app.domain.business_days import bank_days_after
from app.domain.case import Case
from app.domain.charge import Bar, Charge, Wait
from app.domain.charges import compensation, letter_fee, plan_fee
from app.domain.dated_table import Statutes
from app.domain.dispute import wholly_disputed
from app.domain.due import effective_due_on
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind, LetterSent
from app.domain.letters_first import letter_first
from app.domain.money import Money
from app.domain.plan_end import missed
from app.domain.situation import situation

MAX_BANK_DATA_AGE = 3

KINDS_OF = {
    "SE": (LetterKind.FRIENDLY, LetterKind.REMINDER, LetterKind.COLLECTION_DEMAND),
    "NO": (
        LetterKind.FRIENDLY,
        LetterKind.REMINDER,
        LetterKind.COLLECTION_WARNING,
        LetterKind.PAYMENT_DEMAND,
        LetterKind.ENFORCEMENT_NOTICE,
    ),
    None: (LetterKind.FRIENDLY, LetterKind.REMINDER),
}
_OF_1988 = (LetterKind.COLLECTION_WARNING, LetterKind.PAYMENT_DEMAND)
_LAW = {
    LetterKind.COLLECTION_DEMAND: "Inkassolagen (1974:182) 5 §",
    LetterKind.COLLECTION_WARNING: "Inkassoloven § 9",
    LetterKind.PAYMENT_DEMAND: "Inkassoloven § 10",
    LetterKind.ENFORCEMENT_NOTICE: "Tvangsfullbyrdelsesloven § 4-18",
}
_DISPUTE_LAW = {"SE": "Inkassolagen (1974:182) 8 §", "NO": "Inkassoloven § 17"}
# What only the procedure or our own word holds back, so that no section can be named.
_OURS = frozenset(
    {
        Hindrance.PAID,
        Hindrance.LAW_UNSET,
        Hindrance.DUE_DATE_MISSING,
        Hindrance.HANDED_OVER,
        Hindrance.PLAN_SIGNED,
        Hindrance.PROMISE_RUNNING,
        Hindrance.LETTER_RUNNING,
        Hindrance.BANK_DATA_OLD,
        Hindrance.NO_PLAN,
        Hindrance.INSTALMENT_IN_TIME,
    }
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """One step and whether it may be taken.

    Attributes:
        step: A letter kind, that kind `_with_fee`, `late_compensation`, `plan`, `plan_with_fee`, `hand_over`.
        from_day: With `allowed` false: the first day on which it may be; `None` when it is blocked.
        law: Section behind the answer; `None` where only the procedure says so.
        amount: What the step would add, where it is a charge that is lawful today.
    """

    step: str
    allowed: bool
    from_day: date | None = None
    reason: Hindrance | None = None
    law: str | None = None
    amount: Money | None = None


def allowed(
    case: Case, on: date, statutes: Statutes, *, agency: bool, bank_read_through: date | None
) -> tuple[Allowed, ...]:
    """Return every step of the case's law in the order of the ladder.

    `agency` says whether the firm has a collection agency registered; `bank_read_through` is the last day up
    to which payments are read in or confirmed.
    """
    steps: list[Allowed] = []
    for kind in kinds_of(case):
        letter = letter_step(kind, case, on, statutes)
        fee = letter_fee(kind, case, on, statutes)
        steps += (letter,) if fee is None else (letter, _joined(f"{kind}_with_fee", letter, fee))
    plan = plan_step(case)
    reminder = letter_step(LetterKind.REMINDER, case, on, statutes)
    return (
        *steps,
        _joined("late_compensation", reminder, compensation(case, on, statutes)),
        plan,
        _joined("plan_with_fee", plan, plan_fee(case, on, statutes)),
        _hand_over(case, on, statutes, agency=agency, bank_read_through=bank_read_through),
    )


def kinds_of(case: Case) -> tuple[LetterKind, ...]:
    """Return the letters of the case's law, before them the end of the plan that runs."""
    ladder = KINDS_OF[case.invoice.law]
    return (LetterKind.PLAN_END, *ladder) if situation(case, None).plan else ladder


def letter_step(kind: LetterKind, case: Case, on: date, statutes: Statutes) -> Allowed:
    """Judge a letter of the ladder sent on `on`, without any fee.

    A letter may go out from the day after the effective due date. Nothing goes out while a promise, a signed
    plan or the day to pay of an earlier letter still holds, nor about what is wholly disputed. Only a letter
    that ends the plan may go out while it runs, once an instalment is late enough.
    """
    if kind is LetterKind.PLAN_END:
        return _plan_end_step(case, on)
    law, facts = case.invoice.law, case.invoice.facts
    friendly = kind is LetterKind.FRIENDLY
    needs_law = kind not in KINDS_OF[None]
    bars = (
        (needs_law and law is None, Hindrance.LAW_UNSET),
        (kind not in KINDS_OF[law], Hindrance.NOT_IN_THIS_LAW),
        *_holds(case),
        (facts.delivered is False and not friendly, Hindrance.NOT_DELIVERED),
        (wholly_disputed(case), Hindrance.DISPUTED),
        *(_regime_of_1988(statutes, on) if kind in _OF_1988 else ()),
        (kind is LetterKind.PAYMENT_DEMAND and not _sent(case, LetterKind.COLLECTION_WARNING),
         Hindrance.WARNING_FIRST),
    )  # fmt: skip
    return _weigh(kind, case, on, bars, _LAW.get(kind))


def _plan_end_step(case: Case, on: date) -> Allowed:
    step, plan, promise = str(LetterKind.PLAN_END), missed(case), situation(case, None).promise
    bars = [bar for bar in _holds(case) if bar[1] is not Hindrance.PLAN_SIGNED]
    bars += [(plan is None, Hindrance.NO_PLAN), (wholly_disputed(case), Hindrance.DISPUTED)]
    reason = next((reason for bars_it, reason in bars if bars_it), None)
    if reason or plan is None:
        return Allowed(step, False, reason=reason, law=_law_of(reason, case, None) if reason else None)
    waits = [(plan.ends_from, Hindrance.INSTALMENT_IN_TIME)]
    waits += [(promise.lapses_on, Hindrance.PROMISE_RUNNING)] if promise else []
    from_day, why = max(waits, key=lambda wait: wait[0])
    return Allowed(step, True) if from_day <= on else Allowed(step, False, from_day, why)


def plan_step(case: Case) -> Allowed:
    """Judge a payment plan; a promise or an earlier letter does not stand in its way, a dispute neither."""
    bars = ((case.invoice.law is None, Hindrance.LAW_UNSET), *_holds(case))
    reason = next((reason for bars_it, reason in bars if bars_it), None)
    return Allowed("plan", reason is None, reason=reason)


def _hand_over(
    case: Case, on: date, statutes: Statutes, *, agency: bool, bank_read_through: date | None
) -> Allowed:
    """Judge handing over what is not disputed; a part that is stays with us.

    Fresh bank data come first, so that nobody who has paid is handed over.
    """
    stale = bank_read_through is None or (
        bank_days_after(bank_read_through, on, case.country) > MAX_BANK_DATA_AGE
    )
    first = letter_first(case.invoice.law, statutes.inkasso_regime(on), agency=agency)
    bars = (
        (case.invoice.law is None, Hindrance.LAW_UNSET),
        *_holds(case),
        (case.invoice.facts.delivered is False, Hindrance.NOT_DELIVERED),
        (wholly_disputed(case), Hindrance.DISPUTED),
        (not any(_sent(case, kind) for kind in first.kinds), first.reason),
        (stale, Hindrance.BANK_DATA_OLD),
    )
    return _weigh("hand_over", case, on, bars, first.law)


def _holds(case: Case) -> tuple[Bar, ...]:
    """Return what holds every new step on a case."""
    now = situation(case, None)
    return (
        (case.open.minor <= 0, Hindrance.PAID),
        (effective_due_on(case) is None, Hindrance.DUE_DATE_MISSING),
        (now.handed_over_on is not None, Hindrance.HANDED_OVER),
        (now.plan is not None, Hindrance.PLAN_SIGNED),
    )


def _waits(case: Case, on: date) -> tuple[Wait, ...]:
    """Return the days that have to come first, each with what it waits for."""
    waits: list[Wait] = []
    due_on, promise = effective_due_on(case), situation(case, None).promise
    if due_on:
        waits.append((due_on + timedelta(days=1), Hindrance.NOT_LATE))
    if promise:
        waits.append((promise.lapses_on, Hindrance.PROMISE_RUNNING))
    letter = running_letter(case, on)
    if letter:
        waits.append((letter.pay_by + timedelta(days=1), Hindrance.LETTER_RUNNING))
    return tuple(waits)


def _weigh(step: str, case: Case, on: date, bars: tuple[Bar, ...], law: str | None) -> Allowed:
    """Answer with what bars the step, else with the latest day it waits for, else with yes."""
    reason = next((reason for bars_it, reason in bars if bars_it), None)
    if reason:
        return Allowed(str(step), False, reason=reason, law=_law_of(reason, case, law))
    from_day, waits_for = max(_waits(case, on), key=lambda wait: wait[0])
    if on < from_day:
        return Allowed(str(step), False, from_day, waits_for, _law_of(waits_for, case, law))
    return Allowed(str(step), True, law=law)


def _law_of(reason: Hindrance, case: Case, law: str | None) -> str | None:
    if reason in _OURS:
        return None
    return _DISPUTE_LAW.get(case.invoice.law or "") if reason is Hindrance.DISPUTED else law


def _regime_of_1988(statutes: Statutes, on: date) -> tuple[Bar, ...]:
    regime = statutes.inkasso_regime(on)
    return (
        (regime == "unreviewed", Hindrance.REGIME_UNREVIEWED),
        (regime == "2026", Hindrance.AGENCIES_ONLY),
    )


def _sent(case: Case, kind: LetterKind) -> bool:
    """Say whether such a letter went out since the effective due date; an earlier one does not count."""
    due_on = effective_due_on(case)
    return any(
        isinstance(entry.event, LetterSent)
        and entry.event.kind is kind
        and (due_on is None or entry.happened_on > due_on)
        for entry in case.live_history
    )


def _joined(step: str, base: Allowed, charge: Charge) -> Allowed:
    """Join a step and its charge: both must be allowed, and of two days the later counts."""
    if not base.allowed and base.from_day is None:
        return Allowed(step, False, reason=base.reason, law=base.law)
    if charge.allowed and base.allowed:
        return Allowed(step, True, law=charge.law, amount=charge.amount)
    if charge.allowed:
        return Allowed(step, False, base.from_day, base.reason, base.law)
    waits_longer = base.from_day and charge.from_day and base.from_day > charge.from_day
    if waits_longer:
        return Allowed(step, False, base.from_day, base.reason, base.law)
    return Allowed(step, False, charge.from_day, charge.reason, charge.law)
