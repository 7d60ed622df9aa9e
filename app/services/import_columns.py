"""How a table was understood, for the user to see and to change: its rows, and what each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.i18n import N_, _, ngettext
from app.importers import header_words, statement_words
from app.importers.draft import Problem, Severity, Source
from app.importers.statement_layout import columns_of, layout_of
from app.importers.table import Row, Table, cell_text, read_table
from app.importers.text_table import ALIGNED
from app.services import import_words
from app.services.desk import Desk
from app.services.import_preview import FilePreview, TableWish
from app.storage import imports

SHOWN_ROWS = 200
COLUMN_NAMES = {
    "number": N_("Invoice no."),
    "customer_number": N_("Customer no."),
    "customer": N_("Customer"),
    "identifier": N_("Org. no."),
    "issued_on": N_("Issued"),
    "due_on": N_("Due"),
    "total": N_("Amount"),
    "line_total": N_("Line amount"),
    "amount_due": N_("Remaining"),
    "payment_reference": N_("OCR or KID"),
    "currency": N_("Currency"),
    "status": N_("Status"),
    "kind": N_("Kind"),
    "credits": N_("Credits invoice"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "country": N_("Country"),
    "contact": N_("Contact"),
    "subject": N_("What it is for"),
    "terms": N_("Terms"),
    "paid_on": N_("Paid on"),
    "supplied_on": N_("Delivered on"),
    "booked_on": N_("Booked"),
    "ordered_on": N_("Ordered"),
    "value_on": N_("Value day"),
    "text": N_("Text"),
    "message": N_("Message"),
    "amount": N_("Amount"),
    "amount_in": N_("Money in"),
    "amount_out": N_("Money out"),
    "direction": N_("In or out"),
    "balance": N_("Balance"),
    "reference": N_("OCR or KID"),
    "invoice_number": N_("Invoice no."),
    "payer": N_("Payer"),
    "payer_account": N_("Payer’s account"),
    "to_account": N_("To account"),
    "clearing": N_("Clearing no."),
    "own_account": N_("Own account"),
    "bank_id": N_("Bank’s number"),
    "period": N_("Period"),
}
"""Field → its name above a column, as short as can be."""
_AMOUNTS = frozenset({
    "total", "line_total", "amount_due", "amount", "amount_in", "amount_out", "balance",
})  # fmt: skip
_REQUIRED = frozenset({
    "number", "customer", "issued_on", "due_on", "total", "amount_due", "booked_on", "amount", "text",
})  # fmt: skip
_ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "iso-8859-1": "ISO-8859-1",
    "utf-16": "UTF-16",
    "cp437": "DOS 437",
    "cp865": "DOS 865",
}
_DELIMITERS = {
    ";": N_("Semicolon"),
    ",": N_("Comma"),
    "\t": N_("Tab"),
    "|": N_("Vertical bar"),
    ALIGNED: N_("Blanks"),
}
_DECIMALS = {",": "1 234,50", ".": "1 234.50"}
_MEANINGS = {"invoices": N_("Invoices"), "payments": N_("Payments")}
_ORDERS = {"ymd": "2026-11-18", "dmy": "18.11.2026", "mdy": "11/18/2026"}

Setting = Literal["meaning", "encoding", "delimiter", "decimal", "date_order", "sheet"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about the table that can be changed.

    Attributes:
        value: The key of what was found, one of `options` (key, words).
    """

    setting: Setting
    name: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with one cell; `words` say it."""

    severity: Severity
    words: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the user sees it.

    Attributes:
        size: `148 rows, 10 columns`.
        known_as: Name under which these columns were remembered, or the bank whose export it is; empty when
            they were guessed or chosen.
        meaning: What the rows were read as, `invoices` or `payments`.
        header: What stands above each column, or the letter of the column.
        fields: What each column is read as; empty when it is skipped.
        rows: The first rows, each with its line in the file.
        marks: (place in `rows`, column) → what is wrong there.
    """

    name: str
    size: str
    findings: tuple[Finding, ...]
    known_as: str
    header: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    marks: Mapping[tuple[int, int], Mark]
    meaning: str = "invoices"

    def columns(self) -> dict[str, int]:
        """Return field → column."""
        return {name: column for column, name in enumerate(self.fields) if name}

    def is_amount(self, column: int) -> bool:
        return self.fields[column] in _AMOUNTS


