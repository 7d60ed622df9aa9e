"""A row that the user adds to a table of law has a day, a figure and a source that can be true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.dated_table import DatedValue
from app.domain.table_row import RowError, RowFault, check_row, next_start, period_end
from app.statutes import load

RATE, COMPENSATION = ("SE", "reference_rate"), ("NO", "b2b_late_compensation")
SATS, FEE, REGIME = ("NO", "inkassosats"), ("SE", "reminder_fee_max"), ("NO", "inkasso_regime")
END_OF_JUNE = date(2027, 6, 30)


def row(value: str, valid_from: str, source: str = "https://www.riksbank.se/") -> DatedValue:
    return DatedValue(Decimal(value), date.fromisoformat(valid_from), source, "9 §")


def fault_of(
    key: tuple[str, str], new: DatedValue, *, through: date | None = None, replaces: bool = False
) -> RowFault | None:
    try:
        check_row(load().table(*key), new, known_through=through, replaces=replaces)
    except RowError as refused:
        return refused.fault
    return None


# Räntelagen 9 §: half-years, rounded up to half a percentage point, below zero 2016 to 2019 (SFS 2016:838).
# Riksbanken corrected 2012 H2 after it had begun. LOV-2026-05-22-19 § 55: 1988, 2026 or unknown.
@pytest.mark.parametrize(
    ("key", "new", "through", "replaces", "fault"),
    [
        (RATE, row("2.50", "2027-01-01"), END_OF_JUNE, False, None),
        (RATE, row("-0.50", "2027-01-01"), END_OF_JUNE, False, None),
        (RATE, row("2.25", "2027-01-01"), END_OF_JUNE, False, RowFault.BETWEEN_STEPS),
        (RATE, row("250", "2027-01-01"), END_OF_JUNE, False, RowFault.OUT_OF_BOUNDS),
        (RATE, row("NaN", "2027-01-01"), END_OF_JUNE, False, RowFault.OUT_OF_BOUNDS),
        (RATE, row("2.50", "2027-01-01", " "), END_OF_JUNE, False, RowFault.SOURCE_MISSING),
        (RATE, row("2.50", "2027-01-02"), END_OF_JUNE, False, RowFault.OUT_OF_ORDER),
        (RATE, row("2.50", "2026-12-01"), END_OF_JUNE, False, RowFault.OUT_OF_ORDER),
        (RATE, row("2.50", "2027-07-01"), date(2027, 12, 31), False, RowFault.OUT_OF_ORDER),
        (RATE, row("2.50", "2027-01-01"), date(2027, 7, 1), False, RowFault.KNOWN_TOO_FAR),
        (RATE, row("2.50", "2027-01-01"), None, False, RowFault.KNOWN_TOO_LITTLE),
        (RATE, row("2.00", "2026-07-01"), None, False, RowFault.KNOWN_ALREADY),
        (RATE, row("2.50", "2026-07-01"), None, False, RowFault.OTHER_VALUE_KNOWN),
        (RATE, row("2.50", "2026-07-01"), None, True, None),
        (RATE, row("2.00", "2026-07-01"), None, True, RowFault.KNOWN_ALREADY),
        (RATE, row("2.50", "2027-01-01"), None, True, RowFault.NOTHING_TO_REPLACE),
        (COMPENSATION, row("440", "2027-01-01"), END_OF_JUNE, False, None),
        (SATS, row("750", "2027-01-01"), date(2027, 12, 31), False, None),
        (SATS, row("750", "2027-01-01"), date(2026, 12, 31), False, RowFault.KNOWN_TOO_LITTLE),
        (SATS, row("750", "2027-01-01"), date(2030, 12, 31), False, RowFault.KNOWN_TOO_FAR),
        (FEE, row("70", "2027-03-16"), None, False, None),
        (FEE, row("70", "2010-03-16"), None, False, RowFault.OUT_OF_ORDER),
        (REGIME, row("1988", "2027-01-01"), END_OF_JUNE, False, None),
        (REGIME, row("2026", "2027-01-01"), END_OF_JUNE, False, None),
        (REGIME, row("2000", "2027-01-01"), END_OF_JUNE, False, RowFault.BETWEEN_STEPS),
        (REGIME, row("2026", "2027-02-01"), END_OF_JUNE, False, RowFault.OUT_OF_ORDER),
    ],
)
def test_a_row_stands_only_where_it_can_be_true(
    key: tuple[str, str], new: DatedValue, through: date | None, *, replaces: bool, fault: RowFault | None
) -> None:
    assert fault_of(key, new, through=through, replaces=replaces) == fault


def test_what_passes_the_check_fits_its_table() -> None:
    table = load().table(*RATE)
    new = row("2.50", "2027-01-01")
    check_row(table, new, known_through=END_OF_JUNE, replaces=False)
    longer = table.with_row(new, known_through=END_OF_JUNE)
    assert longer.on(END_OF_JUNE).value == Decimal("2.50")
    assert next_start(longer) == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("key", "valid_from", "end"),
    [
        (RATE, date(2027, 1, 1), date(2027, 6, 30)),
        (RATE, date(2027, 7, 1), date(2027, 12, 31)),
        (SATS, date(2027, 1, 1), None),
        (FEE, date(2027, 1, 1), None),
    ],
)
def test_a_half_year_ends_by_itself(key: tuple[str, str], valid_from: date, end: date | None) -> None:
    assert period_end(load().table(*key), valid_from) == end
