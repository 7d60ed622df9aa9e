"""Why an invoice is unpaid decides what comes next: each reason with its own step and its own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.contact import DisputeReason, Outcome, UnpaidReason
from app.domain.history import (
    CallBackAgreed,
    CannotPay,
    DeliveryFailed,
    DisputeOpened,
    Event,
    HistoryEntry,
    ReasonGiven,
    SaidPaid,
)
from app.domain.money import Money
from app.domain.step import Reason, Step

NEW_DUE_DAYS = 7
ANSWER_BANK_DAYS = 5

_IMPLIED = {
    Outcome.DISPUTED: UnpaidReason.DISSATISFIED,
    Outcome.CANNOT_PAY: UnpaidReason.CANNOT_PAY,
    Outcome.NOT_RECEIVED: UnpaidReason.LOST,
    Outcome.WRONG_RECIPIENT: UnpaidReason.WRONG_RECIPIENT,
    Outcome.SAYS_PAID: UnpaidReason.PAID_ALREADY,
}

CORRECTED = frozenset({
    UnpaidReason.NOT_SENT,
    UnpaidReason.WRONG_AMOUNT,
    UnpaidReason.MISSING_REFERENCE,
    UnpaidReason.LATE_DELIVERY,
})  # fmt: skip
"""Mistakes of ours that a corrected invoice makes good."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a reason leads: what to do, so many bank days after it was given, and why it is shown then."""

    step: Step
    bank_days: int
    why: Reason


_LEADS: Mapping[UnpaidReason, Lead] = {
    **dict.fromkeys(CORRECTED, Lead(Step.CORRECT_INVOICE, 0, Reason.OUR_MISTAKE)),
    UnpaidReason.MISUNDERSTOOD_TERMS: Lead(Step.EXPLAIN_TERMS, 1, Reason.TERMS_UNCLEAR),
    UnpaidReason.FORGOTTEN: Lead(Step.FRIENDLY, 1, Reason.FORGOTTEN),
}


def implied(outcome: Outcome | None) -> UnpaidReason | None:
    """Return the reason that the outcome of a call says by itself; `None` where it says none."""
    return _IMPLIED.get(outcome) if outcome else None


def reason_of(case: Case) -> UnpaidReason | None:
    """Return why the invoice is unpaid by what was said last; `None` while nobody has said."""
    found = (entry.event for entry in reversed(case.live_history) if isinstance(entry.event, ReasonGiven))
    return next((event.reason for event in found), None)


def lead_of(entry: HistoryEntry | None) -> Lead | None:
    """Return where a given reason leads by itself; `None` where another event or the ladder leads."""
    return _LEADS.get(entry.event.reason) if entry and isinstance(entry.event, ReasonGiven) else None


def lead_day(lead: Lead, given_on: date, country: str) -> date:
    """Return the first day for what a reason leads to: that many bank days on, or the day itself."""
    if not lead.bank_days:
        return next_bank_day(given_on, country)
    return add_bank_days(given_on, lead.bank_days, country)


def given(case: Case, reason: UnpaidReason, on: date, by: date | None = None) -> ReasonGiven:
    """Return the reason as the history keeps it; a mistake of ours that is corrected restarts the due date.

    `by` is another new due date than the preset one.
    """
    if reason not in CORRECTED:
        return ReasonGiven(reason)
    return ReasonGiven(reason, by or restarted_due(case, on))


def restarted_due(case: Case, on: date) -> date:
    """Return the due date of a corrected invoice: as many calendar days as the first one gave, 7 at least."""
    paper = case.invoice
    days = (paper.due_on - paper.issued_on).days if paper.due_on else 0
    return on + timedelta(days=max(days, NEW_DUE_DAYS))


def follows(
    case: Case, reason: UnpaidReason, on: date, by: date | None = None, amount: Money | None = None
) -> Event | None:
    """Return the event that a reason stands for where no call has told it; `None` where it needs none.

    `by` is the day that goes with it: the new due date, the day to call, the day to answer, the day of the
    payment. `amount` is the contested part, or what is possible now.
    """
    match reason:
        case UnpaidReason.LOST | UnpaidReason.WRONG_RECIPIENT:
            wrong = reason is UnpaidReason.WRONG_RECIPIENT
            return DeliveryFailed(wrong, by or on + timedelta(days=NEW_DUE_DAYS))
        case UnpaidReason.WAITING_FOR_APPROVAL:
            return CallBackAgreed(by or add_bank_days(on, ANSWER_BANK_DAYS, case.country))
        case UnpaidReason.DISSATISFIED:
            answer_by = by or add_bank_days(on, ANSWER_BANK_DAYS, case.country)
            return DisputeOpened(DisputeReason.OTHER, amount, answer_by)
        case UnpaidReason.CANNOT_PAY:
            return CannotPay(amount)
        case UnpaidReason.PAID_ALREADY:
            return SaidPaid(by)
    return None