def field_options(meaning: str = "invoices") -> list[tuple[str, str]]:
    """Return everything that a column can be read as, in words, beginning with to skip it."""
    names = statement_words.FIELDS if meaning == "payments" else header_words.FIELDS
    return [("", _("Skip")), *((name, _(COLUMN_NAMES[name])) for name in names)]


def is_required(name: str) -> bool:
    """Say whether an invoice or a payment can hardly be read without that field."""
    return name in _REQUIRED


def table_view(desk: Desk, path: Path, wish: TableWish, file: FilePreview) -> TableView:
    """Return a table as it was read with `wish`, with the problems of `file` at their cells."""
    table = read_table(path, wish.settings)
    source = file.draft.source
    fields = ["" for _column in table.header]
    for name, column in source.columns.items():
        fields[column] = name
    shown = table.rows[:SHOWN_ROWS]
    return TableView(
        name=file.name,
        size=_size(table),
        findings=tuple(_findings(table, source.meaning)),
        known_as=_known_as(desk, table, source),
        header=tuple(words or _letter(column) for column, words in enumerate(table.header)),
        fields=tuple(fields),
        rows=tuple((row.line, _cells(row, len(fields))) for row in shown),
        marks=_marks(file.problems, [row.line for row in shown], source.columns),
        meaning=source.meaning,
    )


def _size(table: Table) -> str:
    rows, columns = len(table.rows), len(table.header)
    return _("{rows}, {columns}").format(
        rows=ngettext("{n} row", "{n} rows", rows).format(n=rows),
        columns=ngettext("{n} column", "{n} columns", columns).format(n=columns),
    )


def _findings(table: Table, meaning: str) -> Iterable[Finding]:
    yield Finding("meaning", _("Rows"), meaning, tuple((key, _(words)) for key, words in _MEANINGS.items()))
    if table.encoding:
        yield Finding("encoding", _("Characters"), table.encoding, tuple(_ENCODINGS.items()))
        delimiters = tuple((key, _(words)) for key, words in _DELIMITERS.items())
        yield Finding("delimiter", _("Separator"), table.delimiter, delimiters)
    if len(table.sheets) > 1:
        yield Finding("sheet", _("Sheet"), table.sheet, tuple((name, name) for name in table.sheets))
    yield Finding("decimal", _("Numbers"), table.decimal, tuple(_DECIMALS.items()))
    yield Finding("date_order", _("Dates"), table.date_order, tuple(_ORDERS.items()))


def _known_as(desk: Desk, table: Table, source: Source) -> str:
    connection = desk.database.connection
    if imports.read_mapping(connection, shape=table.shape) == dict(source.columns):
        return imports.mapping_name(connection, table.shape)
    layout = layout_of(table) if source.layout else None
    return layout.name if layout and columns_of(layout, table) == dict(source.columns) else ""


def _cells(row: Row, width: int) -> tuple[str, ...]:
    return tuple(cell_text(row.cell(column)) for column in range(width))


def _letter(column: int) -> str:
    """Return the letter a spreadsheet gives a column: A to Z, AA and so on."""
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _marks(
    found: Iterable[Problem], lines: list[int], columns: Mapping[str, int]
) -> dict[tuple[int, int], Mark]:
    place = {line: number for number, line in enumerate(lines)}
    marks: dict[tuple[int, int], Mark] = {}
    for problem in found:
        if problem.line in place and problem.field in columns:
            at = (place[problem.line], columns[problem.field])
            if at not in marks or problem.is_blocking:
                marks[at] = Mark(problem.severity, import_words.message(problem))
    return marks
