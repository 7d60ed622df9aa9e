"""The days on which something changes on a case: what the lists compare with today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.step import Reason, Step


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
        limitation_on: Last day on which the claim can be enforced; `None` once nothing is left.
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
    limitation_on: date | None = None
