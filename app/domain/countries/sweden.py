"""Sweden: Räntelag (1975:635)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from app.domain.case import Case
from app.domain.countries.base import Ceiling, InterestStart, NoInterest, RateTerms
from app.domain.due import granted_due
from app.domain.history import LetterSent

RATE_TABLE = "reference_rate"
RATE_LAW = "Räntelag (1975:635) 6 §"
START_LAW = "Räntelag (1975:635) 3–4 §§"
_AGREED_DUE = "Räntelag (1975:635) 3 §"
_AFTER_DEMAND = "Räntelag (1975:635) 4 §"
# Räntelagen 4 §, unchanged since 2002; a test holds it against the table `interest_start_days_after_demand`.
_AFTER_SENDING = timedelta(days=30)


def interest_start(case: Case, due_on: date) -> InterestStart:
    """Return the start of interest: a due date agreed beforehand, else 30 days after the demand.

    3 § first paragraph; 4 § first and second paragraphs: never before the claim is due or the invoice has
    arrived, and for a consumer only from a demand that says that late payment bears interest.
    """
    facts = case.invoice.facts
    if facts.due_agreed:
        return InterestStart(due_on, None, _AGREED_DUE)
    demanded_on = _demanded_on(case)
    if demanded_on is None:
        return InterestStart(None, NoInterest.NOTICE_MISSING, _AFTER_DEMAND)
    arrived_on = facts.delivered_on or demanded_on
    return InterestStart(max(due_on, demanded_on + _AFTER_SENDING, arrived_on), None, _AFTER_DEMAND)


def needs_published_rate(terms: RateTerms) -> bool:
    """Say whether the rate follows the reference rate; a fixed rate does not (1 § second paragraph)."""
    return terms.fixed_percent is None


def rate(published: Decimal, margin: Decimal, terms: RateTerms) -> Decimal:
    """Return the agreed rate, else the reference rate and the margin of 6 §.

    The Act sets no ceiling for an agreed rate, not even for consumers.
    """
    if terms.fixed_percent is not None:
        return max(terms.fixed_percent, Decimal(0))
    points = margin if terms.margin_points is None else terms.margin_points
    return max(published + points, Decimal(0))


def ceiling(published: Decimal, terms: RateTerms) -> Ceiling | None:
    """Return `None`: the Act sets no highest rate."""
    return None


def _demanded_on(case: Case) -> date | None:
    """Return the day on which the demand that starts the 30 days was sent; `None` when there was none."""
    if case.customer.is_business or case.invoice.facts.interest_notice_given:
        granted = granted_due(case)
        return granted.on if granted is not None else case.invoice.issued_on
    letters = (
        entry.happened_on
        for entry in case.live_history
        if isinstance(entry.event, LetterSent) and entry.event.interest_notice
    )
    return min(letters, default=None)
