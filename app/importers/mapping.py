"""Which column holds what: guessed from header and values, chosen by the user, remembered by its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.errors import RuleError
from app.importers import cell_words, header_words, statement_words, written_day, written_number
from app.importers.table import Meaning, Table

Reason = Literal["header", "values", "chosen", "remembered"]

_DAYS = frozenset({"issued_on", "due_on", "paid_on", "supplied_on"})
_AMOUNTS = frozenset({"total", "line_total", "amount_due"})
_KNOWN_FIELDS = frozenset({*header_words.FIELDS, *statement_words.FIELDS})
_INVOICE_NEEDS = (
    ("number", ("number",)),
    ("customer", ("customer", "customer_number")),
    ("issued_on", ("issued_on", "due_on")),
    ("total", ("total", "line_total", "amount_due")),
)
_PAYMENT_NEEDS = (
    ("booked_on", ("booked_on", "ordered_on", "value_on")),
    ("amount", ("amount", "amount_in", "amount_out")),
)
_ENOUGH = 0.5
_NEARLY_ALL = 0.8
_IDENTIFIER = re.compile(r"(16|19|20)?\d{6}[-+]\d{4}|\d{3} ?\d{3} ?\d{3}( ?MVA)?")


class UnknownColumnError(RuleError):
    """A mapping names a field or a column that is not there. `name` is as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field → column, counted from 0. Columns not named are skipped.

    Attributes:
        shape: The `Table.shape` it belongs to.
        reasons: Why each field lies where it lies.
    """

    shape: str
    columns: Mapping[str, int]
    reasons: Mapping[str, Reason] = field(default_factory=dict)

    @property
    def meaning(self) -> Meaning:
        """Return what the rows are by these columns, `""` where any table may have them."""
        if not statement_words.BANK_ONLY.isdisjoint(self.columns):
            return "payments"
        return "invoices" if set(self.columns) - set(statement_words.FIELDS) else ""

    def missing(self, meaning: Meaning = "") -> tuple[str, ...]:
        """Return the fields without which no row can be read, in the order to look for them.

        Without `meaning` the columns themselves show what the rows are.
        """
        needs = _PAYMENT_NEEDS if (meaning or self.meaning) == "payments" else _INVOICE_NEEDS
        return tuple(name for name, any_of in needs if not any(each in self.columns for each in any_of))


def chosen(table: Table, columns: Mapping[str, int], reason: Reason = "chosen") -> ColumnMapping:
    """Return a mapping that the user made or that is remembered for this shape.

    Raises:
        UnknownColumnError: A field that does not exist, or a column beyond the table's.
    """
    for name, column in columns.items():
        if name not in _KNOWN_FIELDS or not 0 <= column < len(table.header):
            raise UnknownColumnError(name)
    return ColumnMapping(table.shape, dict(columns), dict.fromkeys(columns, reason))


def from_text(table: Table, text: str) -> ColumnMapping:
    """Return the mapping written as `number=A,customer=Kund`: letters as in a spreadsheet, or the header.

    Raises:
        UnknownColumnError: A field or a column that is not there.
    """
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return chosen(table, {name.strip(): _column(table, place.strip()) for name, _equals, place in pairs})


def _column(table: Table, place: str) -> int:
    headers = [each.casefold() for each in table.header]
    if place and place.casefold() in headers:
        return headers.index(place.casefold())
    if not re.fullmatch(r"[A-Za-z]{1,2}", place):
        raise UnknownColumnError(place)
    number = 0
    for letter in place.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def guess(table: Table) -> ColumnMapping:
    """Return the likeliest mapping: by the header first, then by what the values look like."""
    texts = [table.texts(column) for column in range(len(table.header))]
    columns = _by_header(table, texts)
    reasons: dict[str, Reason] = dict.fromkeys(columns, "header")
    for name, column in _by_values(table, texts, columns):
        columns[name], reasons[name] = column, "values"
    return ColumnMapping(table.shape, columns, reasons)


def _by_header(table: Table, texts: list[list[str]]) -> dict[str, int]:
    ranked = sorted(
        (rank, place, column, name)
        for place, name in enumerate(header_words.FIELDS)
        for column, header in enumerate(table.header)
        if (rank := header_words.rank(header, name)) is not None and _fits(name, texts[column])
    )
    columns: dict[str, int] = {}
    for _rank, _place, column, name in ranked:
        if name not in columns and column not in columns.values():
            columns[name] = column
    return columns


def _fits(name: str, texts: list[str]) -> bool:
    """Say whether the values of a column allow what its header promises; an empty column allows anything."""
    if name in _DAYS:
        return _share(texts, _is_day) >= _ENOUGH
    if name in _AMOUNTS:
        return _share(texts, _is_amount) >= _ENOUGH
    if name == "currency":
        return _share(texts, _is_currency) >= _ENOUGH
    if name in ("number", "payment_reference"):
        return _share(texts, _has_digit) >= _ENOUGH and not _share(texts, _has_decimals) > _ENOUGH
    return name != "customer" or _share(texts, _has_letter) >= _ENOUGH


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 1.0


def _is_day(text: str) -> bool:
    return written_day.take_apart(text) is not None


def _is_amount(text: str) -> bool:
    return written_number.take_apart(text) is not None


def _is_currency(text: str) -> bool:
    return cell_words.currency_of(text, "SEK") is not None


def _has_decimals(text: str) -> bool:
    number = written_number.take_apart(text)
    return number is not None and written_number.mark_of(number.digits) in (",", ".")


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _by_values(table: Table, texts: list[list[str]], taken: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    free = [column for column, values in enumerate(texts) if values and column not in taken.values()]
    tests: list[tuple[str, Callable[[str], bool]]] = [
        ("email", lambda text: re.fullmatch(r"\S+@\S+\.\w+", text) is not None),
        ("identifier", lambda text: _IDENTIFIER.fullmatch(text) is not None),
    ]
    if table.header_line is None:
        # Without a header the order of the columns is all there is: people put first what comes first.
        tests += [
            ("issued_on", _is_day),
            ("due_on", _is_day),
            ("total", _has_decimals),
            ("amount_due", _has_decimals),
            ("number", lambda text: _has_digit(text) and not _is_day(text) and len(text) <= 20),
            ("customer", _has_letter),
        ]
    for name, test in tests:
        column = next((each for each in free if _share(texts[each], test) >= _NEARLY_ALL), None)
        if name not in taken and column is not None:
            free.remove(column)
            yield name, column
