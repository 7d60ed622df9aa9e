"""Dated tables: what the law says on a day, or that it is not known for that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.errors import RuleError

_DAY = timedelta(days=1)
INKASSO_REGIME = ("NO", "inkasso_regime")


class NotInForceError(RuleError):
    """The table has no value for the day: before its first entry, or after the last day it is known for."""

    def __init__(self, table: DatedTable, day: date) -> None:
        super().__init__(table.country, table.name, day)
        self.table = table
        self.day = day


class RowOrderError(RuleError):
    """A new row neither corrects an entry nor follows at once upon the days already known."""

    def __init__(self, table: DatedTable, valid_from: date) -> None:
        super().__init__(table.country, table.name, valid_from)
        self.table = table
        self.valid_from = valid_from


class KnownThroughError(RuleError):
    """A row names a last known day before its own first day, or leaves it out where the table needs one."""

    def __init__(self, table: DatedTable, known_through: date | None) -> None:
        super().__init__(table.country, table.name, known_through)
        self.table = table
        self.known_through = known_through


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One row: the value, the first day it holds, and where it was read.

    Attributes:
        value: In the unit of its table.
        source: Address of the page or document.
        confidence: How sure the reading is, in words.
    """

    value: Decimal
    valid_from: date
    source: str
    law: str
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class DatedTable:
    """A figure of law and how it changed.

    Attributes:
        picked_by: Which day picks the row.
        entries: Oldest first; each holds until the next begins.
        known_through: Last day a periodic table answers for; `None` for a standing table.
        read_on: Day on which a standing table was last compared with the law.
        corrected: Values that later rows replaced; letters made with them keep them.
        period_months: Calendar months that each entry holds, where the law sets a new one every so often.
    """

    name: str
    country: str
    unit: str
    law: str
    picked_by: str
    entries: tuple[DatedValue, ...]
    known_through: date | None = None
    read_on: date | None = None
    corrected: tuple[DatedValue, ...] = ()
    period_months: int | None = None

    @property
    def known_from(self) -> date:
        """Return the first day the table answers for."""
        return self.entries[0].valid_from

    def known_to(self, day: date) -> date:
        """Return the last day up to and with `day` for which the table is not at its end."""
        return day if self.known_through is None else min(day, self.known_through)

    def on(self, day: date) -> DatedValue:
        """Return the row in force on the day.

        Raises:
            NotInForceError: The day lies before the first entry or after `known_through`.
        """
        following = bisect_right(self.entries, day, key=lambda entry: entry.valid_from)
        if following == 0 or self.known_to(day) < day:
            raise NotInForceError(self, day)
        return self.entries[following - 1]

    def stretches(self, first: date, last: date) -> Iterator[tuple[date, date, DatedValue]]:
        """Yield first day, last day (both counted) and row for each stretch from `first` to `last`.

        Raises:
            NotInForceError: When it comes to a day for which the table has no value.
        """
        while first <= last:
            row = self.on(first)
            end = min(self.known_to(last), self._last_day_of(row))
            yield first, end, row
            first = end + _DAY

    def with_row(self, row: DatedValue, *, known_through: date | None = None) -> DatedTable:
        """Return the table with a row that the user adds.

        A row with the first day of an entry corrects that entry, which is kept in `corrected`. Any other row
        must begin the day after `known_through` (standing tables: after the last entry); `known_through` then
        says how far the new row is known.

        Raises:
            RowOrderError: The row would leave a gap or overlap an entry.
            KnownThroughError: `known_through` is missing for a periodic table, or lies before the row.
        """
        for old in self.entries:
            if old.valid_from == row.valid_from:
                entries = tuple(row if entry is old else entry for entry in self.entries)
                return replace(self, entries=entries, corrected=(*self.corrected, old))
        self._check_follows(row, known_through)
        return replace(self, entries=(*self.entries, row), known_through=known_through)

    def _check_follows(self, row: DatedValue, known_through: date | None) -> None:
        expected = None if self.known_through is None else self.known_through + _DAY
        if row.valid_from < self.entries[-1].valid_from or expected not in (None, row.valid_from):
            raise RowOrderError(self, row.valid_from)
        if (known_through is None) != (expected is None) or (known_through or date.max) < row.valid_from:
            raise KnownThroughError(self, known_through)

    def _last_day_of(self, row: DatedValue) -> date:
        following = self.entries.index(row) + 1
        return self.entries[following].valid_from - _DAY if following < len(self.entries) else date.max


@dataclass(frozen=True, slots=True)
class Statutes:
    """All dated tables, by country (`SE`, `NO`) and name.

    Attributes:
        own_fees: The most that the firm itself takes, in major units, by law and kind of ledger entry; a fee
            that is not named here is taken as the law allows it.
    """

    tables: Mapping[tuple[str, str], DatedTable]
    own_fees: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def table(self, country: str, name: str) -> DatedTable:
        """Return one table; a name that does not exist is a mistake of ours and raises `KeyError`."""
        return self.tables[country, name]

    def inkasso_regime(self, on: date) -> str:
        """Return which Norwegian inkassolov governs a letter sent on the day.

        `1988` or `2026` by the year of the law, or `unreviewed` for a day whose rules nobody has confirmed:
        LOV-2026-05-22-19 begins when the King decides (§ 55).
        """
        try:
            return str(int(self.table(*INKASSO_REGIME).on(on).value))
        except NotInForceError:
            return "unreviewed"
