"""Amounts in every form that Nordic and English programs write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.written_number import Mark, decimal_mark, mark_of, readings, take_apart, to_decimal


def value(text: str, mark: Mark = "") -> Decimal | None:
    written = take_apart(text)
    assert written is not None
    return to_decimal(written, mark)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,250,000", "1250000"),
        ("1234,567", "1234.567"),
        ("0,500", "0.500"),
        (",50", "0.50"),
        (".50", "0.50"),
        ("5.", "5"),
        ("−5", "-5"),
        ("-1,533.50", "-1533.50"),
        ("(5,00)", "-5.00"),
        ("5,00-", "-5.00"),
        ("+5", "5"),
        ("kr 1 234,50", "1234.50"),
        ("1 234,50 kr", "1234.50"),
        ("kr -5,50", "-5.50"),
        ("1 250:-", "1250"),
        ("1 250,-", "1250"),
        ("€ 12,00", "12.00"),
        ("12.00 SEK", "12.00"),
    ],
)
def test_an_amount_is_read_exactly(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "-", "1e5", "NaN", "inf", "1.234,567.8", "2026-11-18", "18.11.2026", "٣", "1 av 2", "9" * 40],
)
def test_what_is_no_amount_is_not_taken_for_one(text: str) -> None:
    assert take_apart(text) is None


def test_a_single_separator_with_three_digits_is_a_question_of_its_own() -> None:
    written = take_apart("-1.250")
    assert written is not None

    assert to_decimal(written, "") is None
    assert readings(written) == (Decimal("-1.250"), Decimal("-1250"))


@pytest.mark.parametrize(("mark", "expected"), [(",", "1250"), (".", "1.250")])
def test_the_column_settles_what_a_single_amount_leaves_open(mark: Mark, expected: str) -> None:
    assert value("1.250", mark) == Decimal(expected)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.250", "3.400,50"], ","),
        (["1,250", "3,400.50"], "."),
        (["1.250", "3.400"], ""),
        (["12", "15"], ""),
        (["1,50", "2,75", "3.5"], ","),
        ([], ""),
    ],
)
def test_the_decimal_mark_of_a_column_is_what_most_amounts_prove(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


def test_the_unit_beside_an_amount_is_kept() -> None:
    assert [each.unit for text in ("€ 12", "12 kr.", "NOK 5", "7") if (each := take_apart(text))] == [
        "EUR",
        "KR",
        "NOK",
        "",
    ]


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from([",", "."]))
def test_what_is_written_with_two_decimals_is_read_back(minor: int, mark: str) -> None:
    exact = Decimal(minor).scaleb(-2)
    thousands = "." if mark == "," else ","
    text = f"{exact:,.2f}".translate(str.maketrans(",.", thousands + mark))

    assert value(text) == exact
    assert mark_of(text.lstrip("-")) == mark


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_not_but_never_an_accident(text: str) -> None:
    written = take_apart(text)
    if written is not None:
        for mark in (",", ".", ""):
            to_decimal(written, mark)
