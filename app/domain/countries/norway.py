"""Norway: forsinkelsesrenteloven (LOV-1976-12-17-100)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.case import Case
from app.domain.countries.base import Ceiling, InterestStart, RateTerms

RATE_TABLE = "late_interest_statutory"
RATE_LAW = "Forsinkelsesrenteloven § 3"
START_LAW = "Forsinkelsesrenteloven § 2"
_CEILING_LAW = "Forsinkelsesrenteloven § 4"


def interest_start(case: Case, due_on: date) -> InterestStart:
    """Return the effective due date: the one printed on the invoice counts, whoever set it (§ 2)."""
    return InterestStart(due_on, None, START_LAW)


def needs_published_rate(terms: RateTerms) -> bool:
    """Say whether the statutory rate matters: always for a consumer, whose ceiling it is (§ 4)."""
    return terms.protected or terms.fixed_percent is None


def rate(published: Decimal, margin: Decimal, terms: RateTerms) -> Decimal:
    """Return the agreed rate, else the statutory one; a consumer never pays more than that (§§ 3, 4).

    An agreed margin is counted over the policy rate, which is the statutory rate less its margin.
    """
    agreed = terms.fixed_percent
    if terms.margin_points is not None:
        agreed = published - margin + terms.margin_points
    if agreed is None:
        return published
    return max(min(agreed, published) if terms.protected else agreed, Decimal(0))


def ceiling(published: Decimal, terms: RateTerms) -> Ceiling | None:
    """Return the statutory rate, above which nothing can be agreed with a consumer (§ 4)."""
    return Ceiling(published, _CEILING_LAW) if terms.protected else None
