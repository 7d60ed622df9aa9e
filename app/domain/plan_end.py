"""A plan that is not kept: from which day it may be ended in writing, and the case once it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from app.domain.case import Case
from app.domain.history import HistoryEntry, HistoryId, PlanEnded
from app.domain.money import Money
from app.domain.payment_plan import LATE_AFTER_DAYS
from app.domain.situation import RunningPlan, situation

WHY = "broken"


@dataclass(frozen=True, slots=True)
class Missed:
    """The instalment that a plan stumbles over.

    Attributes:
        due_on: Its day; `missing` is what has not come of all that was due by then.
        ends_from: First day on which the plan may be ended in writing.
    """

    agreed_on: date
    due_on: date
    missing: Money
    ends_from: date


def missed(case: Case) -> Missed | None:
    """Return the instalment that the plan of a case waits for; `None` where no signed plan runs."""
    running = situation(case, None).plan
    if running is None:
        return None
    plan, due_on = running.plan, running.waits_for.due_on
    due = (part.amount for part in plan.instalments[: running.done + 1])
    came_in = plan.paid or Money.zero(case.invoice.currency)
    left = Money.total(due, case.invoice.currency) - came_in
    return Missed(plan.made_on, due_on, left, ends_from(running))


def ends_from(running: RunningPlan) -> date:
    """Return the first day on which an instalment is late enough to end its plan.

    By the agreement that is more than `LATE_AFTER_DAYS` calendar days; never before it counts as missed.
    """
    return max(running.missed_on, running.waits_for.due_on + timedelta(days=LATE_AFTER_DAYS + 1))


def ended(case: Case, on: date) -> Case:
    """Return a case as it is once its plan was ended on a day: the interest runs from the day after."""
    if case.plan is None:
        return case
    event = PlanEnded(case.plan.id, WHY)
    recorded = datetime.combine(on, time.min, tzinfo=UTC)
    entry = HistoryEntry(HistoryId(0), case.invoice.id, on, recorded, event)
    return replace(case, plan=None, history=(*case.history, entry))
