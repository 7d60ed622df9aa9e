"""Late interest: simple interest on the unpaid principal, day by day, rounded once at the end.

The first day that bears interest is the day after the start, the last is the day of payment:
`days = paid − start`. A year has 365 days, or 366 for days in a leap year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from app.domain.business_days import next_bank_day
from app.domain.case import Case
from app.domain.countries import country_of
from app.domain.countries.base import InterestStart, NoInterest, RateTerms
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.interest_rate import RateStretch, tariff, without
from app.domain.invoice import InvoiceKind, Origin
from app.domain.ledger import PrincipalStep
from app.domain.money import Money
from app.domain.party import CustomerKind
from app.domain.respite import free_of_interest, settled_through, steps_after_letters

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days with one rate, one principal and one divisor.

    Attributes:
        days: Calendar days from `first_day` to `last_day`, both counted.
        divisor: Days of the year.
        rate: Percent per year.
        amount: Unrounded, in major units.
    """

    first_day: date
    last_day: date
    days: int
    divisor: int
    rate: Decimal
    principal: Money
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Accrual:
    """All lawful interest of a case up to a day.

    Attributes:
        exact: Unrounded, in major units.
        amount: `exact`, rounded once.
        through: Last day that was counted; earlier than asked while a letter runs or where a rate ends.
        known_through_hit: Last day with a known rate, where the rates ended before the interest did.
        known_from_hit: First day with a known rate, where interest began before the rates did.
    """

    segments: tuple[Segment, ...]
    exact: Decimal
    amount: Money
    start: InterestStart
    through: date
    known_through_hit: date | None = None
    known_from_hit: date | None = None


@dataclass(frozen=True, slots=True)
class CalculatorResult:
    """What the calculator says of one amount paid late; `start` is the due date, moved to a bank day."""

    segments: tuple[Segment, ...]
    total: Money
    start: date
    law: str


def accrue(steps: Sequence[PrincipalStep], *, start: date, through: date, rates: Sequence[RateStretch],
           divisor: int | None = None) -> tuple[Segment, ...]:  # fmt: skip
    """Return the interest from the day after `start` to `through`, split where anything changes.

    Days that no stretch of `rates` covers bear none. A `divisor` replaces the days of the year.
    """
    return tuple(
        _segment(low, high, rate.rate, principal, divisor)
        for first, last, principal in _bearing(steps, start, through)
        for rate in rates
        for low, high in _by_year(max(first, rate.first_day), min(last, rate.last_day))
        if rate.rate
    )


def total(segments: Iterable[Segment]) -> Decimal:
    """Add segments without a rounding in between, so that the sum does not depend on how they are cut."""
    exact = sum(
        (Fraction(part.principal.amount * part.rate * part.days) / part.divisor for part in segments),
        Fraction(0),
    )
    return Decimal(exact.numerator) / (Decimal(exact.denominator) * 100)


def interest_start(case: Case) -> InterestStart:
    """Return the day from which the case bears interest, or why it bears none."""
    country = country_of(case.invoice.law)
    if country is None:
        return InterestStart(None, NoInterest.LAW_UNSET, None)
    barred = _barred(case)
    due_on = effective_due_on(case)
    if barred is not None or due_on is None:
        return InterestStart(None, barred or NoInterest.DUE_DATE_MISSING, country.START_LAW)
    return country.interest_start(case, due_on)


def lawful_interest(case: Case, through: date, statutes: Statutes) -> Accrual:
    """Return all interest that the law gives from the start to `through`, whether booked or not.

    It stops at the day of a letter whose `pay_by` has not passed, leaves out the days of a plan kept free of
    interest, and goes no further than the rates are known. Disputes do not stop it.
    """
    start, law = interest_start(case), case.invoice.law
    if start.on is None or law is None:
        return Accrual((), Decimal(0), Money.zero(case.invoice.currency), start, through)
    rates = tariff(law, RateTerms(not case.customer.is_business, case.invoice.facts.agreed), statutes)
    wanted = settled_through(case, through)
    first, last = rates.known(start.on + _DAY, wanted)
    bearing = without(rates.stretches(first, last), free_of_interest(case, last))
    steps = steps_after_letters(case)
    segments = accrue(steps, start=start.on, through=last, rates=bearing)
    exact = total(segments)
    return Accrual(
        segments=segments,
        exact=exact,
        amount=Money.of(exact, case.invoice.currency),
        start=start,
        through=last,
        known_through_hit=last if last < wanted and _is_unpaid(steps) else None,
        known_from_hit=first if first > start.on + _DAY else None,
    )


def require_rate(case: Case, on: date, statutes: Statutes) -> None:
    """Refuse to promise interest up to a day whose rate is not known; a case without any is not asked.

    Raises:
        NotInForceError: The case bears interest that follows a table, and the table ends before the day.
    """
    start, law = interest_start(case), case.invoice.law
    if start.on is not None and law is not None:
        terms = RateTerms(not case.customer.is_business, case.invoice.facts.agreed)
        tuple(tariff(law, terms, statutes).stretches(on, on))


def calculate(amount: Money, *, due: date, paid: date, country: str, customer_kind: CustomerKind | None,
              statutes: Statutes) -> CalculatorResult:  # fmt: skip
    """Return the statutory interest on an amount due on a printed day and paid on another.

    The due date is moved to the country's next bank day; payment by then bears nothing.

    Raises:
        NotInForceError: The rate of a day in between is not known; nothing is guessed.
        UnknownLawError: We have no rules for the country.
    """
    is_business = customer_kind in (CustomerKind.BUSINESS, CustomerKind.PUBLIC)
    rates = tariff(country, RateTerms(protected=not is_business), statutes)
    start = next_bank_day(due, country)
    segments = accrue(
        (PrincipalStep(start, amount),),
        start=start,
        through=paid,
        rates=tuple(rates.stretches(start + _DAY, paid)),
    )
    return CalculatorResult(segments, Money.of(total(segments), amount.currency), start, rates.rules.RATE_LAW)


def _barred(case: Case) -> NoInterest | None:
    """Return what keeps a claim from bearing interest under any law."""
    invoice = case.invoice
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return NoInterest.CREDIT_NOTE
    if invoice.origin is not Origin.ORDINARY:
        return NoInterest.DERIVED_CLAIM
    return NoInterest.NOT_DELIVERED if invoice.facts.delivered is False else None


def _is_unpaid(steps: Sequence[PrincipalStep]) -> bool:
    return bool(steps) and steps[-1].unpaid.minor > 0


def _bearing(
    steps: Sequence[PrincipalStep], start: date, through: date
) -> Iterator[tuple[date, date, Money]]:
    """Yield first day, last day and principal of each stretch after `start` on which something is unpaid."""
    if not steps:
        return
    ends = list(accumulate((step.after for step in reversed(steps[1:])), min, initial=through))
    for step, last in zip(steps, reversed(ends), strict=True):
        first = max(step.after, start) + _DAY
        if first <= last and step.unpaid.minor > 0:
            yield first, last, step.unpaid


def _by_year(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the stretch cut at each turn of the year; nothing if it is empty."""
    for year in range(first.year, last.year + 1):
        low, high = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if low <= high:
            yield low, high


def _segment(first: date, last: date, rate: Decimal, principal: Money, divisor: int | None) -> Segment:
    days = (last - first).days + 1
    basis = divisor or (366 if calendar.isleap(first.year) else 365)
    amount = principal.amount * rate * days / (100 * basis)
    return Segment(first, last, days, basis, rate, principal, amount)
