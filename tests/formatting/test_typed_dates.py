"""What people type in a field for a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import formatting
from app.formatting import parse_date

WEDNESDAY = date(2026, 11, 18)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
LANGUAGES = st.sampled_from(("sv", "nb", "en"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("25/11", date(2026, 11, 25)),
        ("25/11/26", date(2026, 11, 25)),
        ("25-11-2026", date(2026, 11, 25)),
        ("25.11.", date(2026, 11, 25)),
        ("25.11.26", date(2026, 11, 25)),
        ("25.11.2026", date(2026, 11, 25)),
        ("25/11 2026", date(2026, 11, 25)),
        ("2026-11-25", date(2026, 11, 25)),
        ("2026/11/5", date(2026, 11, 5)),
        ("20261125", date(2026, 11, 25)),
        ("25 nov", date(2026, 11, 25)),
        ("25nov", date(2026, 11, 25)),
        ("25. nov.", date(2026, 11, 25)),
        ("den 25 november 2027", date(2027, 11, 25)),
        ("25th November, 2027", date(2027, 11, 25)),
        ("1 maj", date(2027, 5, 1)),
        ("1. mai", date(2027, 5, 1)),
        ("1 May 27", date(2027, 5, 1)),
        ("2 des", date(2026, 12, 2)),
        ("ons 25 nov", date(2026, 11, 25)),
        ("Wednesday, 25/11", date(2026, 11, 25)),
        ("fre", date(2026, 11, 20)),
        ("fre.", date(2026, 11, 20)),
        ("Fredag", date(2026, 11, 20)),
        ("på fredag", date(2026, 11, 20)),
        ("on Friday", date(2026, 11, 20)),
        ("ons", date(2026, 11, 25)),
        ("i måndags", date(2026, 11, 16)),
        ("i onsdags", date(2026, 11, 11)),
        ("lør", date(2026, 11, 21)),
        ("tors", date(2026, 11, 19)),
        ("imorgon", date(2026, 11, 19)),
        ("i  morgon", date(2026, 11, 19)),
        ("i morgen", date(2026, 11, 19)),
        ("Tomorrow", date(2026, 11, 19)),
        ("i övermorgon", date(2026, 11, 20)),
        ("idag", WEDNESDAY),
        ("yesterday", date(2026, 11, 17)),
        ("+7", date(2026, 11, 25)),
        ("−2", date(2026, 11, 16)),
        ("om en vecka", date(2026, 11, 25)),
        ("om 2 veckor", date(2026, 12, 2)),
        ("om to uker", date(2026, 12, 2)),
        ("in two weeks", date(2026, 12, 2)),
        ("om tre dagar", date(2026, 11, 21)),
        ("om ett dygn", None),
        ("om en månad", date(2026, 12, 18)),
        ("om 3 måneder", date(2027, 2, 18)),
    ],
)
def test_many_ways_to_say_a_day_are_understood(typed: str, expected: date | None) -> None:
    assert parse_date(typed, WEDNESDAY) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "30/2", "31.4.", "0/1", "13/13", "11/25", "2026-02-30", "2026-1105", "25/112026",
        "mån 25/11", "fr", "ma", "vårdag", "om många veckor", "om 99999 veckor", "+99999", "25 brumaire",
        "25", "nov", "١٢/١١", "i dag ons", "2026-11-25T10:00",
    ],
)  # fmt: skip
def test_what_names_no_day_or_two_days_is_not_guessed(typed: str) -> None:
    assert parse_date(typed, WEDNESDAY) is None
    assert parse_date(typed, WEDNESDAY, past=True) is None


@pytest.mark.parametrize(
    ("typed", "ahead", "behind"),
    [
        ("18/11", WEDNESDAY, WEDNESDAY),
        ("19/11", date(2026, 11, 19), date(2026, 11, 19)),
        ("1/2", date(2027, 2, 1), date(2026, 2, 1)),
        ("17/11", date(2026, 11, 17), date(2026, 11, 17)),
        ("1/11", date(2026, 11, 1), date(2026, 11, 1)),
        ("29/2", date(2024, 2, 29), date(2028, 2, 29)),
        ("fre", date(2026, 11, 20), date(2026, 11, 13)),
        ("på fredag", date(2026, 11, 20), date(2026, 11, 20)),
        ("i fredags", date(2026, 11, 13), date(2026, 11, 13)),
    ],
)
def test_a_day_without_its_year_leans_to_the_side_asked_for(typed: str, ahead: date, behind: date) -> None:
    assert parse_date(typed, WEDNESDAY) == ahead
    assert parse_date(typed, WEDNESDAY, past=True) == behind


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    assert parse_date("om en månad", date(2027, 1, 31)) == date(2027, 2, 28)


@given(DAYS, DAYS, LANGUAGES, st.booleans())
def test_every_dated_form_that_we_write_can_be_typed_back(
    day: date, today: date, lang: str, past: bool
) -> None:
    for text in (
        formatting.iso(day),
        formatting.long_date(day, lang),
        formatting.short_date(day, lang),
        formatting.weekday_date(day, lang),
    ):
        assert parse_date(text, today, past=past) == day


@given(DAYS, st.integers(min_value=-335, max_value=335), LANGUAGES)
def test_every_form_without_a_year_can_be_typed_back_from_the_side_it_lies_on(
    today: date, away: int, lang: str
) -> None:
    day, past = today + timedelta(days=away), away < 0
    assert parse_date(formatting.day_month(day, lang), today, past=past) == day
    assert parse_date(formatting.title_date(day, lang), today, past=past) == day
    assert parse_date(formatting.relative_day(day, today, lang), today, past=past) == day


@given(st.text(max_size=25), DAYS, st.booleans())
def test_no_text_does_anything_but_give_a_day_or_none(typed: str, today: date, past: bool) -> None:
    found = parse_date(typed, today, past=past)
    assert found is None or isinstance(found, date)
