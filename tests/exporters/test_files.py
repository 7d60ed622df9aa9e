"""Lists as files: numbers stay numbers, days stay days, and no text of a customer is ever calculated."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.money import SEK, Money
from app.exporters.csv_file import as_csv
from app.exporters.pdf_file import as_pdf
from app.exporters.plain_text import calculates, harmless
from app.exporters.table import CellKind, Heading, Table
from app.exporters.xlsx_file import as_xlsx
from tests.documents.reading import text as text_of

HEADINGS = (
    Heading("customer", "Kund", paper_mm=60),
    Heading("due", "Förfaller", CellKind.DAY, 30),
    Heading("open", "Kvar", CellKind.AMOUNT, 30),
    Heading("late", "Dagar sen", CellKind.COUNT),
)
EVIL = ['=HYPERLINK("http://x")', "+46 8 123", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "=cmd|' /C calc'!A0"]


def table(*rows: tuple[str, date | None, Money | None, int | None]) -> Table:
    return Table("Fakturor", "Alla öppna, 18 november 2026", HEADINGS, rows, ("Kvar att betala: 1 kr",), "sv")


def cells(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_begins_with_a_mark_and_has_semicolons_and_decimal_commas() -> None:
    content = as_csv(table(("Åsa & Co", date(2026, 11, 2), Money(123450, SEK), 16)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert cells(content) == [
        ["Kund", "Förfaller", "Kvar", "Dagar sen"],
        ["Åsa & Co", "2026-11-02", "1234,50", "16"],
    ]


def test_a_negative_amount_stays_a_number_in_csv() -> None:
    assert cells(as_csv(table(("A", None, Money(-5000, SEK), None))))[1] == ["A", "", "-50,00", ""]


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_is_calculated_by_the_spreadsheet_that_opens_the_csv(evil: str) -> None:
    assert cells(as_csv(table((evil, None, None, None))))[1][0].startswith("'")


@given(st.text())
def test_what_is_harmless_never_begins_like_a_formula(text: str) -> None:
    assert not calculates(harmless(text))


def test_a_workbook_has_amounts_as_numbers_and_days_as_days() -> None:
    content = as_xlsx(table(("Åsa", date(2026, 11, 2), Money(123450, SEK), 16)))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Kund", "Förfaller", "Kvar", "Dagar sen")
    assert rows[1] == ("Åsa", datetime(2026, 11, 2), 1234.5, 16)  # noqa: DTZ001 - a workbook knows no zones
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_becomes_a_formula_in_a_workbook(evil: str) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(table((evil, None, None, None))))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", evil)
    assert cell.quotePrefix


def test_signs_that_no_workbook_may_hold_are_left_out() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(table(("a\x00b\x1bc", None, None, None))))).active
    assert sheet is not None
    assert sheet["A2"].value == "abc"


def test_paper_shows_the_columns_it_has_room_for_and_the_sums() -> None:
    said = text_of(as_pdf(table(("Åsa", date(2026, 11, 2), Money(123450, SEK), 16))))
    for words in ("Fakturor", "Alla öppna, 18 november 2026", "Kund", "2026-11-02", "Kvar att betala"):
        assert words in said
    assert "Dagar sen" not in said


def test_a_long_list_goes_on_over_the_pages_with_its_heads() -> None:
    said = text_of(as_pdf(table(*[(f"Kund {n}", None, Money(n, SEK), n) for n in range(200)])))
    assert said.count("Förfaller") == 4
    assert "4/4" in said
    assert "Kund 199" in said


def test_a_name_too_long_for_its_column_is_cut_and_not_printed_over_the_next() -> None:
    said = text_of(as_pdf(table(("Å" * 90, None, Money(1, SEK), None))))
    assert "…" in said
    assert "Å" * 90 not in said
