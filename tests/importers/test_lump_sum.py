"""A line that sums up a BgMax file is told from one that is a payment."""

import pytest

from app.importers.lump_sum import bankgiro_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("999-2343 00029", "999-2343"),
        ("BG 5050-1055", "5050-1055"),
        ("Bg  5050-1055", "5050-1055"),
        ("Bankgiro: 5050-1055", "5050-1055"),
        ("Bankgironummer 5050-1055", "5050-1055"),
        ("BGGI 5050-1055 00012", "5050-1055"),
        ("Insättning från Bankgirot 5050-1055", "5050-1055"),
        ("Bankgiroinsättning", ""),
        ("BANKGIRO INSÄTTNING", ""),
        ("BGGI", ""),
        # A number alone may be the payer's.
        ("5050-1055", None),
        ("Faktura 5050-1055 00012", None),
        ("BG 5050-1055 Malmö Kök AB", None),
        ("", None),
    ],
)
def test_only_a_line_of_bankgirot_is_a_lump_sum(text: str, number: str | None) -> None:
    assert bankgiro_of(text) == number
