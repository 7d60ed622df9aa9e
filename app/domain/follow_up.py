"""What comes next on a case and on which day: the summary that the lists compare with today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import (
    CallBackAgreed,
    CallMade,
    CannotPay,
    DeliveryFailed,
    PlanPrinted,
    ReasonGiven,
    SaidPaid,
)
from app.domain.ledger import LOWERING, EntryKind
from app.domain.limitation import Limitation, limitation
from app.domain.payer import UsualWindow
from app.domain.plan_end import ends_from
from app.domain.procedure import HAND_OVER_AGAIN_DAYS, NextRung, Procedures, next_rung
from app.domain.reason_path import CORRECTED, lead_day, lead_of
from app.domain.situation import OpenDispute, RunningPlan, Situation, situation
from app.domain.step import Reason, Step
from app.domain.summary import Summary

CHECK_DELIVERY_BANK_DAYS = 3
SAID_PAID_BANK_DAYS = 3
PLAN_SIGNATURE_DAYS = 7
ON_ITS_WAY_BANK_DAYS = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a follow-up needs to know beside the case itself.

    Attributes:
        usual: The customer's own rhythm, if it is known.
        first_time_late: Earlier invoices of this customer are paid, and every one of them in time.
        warning_allowed: Whether the creditor may send a Norwegian collection warning on a day.
        procedures: Those that the user has changed.
    """

    warning_allowed: Callable[[date], bool]
    usual: UsualWindow | None = None
    first_time_late: bool = False
    procedures: Procedures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Next:
    step: Step
    act_on: date | None
    reason: Reason
    reason_on: date | None = None


def summarise(case: Case, around: Surroundings) -> Summary:
    """Return the days on which something changes on a case, and its one next step.

    Every open case with a due date gets exactly one step and one day. Nothing here asks what day it is, so
    the answer stays right while the app is closed.
    """
    due_on = effective_due_on(case)
    now = situation(case, due_on)
    limit = limitation(case)
    following = _before_limitation(_next(case, due_on, now, around), now, limit)
    summary = Summary(
        case_id=case.invoice.id,
        open=case.open,
        due_on=due_on,
        on_its_way_until=add_bank_days(due_on, ON_ITS_WAY_BANK_DAYS, case.country) if due_on else None,
        act_on=following.act_on,
        next_step=following.step,
        reason=following.reason,
        reason_on=following.reason_on,
        level=now.level or "",
        limitation_on=limit.on if limit and case.open.minor > 0 else None,
        unconfirmed=case.unconfirmed,
        reason_amount=case.unconfirmed,
    )
    if case.open.minor <= 0:
        return _closed(summary, case)
    return _with_holds(_with_rhythm(summary, around), now)


def _with_rhythm(summary: Summary, around: Surroundings) -> Summary:
    if around.usual is None:
        return summary
    return replace(summary, usual_first=around.usual.first_day, usual_last=around.usual.last_day)


def _with_holds(summary: Summary, now: Situation) -> Summary:
    """Add what holds the case: the later named here, the stronger."""
    if now.paused_until:
        summary = replace(summary, paused_until=now.paused_until, names_on=now.paused_until)
    if now.promise:
        summary = replace(
            summary,
            promised_by=now.promise.promised_by,
            promised=now.promise.amount,
            promise_lapses_on=now.promise.lapses_on,
            names_on=now.promise.promised_by,
        )
    if now.plan:
        summary = replace(
            summary,
            plan_id=now.plan.plan.id,
            plan_done=now.plan.done,
            plan_parts=len(now.plan.plan.instalments),
            missed_on=now.plan.missed_on,
            names_on=now.plan.waits_for.due_on,
        )
    if now.dispute:
        answer_by = now.dispute.answer_by
        summary = replace(summary, disputed=now.dispute.disputed, answer_on=answer_by, names_on=answer_by)
    if now.handed_over_on:
        summary = replace(summary, handed_over_on=now.handed_over_on, names_on=None)
    if isinstance(now.last and now.last.event, CallBackAgreed) and now.last:
        summary = replace(summary, call_back_at=getattr(now.last.event, "at", ""))
    return summary


