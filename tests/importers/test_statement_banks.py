"""The export of each bank, in small: what is money in and what is none, on which account, which currency."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.importers.bank_draft import Covered
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.reader import read

FILES = Path(__file__).parent / "statements"

Fact = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What an export shall give; a payment is day, amount, movement, payer, reference."""

    bank: str
    currency: str
    account: str
    payments: tuple[Fact, ...]
    left_out: Mapping[str, int]


EXPECTED = {
    "handelsbanken": Expected(
        "Handelsbanken",
        "SEK",
        "SE4560000000000123456789",
        (
            ("2026-11-14", "1250.50", "payment", "", ""),
            ("2026-11-12", "4000.00", "lump_sum", "", "999-2343"),
        ),
        {"information": 1, "preliminary": 1, "debit": 1},
    ),
    "handelsbanken_private": Expected(
        "Handelsbanken", "SEK", "", (("2026-11-15", "300.00", "payment", "", ""),), {"preliminary": 1}
    ),
    "seb": Expected(
        "SEB",
        "SEK",
        "53191022772",
        (("2026-11-15", "1000.00", "payment", "", ""), ("2026-11-11", "1000.00", "payment", "", "")),
        {"debit": 1},
    ),
    "swedbank": Expected(
        "Swedbank",
        "SEK",
        "832791234567890",
        (("2026-11-14", "295.00", "payment", "Anna Berg", ""),),
        {"debit": 1},
    ),
    "swedbank_text": Expected(
        "Swedbank", "SEK", "832791234567890", (("2026-11-14", "1250.00", "payment", "", ""),), {"debit": 1}
    ),
    "nordea_se": Expected(
        "Nordea",
        "SEK",
        "518687-9",
        (
            ("2026-11-16", "1250.00", "payment", "Anna Berg", ""),
            ("2026-11-11", "800.00", "lump_sum", "", "5050-1055"),
        ),
        {"preliminary": 1, "debit": 1},
    ),
    "nordea_no": Expected(
        "Nordea",
        "NOK",
        "6219.12.77436",
        (("2026-11-16", "10000.00", "payment", "Kari Nordmann", ""),),
        {"preliminary": 1, "debit": 1},
    ),
    "lansforsakringar": Expected(
        "Länsförsäkringar",
        "SEK",
        "90248745117",
        (("2026-11-15", "1250.00", "payment", "Anna Berg", ""),),
        {"debit": 1},
    ),
    "dnb": Expected(
        "DNB",
        "NOK",
        "",
        (
            ("2026-11-13", "1250.50", "payment", "Kari Nordmann", ""),
            ("2026-11-13", "1000.00", "payment", "", "0012345678"),
        ),
        {"preliminary": 1, "debit": 1},
    ),
    "sbanken": Expected(
        "Sbanken", "NOK", "", (("2026-11-16", "1250.50", "payment", "Kari Nordmann", ""),), {"debit": 1}
    ),
    "sparebank_1": Expected(
        "SpareBank 1", "NOK", "12345678903", (("2026-11-16", "1250.50", "payment", "", ""),), {"debit": 1}
    ),
    "eika": Expected(
        "Eika",
        "NOK",
        "90530620149",
        (("2026-11-13", "1250.50", "payment", "Kari Nordmann", "0012345678"),),
        {"preliminary": 1, "debit": 1, "information": 2},
    ),
    "eika_nynorsk": Expected(
        "Eika",
        "NOK",
        "90530620149",
        (("2026-11-13", "1250.50", "payment", "Kari Nordmann", "0012345678"),),
        {"debit": 1},
    ),
    "sandnes": Expected("", "NOK", "", (("2026-11-13", "300.00", "payment", "", ""),), {"debit": 1}),
    "ica": Expected("ICA Banken", "SEK", "", (("2026-11-16", "1250.00", "payment", "", ""),), {"debit": 1}),
    "danske_se": Expected(
        "Danske Bank", "SEK", "", (("2026-11-16", "1250.00", "payment", "", ""),), {"preliminary": 1}
    ),
}


def statement(name: str) -> Draft:
    return read(FILES / f"{name}.csv")


def facts(found: Draft) -> tuple[Fact, ...]:
    return tuple(
        (each.received_on.isoformat(), str(each.amount.amount), each.movement, each.payer, each.reference)
        for each in found.payments
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_each_bank_gives_its_payments(name: str) -> None:
    found, expected = statement(name), EXPECTED[name]

    assert (found.kind, found.source.layout, found.source.meaning) == (
        Kind.STATEMENT,
        expected.bank,
        "payments",
    )
    assert facts(found) == expected.payments
    assert {each.amount.currency for each in found.payments} == {expected.currency}
    assert {each.account for each in found.payments} == {expected.account}
    assert Counter(each.code for each in found.left_out) == expected.left_out
    assert not any(problem.is_blocking for problem in found.problems)


def test_every_file_of_ours_is_expected() -> None:
    assert {path.stem for path in FILES.iterdir()} == set(EXPECTED)


def test_a_swish_payment_keeps_the_number_that_its_report_bears() -> None:
    paid = statement("handelsbanken").payments[0]

    assert (paid.bank_id, paid.payer_account, paid.message) == (
        "4411223344556677",
        "46701234567",
        "ÅSA ÖBERG",
    )


def test_a_voucher_number_that_repeats_is_no_id() -> None:
    assert {each.bank_id for each in statement("seb").payments} == {""}


def test_an_archive_reference_is_the_id_of_its_payment() -> None:
    assert [each.bank_id for each in statement("sbanken").payments] == ["90012345"]


def test_the_account_of_the_payer_is_kept_apart_from_ours() -> None:
    paid = statement("sparebank_1").payments[0]

    assert (paid.account, paid.payer_account) == ("12345678903", "15031234567")


def test_an_invoice_number_in_a_column_of_its_own_is_kept() -> None:
    assert statement("eika_nynorsk").payments[0].numbers == ("10431",)


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("handelsbanken", Covered("SE4560000000000123456789", date(2026, 11, 1), date(2026, 11, 18))),
        ("seb", Covered("53191022772", date(2026, 10, 1), date(2026, 11, 17))),
        # Made in the middle of the last day: more may come in on that day.
        ("swedbank", Covered("832791234567890", date(2026, 11, 1), date(2026, 11, 17))),
        ("swedbank_text", Covered("832791234567890", date(2026, 11, 1), date(2026, 11, 17))),
        # No period is named, and the newest row says nothing of later days.
        ("lansforsakringar", Covered("90248745117", None, None)),
        ("sandnes", Covered("", None, None)),
    ],
)
def test_the_days_covered_are_those_of_the_period_named(name: str, covered: Covered) -> None:
    assert statement(name).covered == (covered,)


@pytest.mark.parametrize("name", ["handelsbanken_private", "swedbank", "dnb", "sparebank_1", "sandnes"])
def test_oldest_first_gives_the_same_as_newest_first(tmp_path: Path, name: str) -> None:
    lines = (FILES / f"{name}.csv").read_bytes().strip().splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_bytes(b"\n".join([*lines[:-2], lines[-1], lines[-2]]) + b"\n")

    assert set(facts(read(turned))) == set(EXPECTED[name].payments)
