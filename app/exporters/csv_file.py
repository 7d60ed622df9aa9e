"""A list as CSV that a Nordic Excel opens by a double click: UTF-8 with a mark, `;`, decimal comma."""

from __future__ import annotations

import csv
import io
from datetime import date

from app.domain.money import Money
from app.exporters.plain_text import harmless
from app.exporters.table import Cell, Table

_MARK = "\ufeff"


def as_csv(table: Table) -> bytes:
    """Return the file. Numbers and days stay such; what would be calculated is made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading.title) for heading in table.headings])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return (_MARK + out.getvalue()).encode("utf-8")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case Money():
            return f"{cell.amount:f}".replace(".", ",")
        case int():
            return str(cell)
    return harmless(cell)
