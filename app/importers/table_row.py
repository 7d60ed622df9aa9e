"""One row of a table, read field by field; what cannot be read becomes a problem of that row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.domain.money import Currency, Money
from app.importers import cell_words, written_day, written_number
from app.importers.content import Progress
from app.importers.draft import DraftParty, Hint, Problem, blocking, notice
from app.importers.identifier import normalise
from app.importers.table import Cell, Row, Table, TableSettings, cell_text
from app.importers.written_day import Order
from app.importers.written_number import Mark

_DAY_FIELDS = ("issued_on", "due_on", "paid_on", "supplied_on", "booked_on", "ordered_on", "value_on",
    "paid_out_on")  # fmt: skip
_AMOUNT_FIELDS = ("total", "line_total", "amount_due", "amount", "amount_in", "amount_out", "fee", "net",
    "paid_out")  # fmt: skip
_HOME_CURRENCIES = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "FI": "EUR"}
# Excel keeps fifteen digits of a number; what a longer reference ended in is lost.
_FIRST_UNSAFE = Decimal(10) ** 15
_LARGEST = Decimal(10) ** 13
_QUOTED_FORMULA = re.compile(r'="(.*)"')
_FORMULA = re.compile(r"[=@]|[+-][A-Za-z]")


Found = TypeVar("Found")
_ROWS_A_STEP = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """A table being read: how each column writes its amounts and days, and the problems so far."""

    table: Table
    columns: Mapping[str, int]
    settings: TableSettings
    marks: Mapping[str, Mark]
    orders: Mapping[str, Order]
    problems: list[Problem] = field(default_factory=list)

    @property
    def home_currency(self) -> str:
        """Return the currency taken where the file names none."""
        return self.settings.currency or _HOME_CURRENCIES.get(self.settings.country, "SEK")

    def cell(self, row: Row, name: str) -> Cell:
        """Return the cell of a field, or what the user corrected it to."""
        corrected = self.settings.corrections.get((row.line, name))
        return corrected if corrected is not None else row.cell(self.columns.get(name))

    def text(self, row: Row, name: str) -> str:
        """Return a field as text. A formula stays the text it is; `="0012"` is text with its zeros kept."""
        cell = self.cell(row, name)
        if cell == "":
            return ""
        if isinstance(cell, Decimal) and abs(cell) >= _FIRST_UNSAFE:
            self.note("digits_lost", row, name, cell_text(cell))
        text = cell_text(cell)
        if quoted := _QUOTED_FORMULA.fullmatch(text):
            return quoted[1]
        if _FORMULA.match(text):
            self.note("formula_text", row, name, text)
        return text.removeprefix("'")

    def day(self, row: Row, name: str) -> date | None:
        """Return the day of a field, `None` where it is empty; an unreadable one is a blocking problem."""
        cell = self.cell(row, name)
        if isinstance(cell, date):
            return cell
        if cell == "":
            return None
        text = cell_text(cell)
        parts = written_day.take_apart(text)
        day = written_day.to_date(parts, self.orders[name]) if parts else None
        if text and day is None:
            last = written_day.last_of_month(parts, self.orders[name]) if parts else None
            if last:
                self.block("impossible_day", row, name, text, suggestion=last)
            else:
                self.block("not_a_day", row, name, text)
        return day

    def amount(self, row: Row, name: str, currency: Currency) -> Money | None:
        """Return the amount of a field, `None` where it is empty; an unreadable one is a blocking problem."""
        cell = self.cell(row, name)
        text = cell_text(cell)
        if not text:
            return None
        value = cell if isinstance(cell, Decimal) else self._number(row, name, text, currency)
        if value is not None and abs(value) > _LARGEST:
            self.block("not_an_amount", row, name, text)
            return None
        return None if value is None else Money.of(value, currency)

    def _number(self, row: Row, name: str, text: str, currency: Currency) -> Decimal | None:
        written = written_number.take_apart(text)
        if written is None:
            self.block("not_an_amount", row, name, text)
            return None
        value = written_number.to_decimal(written, self.marks[name])
        if value is None:
            small, large = (Money.of(each, currency) for each in written_number.readings(written))
            self.block("ambiguous_amount", row, name, text, as_decimals=small, as_thousands=large)
        return value

    def currency(self, row: Row) -> Currency | None:
        """Return the currency of a row: from its column, else from beside an amount, else the firm's own."""
        named = self.text(row, "currency")
        code = cell_words.currency_of(named or self._unit(row), self.home_currency)
        if code is None:
            self.block("currency_unknown", row, "currency", named or self._unit(row))
            return None
        return Currency(code)

    def _unit(self, row: Row) -> str:
        written = (written_number.take_apart(cell_text(self.cell(row, name))) for name in _AMOUNT_FIELDS)
        return next((each.unit for each in written if each and each.unit), "")

    def block(self, code: str, row: Row, name: str, found: str = "", **params: Hint) -> None:
        """Note a problem that keeps the invoice of this row out."""
        self.problems.append(blocking(code, line=row.line, field=name, found=found, **params))

    def note(self, code: str, row: Row, name: str, found: str = "", **params: Hint) -> None:
        """Note something the user should know about this row."""
        self.problems.append(notice(code, line=row.line, field=name, found=found, **params))