def _next(case: Case, due_on: date | None, now: Situation, around: Surroundings) -> _Next:
    """Return the step, its day and its reason; the first line that applies decides."""
    if case.open.minor <= 0:
        return _Next(Step.NONE, None, Reason.NONE)
    if case.unconfirmed_on and case.unconfirmed:
        return _Next(Step.MATCH_PAYMENT, case.unconfirmed_on, Reason.PAYMENT_WAITS, case.unconfirmed_on)
    if now.handed_over_on:
        return _partner(now, now.handed_over_on)
    if now.dispute:
        return _answer(now.dispute)
    if now.plan:
        return _put_off(_after_instalment(case, now, now.plan), now)
    if due_on is None:
        return _Next(Step.COMPLETE_FACTS, case.invoice.issued_on, Reason.COMPLETE_FACTS)
    return _put_off(_after_last(case, due_on, now, around), now)


def _put_off(following: _Next, now: Situation) -> _Next:
    """Let a step wait until the day that the user put it off to."""
    if now.paused_until is None or following.act_on is None:
        return following
    return replace(following, act_on=max(now.paused_until, following.act_on))


def _before_limitation(following: _Next, now: Situation, limit: Limitation | None) -> _Next:
    """Let a case that waits come up once, six months before its limitation, unless somebody else has it."""
    if limit is None or now.handed_over_on or following.step in (Step.NONE, Step.MATCH_PAYMENT):
        return following
    waits = following.act_on is None or following.act_on > limit.warn_on
    seen = now.last is not None and now.last.happened_on >= limit.warn_on
    put_off = now.paused_on is not None and now.paused_on >= limit.warn_on
    if not waits or seen or put_off:
        return following
    return _Next(following.step, limit.warn_on, Reason.LIMITATION_NEAR, limit.on)


def _answer(dispute: OpenDispute) -> _Next:
    return _Next(Step.ANSWER_DISPUTE, dispute.answer_by, Reason.DISPUTE_ANSWER, dispute.answer_by)


def _partner(now: Situation, handed_over_on: date) -> _Next:
    """Ask the partner 30 days on; a part that is disputed and stayed with us is answered on its day."""
    since = now.last.happened_on if now.last else handed_over_on
    act_on = max(since, handed_over_on) + timedelta(days=HAND_OVER_AGAIN_DAYS)
    if now.dispute and now.dispute.answer_by <= act_on:
        return _answer(now.dispute)
    return _Next(Step.ASK_PARTNER, act_on, Reason.ASK_PARTNER, handed_over_on)


def _after_instalment(case: Case, now: Situation, plan: RunningPlan) -> _Next:
    """Call about a missed instalment first; where that leads nowhere, the plan may be ended in writing."""
    due_on = plan.waits_for.due_on
    if not case.customer.contact.phone:
        act_on = next_bank_day(ends_from(plan), case.country)
        return _Next(Step.PLAN_END, act_on, Reason.MISSED_INSTALMENT, due_on)
    calls = [each for each in case.live_history if isinstance(each.event, CallMade)]
    if not calls or calls[-1].happened_on <= due_on or now.last is None:
        return _Next(Step.PLAN_CALL, plan.missed_on, Reason.MISSED_INSTALMENT, due_on)
    if now.promise:
        return _Next(Step.CALL, now.promise.lapses_on, Reason.BROKEN_PROMISE, now.promise.promised_by)
    own = _after_event(case, now)
    if own:
        return own
    again_on = add_bank_days(calls[-1].happened_on, 1, case.country)
    if now.no_answers == 1:
        return _Next(Step.PLAN_CALL, max(plan.missed_on, again_on), Reason.NO_ANSWER, now.last.happened_on)
    act_on = next_bank_day(max(ends_from(plan), again_on), case.country)
    return _Next(Step.PLAN_END, act_on, Reason.MISSED_INSTALMENT, due_on)


