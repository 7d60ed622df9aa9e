"""Shares with their uncertainty, and who came back after a follow-up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insight import Contact
from app.domain.party import CustomerId
from app.domain.stayed import Ended, first_to_money, last_step, share, stayed

TODAY = date(2026, 11, 18)
ANNA, BO = CustomerId(1), CustomerId(2)

# Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), method 3:
# .2553-.3662, .0624-.1605, .0000-.1611, .0061-.1718; rounded outwards to whole percent.
PUBLISHED = [(81, 263, 25, 37), (15, 148, 6, 17), (0, 20, 0, 17), (1, 29, 0, 18)]


@pytest.mark.parametrize(("count", "of", "low", "high"), PUBLISHED)
def test_the_interval_is_that_of_the_published_table(count: int, of: int, low: int, high: int) -> None:
    found = share(count, of)
    assert (found.low, found.high) == (low, high)


@given(st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_is_its_own_mirror(counted: tuple[int, int]) -> None:
    count, of = counted
    found, mirror = share(count, of), share(of - count, of)
    assert 0 <= found.low <= found.percent <= found.high <= 100
    assert (found.low, found.high) == (100 - mirror.high, 100 - mirror.low)


@given(st.integers(1, 60), st.integers(2, 20))
def test_more_of_the_same_narrows_the_interval(of: int, times: int) -> None:
    few, many = share(of // 2, of), share(of // 2 * times, of * times)
    assert many.high - many.low <= few.high - few.low + 1


def test_under_five_nothing_is_said_and_a_clear_difference_needs_enough() -> None:
    assert not share(4, 4).says_something
    assert share(5, 5).says_something
    assert share(2, 40).is_clearly_below(share(38, 40))
    assert not share(2, 5).is_clearly_below(share(3, 5))
    assert not share(0, 4).is_clearly_below(share(40, 40))


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(3, 2\)"):
        share(3, 2)


def test_a_customer_counts_once_by_the_first_case() -> None:
    ended = [Ended(ANNA, date(2026, 3, 1), "call"), Ended(ANNA, date(2026, 1, 1), "call")]
    found = stayed(ended, {ANNA: [date(2026, 2, 1)]}, TODAY, 6)
    assert (found.count, found.of) == (1, 1)


@pytest.mark.parametrize(
    ("again", "counts"),
    [
        (date(2026, 1, 31), (0, 1)),  # the day it closed is not after it
        (date(2026, 2, 1), (1, 1)),
        (date(2026, 7, 31), (1, 1)),  # the last day of the six months
        (date(2026, 8, 1), (0, 1)),
        (date(2025, 12, 1), (0, 1)),
    ],
)
def test_a_new_invoice_counts_within_the_months(again: date, counts: tuple[int, int]) -> None:
    found = stayed([Ended(ANNA, date(2026, 1, 31), "call")], {ANNA: [again]}, TODAY, 6)
    assert (found.count, found.of) == counts


def test_who_still_has_time_is_not_counted_as_gone() -> None:
    ended = [Ended(ANNA, date(2026, 10, 1), ""), Ended(BO, date(2026, 10, 1), "")]
    found = stayed(ended, {BO: [date(2026, 10, 20)]}, TODAY, 6)
    assert (found.count, found.of) == (1, 1)


def test_the_last_step_is_the_last_one_until_the_day() -> None:
    mine = [Contact(date(2026, 1, 5), "friendly"), Contact(date(2026, 1, 9), "call")]
    assert last_step(mine, date(2026, 1, 9)) == "call"
    assert last_step(mine, date(2026, 1, 8)) == "friendly"
    assert last_step(mine, date(2026, 1, 4)) == ""


@given(st.integers(0, 400))
def test_money_is_measured_from_the_first_contact(days: int) -> None:
    first = date(2026, 1, 5)
    mine = [Contact(first + timedelta(days=days), "formal"), Contact(first, "call")]
    before, after = first - timedelta(days=1), first + timedelta(days=days)
    assert first_to_money(mine, [after, before]) == ("formal" if not days else "call", days)
    assert first_to_money(mine, [before]) is None
    assert first_to_money([], [after]) is None
