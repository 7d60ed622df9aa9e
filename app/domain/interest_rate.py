"""Which rate of late interest holds on which days, and for which days it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.countries import country_of
from app.domain.countries.base import Country, RateTerms
from app.domain.dated_table import Statutes
from app.domain.errors import RuleError

MARGIN_TABLE = "late_interest_margin"
_DAY = timedelta(days=1)

DaySpan = tuple[date, date]


class UnknownLawError(RuleError):
    """There are no rules for this country."""

    def __init__(self, law: str) -> None:
        super().__init__(law)
        self.law = law


class AgreedRateTooHighError(RuleError):
    """A rate was agreed that the law of the claim forbids with this customer.

    Attributes:
        agreed, most: Percent per year.
        law: The section that forbids it.
    """

    def __init__(self, agreed: Decimal, most: Decimal, law: str) -> None:
        super().__init__(agreed, most, law)
        self.agreed = agreed
        self.most = most
        self.law = law


@dataclass(frozen=True, slots=True)
class RateStretch:
    """A rate in percent per year, from its first to its last day, both counted."""

    first_day: date
    last_day: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rates that one law gives under certain terms."""

    law: str
    rules: Country
    terms: RateTerms
    statutes: Statutes

    def known(self, first: date, last: date) -> DaySpan:
        """Return the first and last day from `first` to `last` whose rate is known (maybe none between)."""
        if not self.rules.needs_published_rate(self.terms):
            return first, last
        table = self.statutes.table(self.law, self.rules.RATE_TABLE)
        return max(first, table.known_from), table.known_to(last)

    def stretches(self, first: date, last: date) -> Iterator[RateStretch]:
        """Yield the rates from `first` to `last`, split where a table changes.

        Raises:
            NotInForceError: When it comes to a day whose rate is not known.
        """
        if not self.rules.needs_published_rate(self.terms):
            yield RateStretch(first, last, self.rules.rate(Decimal(0), Decimal(0), self.terms))
            return
        published = self.statutes.table(self.law, self.rules.RATE_TABLE)
        margins = self.statutes.table(self.law, MARGIN_TABLE)
        for low, high, row in published.stretches(first, last):
            for start, end, margin in margins.stretches(low, high):
                yield RateStretch(start, end, self.rules.rate(row.value, margin.value, self.terms))


def tariff(law: str, terms: RateTerms, statutes: Statutes) -> Tariff:
    """Return the rates of a law (`SE`, `NO`).

    Raises:
        UnknownLawError: We have no rules for it.
    """
    rules = country_of(law)
    if rules is None:
        raise UnknownLawError(law)
    return Tariff(law, rules, terms, statutes)


def check_agreed(law: str | None, terms: RateTerms, on: date, statutes: Statutes) -> None:
    """Refuse an agreed rate above what the law allows on the day it is set.

    Held against the last published rate where the one of `on` is not known yet; what is charged is held
    against the rate of each day anyway.

    Raises:
        AgreedRateTooHighError: Norway, consumer or kind unset: forsinkelsesrenteloven § 4.
    """
    rules = country_of(law)
    if rules is None or law is None or terms.agreed is None:
        return
    table = statutes.table(law, rules.RATE_TABLE)
    published = table.on(table.known_to(on)).value
    margin = statutes.table(law, MARGIN_TABLE).on(on).value
    ceiling = rules.ceiling(published, terms)
    agreed = rules.rate(published, margin, replace(terms, protected=False))
    if ceiling is not None and agreed > ceiling.percent:
        raise AgreedRateTooHighError(agreed, ceiling.percent, ceiling.law)


def without(rates: Iterable[RateStretch], free: Iterable[DaySpan]) -> tuple[RateStretch, ...]:
    """Cut spans of days, both ends counted, out of the rates."""
    left = tuple(rates)
    for first, last in free:
        left = tuple(part for rate in left for part in _cut(rate, first, last))
    return left


def _cut(rate: RateStretch, first: date, last: date) -> Iterator[RateStretch]:
    """Yield what lies before and what lies after the span."""
    before, after = min(rate.last_day, first - _DAY), max(rate.first_day, last + _DAY)
    if rate.first_day <= before:
        yield RateStretch(rate.first_day, before, rate.rate)
    if after <= rate.last_day:
        yield RateStretch(after, rate.last_day, rate.rate)
