"""Lists as CSV, XLSX and PDF: what other people wrote stays text there, in one cell, and nothing is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from xml.etree import ElementTree
from zipfile import ZipFile

from app.domain.money import SEK, Money
from app.exporters.csv_file import as_csv
from app.exporters.pdf_file import as_pdf
from app.exporters.plain_text import calculates
from app.exporters.table import CellKind, Heading, Table
from app.exporters.xlsx_file import as_xlsx
from tests.hostile.place import Answer, Kind
from tests.hostile.values import day, minor, text

_CELL = 4000
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _table(chance: Random, rows: int) -> Table:
    headings = (
        Heading("name", text(chance)[:_CELL], paper_mm=40),
        Heading("on", "Day", CellKind.DAY, 20),
        Heading("open", "Open", CellKind.AMOUNT, 30),
        Heading("count", "Count", CellKind.COUNT),
    )
    made = tuple(
        (text(chance)[:_CELL], day(chance), Money(minor(chance), SEK), chance.randrange(-9, 9))
        for _ in range(rows)
    )
    return Table("Invoices", text(chance)[:_CELL], headings, made, (text(chance)[:_CELL],), "sv")


def _csv(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        table = _table(chance, 1)
        read = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))
        assert [len(row) for row in read] == [4, 4]
        assert not any(calculates(row[0]) for row in read)
        cell = table.rows[0][2]
        assert isinstance(cell, Money)
        assert read[1][2] == f"{cell.amount:f}".replace(".", ",")

    yield answer


def _xlsx(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        with ZipFile(io.BytesIO(as_xlsx(_table(chance, 8)))) as book:
            assert all(".." not in name and not name.startswith("/") for name in book.namelist())
            sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        assert sheet.find(f".//{_SHEET}f") is None
        assert len(sheet.findall(f".//{_SHEET}row")) == 9

    yield answer


def _pdf(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        assert as_pdf(_table(chance, 3), author=text(chance)[:_CELL]).startswith(b"%PDF-")

    yield answer


KINDS = (
    Kind("cells of CSV", 150, 20_000, _csv),
    Kind("workbooks", 4, 2_000, _xlsx),
    Kind("lists on paper", 1, 500, _pdf),
)
