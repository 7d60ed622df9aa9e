"""A list as an Excel workbook: amounts as numbers, days as days, text never as formulas."""

from __future__ import annotations

import io
from typing import Any

from app.domain.money import Money
from app.exporters.plain_text import calculates, written
from app.exporters.table import Cell, CellKind, Table

_FORMATS = {CellKind.DAY: "yyyy-mm-dd", CellKind.AMOUNT: "#,##0.00", CellKind.COUNT: "0"}
_WIDTHS = {CellKind.TEXT: 26, CellKind.DAY: 12, CellKind.AMOUNT: 15, CellKind.COUNT: 10}
_SHEET_NAME_LENGTH = 31


def as_xlsx(table: Table) -> bytes:
    """Return the file, its head row frozen. Rows are written one by one, to need little memory."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:_SHEET_NAME_LENGTH])
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(table.headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[heading.kind]
    heads = [_cell(sheet, heading.title, CellKind.TEXT) for heading in table.headings]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in table.rows:
        kinds = (heading.kind for heading in table.headings)
        sheet.append([_cell(sheet, cell, kind) for cell, kind in zip(row, kinds, strict=True)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Cell, kind: CellKind) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        plain: Any = value.amount if isinstance(value, Money) else value
        cell = WriteOnlyCell(sheet, plain)
        cell.number_format = _FORMATS.get(kind, "General")
        return cell
    text = written(value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl takes every text that begins with = for a formula
    if calculates(text):
        cell.quotePrefix = True  # so that it stays text when somebody edits the cell
    return cell
