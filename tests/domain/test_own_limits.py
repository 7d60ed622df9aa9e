"""The user's own limits: days between contacts, hours of calling, and letters before a holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.history import CallMade, HistoryId, LetterKind, NoteTaken, Outcome
from app.domain.own_limits import (
    Limits,
    eve_of_holiday,
    is_decent,
    last_contact,
    too_soon,
)
from tests.domain.cases import happened, letter, money, swedish

DUE = date(2026, 10, 1)
TODAY = date(2026, 11, 18)


def test_the_last_contact_is_found_among_all_cases_of_the_customer() -> None:
    called = happened(swedish("1000", DUE), CallMade(Outcome.CALL_BACK), date(2026, 11, 3))
    reminder = letter(LetterKind.REMINDER, None, money("500"))
    written = happened(swedish("500", DUE, number=2), reminder, date(2026, 11, 10))
    assert last_contact([called, written]) == date(2026, 11, 10)
    assert last_contact([called]) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "event",
    [
        CallMade(Outcome.NO_ANSWER),
        NoteTaken(),
        letter(LetterKind.THANKS, None, money("0")),
        letter(LetterKind.APOLOGY, None, money("0")),
    ],
)
def test_what_asks_nobody_for_anything_is_no_contact(event: CallMade | NoteTaken) -> None:
    assert last_contact([happened(swedish("1000", DUE), event, TODAY)]) is None


def test_a_call_that_was_taken_back_is_no_contact() -> None:
    case = happened(swedish("1000", DUE), CallMade(Outcome.CALL_BACK), TODAY)
    made = case.history[0]
    undone = replace(made, id=HistoryId(made.id + 1), retracts=made.id)
    assert last_contact([case]) == TODAY
    assert last_contact([replace(case, history=(made, undone))]) is None


@pytest.mark.parametrize(
    ("last", "days", "expected"),
    [
        (None, 7, False),
        (date(2026, 11, 18), 7, True),
        (date(2026, 11, 12), 7, True),
        (date(2026, 11, 11), 7, False),
        (date(2026, 11, 17), 1, False),
        (date(2026, 11, 19), 7, True),
        (date(2026, 11, 25), 7, False),
        (date(2026, 11, 18), 0, False),
    ],
)
def test_a_customer_is_left_alone_for_the_days_chosen(last: date | None, days: int, expected: bool) -> None:
    assert too_soon(last, TODAY, Limits(days_between=days)) == expected


@pytest.mark.parametrize(
    ("day", "country", "expected", "why"),
    [
        ("2026-12-22", "SE", False, "a day lies between"),
        ("2026-12-23", "SE", True, "Christmas Eve"),
        ("2026-12-23", "NO", False, "Christmas Eve is a bank day"),
        ("2026-12-24", "NO", True, "Christmas Day"),
        ("2027-03-25", "SE", True, "Good Friday"),
        ("2027-05-14", "NO", True, "17 May and Whit Monday, over a weekend"),
        ("2027-05-14", "SE", False, "a weekend and nothing more"),
        ("2027-04-30", "SE", True, "1 May on a Saturday"),
        ("2026-11-20", "SE", False, "a weekend and nothing more"),
        ("2026-12-23", "DK", False, "a country whose holidays are not known"),
    ],
)
def test_the_eve_of_a_holiday_is_told_from_that_of_a_weekend(
    day: str, country: str, expected: bool, why: str
) -> None:
    assert eve_of_holiday(date.fromisoformat(day), country) == expected, why


@pytest.mark.parametrize(
    ("moment", "country", "expected", "why"),
    [
        ("2026-11-18T07:59", "SE", False, "before eight"),
        ("2026-11-18T08:00", "SE", True, "from eight"),
        ("2026-11-18T20:59", "NO", True, "until nine"),
        ("2026-11-18T21:00", "NO", False, "nine in the evening"),
        ("2026-11-21T08:30", "SE", False, "a Saturday before nine"),
        ("2026-11-21T14:59", "SE", True, "a Saturday before three"),
        ("2026-11-21T15:00", "SE", False, "a Saturday from three"),
        ("2026-11-22T12:00", "SE", False, "a Sunday"),
        ("2027-05-17T12:00", "NO", False, "17 May"),
        ("2027-05-17T12:00", "SE", True, "a Monday like others"),
    ],
)
def test_calls_are_made_at_decent_hours(moment: str, country: str, expected: bool, why: str) -> None:
    assert is_decent(datetime.fromisoformat(moment), country, Limits()) == expected, why


def test_hours_and_saturdays_follow_what_was_chosen() -> None:
    saturday, night = map(datetime.fromisoformat, ("2026-11-21T12:00", "2026-11-22T03:00"))
    assert not is_decent(saturday, "SE", Limits(saturday=False))
    assert not is_decent(saturday, "SE", Limits(first_hour=13))
    assert is_decent(night, "SE", Limits(first_hour=0, last_hour=24, saturday=False))


@pytest.mark.parametrize(
    ("days", "first", "last"), [(-1, 8, 21), (61, 8, 21), (7, 21, 21), (7, -1, 21), (7, 8, 25)]
)
def test_limits_out_of_range_are_refused(days: int, first: int, last: int) -> None:
    with pytest.raises(ValueError, match="Limits"):
        Limits(days_between=days, first_hour=first, last_hour=last)