def reader_of(table: Table, columns: Mapping[str, int], settings: TableSettings) -> Reader:
    """Judge the columns as wholes and return what reads their rows alike."""
    return Reader(
        table, columns, settings, _marks(table, columns, settings), _orders(table, columns, settings)
    )


def _marks(table: Table, columns: Mapping[str, int], settings: TableSettings) -> dict[str, Mark]:
    texts = {name: _written(table, columns.get(name)) for name in _AMOUNT_FIELDS}
    marks = {name: settings.decimal or written_number.decimal_mark(each) for name, each in texts.items()}
    together = written_number.decimal_mark(text for each in texts.values() for text in each)
    return {name: mark or together or table.decimal for name, mark in marks.items()}


def _orders(table: Table, columns: Mapping[str, int], settings: TableSettings) -> dict[str, Order]:
    texts = {name: _written(table, columns.get(name)) for name in _DAY_FIELDS}
    # One program writes all its days alike, so a column in doubt follows the others.
    together = written_day.date_order(text for each in texts.values() for text in each)
    return {
        name: settings.date_order
        or (written_day.date_order(each) if written_day.is_order_proven(each) else together)
        for name, each in texts.items()
    }


def _written(table: Table, column: int | None) -> list[str]:
    if column is None:
        return []
    return [cell for row in table.rows if isinstance(cell := row.cell(column), str) and cell]


def is_order_assumed(reader: Reader) -> bool:
    """Say whether day and month could change places in every day, and nobody has said which it is."""
    texts = [text for name in _DAY_FIELDS for text in _written(reader.table, reader.columns.get(name))]
    return not reader.settings.date_order and not written_day.is_order_proven(texts)


def party(reader: Reader, row: Row) -> DraftParty | None:
    """Return the customer of a row, or `None` when neither a name nor a number is there."""
    texts = {
        name: reader.text(row, name)
        for name in ("customer", "customer_number", "country", "identifier", "address", "postcode", "city")
    }
    if not texts["customer"] and not texts["customer_number"]:
        reader.block("missing", row, "customer")
        return None
    country = cell_words.country_of(texts["country"])
    number = normalise(texts["identifier"], country)
    _remark_identifier(reader, row, texts["identifier"], is_valid=number.is_valid)
    return DraftParty(
        name=texts["customer"] or texts["customer_number"],
        identifier=number.value,
        country=country or number.country,
        address_lines=tuple(line.strip() for line in texts["address"].splitlines() if line.strip()),
        postcode=texts["postcode"],
        city=texts["city"],
        email=reader.text(row, "email"),
        phone=reader.text(row, "phone"),
        contact_name=reader.text(row, "contact"),
        customer_number=texts["customer_number"],
    )


def _remark_identifier(reader: Reader, row: Row, found: str, *, is_valid: bool | None) -> None:
    if "identifier" not in reader.columns:
        return
    if not found:
        reader.note("identifier_missing", row, "identifier")
    elif is_valid is False:
        reader.note("identifier_check", row, "identifier", found)


def each_row(reader: Reader, read: Callable[[Reader, Row], Found | None], progress: Progress) -> list[Found]:
    """Return what `read` makes of the rows that are not skipped; `progress` may raise to stop."""
    rows = reader.table.rows
    found = []
    for done, row in enumerate(rows):
        if done % _ROWS_A_STEP == 0:
            progress(done, len(rows))
        if row.line not in reader.settings.skipped_lines and (made := read(reader, row)):
            found.append(made)
    progress(len(rows), len(rows))
    return found
