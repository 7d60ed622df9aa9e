"""Amounts: whole minor units of one currency, rounded once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import NOK, SEK, Currency, CurrencyMismatchError, Money, UnknownCurrencyError

MINORS = st.integers(-(10**12), 10**12)
YEN = Currency("JPY")


# Halves go away from zero: decisions.md 4.
@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("149.875", SEK, 14988),
        ("149.874999", SEK, 14987),
        ("-0.005", SEK, -1),
        ("0.004", SEK, 0),
        ("2.5", YEN, 3),
        ("1e3", NOK, 100000),
    ],
)
def test_an_exact_amount_is_rounded_once(amount: str, currency: Currency, minor: int) -> None:
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@given(minor=MINORS)
def test_a_rounded_amount_is_exact(minor: int) -> None:
    assert Money.of(Money(minor, SEK).amount, SEK) == Money(minor, SEK)


@given(left=MINORS, right=MINORS)
def test_amounts_of_one_currency_add_subtract_and_compare(left: int, right: int) -> None:
    a, b = Money(left, SEK), Money(right, SEK)
    assert (a + b).minor == left + right
    assert a - b == -(b - a)
    assert (a < b, a <= b, a > b, a >= b) == (left < right, left <= right, left > right, left >= right)


@given(minors=st.lists(MINORS))
def test_a_total_neither_makes_nor_loses_anything(minors: list[int]) -> None:
    assert Money.total((Money(minor, SEK) for minor in minors), SEK).minor == sum(minors)


@pytest.mark.parametrize("mix", [Money.__add__, Money.__sub__, Money.__lt__, Money.__ge__])
def test_two_currencies_do_not_meet(mix: object) -> None:
    with pytest.raises(CurrencyMismatchError) as told:
        mix(Money(1, SEK), Money(1, NOK))  # type: ignore[operator]
    assert (told.value.left, told.value.right) == (SEK, NOK)


@pytest.mark.parametrize("code", ["", "kr", "sek", "SEKK", "S€K", "ÅÄÖ"])
def test_only_three_capital_letters_are_a_currency(code: str) -> None:
    with pytest.raises(UnknownCurrencyError):
        Currency(code)


def test_nothing_is_false() -> None:
    assert not Money.zero(SEK)
    assert Money(-1, SEK)
