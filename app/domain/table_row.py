"""Whether a row that the user adds to a table of law can be true: its day, its figure, its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.dated_table import INKASSO_REGIME, DatedTable, DatedValue
from app.domain.errors import RuleError

_DAY = timedelta(days=1)
MOST_DAYS_AHEAD = 2 * 366
"""How far, in calendar days, a row of a table without fixed periods may be called known."""


class RowFault(StrEnum):
    """What is wrong with a row."""

    SOURCE_MISSING = "source_missing"
    OUT_OF_BOUNDS = "out_of_bounds"
    BETWEEN_STEPS = "between_steps"
    KNOWN_ALREADY = "known_already"
    OTHER_VALUE_KNOWN = "other_value_known"
    NOTHING_TO_REPLACE = "nothing_to_replace"
    OUT_OF_ORDER = "out_of_order"
    KNOWN_TOO_LITTLE = "known_too_little"
    KNOWN_TOO_FAR = "known_too_far"


class RowError(RuleError):
    """A row cannot stand in its table.

    Attributes:
        expected: The day on which the next row of the table begins, where one is expected.
        known: The row that the table has for that day already.
    """

    def __init__(
        self,
        table: DatedTable,
        fault: RowFault,
        *,
        expected: date | None = None,
        known: DatedValue | None = None,
    ) -> None:
        super().__init__(table.country, table.name, fault, expected, known)
        self.table = table
        self.fault = fault
        self.expected = expected
        self.known = known


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and highest figure that can be meant, both counted, and the steps it comes in."""

    lowest: Decimal
    highest: Decimal
    step: Decimal


_RATE = Bounds(Decimal(-5), Decimal(30), Decimal("0.25"))
_AMOUNT = Bounds(Decimal(0), Decimal(1_000_000), Decimal("0.01"))
_COUNT = Bounds(Decimal(0), Decimal(3650), Decimal(1))
_BY_UNIT = {
    "percent per year": _RATE,
    "SEK": _AMOUNT,
    "NOK": _AMOUNT,
    "share of the inkassosats": Bounds(Decimal(0), Decimal(1), Decimal("0.01")),
    "times rettsgebyr": Bounds(Decimal(0), Decimal(10), Decimal("0.01")),
}
_BY_TABLE = {
    # Räntelagen 9 §: rounded up to the nearest half percentage point, and may lie below zero.
    ("SE", "reference_rate"): Bounds(Decimal(-5), Decimal(30), Decimal("0.5")),
    ("SE", "late_interest_margin"): _RATE,
    ("NO", "late_interest_margin"): _RATE,
    INKASSO_REGIME: Bounds(Decimal(1988), Decimal(2026), Decimal(2026 - 1988)),
}


def bounds(table: DatedTable) -> Bounds:
    """Return between which figures a new row of the table must lie."""
    return _BY_TABLE.get((table.country, table.name)) or _BY_UNIT.get(table.unit, _COUNT)


def next_start(table: DatedTable) -> date | None:
    """Return the first day a periodic table does not know; `None` for a standing table."""
    return None if table.known_through is None else table.known_through + _DAY


def period_end(table: DatedTable, valid_from: date) -> date | None:
    """Return the last day of a period of the table that begins so; `None` where it has no fixed periods."""
    if table.period_months is None:
        return None
    year, month = divmod(valid_from.year * 12 + valid_from.month - 1 + table.period_months, 12)
    return date(year, month + 1, 1) - _DAY


def check_row(table: DatedTable, row: DatedValue, *, known_through: date | None, replaces: bool) -> None:
    """Refuse a row that cannot be true, or that overlaps what is known.

    With `replaces` it corrects the row that begins on the same day; without, it follows at once upon the days
    known so far. `known_through` is its last known day, for a new row of a periodic table.

    Raises:
        RowError: The row cannot stand; the table is as it was.
    """
    if not row.source.strip():
        raise RowError(table, RowFault.SOURCE_MISSING)
    _check_figure(table, row.value)
    known = next((entry for entry in table.entries if entry.valid_from == row.valid_from), None)
    if known is not None:
        _check_correction(table, row, known, replaces=replaces)
    elif replaces:
        raise RowError(table, RowFault.NOTHING_TO_REPLACE, expected=next_start(table))
    else:
        _check_addition(table, row, known_through)


def _check_figure(table: DatedTable, value: Decimal) -> None:
    limits = bounds(table)
    if not value.is_finite() or not limits.lowest <= value <= limits.highest:
        raise RowError(table, RowFault.OUT_OF_BOUNDS)
    if (value - limits.lowest) % limits.step:
        raise RowError(table, RowFault.BETWEEN_STEPS)


def _check_correction(table: DatedTable, row: DatedValue, known: DatedValue, *, replaces: bool) -> None:
    if row.value == known.value:
        raise RowError(table, RowFault.KNOWN_ALREADY, expected=next_start(table), known=known)
    if not replaces:
        raise RowError(table, RowFault.OTHER_VALUE_KNOWN, expected=next_start(table), known=known)


def _check_addition(table: DatedTable, row: DatedValue, known_through: date | None) -> None:
    expected = next_start(table)
    if row.valid_from != (expected or row.valid_from) or row.valid_from < table.entries[-1].valid_from:
        raise RowError(table, RowFault.OUT_OF_ORDER, expected=expected)
    if expected is None:
        return
    if known_through is None or known_through < row.valid_from:
        raise RowError(table, RowFault.KNOWN_TOO_LITTLE)
    end = period_end(table, row.valid_from) or row.valid_from + timedelta(days=MOST_DAYS_AHEAD)
    if known_through > end:
        raise RowError(table, RowFault.KNOWN_TOO_FAR, expected=end)
