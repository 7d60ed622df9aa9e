"""Why interest runs on the invoices of a letter and at what rate, as the small print tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.documents.content import InterestBasis, RateSource
from app.domain.amounts import interest_claimed_on
from app.domain.case import Case
from app.domain.claim import Claim, ClaimLine
from app.domain.countries import country_of
from app.domain.dated_table import NotInForceError, Statutes
from app.domain.dispute import undisputed
from app.domain.invoice import AgreedInterest, CaseId, Invoice
from app.domain.late_interest import Segment, interest_start, lawful_interest
from app.domain.money import Money


def interest_basis(cases: Sequence[Case], claim: Claim, statutes: Statutes) -> tuple[InterestBasis, ...]:
    """Return why interest runs and at what rate: once for all invoices, or once for each agreement.

    Nothing where the claim holds no interest.
    """
    by_id = {case.invoice.id: case for case in cases}
    bearing = [line for line in claim.lines if line.interest_booked or line.interest_new]
    if country_of(claim.law) is None:
        return ()
    groups: dict[AgreedInterest | None, list[ClaimLine]] = {}
    for line in bearing:
        groups.setdefault(by_id[line.case_id].invoice.facts.agreed, []).append(line)
    return tuple(
        _basis(group, by_id, claim, statutes, is_alone=len(groups) == 1) for group in groups.values()
    )


def _basis(
    group: Sequence[ClaimLine], by_id: dict[CaseId, Case], claim: Claim, statutes: Statutes, *, is_alone: bool
) -> InterestBasis:
    claimed = [by_id[line.case_id] for line in group]
    parts = [part for line in group for part in counted(by_id[line.case_id], line, claim, statutes)]
    through = max((part.last_day for part in parts), default=claim.on)
    rate = _rate(claimed[0].invoice, through, claimed, statutes)
    return InterestBasis(
        through=through,
        sections=_sections(claimed),
        source=rate.source,
        reference_percent=rate.reference,
        margin_points=rate.margin,
        per_day=Money.of(claim.per_day, claim.currency) if claim.per_day else None,
        numbers=() if is_alone else tuple(line.number for line in group),
    )


def counted(case: Case, line: ClaimLine, claim: Claim, statutes: Statutes) -> tuple[Segment, ...]:
    """Return how the interest that a claim holds on a case came about, claimed now or before."""
    clear = undisputed(case) if line.disputed else case
    asked_on = claim.on if line.interest_new else interest_claimed_on(clear)
    return lawful_interest(clear, asked_on or claim.on, statutes).segments


@dataclass(frozen=True, slots=True)
class _Rate:
    source: RateSource
    reference: Decimal | None
    margin: Decimal | None


def _rate(oldest: Invoice, through: date, cases: Sequence[Case], statutes: Statutes) -> _Rate:
    agreed = oldest.facts.agreed
    if agreed and agreed.fixed_percent is not None:
        return _Rate(RateSource.FIXED, None, None)
    if oldest.law != "SE":
        return _Rate(RateSource.MARGIN if agreed else RateSource.STATUTORY, None, None)
    source = RateSource.MARGIN if agreed else RateSource.STATUTORY
    by_law = statutes.table("SE", "late_interest_margin").on(through).value
    margin = agreed.margin_points if agreed else by_law
    starts = (interest_start(case).on or through for case in cases)
    first = min(starts) + timedelta(days=1)
    return _Rate(source, _single_reference(first, through, statutes), margin)


def _single_reference(first: date, last: date, statutes: Statutes) -> Decimal | None:
    """Return the reference rate where one value covers all the days."""
    try:
        found = {row.value for _, _, row in statutes.table("SE", "reference_rate").stretches(first, last)}
    except NotInForceError:
        return None
    return found.pop() if len(found) == 1 else None


def _sections(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return what gives interest its start and its rate; SE 3 § where the due date was agreed, else 4 §."""
    if cases[0].invoice.law == "NO":
        return ("2", "3")
    starts = {"3" if case.invoice.facts.due_agreed else "4" for case in cases}
    return (*sorted(starts), "6")
