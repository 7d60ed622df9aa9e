"""Plain numbers are read as people type them."""

from __future__ import annotations

import pytest

from app.formatting import UnreadableAmountError, parse_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2,50", "2.50"),
        ("2.5 %", "2.5"),
        ("-0,50", "-0.50"),
        ("\u22120,5\u00a0%", "-0.5"),
        ("1988", "1988"),
        ("1\u00a0345 kr", "1345"),
        ("750 NOK", "750"),
        (" 14 ", "14"),
    ],
)
def test_a_number_is_read_with_or_without_its_unit(typed: str, value: str) -> None:
    assert str(parse_number(typed)) == value


@pytest.mark.parametrize("typed", ["", "två", "1,2,3", "2,5 dagar", "1e9", "NaN", "1234567890", "1,2345678"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableAmountError):
        parse_number(typed)
