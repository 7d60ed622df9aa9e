"""Days that add no interest: while the sum of a letter settles the case, and while a plan is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.case import Case
from app.domain.history import LetterSent, PlanEnded, PlanPrinted, PlanSigned
from app.domain.ledger import PrincipalStep, principal_steps
from app.domain.payment_plan import PlanInterest

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Window:
    """The days, both counted, on which a letter that claims interest to `claimed_to` settles the case."""

    sent_on: date
    pay_by: date
    claimed_to: date

    def covers(self, day: date) -> bool:
        return self.sent_on <= day <= self.pay_by


def settled_through(case: Case, day: date) -> date:
    """Return the last day that interest may be counted for when it is asked for on `day`.

    That is the day to which a letter still running claims interest, else `day` itself. Once `pay_by` has
    passed, interest counts again from the day after the letter.
    """
    return min((window.claimed_to for window in _windows(case) if window.covers(day)), default=day)


def steps_after_letters(case: Case) -> tuple[PrincipalStep, ...]:
    """Return how the unpaid principal falls; what came in while a letter ran counts from the letter's day."""
    windows = _windows(case)
    return tuple(
        PrincipalStep(
            min((window.claimed_to for window in windows if window.covers(step.after)), default=step.after),
            step.unpaid,
        )
        for step in principal_steps(case.ledger, case.invoice.currency)
    )


def free_of_interest(case: Case, through: date) -> tuple[tuple[date, date], ...]:
    """Return first and last day, both counted, of each stretch that a plan keeps free of interest.

    It begins the day after the agreement was printed, up to which it claims interest, and ends on the day the
    plan ended, or with `through` while it holds.
    """
    printed: dict[int, date] = {}
    running: dict[int, date] = {}
    spans = []
    for entry in case.live_history:
        match entry.event:
            case PlanPrinted(plan_id=plan_id):
                printed[plan_id] = entry.happened_on
            case PlanSigned(plan_id=plan_id) as signed if not _bears_interest(case, signed):
                running[plan_id] = printed.get(plan_id, entry.happened_on) + _DAY
            case PlanEnded(plan_id=plan_id) if plan_id in running:
                spans.append((running.pop(plan_id), entry.happened_on))
    return (*spans, *((first, through) for first in running.values()))


def _bears_interest(case: Case, signed: PlanSigned) -> bool:
    """Say whether the plan leaves interest running; the plan itself knows best while it is at hand."""
    if case.plan is not None and case.plan.id == signed.plan_id:
        return case.plan.interest is PlanInterest.STATUTORY
    return signed.bears_interest


def _windows(case: Case) -> tuple[_Window, ...]:
    return tuple(
        _Window(entry.happened_on, event.pay_by, min(entry.happened_on, event.interest_through or date.max))
        for entry in case.live_history
        if isinstance(event := entry.event, LetterSent) and event.kind.is_dunning and event.pay_by
    )
