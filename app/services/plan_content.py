"""From a plan to the agreement on paper: what it covers, its parts, and on which terms."""

from __future__ import annotations

from app.documents.agreement import Component, Part, PlanAgreement
from app.domain.case import Case
from app.domain.claim import Claim
from app.domain.ledger import CHARGES, EntryKind
from app.domain.money import Money
from app.domain.payment_plan import Instalment, PlanInterest
from app.domain.plan_interest import kept_rates
from app.services import letter_content as content
from app.services.desk import Desk
from app.services.letter_interest import interest_basis
from app.storage.firm import read_firm, read_logo


def agreement(
    desk: Desk,
    cases: tuple[Case, ...],
    asked: Claim,
    rows: tuple[Instalment, ...],
    *,
    language: str,
    interest: PlanInterest,
    kept: Money,
) -> PlanAgreement:
    """Return what both sides sign, for rows that sum to the claim and the interest `kept` until the last.

    Raises:
        FirmUnknownError, AccountUnknownError: It could not say who is to be paid, or where.
    """
    firm = read_firm(desk.database.connection)
    if firm is None:
        raise content.FirmUnknownError
    basis = next(iter(interest_basis(cases, asked, desk.statutes)), None)
    segments = [part for line in content.lines(cases, asked, desk.statutes) for part in line.segments]
    return PlanAgreement(
        law=asked.law,
        language=language or content.letter_language(cases[0].customer),
        number=f"{asked.on.year}-{_next_plan(desk):02d}",
        made_on=asked.on,
        sender=content.sender(firm, formal=True, logo=read_logo(desk.database.connection)),
        recipient=content.recipient(cases[0].customer),
        components=components(cases, asked),
        parts=_parts(asked.total + kept, rows),
        pay_to=content.pay_to(firm, cases[0].invoice),
        rates_percent=tuple(dict.fromkeys(part.rate for part in segments)),
        interest=basis,
        interest_during=interest,
        kept_interest=kept or None,
        kept_rates_percent=kept_rates(cases, asked.on, rows[-1].due_on, desk.statutes) if kept else (),
    )


def _next_plan(desk: Desk) -> int:
    found = desk.database.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM plan").fetchone()
    return int(found[0])


def components(cases: tuple[Case, ...], asked: Claim) -> tuple[Component, ...]:
    """Return what a plan covers, part by part: the invoices, interest, then each kind of charge."""
    lines = asked.lines
    principal = Money.total((line.principal for line in lines), asked.currency)
    interest = Money.total((line.interest_booked + line.interest_new for line in lines), asked.currency)
    sums = {EntryKind.LATE_INTEREST: interest}
    for charge in content.charges(cases, asked):
        sums[charge.kind] = sums.get(charge.kind, Money.zero(asked.currency)) + charge.amount
    first = Component(EntryKind.PRINCIPAL, principal, tuple(line.number for line in lines))
    order = (EntryKind.LATE_INTEREST, *sorted(CHARGES))
    return (first, *(Component(kind, sums[kind]) for kind in order if sums.get(kind)))


def _parts(total: Money, rows: tuple[Instalment, ...]) -> tuple[Part, ...]:
    parts, left = [], total
    for number, row in enumerate(rows, start=1):
        left = left - row.amount
        parts.append(Part(number, row.due_on, row.amount, left))
    return tuple(parts)
