"""Which column of an account statement holds what: by the bank's own headers, by words, by values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from app.importers import statement_words, written_day, written_number
from app.importers.mapping import ColumnMapping, Reason
from app.importers.statement_layout import columns_of, layout_of
from app.importers.table import Cell, Row, Table, cell_text

_DAYS = frozenset({"booked_on", "ordered_on", "value_on"})
_AMOUNTS = frozenset({"amount", "amount_in", "amount_out", "balance"})
_NAMES = frozenset({"payer", "text"})
_ENOUGH = 0.5
_NEARLY_ALL = 0.8
_JUDGED_ROWS = 500
_UNBOOKED = re.compile(r"prel|reserv|\*|-|väntar|venter|kommande", re.IGNORECASE)


def guess(table: Table) -> ColumnMapping:
    """Return the likeliest mapping of an account statement; it may lack what `missing` names."""
    layout = layout_of(table)
    if layout:
        columns = columns_of(layout, table)
    elif table.header_line is None:
        columns = _by_values(table)
    else:
        columns = _by_header(table)
    reason: Reason = "values" if table.header_line is None else "header"
    return ColumnMapping(table.shape, columns, dict.fromkeys(columns, reason))


def _by_header(table: Table) -> dict[str, int]:
    texts = [table.texts(column) for column in range(len(table.header))]
    ranked = sorted(
        (rank, place, column, name)
        for place, name in enumerate(statement_words.FIELDS)
        for column, header in enumerate(table.header)
        if (rank := statement_words.rank(header, name)) is not None and _fits(name, texts[column])
    )
    columns: dict[str, int] = {}
    for _rank, _place, column, name in ranked:
        if name not in columns and column not in columns.values():
            columns[name] = column
    return columns


def _fits(name: str, texts: Sequence[str]) -> bool:
    """Say whether the values of a column allow what its header promises; an empty column allows anything."""
    if name in _DAYS:
        return _share(texts, lambda text: _is_day(text) or bool(_UNBOOKED.match(text))) >= _ENOUGH
    if name in _AMOUNTS:
        return _share(texts, lambda text: _is_amount(text) or text == "*") >= _ENOUGH
    if name in _NAMES:
        return _share(texts, _has_letter) >= _ENOUGH
    return True


def _by_values(table: Table) -> dict[str, int]:
    """Return the columns of a statement without header: days, then words, an amount and the balance after."""
    width = max((len(row.cells) for row in table.rows), default=0)
    texts = [table.texts(column) for column in range(width)]
    filled = [column for column in range(width) if texts[column]]
    days = [column for column in filled if _share(texts[column], _is_day) >= _NEARLY_ALL]
    amounts = [
        column
        for column in filled
        if column not in days and _share(texts[column], _has_decimals) >= _NEARLY_ALL
    ]
    words = [column for column in filled if _share(texts[column], _has_letter) >= _NEARLY_ALL]
    columns = dict(zip(("booked_on", "value_on"), days, strict=False))
    columns |= _amounts_by_values(table, amounts)
    words = [column for column in words if column not in columns.values()]
    if words:
        columns["text"] = max(words, key=lambda column: sum(map(len, texts[column])))
    return columns


def _amounts_by_values(table: Table, amounts: Sequence[int]) -> dict[str, int]:
    for amount in amounts:
        for balance in amounts:
            if amount != balance and runs(table, {"amount": amount, "balance": balance}):
                return {"amount": amount, "balance": balance}
    return {"amount": amounts[0]} if len(amounts) == 1 else {}


def runs(table: Table, columns: Mapping[str, int]) -> bool:
    """Say whether each balance is the one before plus the amount, upwards or downwards: no invoices do that.

    Rows that lack one of the two are passed over. One row alone proves nothing.
    """
    pairs = [pair for row in table.rows[:_JUDGED_ROWS] if (pair := _moved(table, row, columns))]
    steps = list(pairwise(pairs))
    downwards = sum(first[1] + second[0] == second[1] for first, second in steps)
    upwards = sum(second[1] + first[0] == first[1] for first, second in steps)
    return bool(steps) and max(downwards, upwards) >= _NEARLY_ALL * len(steps)


def _moved(table: Table, row: Row, columns: Mapping[str, int]) -> tuple[Decimal, Decimal] | None:
    balance = _number(table, row.cell(columns.get("balance")))
    amount = _number(table, row.cell(columns.get("amount")))
    if amount is None and not {"amount_in", "amount_out"}.isdisjoint(columns):
        into = _number(table, row.cell(columns.get("amount_in"))) or Decimal(0)
        out = _number(table, row.cell(columns.get("amount_out"))) or Decimal(0)
        amount = into - abs(out)
    return None if amount is None or balance is None else (amount, balance)


def _number(table: Table, cell: Cell) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    written = written_number.take_apart(cell_text(cell))
    return written_number.to_decimal(written, table.decimal) if written else None


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 1.0


def _is_day(text: str) -> bool:
    return written_day.take_apart(text) is not None


def _is_amount(text: str) -> bool:
    return written_number.take_apart(text) is not None


def _has_decimals(text: str) -> bool:
    number = written_number.take_apart(text)
    return number is not None and written_number.mark_of(number.digits) in (",", ".")


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)
