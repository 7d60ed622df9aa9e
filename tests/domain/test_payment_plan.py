"""Payment plans: days in their rhythm, and rows that sum to the öre."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_days import last_bank_day, next_bank_day
from app.domain.money import SEK, Money
from app.domain.payment_plan import (
    MAX_INSTALMENTS,
    Instalment,
    Plan,
    PlanId,
    PlanShapeError,
    PlanState,
    PlanSumError,
    Rhythm,
    check,
    count_by,
    days,
    next_unpaid,
    paid_instalments,
    respread,
    spread,
    spread_by,
)

FIRST = date(2026, 12, 1)


def _days(first: date, count: int, rhythm: Rhythm) -> list[str]:
    found = days(
        first, count, rhythm,
        next_bank_day=lambda day: next_bank_day(day, "SE"),
        last_bank_day=lambda year, month: last_bank_day(year, month, "SE"),
    )  # fmt: skip
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("first", "rhythm", "expected"),
    [
        (date(2026, 11, 25), Rhythm.WEEKLY, ["2026-11-25", "2026-12-02", "2026-12-09"]),
        (date(2026, 12, 10), Rhythm.FORTNIGHTLY, ["2026-12-10", "2026-12-28", "2027-01-07"]),  # Christmas Eve
        (
            date(2026, 12, 30),
            Rhythm.MONTHLY,
            ["2026-12-30", "2027-02-01", "2027-03-01"],
        ),  # a Saturday, a Sunday
        (date(2027, 1, 31), Rhythm.MONTHLY, ["2027-02-01", "2027-03-01", "2027-03-31"]),
        (date(2026, 11, 27), Rhythm.LAST_BANK_DAY, ["2026-11-27", "2026-12-30", "2027-01-29"]),
    ],
)
def test_the_days_follow_their_rhythm_on_bank_days(first: date, rhythm: Rhythm, expected: list[str]) -> None:
    assert _days(first, 3, rhythm) == expected


def test_five_instalments_are_whole_kronor_and_the_last_takes_the_rest() -> None:
    due = [FIRST + timedelta(days=30 * n) for n in range(5)]
    parts = spread(Money(25_069_88, SEK), due)
    assert [part.amount.minor for part in parts] == [5013_00, 5013_00, 5013_00, 5013_00, 5017_88]
    assert [part.due_on for part in parts] == due


TOTALS = st.integers(MAX_INSTALMENTS * 100, 10**9).map(lambda minor: Money(minor, SEK))
COUNTS = st.integers(1, MAX_INSTALMENTS)


@given(total=TOTALS, count=COUNTS)
def test_a_plan_sums_to_the_ore(total: Money, count: int) -> None:
    parts = spread(total, [FIRST + timedelta(days=n) for n in range(count)])
    check(total, parts)
    assert all(part.amount.minor % 100 == 0 for part in parts[:-1])
    assert parts[-1].amount >= parts[0].amount


@given(total=TOTALS, count=st.integers(2, 12), data=st.data())
def test_locked_rows_stay_and_the_others_take_what_is_left(
    total: Money, count: int, data: st.DataObject
) -> None:
    rows = spread(total, [FIRST + timedelta(days=n) for n in range(count)])
    locked = frozenset(data.draw(st.sets(st.integers(0, count - 1), max_size=count - 1)))
    after = respread(total, rows, locked)
    check(total, after)
    assert [after[n] for n in locked] == [rows[n] for n in locked]
    assert [row.due_on for row in after] == [row.due_on for row in rows]


def test_locked_rows_that_leave_too_little_are_refused() -> None:
    rows = (Instalment(FIRST, Money(999_99, SEK)), Instalment(FIRST, Money(1, SEK)))
    with pytest.raises(PlanSumError) as told:
        respread(Money(1_000_00, SEK), rows, frozenset({0}))
    assert (told.value.expected.minor, told.value.found.minor) == (1_000_00, 999_99)
    assert respread(Money(1_000_00, SEK), rows, frozenset({0, 1})) == rows


@pytest.mark.parametrize(("minor", "count"), [(1_000_00, 0), (1_000_00, 121), (4_99, 5)])
def test_too_many_days_for_the_sum_or_none_are_refused(minor: int, count: int) -> None:
    with pytest.raises(PlanShapeError):
        spread(Money(minor, SEK), [FIRST] * count)


@pytest.mark.parametrize(
    ("amounts", "error"),
    [
        ((500_00, 499_99), PlanSumError),
        ((1_000_00, 0), PlanShapeError),
        ((1_100_00, -100_00), PlanShapeError),
    ],
)
def test_rows_that_do_not_make_the_sum_are_refused(amounts: tuple[int, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        check(Money(1_000_00, SEK), [Instalment(FIRST, Money(minor, SEK)) for minor in amounts])


@pytest.mark.parametrize(
    ("paid", "done"), [(0, 0), (499_99, 0), (500_00, 1), (999_99, 1), (1_500_00, 3), (2_000_00, 3)]
)
def test_money_pays_instalments_in_their_order(paid: int, done: int) -> None:
    parts = tuple(Instalment(FIRST + timedelta(days=n), Money(500_00, SEK)) for n in range(3))
    plan = Plan(PlanId(1), PlanState.SIGNED, parts, FIRST)
    assert paid_instalments(plan, Money(paid, SEK)) == done
    assert next_unpaid(plan, Money(paid, SEK)) == (parts[done] if done < 3 else None)
    assert plan.total == Money(1_500_00, SEK)


@pytest.mark.parametrize(
    ("total", "each", "count"),
    [
        (42_109_18, 8_420_00, 5),  # 9.18 over is no sixth part
        (42_109_18, 10_000_00, 5),
        (40_999_00, 10_000_00, 4),
        (41_000_00, 10_000_00, 5),
        (500_00, 900_00, 1),
    ],
)
def test_an_amount_each_time_says_how_often(total: int, each: int, count: int) -> None:
    assert count_by(Money(total, SEK), Money(each, SEK)) == count


@pytest.mark.parametrize("each", [0, -100, 1])
def test_an_amount_that_makes_no_plan_is_refused(each: int) -> None:
    with pytest.raises(PlanShapeError):
        count_by(Money(1_000_00, SEK), Money(each, SEK))


@given(total=st.integers(1_00, 10**9), each=st.integers(1, 10**9))
def test_parts_of_one_amount_sum_to_the_ore(total: int, each: int) -> None:
    whole, wanted = Money(total, SEK), Money(max(each, total // 100 + 1), SEK)
    count = count_by(whole, wanted)
    rows = spread_by(whole, [FIRST] * count, wanted)
    check(whole, rows)
    assert {row.amount for row in rows[:-1]} <= {wanted}


def test_a_last_part_of_nothing_is_refused() -> None:
    with pytest.raises(PlanShapeError):
        spread_by(Money(1_000_00, SEK), [FIRST] * 3, Money(500_00, SEK))
