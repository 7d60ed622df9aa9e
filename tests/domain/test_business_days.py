"""Bank days against the days of law, and against the library that knows the world's holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_days import (
    add_bank_days,
    bank_days_after,
    is_bank_day,
    is_holiday,
    last_bank_day,
    next_bank_day,
    previous_bank_day,
)

DAYS = st.dates(date(2005, 1, 1), date(2099, 12, 1))
COUNTRIES = st.sampled_from(["SE", "NO", "DK", None])


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    categories = ("public", "de_facto") if country == "SE" else ("public",)
    return frozenset(country_holidays(country, years=year, categories=categories))


@pytest.mark.parametrize("country", ["SE", "NO"])
def test_a_century_of_bank_days_agrees_with_the_holidays_library(country: str) -> None:
    day, differing = date(2005, 1, 1), []
    while day < date(2100, 1, 1):
        expected = day.weekday() < 5 and day not in _holidays(country, day.year)
        if is_bank_day(day, country) != expected:
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []


@pytest.mark.parametrize(
    ("day", "country", "expected", "why"),
    [
        ("2026-06-19", "SE", False, "Midsummer Eve, skuldebrevslagen 5 §"),
        ("2026-12-24", "SE", False, "Christmas Eve, skuldebrevslagen 5 §"),
        ("2026-12-31", "SE", False, "New Year's Eve, skuldebrevslagen 5 §"),
        ("2025-06-06", "SE", False, "National Day, lag (1989:253)"),
        ("2026-05-25", "SE", True, "Whit Monday is a working day since 2005"),
        ("2026-04-02", "SE", True, "Maundy Thursday is a working day in Sweden"),
        ("2026-12-24", "NO", True, "Christmas Eve is a bank day"),
        ("2026-12-31", "NO", True, "New Year's Eve is a bank day"),
        ("2026-05-01", "NO", False, "gjeldsbrevloven § 5"),
        ("2027-05-17", "NO", False, "gjeldsbrevloven § 5"),
        ("2026-04-02", "NO", False, "Maundy Thursday, helligdagsloven § 2"),
        ("2026-05-25", "NO", False, "Whit Monday, helligdagsloven § 2"),
        ("2026-05-14", "SE", False, "Ascension Day"),
        ("2026-05-14", "NO", False, "Ascension Day"),
        ("2026-12-25", None, True, "no calendar: Monday to Friday"),
        ("2026-12-25", "DK", True, "no calendar: Monday to Friday"),
        ("2026-12-26", None, False, "a Saturday"),
    ],
)
def test_the_days_of_law_are_kept(day: str, country: str | None, expected: bool, why: str) -> None:
    assert is_bank_day(date.fromisoformat(day), country) is expected, why


def test_a_due_date_before_easter_moves_past_it() -> None:
    assert next_bank_day(date(2026, 4, 2), "SE") == date(2026, 4, 2)
    assert next_bank_day(date(2026, 4, 3), "SE") == date(2026, 4, 7)
    assert next_bank_day(date(2026, 4, 2), "NO") == date(2026, 4, 7)
    assert previous_bank_day(date(2026, 4, 6), "NO") == date(2026, 4, 1)


def test_the_third_bank_day_after_a_norwegian_deadline_skips_easter() -> None:
    assert add_bank_days(date(2026, 3, 31), 3, "NO") == date(2026, 4, 8)  # decisions 12, NO consumer


def test_the_last_bank_day_of_december_differs_between_the_countries() -> None:
    assert last_bank_day(2026, 12, "SE") == date(2026, 12, 30)
    assert last_bank_day(2026, 12, "NO") == date(2026, 12, 31)


def test_adding_no_bank_day_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        add_bank_days(date(2026, 4, 2), 0, "SE")


@given(day=DAYS, country=COUNTRIES, count=st.integers(1, 60))
def test_adding_and_counting_bank_days_are_each_others_inverse(
    day: date, country: str | None, count: int
) -> None:
    later = add_bank_days(day, count, country)
    assert is_bank_day(later, country)
    assert bank_days_after(day, later, country) == count


@given(day=DAYS, country=COUNTRIES)
def test_the_next_bank_day_is_the_nearest_one_not_before(day: date, country: str | None) -> None:
    found = next_bank_day(day, country)
    between = (day + timedelta(days=n) for n in range((found - day).days))
    assert is_bank_day(found, country)
    assert not any(is_bank_day(skipped, country) for skipped in between)


@given(day=DAYS, country=COUNTRIES)
def test_no_bank_days_lie_between_a_day_and_an_earlier_one(day: date, country: str | None) -> None:
    assert bank_days_after(day, day, country) == 0
    assert bank_days_after(day, day - timedelta(days=9), country) == 0


@pytest.mark.parametrize(
    ("day", "country", "expected", "why"),
    [
        ("2026-11-22", "SE", False, "a Sunday and nothing more"),
        ("2027-05-01", "SE", True, "1 May on a Saturday, lag (1989:253)"),
        ("2026-05-17", "NO", True, "17 May on a Sunday, lov 1947-04-26-1"),
        ("2026-05-17", "SE", False, "a Sunday and nothing more"),
        ("2026-06-19", "SE", True, "Midsummer Eve"),
        ("2026-12-24", None, False, "a country whose holidays are not known"),
    ],
)
def test_a_holiday_is_told_from_a_weekend(day: str, country: str | None, expected: bool, why: str) -> None:
    assert is_holiday(date.fromisoformat(day), country) == expected, why
