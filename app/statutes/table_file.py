"""One table file of law: read, checked, and refused when anything about it is unclear."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.domain.dated_table import DatedTable, DatedValue
from app.domain.errors import TroubleError

MONTHS_OF_A_YEAR = 12


class Fault(StrEnum):
    """What is wrong with a table file."""

    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    NO_ENTRIES = "no_entries"
    NO_SOURCE = "no_source"
    BAD_VALUE = "bad_value"
    OUT_OF_ORDER = "out_of_order"
    GAP = "gap"
    NO_END = "no_end"
    ENDS_TOO_EARLY = "ends_too_early"


class TableFileError(TroubleError):
    """A table file cannot be trusted.

    Attributes:
        detail: The field or the first day of the entry that is at fault.
    """

    def __init__(self, file: str, fault: Fault, detail: str = "") -> None:
        super().__init__(file, fault.value, detail)
        self.file = file
        self.fault = fault
        self.detail = detail


def read_table(path: Path, country: str) -> DatedTable:
    """Read one TOML file into a table.

    `period_months`, where the file has it, promises an entry every so many months up to `known_through`.

    Raises:
        TableFileError: The file is missing, no TOML, incomplete, out of order, has a gap, an entry without
            its source, or not exactly one of `known_through` (periodic) and `read_on` (standing).
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        table = _table(raw, country)
        problem = _first_fault(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise TableFileError(path.name, Fault.UNREADABLE) from trouble
    except KeyError as missing:
        raise TableFileError(path.name, Fault.INCOMPLETE, str(missing.args[0])) from missing
    except (InvalidOperation, TypeError, AttributeError, ValueError, OverflowError) as bad:
        raise TableFileError(path.name, Fault.BAD_VALUE) from bad
    if problem is not None:
        raise TableFileError(path.name, *problem)
    return table


def _table(raw: Mapping[str, Any], country: str) -> DatedTable:
    return DatedTable(
        name=str(raw["name"]),
        country=country,
        unit=str(raw["unit"]),
        law=str(raw["law"]),
        picked_by=str(raw["picked_by"]),
        entries=tuple(_entry(entry) for entry in raw.get("entry", ())),
        known_through=_day(raw.get("known_through")),
        read_on=_day(raw.get("read_on")),
        period_months=_months(raw.get("period_months")),
    )


def _day(found: object) -> date | None:
    if found is not None and type(found) is not date:
        raise TypeError(found)
    return found


def _months(found: object) -> int | None:
    if found is not None and (type(found) is not int or not 0 < found <= MONTHS_OF_A_YEAR):
        raise TypeError(found)
    return found


def _entry(raw: Mapping[str, Any]) -> DatedValue:
    value, valid_from = Decimal(str(raw["value"])), _day(raw["valid_from"])
    if valid_from is None or not value.is_finite():
        raise InvalidOperation
    return DatedValue(
        value=value,
        valid_from=valid_from,
        source=str(raw["source"]),
        law=str(raw["law"]),
        confidence=str(raw.get("confidence", "")),
    )


def _first_fault(table: DatedTable) -> tuple[Fault, str] | None:
    if not table.entries:
        return Fault.NO_ENTRIES, ""
    if (table.known_through is None) == (table.read_on is None):
        return Fault.NO_END, ""
    for entry in table.entries:
        if not (entry.source and entry.law):
            return Fault.NO_SOURCE, entry.valid_from.isoformat()
    days = [entry.valid_from for entry in table.entries]
    if table.known_through is not None and table.known_through < days[-1]:
        return Fault.ENDS_TOO_EARLY, table.known_through.isoformat()
    return _fault_in_order(days) or _fault_in_period(days, table.known_through, table.period_months)


def _fault_in_order(days: list[date]) -> tuple[Fault, str] | None:
    late = (later for earlier, later in pairwise(days) if later <= earlier)
    found = next(late, None)
    return (Fault.OUT_OF_ORDER, found.isoformat()) if found is not None else None


def _fault_in_period(
    days: list[date], known_through: date | None, period_months: int | None
) -> tuple[Fault, str] | None:
    """Find the first day on which a table that changes every so many months lacks an entry."""
    if period_months is None or known_through is None:
        return None
    for earlier, later in pairwise([*days, known_through + timedelta(days=1)]):
        expected = months_after(earlier, period_months)
        if later != expected:
            return Fault.GAP, expected.isoformat()
    return None


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)
