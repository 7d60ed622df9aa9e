"""How loud a case is today: one chain of date comparisons over its summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.procedure import Step

URGENT_DAYS_LATE = 15


class State(StrEnum):
    """The traffic light, worst first as a customer's row shows it; `paid` is off."""

    ACT_NOW = "act_now"
    OVERDUE = "overdue"
    ALMOST_DONE = "almost_done"
    DISPUTED = "disputed"
    PROMISED = "promised"
    PLAN = "plan"
    PAUSED = "paused"
    HANDED_OVER = "handed_over"
    NOT_DUE = "not_due"
    PAID = "paid"


class Reason(StrEnum):
    """Why a case is where it is, in the order in which the reasons weigh."""

    BROKEN_PROMISE = "broken_promise"
    MISSED_INSTALMENT = "missed_instalment"
    DISPUTE_ANSWER = "dispute_answer"
    DEADLINE_PASSED = "deadline_passed"
    FORMAL_DUE = "formal_due"
    CALL_BACK = "call_back"
    NO_ANSWER_TWICE = "no_answer_twice"
    NO_ANSWER = "no_answer"
    FIRST_LATE = "first_late"
    PAST_RHYTHM = "past_rhythm"
    CALL_DUE = "call_due"
    CHECK_DELIVERY = "check_delivery"
    PLAN_WANTED = "plan_wanted"
    PLAN_UNSIGNED = "plan_unsigned"
    LETTER_DUE = "letter_due"
    PAYMENT_WAITS = "payment_waits"
    SAID_PAID = "said_paid"
    ASK_PARTNER = "ask_partner"
    COMPLETE_FACTS = "complete_facts"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Summary:
    """The days on which something changes on a case; never what it is today.

    Attributes:
        due_on: Effective due date; *late* starts the day after.
        on_its_way_until: Second bank day after it; until then a payment may be under way.
        act_on: The first day on which the user should do `next_step`.
        reason_on, reason_amount: The day and the sum that the sentence for `reason` names.
        usual_first, usual_last: The customer's own rhythm in days after the due date.
        names_on: The day named to the user while the case waits.
        promise_lapses_on: First day on which the promise counts as broken.
        missed_on: First day on which the next instalment counts as missed.
        closed_as: `paid`, `credited` or `written_off` once nothing is left, since `closed_on`.
    """

    case_id: CaseId
    open: Money
    due_on: date | None
    on_its_way_until: date | None
    act_on: date | None
    next_step: Step
    reason: Reason
    reason_on: date | None = None
    reason_amount: Money | None = None
    usual_first: int | None = None
    usual_last: int | None = None
    names_on: date | None = None
    call_back_at: str = ""
    level: str = ""
    disputed: Money | None = None
    answer_on: date | None = None
    promised_by: date | None = None
    promised: Money | None = None
    promise_lapses_on: date | None = None
    plan_id: int | None = None
    plan_done: int = 0
    plan_parts: int = 0
    missed_on: date | None = None
    paused_until: date | None = None
    handed_over_on: date | None = None
    unconfirmed: Money | None = None
    closed_as: str = ""
    closed_on: date | None = None


def attention(summary: Summary, today: date, *, bank_read_through: date | None) -> State:
    """Return the state of a case on a day; the first matching line wins.

    `bank_read_through` is the last day that bank files read so far cover. `app.storage.attention_sql` holds
    the same lines in the same order.
    """
    s = summary
    to_do = s.act_on is not None and s.act_on <= today
    if s.open.minor <= 0:
        return State.PAID
    if s.handed_over_on:
        return State.HANDED_OVER
    if s.unconfirmed and s.unconfirmed >= s.open:
        return State.ALMOST_DONE
    if to_do and (_before(s.answer_on, today) or _reached(s.promise_lapses_on, today)
                  or _reached(s.missed_on, today)):  # fmt: skip
        return State.ACT_NOW
    if s.answer_on:
        return State.DISPUTED
    if s.missed_on:
        return State.PLAN
    if s.promise_lapses_on and today < s.promise_lapses_on:
        return State.PROMISED
    if s.paused_until and today < s.paused_until:
        return State.PAUSED
    if _may_be_on_its_way(s, today, bank_read_through):
        return State.NOT_DUE
    if to_do and (s.next_step.is_formal or days_late(s.due_on, today) >= URGENT_DAYS_LATE):
        return State.ACT_NOW
    return State.OVERDUE


def days_late(due_on: date | None, today: date) -> int:
    """Return calendar days after the effective due date, 0 on it and before."""
    return max((today - due_on).days, 0) if due_on else 0


def _reached(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _before(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _may_be_on_its_way(s: Summary, today: date, bank_read_through: date | None) -> bool:
    if s.due_on is None or today <= s.due_on:
        return True
    unread = bank_read_through is None or bank_read_through <= s.due_on
    return unread and s.on_its_way_until is not None and today <= s.on_its_way_until


class Section(StrEnum):
    """Where a row stands in the work list."""

    FIRST = "first"
    THEN = "then"
    WAITING = "waiting"


_HELD = frozenset(
    {State.PROMISED, State.DISPUTED, State.PLAN, State.PAUSED, State.HANDED_OVER, State.ALMOST_DONE}
)


def section(summary: Summary, state: State, today: date) -> Section | None:
    """Return the part of the work list a case belongs to, or `None` when it needs no row."""
    if state is State.PAID:
        return None
    if state is State.ACT_NOW:
        return Section.FIRST
    if summary.act_on is not None and summary.act_on <= today:
        return Section.FIRST if summary.reason is Reason.CALL_BACK else Section.THEN
    late = summary.due_on is not None and summary.due_on < today
    return Section.WAITING if late or state in _HELD else None
