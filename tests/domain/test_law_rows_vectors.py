"""Published results of interest, and the one day between their convention and ours.

Kronofogden's tool counts the first and the last day and cuts the öre. The Act says only "for a year", so we
count from the day after the start to the day of payment: never a day too many, and öre are rounded, not cut.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.charge import Charge
from app.domain.charges import compensation, letter_fee
from app.domain.history import LetterKind
from app.domain.interest_rate import RateStretch
from app.domain.late_interest import accrue, lawful_interest, total
from app.domain.ledger import PrincipalStep
from app.domain.money import SEK, Money
from app.statutes import load
from tests.domain.cases import money
from tests.domain.random_cases import cases

STATUTES = load()
DAY = timedelta(days=1)
Rates = list[tuple[str, str]]


def interest(amount: str, *, start: date, through: date, rates: Rates) -> Decimal:
    """Return the unrounded interest from the day after `start`, in a year of 365 days."""
    firsts = [date.fromisoformat(first) for first, _ in rates]
    lasts = [*(first - DAY for first in firsts[1:]), date(2099, 12, 31)]
    stretches = [
        RateStretch(first, last, Decimal(rate))
        for first, last, (_, rate) in zip(firsts, lasts, rates, strict=True)
    ]
    step = PrincipalStep(start, money(amount))
    return total(accrue((step,), start=start, through=through, rates=stretches, divisor=365))


def rounded(exact: Decimal) -> str:
    return str(Money.of(exact, SEK).amount)


# Law 8.1: the amount, first and last day as entered, rates, the result published, both ends, and ours.
PUBLISHED = [
    ("KFM-1", "6780", "2021-01-01", "2021-04-20", [("2021-01-01", "8")], "163", "163.46", "161.98"),
    ("KFM-2", "650", "2013-07-12", "2016-09-29",
     [("2013-01-01", "9"), ("2015-01-01", "8"), ("2016-07-01", "7.5")], "176", "176.31", "176.15"),
    ("KFM-3", "300000", "2018-10-01", "2018-10-31", [("2018-07-01", "7.5")], "1910", "1910.96", "1849.32"),
    # The older tool counted 30/360; with days as they are ours is the lower all the more.
    ("KFM-4", "35000", "2012-12-02", "2014-06-27", [("2012-07-01", "9")], "4952.50", "4945.07", "4936.44"),
    ("KFM-5", "35000", "2012-12-02", "2014-07-27", [("2012-07-01", "9")], "5215.00", "5203.97", "5195.34"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("vector", "amount", "first", "last", "rates", "published", "both_ends", "ours"), PUBLISHED
)
def test_ours_is_one_day_less_than_the_published_result_and_never_more(
    *,
    vector: str,
    amount: str,
    first: str,
    last: str,
    rates: Rates,
    published: str,
    both_ends: str,
    ours: str,
) -> None:
    start, through = date.fromisoformat(first), date.fromisoformat(last)
    with_both = interest(amount, start=start - DAY, through=through, rates=rates)
    with_one = interest(amount, start=start, through=through, rates=rates)
    assert (rounded(with_both), rounded(with_one)) == (both_ends, ours), vector
    one_day = interest(amount, start=start - DAY, through=start, rates=rates)
    assert rounded(with_both - with_one) == rounded(one_day), vector
    assert int(with_one) <= Decimal(published), vector  # the tool cuts the öre


@pytest.mark.parametrize("vector", ["KFM-1", "KFM-3"])
def test_the_convention_of_the_published_results_is_both_ends_with_the_ore_cut(vector: str) -> None:
    (row,) = (row for row in PUBLISHED if row[0] == vector)
    _, amount, first, last, rates, published, *_ = row
    start, through = date.fromisoformat(first) - DAY, date.fromisoformat(last)
    assert int(interest(amount, start=start, through=through, rates=rates)) == int(published)


# What holds on every day, whatever the case.


@given(case=cases(), first=st.integers(0, 400), more=st.integers(0, 400))
def test_interest_never_falls_with_time_and_is_never_negative(case: Case, first: int, more: int) -> None:
    day = case.invoice.issued_on + timedelta(days=first)
    sooner, later = (lawful_interest(case, on, STATUTES).exact for on in (day, day + timedelta(days=more)))
    assert Decimal(0) <= sooner <= later


@given(case=cases(), wait=st.integers(-30, 300), kind=st.sampled_from(LetterKind))
def test_no_fee_is_lawful_before_the_day_it_names(case: Case, wait: int, kind: LetterKind) -> None:
    on = (case.invoice.due_on or case.invoice.issued_on) + timedelta(days=wait)
    rules: tuple[Callable[[date], Charge | None], ...] = (
        lambda day: letter_fee(kind, case, day, STATUTES),
        lambda day: compensation(case, day, STATUTES),
    )
    for rule in rules:
        charge = rule(on)
        if charge is None or charge.from_day is None:
            continue
        assert charge.from_day > on
        before = rule(charge.from_day - DAY)
        assert before is not None
        assert before.amount is None
        then = rule(charge.from_day)
        assert then is not None
        assert then.amount is not None or (then.from_day or date.max) > charge.from_day


@given(case=cases(), start=st.integers(0, 200), split=st.integers(0, 200), rest=st.integers(0, 200))
def test_interest_over_two_adjoining_stretches_is_interest_over_both(
    case: Case, start: int, split: int, rest: int
) -> None:
    """Whatever year and half-year lie between; unrounded, so that nothing is lost at the seam."""
    first = case.invoice.issued_on + timedelta(days=start)
    middle, last = first + timedelta(days=split), first + timedelta(days=split + rest)
    whole = lawful_interest(case, last, STATUTES)
    parts = [segment for segment in whole.segments if segment.last_day <= middle]
    cut = [segment for segment in lawful_interest(case, middle, STATUTES).segments if segment not in parts]
    beyond = [segment for segment in whole.segments if segment not in parts]
    rates = [RateStretch(segment.first_day, segment.last_day, segment.rate) for segment in beyond]
    after = accrue((PrincipalStep(middle, case.invoice.amount_due),), start=middle, through=last, rates=rates)
    assert total((*parts, *cut, *after)) == whole.exact
