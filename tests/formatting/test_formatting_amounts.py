"""Amounts, percentages and groups of digits, as the design shows them."""

from decimal import Decimal

import pytest

from app.domain.money import EUR, NOK, SEK, Currency, Money
from app.formatting import account, amount, identifier, money, percent, phone, reference


def spaced(text: str) -> str:
    """Return the text with no-break spaces where the table shows underscores."""
    return text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("value", "lang", "home", "expected"),
    [
        (Money(2486000, SEK), "sv", None, "24_860,00_kr"),
        (Money(2486000, NOK), "nb", None, "24_860,00_kr"),
        (Money(1240000, NOK), "sv", None, "12_400,00_NOK"),
        (Money(1240000, SEK), "nb", None, "12_400,00_SEK"),
        (Money(1240000, NOK), "sv", "NOK", "12_400,00_kr"),
        (Money(1240000, SEK), "sv", "NOK", "12_400,00_SEK"),
        (Money(2486000, SEK), "en", "SEK", "24,860.00_kr"),
        (Money(2486000, SEK), "en", None, "24,860.00_SEK"),
        (Money(9950, EUR), "sv", "EUR", "99,50_EUR"),
        (Money(-500000, SEK), "sv", None, "−5_000,00_kr"),
        (Money(0, SEK), "sv", None, "0,00_kr"),
        (Money(1500, Currency("JPY")), "sv", None, "1_500_JPY"),
    ],
)
def test_kr_is_said_of_one_currency_and_every_other_has_its_code(
    value: Money, lang: str, home: str | None, expected: str
) -> None:
    assert money(value, lang, home=home) == spaced(expected)


@pytest.mark.parametrize(
    ("minor", "expected"),
    [
        (2486000, "24_860_kr"),
        (725000, "7_250_kr"),
        (2486050, "24_860,50_kr"),
        (-500000, "−5_000_kr"),
        (1, "0,01_kr"),
    ],
)
def test_whole_amounts_drop_their_decimals_and_others_keep_them(minor: int, expected: str) -> None:
    assert money(Money(minor, SEK), "sv", whole=True) == spaced(expected)


def test_an_amount_in_a_column_has_no_unit() -> None:
    assert amount(Money(2590000, SEK), "sv") == spaced("25_900,00")
    assert amount(Money(2590000, SEK), "en", whole=True) == "25,900"


@pytest.mark.parametrize(
    ("value", "lang", "decimals", "expected"),
    [
        ("10", "sv", 2, "10,00_%"),
        ("12.25", "nb", 2, "12,25_%"),
        ("11.125", "sv", 2, "11,125_%"),
        ("2.500", "en", 2, "2.50%"),
        ("25", "sv", 0, "25_%"),
        ("100", "sv", 0, "100_%"),
        ("-0.25", "sv", 2, "−0,25_%"),
    ],
)
def test_a_rate_shows_all_its_decimals(value: str, lang: str, decimals: int, expected: str) -> None:
    assert percent(Decimal(value), lang, decimals=decimals) == spaced(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10431005", "1043 1005"),
        ("1041200512", "1041 2005 12"),
        ("1043 1005", "1043 1005"),
        ("RF18539007547034", "RF18 5390 0754 7034"),
        ("Faktura 12", "Faktura 12"),
        ("", ""),
    ],
)
def test_references_are_grouped_by_four_from_the_left(typed: str, expected: str) -> None:
    assert reference(typed) == expected


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("bankgiro", "50501055", "5050-1055"),
        ("bankgiro", "505-1055", "505-1055"),
        ("plusgiro", "41715084", "4 17 15 08-4"),
        ("plusgiro", "4171508", "41 71 50-8"),
        ("account", "12345678903", "1234 56 78903"),
        ("account", "1234.56.78903", "1234 56 78903"),
        ("account", "8327-9, 123", "8327-9, 123"),
        ("iban", "se4550000000058398257466", "SE45 5000 0000 0583 9825 7466"),
        ("iban", "SE45", "SE45"),
    ],
)
def test_accounts_are_written_as_their_country_writes_them(kind: str, number: str, expected: str) -> None:
    assert account(kind, number) == expected


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("5560360793", "SE", "556036-0793"),
        ("198112289874", "SE", "19811228-9874"),
        ("974760673", "NO", "974 760 673"),
        ("01019012345", "NO", "010190 12345"),
        ("DE123456789", "DE", "DE123456789"),
        ("55603607", "SE", "55603607"),
    ],
)
def test_numbers_of_firms_and_people_are_grouped_by_country(number: str, country: str, expected: str) -> None:
    assert identifier(number, country) == expected


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("0701740612", "SE", "070-174 06 12"),
        ("+46701740612", "SE", "+46 70 174 06 12"),
        ("+460701740612", "NO", "+46 70 174 06 12"),
        ("084650041", "SE", "08-465 00 41"),
        ("0850501055", "SE", "08-505 010 55"),
        ("031390600", "SE", "031-39 06 00"),
        ("098010605", "SE", "0980-106 05"),
        ("00000000", "NO", "000 00 000"),
        ("22334455", "NO", "22 33 44 55"),
        ("+4741234567", "SE", "+47 412 34 567"),
        ("070-174 06 12", "SE", "070-174 06 12"),
        ("112", "SE", "112"),
        ("0", "SE", "0"),
    ],
)
def test_a_phone_number_is_grouped_unless_its_owner_did_it(number: str, country: str, expected: str) -> None:
    assert phone(number, country) == expected
