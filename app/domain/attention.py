"""How loud a case is today: one chain of date comparisons over its summary."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.step import Reason

if TYPE_CHECKING:
    from app.domain.summary import Summary

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
    if to_do and s.reason is not Reason.LIMITATION_NEAR and _presses(s, today):
        return State.ACT_NOW
    return State.OVERDUE


def days_late(due_on: date | None, today: date) -> int:
    """Return calendar days after the effective due date, 0 on it and before."""
    return max((today - due_on).days, 0) if due_on else 0


def _presses(s: Summary, today: date) -> bool:
    return s.next_step.is_formal or days_late(s.due_on, today) >= URGENT_DAYS_LATE


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
