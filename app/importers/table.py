"""A table of any kind, text or workbook, as rows of cells under a header; nothing is interpreted yet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from app.importers import header_words, statement_words, text_table, written_day, written_number
from app.importers.content import TABLE_LIMIT_BYTES, read_whole
from app.importers.detect import Kind, is_binary, kind_of
from app.importers.header_words import squeeze
from app.importers.trouble import UnreadableFileError
from app.importers.written_day import Order
from app.importers.written_number import Mark

Cell = str | Decimal | date
Meaning = Literal["invoices", "payments", ""]

_HEADER_WITHIN = 40
# No list has as many; a damaged one may have millions, each compared with every known header.
_MOST_COLUMNS = 500
_JUDGED_ROWS = 500
_PLAUSIBLE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file, as wide as it is there; `line` counts from 1."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """Return a cell; a column that is not there is empty."""
        return self.cells[column] if column is not None and 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class TableSettings:
    """What the user says about a table, instead of what we would guess; empty means guess.

    Attributes:
        currency: Taken where a row names none.
        country: The firm's own; its currency is taken where neither the file nor `currency` names one.
        terms_days: Calendar days from issue to due day, where the file has only one of the two.
        corrections: (line, field) → what shall be read instead of what stands there.
        skipped_lines: Lines that the user leaves out.
        meaning: What its rows are: invoices, or payments on an account.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: Mark = ""
    date_order: Order = ""
    sheet: str = ""
    currency: str = ""
    country: str = ""
    terms_days: int | None = None
    corrections: Mapping[tuple[int, str], str] = field(default_factory=dict)
    skipped_lines: frozenset[int] = frozenset()
    meaning: Meaning = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table and how it was understood.

    Attributes:
        header: What stands above each column; all empty where there is none (`header_line` is `None`).
        decimal: The decimal mark of most amounts, `""` if none shows one.
        date_order: The order of most dates, `""` if there is none.
        sheets: All sheets of a workbook, those that can be seen first; `sheet` is the one read.
        reasons: What each finding rests on: for `encoding` a code (`text_table.decode`), else an example.
        is_cut: The last line breaks off, so its row may not be trusted.
        titles: The rows above the header.
    """

    header: tuple[str, ...]
    header_line: int | None
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    decimal: Mark = ""
    date_order: Order = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False
    titles: tuple[Row, ...] = ()

    @property
    def shape(self) -> str:
        """Return a hash by which a mapping is remembered: of the header, without one of what columns hold."""
        headers = self.header if self.header_line else map(self._sort_of, range(len(self.header)))
        words = "\x1f".join(squeeze(each) for each in headers)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def _sort_of(self, column: int) -> str:
        """Return what most cells of a column are: `day`, `number`, `words` or nothing."""
        sorts = Counter(
            "day"
            if written_day.take_apart(text)
            else "number"
            if written_number.take_apart(text)
            else "words"
            for text in self.texts(column)
        )
        return max(sorts, key=lambda sort: (sorts[sort], sort), default="")

    def texts(self, column: int) -> list[str]:
        """Return the filled cells of a column as texts, of the first rows only."""
        cells = (cell_text(row.cell(column)) for row in self.rows[:_JUDGED_ROWS])
        return [text for text in cells if text]


def cell_text(cell: Cell) -> str:
    """Return a cell as text: days in ISO form, numbers with a point and no decimals that are zero."""
    if isinstance(cell, Decimal):
        return format(cell.to_integral_value() if cell == cell.to_integral_value() else cell, "f")
    return cell.isoformat() if isinstance(cell, date) else cell


def read_table(source: Path | bytes, settings: TableSettings | None = None) -> Table:
    """Return the table in a CSV, TSV, XLSX or XLS file, or in what was pasted.

    Raises:
        UnreadableFileError: Nothing can be read from it: empty, over 50 MB, binary, broken, locked.
    """
    wanted = settings or TableSettings()
    data = source if isinstance(source, bytes) else read_whole(source, TABLE_LIMIT_BYTES)
    if not data.strip():
        raise UnreadableFileError("empty")
    if kind_of(data[:400]) is Kind.WORKBOOK:
        return _from_workbook(data, wanted)
    if is_binary(data):
        raise UnreadableFileError("binary")
    return _from_text(data, wanted)


def _from_text(data: bytes, settings: TableSettings) -> Table:
    text, encoding, why = text_table.decode(data, settings.encoding)
    text = text.rstrip("\x1a")
    delimiter = settings.delimiter or text_table.find_delimiter(text)
    rows = _rows(text_table.read_rows(text, delimiter))
    table = _under_header(rows)
    widths = [len(row.cells) for row in table.rows]
    is_cut = bool(widths) and not text.endswith(("\n", "\r")) and widths[-1] < max(widths)
    found = replace(table, encoding=encoding, delimiter=delimiter, is_cut=is_cut, reasons={"encoding": why})
    return _judged(found, settings)


def _from_workbook(data: bytes, settings: TableSettings) -> Table:
    from app.importers import workbook

    book = workbook.open_workbook(data)
    names = workbook.sheet_names(book)
    wanted = (settings.sheet,) if settings.sheet in names else names
    tables = ((name, _under_header(_rows(workbook.sheet_rows(book, name)))) for name in wanted)
    filled = [(name, table) for name, table in tables if table.rows]
    if not filled:
        raise UnreadableFileError("empty")
    plausible = (pair for pair in filled if _known_words(pair[1].header) >= _PLAUSIBLE_WORDS)
    name, table = next(plausible, filled[0])
    return _judged(replace(table, sheet=name, sheets=names), settings)


def _rows(numbered: Iterable[tuple[int, Sequence[Cell]]]) -> list[Row]:
    return [Row(line, tuple(cells[:_MOST_COLUMNS])) for line, cells in numbered]


def _known_words(header: Iterable[Cell]) -> int:
    """Return how many of these are headers of an invoice list, or of an account statement."""
    words = [cell for cell in header if isinstance(cell, str)]
    return max(sum(map(header_words.is_known, words)), sum(map(statement_words.is_known, words)))


def _under_header(rows: list[Row]) -> Table:
    """Find the header, which may stand below a title, and return what lies under it."""
    place = _header_place(rows)
    if place is None:
        width = max((len(row.cells) for row in rows), default=0)
        return Table(("",) * width, None, tuple(rows))
    header = tuple(cell_text(cell) for cell in rows[place].cells)
    while header and not header[-1]:
        header = header[:-1]
    # Long lists repeat their header on each page.
    below = tuple(row for row in rows[place + 1 :] if row.cells != rows[place].cells)
    return Table(header, rows[place].line, below, titles=tuple(rows[:place]))


def _header_place(rows: list[Row]) -> int | None:
    candidates = rows[:_HEADER_WITHIN]
    scores = [_known_words(row.cells) for row in candidates]
    if scores and max(scores) >= _PLAUSIBLE_WORDS:
        return scores.index(max(scores))
    filled = [sum(cell != "" for cell in row.cells) for row in candidates]
    widest = max(filled, default=0)
    wide = (place for place, count in enumerate(filled) if count > 1 and count * 2 >= widest)
    first = next(wide, None)
    return first if first is not None and all(map(_is_word, candidates[first].cells)) else None


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not written_number.take_apart(cell) and not written_day.take_apart(cell)


def _judged(table: Table, settings: TableSettings) -> Table:
    """Add the decimal mark and the order of dates that the table as a whole shows."""
    texts = [
        cell
        for row in table.rows[:_JUDGED_ROWS]
        for cell in row.cells
        if isinstance(cell, str) and cell[-1:].strip()
    ]
    decimal = settings.decimal or written_number.decimal_mark(texts)
    order = settings.date_order or written_day.date_order(texts)
    reasons = {
        **table.reasons,
        "decimal": _amount_like(texts, decimal),
        "date_order": _day_like(texts, order),
    }
    return replace(table, decimal=decimal, date_order=order, reasons=reasons)


def _amount_like(texts: list[str], mark: Mark) -> str:
    proofs = (
        text
        for text in texts
        if (number := written_number.take_apart(text)) and written_number.mark_of(number.digits) == mark
    )
    return next(proofs, "") if mark else ""


def _day_like(texts: list[str], order: Order) -> str:
    days = (text for text in texts if (parts := written_day.take_apart(text)) and order in parts.orders)
    return next(days, "") if order else ""
