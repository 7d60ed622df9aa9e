"""What people type in a field for an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import EUR, NOK, SEK, Currency, Money
from app.formatting import AmbiguousAmountError, UnreadableAmountError, amount, money, parse_amount

LANGUAGES = ("sv", "nb", "en")
KRONOR = st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("24860", 2486000),
        ("24 860", 2486000),
        ("24 860,00", 2486000),
        ("24\u00a0860,5", 2486050),
        ("24.860,00", 2486000),
        ("24,860.00", 2486000),
        ("24'860.00", 2486000),
        ("1.234.567,89", 123456789),
        ("1,234,567", 123456700),
        ("1 000 kr", 100000),
        ("1 000 Kronor", 100000),
        ("SEK 100", 10000),
        ("kr 1 000,00", 100000),
        ("kr.1000", 100000),
        ("100 SEK", 10000),
        ("100sek", 10000),
        ("1000,-", 100000),
        ("1 000:- kr", 100000),
        ("1000+500", 150000),
        ("1 000,50 + 500 - 0,50", 150000),
        ("−5 000,00", -500000),
        ("-5", -500),
        ("0", 0),
        ("0,5", 50),
        ("1234.5", 123450),
    ],
)
def test_nordic_and_english_forms_are_read(typed: str, minor: int) -> None:
    assert parse_amount(typed, SEK) == Money(minor, SEK)


@pytest.mark.parametrize("typed", ["24.860", "24,860", "1.000 kr", "500+1.000", "999,999", "-1.000"])
def test_one_separator_with_three_digits_after_it_is_refused_as_ambiguous(typed: str) -> None:
    with pytest.raises(AmbiguousAmountError) as caught:
        parse_amount(typed, SEK)
    assert caught.value.typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "kr", "-", "+", "1+", "1++1", "abc", "12a", "1,000,00", "1.00.00", "1,234.567", "24 86",
        "1 0000", "0,125", "1234,567", "1,", ",50", "1e5", "١٢", "²", "1.000,000", "12 NOK", "12 €",
        "1,2,3", "1\n000\n0", "SEK 1 SEK", "1234567890123", "nan", "infinity", "0x10",
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_what_was_typed_is_kept(typed: str) -> None:
    with pytest.raises(UnreadableAmountError) as caught:
        parse_amount(typed, SEK)
    assert caught.value.typed == typed


def test_a_currency_without_decimals_takes_none() -> None:
    yen = Currency("JPY")
    assert parse_amount("1 500", yen) == Money(1500, yen)
    with pytest.raises(UnreadableAmountError):
        parse_amount("1500,5", yen)


@given(
    KRONOR, st.sampled_from(LANGUAGES), st.sampled_from([SEK, NOK, EUR]), st.sampled_from([SEK, NOK, None])
)
def test_every_amount_that_we_write_can_be_typed_back(
    minor: int, lang: str, currency: Currency, home: str | None
) -> None:
    value = Money(minor, currency)
    assert parse_amount(money(value, lang, home=home), currency) == value
    assert parse_amount(amount(value, lang), currency) == value


@given(KRONOR, st.sampled_from(("sv", "nb")))
def test_whole_amounts_can_be_typed_back_where_spaces_group_the_thousands(minor: int, lang: str) -> None:
    value = Money(minor, SEK)
    assert parse_amount(money(value, lang, whole=True), SEK) == value


@given(st.text(alphabet="0123456789 ,.+-−'kr:€\u00a0", max_size=20))
def test_no_text_does_anything_but_give_an_amount_or_say_no(typed: str) -> None:
    try:
        assert parse_amount(typed, SEK).currency == SEK
    except (AmbiguousAmountError, UnreadableAmountError) as refusal:
        assert refusal.typed == typed
