"""Medians, spreads, and the honesty to say nothing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insight import (
    Contact,
    Paid,
    change,
    expected_on,
    is_enough,
    monday,
    months_of,
    spread,
    what_worked,
)

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize("count", range(5))
def test_under_five_there_is_too_little_to_say(count: int) -> None:
    assert spread([3] * count) is None
    assert not is_enough(count)
    assert expected_on(TODAY, [3] * count, TODAY) is None


@given(st.lists(st.integers(-40, 400), min_size=5, max_size=60))
def test_the_median_lies_within_the_spread_and_is_one_of_the_numbers(days: list[int]) -> None:
    found = spread(days)
    assert found is not None
    assert found.first <= found.median <= found.last
    assert found.median in [max(each, 0) for each in days]


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(-5, 90)), max_size=40))
def test_months_follow_each_other_and_count_every_payment_once(rows: list[tuple[date, int]]) -> None:
    months = months_of([Paid(on, days) for on, days in rows])
    assert sum(month.count for month in months) == len(rows)
    for before, after in pairwise(months):
        assert (before.first_day + timedelta(days=31)).replace(day=1) == after.first_day
    assert all((month.median is None) == (month.count == 0) for month in months)


def test_a_year_is_compared_only_with_enough_at_both_ends() -> None:
    now = [Paid(TODAY - timedelta(days=n), 6) for n in range(5)]
    then = [Paid(TODAY - timedelta(days=365 + n), 11) for n in range(5)]
    assert change(now + then, TODAY) == -5
    assert change(now + then[:4], TODAY) is None


def test_a_habit_says_nothing_once_its_day_has_passed() -> None:
    habit = [6] * 5
    assert expected_on(date(2026, 11, 12), habit, TODAY) == TODAY
    assert expected_on(date(2026, 11, 11), habit, TODAY) is None


def test_a_payment_is_put_down_to_the_last_contact_of_the_month_before() -> None:
    contacts = [Contact(date(2026, 9, 1), "friendly"), Contact(date(2026, 9, 10), "call")]
    assert what_worked(contacts, [date(2026, 9, 14)]) == (("call", 4),)
    assert what_worked(contacts, [date(2026, 9, 5)]) == (("friendly", 4),)
    assert what_worked(contacts, [date(2026, 10, 11), date(2026, 8, 31)]) == ()


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_week_begins_on_its_monday(day: date) -> None:
    assert monday(day).weekday() == 0
    assert 0 <= (day - monday(day)).days < 7
