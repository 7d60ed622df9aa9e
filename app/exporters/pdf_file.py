"""A list on A4 pages, for whoever likes paper: the heads come again on every page, the sums at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import formatting
from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import BOTTOM, LEFT, RIGHT, Sheet, Text
from app.documents.layout.table import Column, small
from app.documents.layout.typesetting import BODY, FINE, STRONG, Run, width
from app.domain.money import Money
from app.exporters.table import Cell, CellKind, Heading, Table

_TOP = 22.0
_GAP = 2.0
_RIGHT_ALIGNED = (CellKind.AMOUNT, CellKind.COUNT)


def as_pdf(table: Table, *, author: str = "") -> bytes:
    """Return the file; it holds the columns that have a width on paper."""
    sheet = Sheet(1.0, _begin)
    _begin(sheet)
    sheet.label(LEFT, sheet.y, table.title, STRONG, role="H1")
    sheet.y += 6
    sheet.paragraph([Run(table.beside, FINE)], after=3)
    shown = [place for place, heading in enumerate(table.headings) if heading.paper_mm]
    columns = _columns([table.headings[place] for place in shown])
    small(sheet, columns, [_cells(row, shown, columns, table.language) for row in table.rows])
    sheet.gap(4)
    for words in table.sums:
        sheet.paragraph([Run(words, BODY.bold)], after=1)
    _number(sheet)
    return pdf(sheet.pages, About(table.title, author, table.language))


def _begin(sheet: Sheet) -> None:
    sheet.y = _TOP


def _columns(headings: Sequence[Heading]) -> list[Column]:
    """Lay the columns side by side over the whole width, each by its share."""
    room = RIGHT - LEFT - _GAP * (len(headings) - 1)
    scale, x = room / sum(heading.paper_mm for heading in headings), LEFT
    columns = []
    for heading in headings:
        width, right = heading.paper_mm * scale, heading.kind in _RIGHT_ALIGNED
        columns.append(Column(heading.title, x + width if right else x, width, right=right))
        x += width + _GAP
    return columns


def _cells(row: Sequence[Cell], shown: Sequence[int], columns: Sequence[Column], language: str) -> list[str]:
    said = (_said(row[place], language) for place in shown)
    return [_cut(words, column.room) for words, column in zip(said, columns, strict=True)]


def _cut(words: str, room: float) -> str:
    """Leave out the end of what would run into the next column."""
    if width(words, FINE) <= room:
        return words
    while words and width(f"{words}…", FINE) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _said(cell: Cell, language: str) -> str:
    match cell:
        case None:
            return ""
        case date():
            return formatting.iso(cell)
        case Money():
            return formatting.amount(cell, language)
    return str(cell)


def _number(sheet: Sheet) -> None:
    """Write the number of the page at the foot of each, of how many."""
    for number, page in enumerate(sheet.pages, start=1):
        words = f"{number}/{len(sheet.pages)}"
        page.append(Text(RIGHT, BOTTOM + 12, words, FINE, (), right=True))
