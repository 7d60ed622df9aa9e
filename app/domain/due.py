"""When an invoice is due in effect, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.business_days import next_bank_day
from app.domain.case import Case
from app.domain.history import DeliveryFailed, DisputeClosed, FactChanged, ReasonGiven


@dataclass(frozen=True, slots=True)
class Granted:
    """A new due date, given on the day `on`: the invoice never came, was wrong, or was disputed and split."""

    due_on: date
    on: date


def effective_due_on(case: Case) -> date | None:
    """Return the last day on which payment is in time, or `None` while the invoice names no due date.

    It is the later of the due date, the day of issue and a known day of delivery, moved to the next bank day
    (SE: skuldebrevslagen 5 § by analogy; NO: gjeldsbrevloven § 5). A new due date that was granted because
    the invoice had not arrived, was wrong or was split replaces it, unless it is the earlier one, and is
    moved likewise.
    """
    granted, invoice = granted_due(case), case.invoice
    if granted is None and invoice.due_on is None:
        return None
    given = granted.due_on if granted else None
    known = (given, invoice.due_on, invoice.issued_on, invoice.facts.delivered_on)
    return next_bank_day(max(day for day in known if day is not None), case.country)


def days_late(case: Case, on: date) -> int:
    """Return the calendar days since the effective due date; 0 until the day after it."""
    due = effective_due_on(case)
    return max((on - due).days, 0) if due is not None else 0


def is_late(case: Case, on: date) -> bool:
    """Say whether the effective due date lies before the day."""
    return days_late(case, on) > 0


def granted_due(case: Case) -> Granted | None:
    """Return the new due date that holds; one that the user set on the invoice afterwards takes its place."""
    for entry in reversed(case.live_history):
        match entry.event:
            case (
                DeliveryFailed(new_due_on=date() as due_on)
                | ReasonGiven(new_due_on=date() as due_on)
                | DisputeClosed(new_due_on=date() as due_on)
            ):
                return Granted(due_on, entry.happened_on)
            case FactChanged(field="due_on"):
                return None
    return None
