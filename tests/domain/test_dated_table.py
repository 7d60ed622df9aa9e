"""A dated table answers for a day, or says that it cannot."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dated_table import (
    DatedTable,
    DatedValue,
    KnownThroughError,
    NotInForceError,
    RowOrderError,
    Statutes,
)


def _row(valid_from: str, value: str) -> DatedValue:
    return DatedValue(Decimal(value), date.fromisoformat(valid_from), "https://example.org/", "9 §")


ROWS = (_row("2031-01-01", "4.00"), _row("2031-07-01", "-0.50"), _row("2032-01-01", "2.00"))
PERIODIC = DatedTable("rate", "SE", "percent per year", "9 §", "each day", ROWS, date(2032, 6, 30))
STANDING = DatedTable(
    "fee", "SE", "SEK", "4 §", "the day of sending", ROWS[:1], read_on=date(2031, 3, 1)
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2031-01-01", "4.00"),
        ("2031-06-30", "4.00"),
        ("2031-07-01", "-0.50"),
        ("2032-01-01", "2.00"),
        ("2032-06-30", "2.00"),
    ],
)
def test_the_row_in_force_on_the_day_answers(day: str, value: str) -> None:
    assert PERIODIC.on(date.fromisoformat(day)).value == Decimal(value)


@pytest.mark.parametrize("day", [date(2030, 12, 31), date(2032, 7, 1)])
def test_a_periodic_table_refuses_days_it_does_not_know(day: date) -> None:
    with pytest.raises(NotInForceError) as refused:
        PERIODIC.on(day)
    assert (refused.value.table, refused.value.day) == (PERIODIC, day)


def test_a_standing_table_has_no_end() -> None:
    assert STANDING.on(date(2199, 1, 1)).value == 4
    assert STANDING.known_to(date(2199, 1, 1)) == date(2199, 1, 1)
    assert PERIODIC.known_to(date(2199, 1, 1)) == date(2032, 6, 30)


def test_stretches_split_where_the_value_changes() -> None:
    found = [
        (first.isoformat(), last.isoformat(), str(row.value))
        for first, last, row in PERIODIC.stretches(date(2031, 6, 30), date(2032, 1, 1))
    ]
    assert found == [
        ("2031-06-30", "2031-06-30", "4.00"),
        ("2031-07-01", "2031-12-31", "-0.50"),
        ("2032-01-01", "2032-01-01", "2.00"),
    ]


def test_stretches_refuse_to_run_past_the_last_known_day() -> None:
    running = PERIODIC.stretches(date(2032, 6, 1), date(2032, 7, 31))
    assert next(running)[:2] == (date(2032, 6, 1), date(2032, 6, 30))
    with pytest.raises(NotInForceError):
        next(running)


@given(
    first=st.dates(date(2031, 1, 1), date(2032, 6, 30)),
    length=st.integers(0, 600),
)
def test_stretches_cover_every_day_once_with_the_value_of_that_day(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2032, 6, 30))
    covered = [
        (start + timedelta(days=n), row.value)
        for start, end, row in PERIODIC.stretches(first, last)
        for n in range((end - start).days + 1)
    ]
    wanted = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert covered == [(day, PERIODIC.on(day).value) for day in wanted]


def test_the_next_half_year_is_added_with_how_far_it_is_known() -> None:
    longer = PERIODIC.with_row(_row("2032-07-01", "3.00"), known_through=date(2032, 12, 31))
    assert longer.on(date(2032, 12, 31)).value == 3
    assert longer.on(date(2032, 6, 30)).value == 2
    with pytest.raises(NotInForceError):
        longer.on(date(2033, 1, 1))


def test_a_correction_replaces_the_value_and_keeps_the_old_one_on_record() -> None:
    corrected = PERIODIC.with_row(_row("2031-07-01", "0.00"))
    assert corrected.on(date(2031, 9, 1)).value == 0
    assert corrected.corrected == (ROWS[1],)
    assert corrected.known_through == PERIODIC.known_through


@pytest.mark.parametrize("valid_from", ["2032-07-02", "2032-03-01", "2030-07-01", "2031-03-01"])
def test_a_row_that_leaves_a_gap_or_overlaps_is_refused(valid_from: str) -> None:
    with pytest.raises(RowOrderError):
        PERIODIC.with_row(_row(valid_from, "1.00"), known_through=date(2033, 6, 30))


def test_a_standing_table_takes_a_later_row_but_no_earlier_one() -> None:
    assert STANDING.with_row(_row("2033-03-16", "5")).on(date(2033, 3, 16)).value == 5
    with pytest.raises(RowOrderError):
        STANDING.with_row(_row("2030-03-16", "5"))


@pytest.mark.parametrize("known_through", [None, date(2032, 6, 30)])
def test_a_periodic_row_must_say_how_far_it_is_known(known_through: date | None) -> None:
    with pytest.raises(KnownThroughError):
        PERIODIC.with_row(_row("2032-07-01", "3.00"), known_through=known_through)


def test_a_standing_table_takes_no_last_known_day() -> None:
    with pytest.raises(KnownThroughError):
        STANDING.with_row(_row("2033-03-16", "5"), known_through=date(2034, 1, 1))


def test_a_table_is_found_by_country_and_name() -> None:
    statutes = Statutes({("SE", "rate"): PERIODIC})
    assert statutes.table("SE", "rate") is PERIODIC
    with pytest.raises(KeyError):
        statutes.table("NO", "rate")
