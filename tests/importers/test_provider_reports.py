"""Reports of Swish, Vipps and card providers: gross amounts, fees, refunds, and what was paid out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.importers.bank_draft import DraftPayment
from app.importers.detect import Kind, detect
from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError

FILES = Path(__file__).parent / "reports"


def written(folder: Path, text: str) -> Path:
    path = folder / "report"
    path.write_text(text, encoding="utf-8")
    return path


def report(name: str) -> Draft:
    found = read(FILES / name)
    assert found.problems == ()
    # What came to the account in other ways is not in a report.
    assert found.covered == ()
    return found


def money(payment: DraftPayment) -> tuple[str, str, Decimal, Decimal | None]:
    fee = payment.fee.amount if payment.fee else None
    return payment.received_on.isoformat(), payment.movement, payment.amount.amount, fee


def left_out(found: Draft) -> list[tuple[str, Decimal | None, date | None, str]]:
    return [
        (each.code, each.amount.amount if each.amount else None, each.on, each.text)
        for each in found.left_out
    ]


def test_a_swish_report_gives_each_payment_with_its_number() -> None:
    found = report("swish.csv")

    assert found.kind is Kind.SWISH
    assert [money(each) for each in found.payments] == [
        ("2026-11-15", "payment", Decimal("1250.00"), None),
        ("2026-11-16", "payment", Decimal("99.50"), None),
        ("2026-11-17", "reversal", Decimal("99.50"), None),
    ]
    first, second, back = found.payments
    assert (first.payer, first.payer_account, first.message) == ("Anna Berg", "46701234567", "Faktura 10431")
    assert (first.account, first.bank_id) == ("8327123456789", "4411223344556677")
    assert (second.reference, second.numbers) == ("12345", ("10432",))
    assert back.reverses == second.bank_id
    assert [each.code for each in found.left_out] == ["information"]


def test_a_swish_report_of_few_columns_is_known_as_well(tmp_path: Path) -> None:
    text = (
        "Datum;Mottagarnummer;Avsändarnamn;Avsändarnummer;Belopp;Meddelande\n"
        "2026-11-16;1231234567;Anna Berg;46701234567;300,00;hej\n"
    )
    found = read(written(tmp_path, text))

    assert [(each.payer, each.account, each.bank_id) for each in found.payments] == [
        ("Anna Berg", "1231234567", "")
    ]


def test_numbered_records_of_swish_are_read() -> None:
    found = report("swish_records.csv")

    assert found.kind is Kind.SWISH
    assert [money(each)[:3] for each in found.payments] == [
        ("2026-11-15", "payment", Decimal("1500.00")),
        ("2026-11-16", "reversal", Decimal("200.00")),
    ]
    assert found.payments[0].bank_id == "4469411476093487"
    assert [each.code for each in found.left_out] == ["debit"]


def test_a_vipps_settlement_counts_gross_with_its_fee() -> None:
    found = report("vipps.csv")

    assert found.kind is Kind.VIPPS
    assert [money(each) for each in found.payments] == [
        ("2026-11-15", "payment", Decimal("1250.00"), Decimal("31.25")),
        ("2026-11-15", "payment", Decimal("100.00"), Decimal("2.50")),
        ("2026-11-16", "reversal", Decimal("100.00"), None),
    ]
    assert (found.payments[0].payer, found.payments[0].account) == ("Kari Nordmann", "15039794613")
    assert found.payments[2].reverses == "5554795402"
    # The bank shows this sum, once, and it is no payment of its own.
    assert left_out(found) == [("payout", Decimal("1118.75"), date(2026, 11, 17), "2000001")]


def test_a_settlement_with_marked_rows_names_each_sale_once() -> None:
    found = report("vipps_marked.csv")

    assert [money(each) for each in found.payments] == [
        ("2026-11-11", "payment", Decimal("1.00"), Decimal("0.02"))
    ]
    assert found.payments[0].numbers == ("1911652",)
    assert left_out(found) == [("payout", Decimal("0.98"), date(2026, 11, 12), "2000001")]


def test_a_settlement_as_xml_gives_the_same() -> None:
    found = report("vipps.xml")

    assert (detect(FILES / "vipps.xml"), found.kind) == (Kind.VIPPS, Kind.VIPPS)
    assert [money(each) for each in found.payments] == [
        ("2026-11-15", "payment", Decimal("1250.00"), Decimal("31.25")),
        ("2026-11-16", "reversal", Decimal("250.00"), None),
    ]
    assert found.payments[1].reverses == "5001145476"
    assert {each.account for each in found.payments} == {"05394985866"}
    assert left_out(found) == [("payout", Decimal("968.75"), date(2026, 11, 17), "2000001")]


def test_a_settlement_cut_in_half_is_a_sentence(tmp_path: Path) -> None:
    text = (FILES / "vipps.xml").read_text(encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="broken_xml"):
        read(written(tmp_path, text[: len(text) // 2]))


def test_a_stripe_report_tells_sales_from_fees() -> None:
    found = report("stripe.csv")

    assert found.kind is Kind.CARDS
    assert [money(each) for each in found.payments] == [
        ("2026-11-14", "payment", Decimal("600.00"), Decimal("8.70")),
        ("2026-11-14", "reversal", Decimal("100.00"), None),
    ]
    assert left_out(found) == [
        ("information", Decimal("5.00"), date(2026, 11, 14), "fee"),
        ("payout", Decimal("486.30"), date(2026, 11, 17), "po_1"),
    ]


def test_items_of_one_receipt_are_one_payment(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Period", "2026-11-01 - 2026-11-30"],
        ["Datum", "Tid", "Kvittonummer", "Namn", "Antal", "Slutpris (SEK)", "Kommentar"],
        [date(2026, 11, 14), "10:00", 5, "Bröd", 1, 40, ""],
        [date(2026, 11, 14), "10:00", 5, "Kaffe", 2, 60.5, ""],
        [date(2026, 11, 15), "11:00", 5, "Bröd", 1, 40, ""],
    ):
        sheet.append(row)
    path = tmp_path / "report.xlsx"
    book.save(path)

    found = read(path)
    assert [money(each)[:3] for each in found.payments] == [
        ("2026-11-14", "payment", Decimal("100.50")),
        ("2026-11-15", "payment", Decimal("40.00")),
    ]
    assert found.payments[0].message == "Bröd\nKaffe"
    assert [each.bank_id for each in found.payments] == ["2026-11-14-5", "2026-11-15-5"]


def test_a_row_that_cannot_be_read_waits_and_the_others_come_in(tmp_path: Path) -> None:
    text = (FILES / "swish.csv").read_text(encoding="utf-8")
    found = read(written(tmp_path, text.replace("1 250,00;4411", "tolv;4411")))

    assert [(each.code, each.field) for each in found.problems] == [("not_an_amount", "amount")]
    assert len(found.payments) == 2
