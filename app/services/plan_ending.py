"""Ending a payment plan: by the user's word, by a new version, or by the letter that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.documents.content import BrokenPlan
from app.domain import plan_end
from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.history import PlanEnded
from app.domain.invoice import CaseId
from app.services.desk import Desk

if TYPE_CHECKING:
    from app.storage.letters import StoredPlan
    from app.storage.unit_of_work import UnitOfWork


class PlanStateError(RuleError):
    """The plan is not in the state that the step asks for; `state` is where it stands."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def in_state(stored: StoredPlan, *states: str) -> StoredPlan:
    """Return a plan that is in one of the states, or raise `PlanStateError`."""
    if stored.state not in states:
        raise PlanStateError(stored.state)
    return stored


def end_plan(work: UnitOfWork, plan_id: int, why: str, *, on: date | None = None) -> tuple[CaseId, ...]:
    """End a plan that is printed or signed, today unless a day is named, and return its cases.

    Raises:
        PlanStateError: It has ended already.
    """
    from app.storage import letters

    stored = in_state(letters.read_plan(work, plan_id), "printed", "signed")
    letters.change_plan(work, plan_id, "broken", ended_on=on or work.moment.today)
    for case_id in stored.case_ids:
        work.tell(case_id, PlanEnded(plan_id, why), on=on)
    return stored.case_ids


def end_by_letter(work: UnitOfWork, cases: Sequence[Case], sent_on: date) -> None:
    """End the plan of the cases on the day on which the letter that says so went out."""
    for plan_id in {case.plan.id for case in cases if case.plan}:
        end_plan(work, plan_id, plan_end.WHY, on=sent_on)


def of_the_plan(desk: Desk, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return what is open of the plan that the first of the cases follows; the cases where nothing is."""
    from app.storage.letters import read_plan

    plan = next((case.plan for case in cases if plan_end.missed(case)), None)
    if plan is None:
        return tuple(cases)
    with desk.look() as work:
        covered = work.cases(read_plan(work, plan.id).case_ids)
    return tuple(case for case in covered.values() if case.open.minor > 0) or tuple(cases)


def broken_plan(cases: Sequence[Case]) -> BrokenPlan | None:
    """Return what the letter that ends a plan tells about it."""
    missed = next((found for found in map(plan_end.missed, cases) if found), None)
    return BrokenPlan(missed.agreed_on, missed.due_on, missed.missing) if missed else None


def ends_in_writing(desk: Desk, case_ids: Sequence[CaseId]) -> bool:
    """Say whether the plan of these cases is so late that the letter which ends it may go out today."""
    with desk.look() as work:
        cases = work.cases(case_ids).values()
        missed = [found for found in map(plan_end.missed, cases) if found]
    return any(found.ends_from <= desk.today() for found in missed)
