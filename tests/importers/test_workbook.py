"""Workbooks as Excel and LibreOffice save them, with the traps they bring."""

import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from app.importers.mapping import guess
from app.importers.table import TableSettings, read_table
from app.importers.table_invoice import apply
from app.importers.trouble import UnreadableFileError

HEADER = ["Fakturanr", "Kund", "Fakturadatum", "Förfallodatum", "Summa", "OCR"]


def saved(*rows: list[object], title: str = "Reskontra") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def data(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_numbers_and_days_are_taken_exactly() -> None:
    row: list[object] = [
        10438,
        "Acme AB",
        datetime.combine(date(2026, 10, 13), time(0, 0)),
        date(2026, 11, 12),
        1234.1,
        "0010438",
    ]
    table = read_table(data(saved(list(HEADER), row)))

    assert table.rows[0].cells == (
        Decimal(10438),
        "Acme AB",
        date(2026, 10, 13),
        date(2026, 11, 12),
        Decimal("1234.1"),
        "0010438",
    )


def test_a_whole_workbook_becomes_invoices() -> None:
    row: list[object] = [10438, "Acme AB", 46308, "2026-11-12", 1.25, "0010438"]
    table = read_table(data(saved(["Kundreskontra"], list(HEADER), row)))
    (invoice,) = apply(table, guess(table)).invoices

    assert (invoice.line, invoice.number, invoice.payment_reference) == (3, "10438", "0010438")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 10, 13), date(2026, 11, 12))
    assert invoice.total.amount == Decimal("1.25")


def test_three_decimals_in_a_workbook_are_no_question() -> None:
    table = read_table(data(saved(list(HEADER), [1, "A", "2026-10-13", None, 1.125, None])))

    assert apply(table, guess(table)).invoices[0].total.amount == Decimal("1.13")


def test_a_reference_longer_than_excel_keeps_is_remarked() -> None:
    table = read_table(data(saved(list(HEADER), [1, "A", "2026-10-13", None, 5, 12345678901234567])))

    assert [
        (each.code, each.field) for each in apply(table, guess(table)).problems if each.code == "digits_lost"
    ] == [("digits_lost", "payment_reference")]


def test_the_first_sheet_that_looks_like_a_list_is_read_and_another_may_be_chosen() -> None:
    book = saved(["Läs mig"], ["Detta är en rapport"], title="Info")
    for name, number in (("Oktober", 1), ("November", 2)):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append([number, "A", "2026-10-13", None, 5, None])
    content = data(book)

    assert (read_table(content).sheet, read_table(content).sheets) == (
        "Oktober",
        ("Info", "Oktober", "November"),
    )
    assert read_table(content, TableSettings(sheet="November")).rows[0].cells[0] == Decimal(2)


def test_a_hidden_sheet_comes_last() -> None:
    book = saved(list(HEADER), [1, "A", "2026-10-13", None, 5, None], title="Dold")
    book.worksheets[0].sheet_state = "hidden"
    shown = book.create_sheet("Synlig")
    shown.append(HEADER)
    shown.append([2, "A", "2026-10-13", None, 5, None])
    book.active = 1

    assert read_table(data(book)).sheet == "Synlig"


def test_a_formula_is_never_calculated() -> None:
    table = read_table(
        data(saved(list(HEADER), [1, '=HYPERLINK("http://x")', "2026-10-13", None, "=1+1", None]))
    )

    assert apply(table, guess(table)).invoices == ()


def test_an_empty_workbook_is_empty() -> None:
    with pytest.raises(UnreadableFileError, match="empty"):
        read_table(data(Workbook()))


def test_a_locked_workbook_says_so() -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

    with pytest.raises(UnreadableFileError, match="locked_workbook"):
        read_table(header + bytes(2000) + "EncryptedPackage".encode("utf-16-le"))


def test_a_workbook_that_unpacks_to_far_too_much_is_refused() -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for _part in range(201):
                file.write(bytes(1024 * 1024))

    assert len(kept.getvalue()) < 1024 * 1024
    with pytest.raises(UnreadableFileError, match="too_large"):
        read_table(kept.getvalue())


def test_two_cells_at_the_ends_of_a_sheet_do_not_fill_the_memory() -> None:
    book = saved(list(HEADER))
    book.worksheets[0]["XFD1048576"] = "långt bort"

    with pytest.raises(UnreadableFileError, match="too_large"):
        read_table(data(book))