def _after_last(case: Case, due_on: date, now: Situation, around: Surroundings) -> _Next:
    """Follow what happened last; where it leads nowhere of its own, the ladder goes on."""
    mistake = _corrects(case, now)
    if mistake:
        return mistake
    if now.promise:
        return _Next(Step.CALL, now.promise.lapses_on, Reason.BROKEN_PROMISE, now.promise.promised_by)
    own = (None if _says_otherwise(now) else _after_event(case, now)) or _after_reason(case, now)
    if own:
        return own
    rung = next_rung(
        case,
        due_on,
        usual=around.usual,
        warning_allowed=around.warning_allowed,
        own=around.procedures,
    )
    if now.no_answers == 1 and now.last:
        again_on = add_bank_days(now.last.happened_on, 1, case.country)
        return _Next(Step.CALL, again_on, Reason.NO_ANSWER, now.last.happened_on)
    if now.no_answers > 1 and now.last and rung.rung.letter:
        letter_on = max(rung.act_on, add_bank_days(now.last.happened_on, 1, case.country))
        return _Next(rung.rung.step, letter_on, Reason.NO_ANSWER_TWICE, now.last.happened_on)
    return _from_rung(rung, now, around)


def _after_event(case: Case, now: Situation) -> _Next | None:
    if now.last is None:
        return None
    on, country = now.last.happened_on, case.country
    match now.last.event:
        case CallBackAgreed(on=day):
            return _Next(Step.CALL, day, Reason.CALL_BACK, day)
        case DeliveryFailed():
            act_on = add_bank_days(on, CHECK_DELIVERY_BANK_DAYS, country)
            return _Next(Step.CHECK_DELIVERY, act_on, Reason.CHECK_DELIVERY, on)
        case SaidPaid():
            return _Next(
                Step.MATCH_PAYMENT, add_bank_days(on, SAID_PAID_BANK_DAYS, country), Reason.SAID_PAID, on
            )
        case CannotPay():
            return _Next(Step.PLAN, add_bank_days(on, 1, country), Reason.PLAN_WANTED, on)
        case PlanPrinted():
            act_on = next_bank_day(on + timedelta(days=PLAN_SIGNATURE_DAYS), country)
            return _Next(Step.PLAN_SIGNATURE, act_on, Reason.PLAN_UNSIGNED, on)
    return None


def _corrects(case: Case, now: Situation) -> _Next | None:
    """Return the correction that we owe: it comes before anything that is asked of the customer."""
    given = now.reason
    if given and isinstance(given.event, ReasonGiven) and given.event.reason in CORRECTED:
        return _after_reason(case, now)
    return None


def _says_otherwise(now: Situation) -> bool:
    """Say whether a reason given on a later occasion takes the place of the one that the last step told."""
    if now.reason is None or now.last is None or now.last.occasion == now.reason.occasion:
        return False
    return isinstance(now.last.event, DeliveryFailed | SaidPaid | CannotPay)


def _after_reason(case: Case, now: Situation) -> _Next | None:
    """Return where the reason leads by itself; a first friendly letter only while no letter has gone out."""
    lead, given = lead_of(now.reason), now.reason
    if lead is None or given is None or (lead.step is Step.FRIENDLY and now.level):
        return None
    day = lead_day(lead, given.happened_on, case.country)
    return _Next(lead.step, day, lead.why, given.happened_on)


def _from_rung(rung: NextRung, now: Situation, around: Surroundings) -> _Next:
    step = rung.rung.step
    sent_on = now.last.happened_on if now.last and not isinstance(now.last.event, CallMade) else None
    if now.level and (step.is_formal or step is Step.CALL):
        reason = Reason.FORMAL_DUE if rung.rung.letter else Reason.DEADLINE_PASSED
    elif rung.rung.letter:
        reason = Reason.FORMAL_DUE if step.is_formal else Reason.LETTER_DUE
    elif around.usual:
        reason = Reason.PAST_RHYTHM
    else:
        reason = Reason.FIRST_LATE if around.first_time_late else Reason.CALL_DUE
    return _Next(step, rung.act_on, reason, sent_on)


def _closed(summary: Summary, case: Case) -> Summary:
    """Say what closed a case, and when: the latest amount that lowered it.

    An invoice that was paid before it was read in has no such day, and none is made up.
    """
    lowering = [entry for entry in case.live_ledger if entry.kind in LOWERING]
    if not lowering:
        return replace(summary, closed_as="paid")
    last = max(lowering, key=lambda entry: (entry.effective_on, entry.id))
    names = {EntryKind.CREDIT: "credited", EntryKind.WRITE_OFF: "written_off"}
    return replace(summary, closed_as=names.get(last.kind, "paid"), closed_on=last.effective_on)
