"""The published account statements and card reports, compared with the facts that stand beside them."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from app.importers.bank_draft import DraftPayment
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.statement_mapping import guess, runs
from app.importers.table import read_table

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
if not (SAMPLES / "SOURCES.md").exists():
    pytest.skip("the published samples are not beside this checkout", allow_module_level=True)

BANK = SAMPLES / "bank_statement"
_ENTRY = re.compile(r"^### (?:bank_statement|payment_provider)/(\S+)$.*?^- Expected: (.+?)$", re.M | re.S)
EXPECTED = dict(_ENTRY.findall((SAMPLES / "SOURCES.md").read_text(encoding="utf-8")))


def expected(name: str, fact: str) -> str:
    """Return a fact listed for a file, such as what stands behind `credits total`."""
    found = re.search(rf"(?:^|; ){re.escape(fact)} ([^;]+)", EXPECTED[name])
    assert found, f"{name} lists no {fact}"
    return found[1]


def total(payments: tuple[DraftPayment, ...]) -> Decimal:
    return sum((each.amount.amount for each in payments), Decimal(0))


def debits(found: Draft) -> list[Decimal]:
    return [each.amount.amount for each in found.left_out if each.code == "debit" and each.amount]


@pytest.mark.parametrize(
    "name",
    [
        "handelsbanken_2020-05_deid.txt",
        "norway_sandnes_sparebank_headerless.csv",
        "seb_kontohandelser_2014-2016.xlsx",
        "swedbank_sample6_2019.csv",
    ],
)
def test_each_statement_gives_its_facts(name: str) -> None:
    found = read(BANK / name)
    days = [each.received_on for each in found.payments] + [each.on for each in found.left_out if each.on]

    assert found.kind is Kind.STATEMENT
    assert len(found.payments) == int(expected(name, "credits count"))
    assert total(found.payments) == Decimal(expected(name, "credits total"))
    assert len(debits(found)) == int(expected(name, "debits count"))
    assert -sum(debits(found), Decimal(0)) == Decimal(expected(name, "debits total"))
    assert len(found.payments) + len(debits(found)) == int(expected(name, "transactions"))
    # A payment counts from the day of its order, which may lie before the first booking.
    assert min(days).isoformat() <= expected(name, "first date")
    assert max(days).isoformat() == expected(name, "last date")
    assert {each.amount.currency for each in found.payments} == {expected(name, "currency")}
    assert found.problems == () or [each.code for each in found.problems] == ["day_order_assumed"]


def test_handelsbanken_has_its_lump_sums_and_what_is_not_booked() -> None:
    name = "handelsbanken_2020-05_deid.txt"
    found = read(BANK / name)
    lump_sums = [each for each in found.payments if each.movement == "lump_sum"]

    assert len(lump_sums) == int(expected(name, "lump sum bankgiro rows"))
    assert {each.reference for each in lump_sums} == {"999-2343"}
    assert Counter(each.code for each in found.left_out if each.code != "debit") == {
        "preliminary": 2,
        "information": 1,
    }
    # Windows-1252 holds every letter of ISO-8859-1, and the file no other byte.
    assert (found.source.encoding, found.source.delimiter) == ("cp1252", ";")
    table = read_table(BANK / name)
    assert expected(name, "balance row").replace(".", ",") in table.rows[0].cells


def test_seb_has_the_texts_that_name_the_invoices() -> None:
    name = "seb_kontohandelser_2014-2016.xlsx"
    found = read(BANK / name)
    table = read_table(BANK / name)
    columns = guess(table).columns

    listed = re.findall(r'(\d{4}-\d{2}-\d{2}) ([\d.]+) "([^"]+)"', EXPECTED[name])
    assert [
        (each.received_on.isoformat(), str(each.amount.amount), each.message) for each in found.payments
    ] == listed
    assert expected(name, "running balance consistent") == str(runs(table, columns))
    assert table.rows[0].cells[columns["balance"]] == Decimal(expected(name, "closing balance"))


def test_the_norwegian_statement_without_header_has_its_texts() -> None:
    name = "norway_sandnes_sparebank_headerless.csv"
    found = read(BANK / name)

    listed = re.findall(r'(\d{4}-\d{2}-\d{2}) ([\d.]+) "([^"]+)"', EXPECTED[name])
    assert [
        (each.received_on.isoformat(), str(each.amount.amount), each.message) for each in found.payments
    ] == listed


def test_a_mark_for_credit_decides_over_the_sign() -> None:
    name = "generic_debit_credit_flag.csv"
    found = read(BANK / name)

    assert "balance shows +1533.50" in EXPECTED[name]
    assert [(str(each.amount.amount), each.payer) for each in found.payments] == [
        ("1533.50", "Azure Interior")
    ]
    assert debits(found) == [Decimal("33.50")]
    assert [each.code for each in found.problems] == ["sign_of_credit"]


def test_the_fixed_width_report_has_debits_only() -> None:
    found = read(BANK / "swedbank_sample2_text_report.txt")

    assert (found.payments, found.problems) == ((), ())
    assert len(debits(found)) == 11
    # SOURCES.md gives 3312.66; the eleven rows of the file add up to this.
    assert sum(debits(found), Decimal(0)) == Decimal("3307.78")
    assert {each.on.isoformat() for each in found.left_out if each.on} >= {"2015-01-05", "2014-12-22"}


def test_the_zettle_report_gives_its_sales() -> None:
    name = "zettle_raw_data_2021-06_deid.xlsx"
    found = read(SAMPLES / "payment_provider" / name)

    assert found.kind is Kind.CARDS
    assert len(found.payments) == int(expected(name, "transactions"))
    assert total(found.payments) == Decimal(expected(name, "total"))
    assert {each.amount.currency for each in found.payments} == {expected(name, "currency")}
    assert str([each.received_on.isoformat() for each in found.payments]) == expected(name, "dates")
