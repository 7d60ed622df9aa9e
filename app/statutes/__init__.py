"""The dated tables of law, read from `resources/statutes/<country>/<name>.toml` when first asked for."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from app.domain.dated_table import DatedTable, DatedValue, KnownThroughError, RowOrderError, Statutes
from app.resources import resource
from app.statutes.table_file import read_table

log = logging.getLogger(__name__)

COUNTRIES = ("SE", "NO")


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row the user has added to a table: a correction, or what came into force since this release.

    Attributes:
        row: Its `law` may be empty, and is then that of the table.
        known_through: Last day the row is known to hold, for a new row of a periodic table.
        added_on: The day the user added it.
    """

    country: str
    name: str
    row: DatedValue
    known_through: date | None = None
    added_on: date | None = None


class _Shelf(Mapping[tuple[str, str], DatedTable]):
    """The tables by country and name; a file is opened when its table is first taken down."""

    def __init__(self, extended: Mapping[tuple[str, str], DatedTable]) -> None:
        self._extended = extended

    def __getitem__(self, key: tuple[str, str]) -> DatedTable:
        return self._extended[key] if key in self._extended else _bundled(*key)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())


def load(
    extra_rows: Iterable[ExtraRow] = (), own_fees: Mapping[tuple[str, str], Decimal] | None = None
) -> Statutes:
    """Return the bundled tables with the user's rows laid over them, in the order they were added.

    Raises:
        RowOrderError, KnownThroughError: A row of the user does not fit its table.
        TableFileError: A file of ours is damaged; also when such a table is first asked for.
    """
    extended: dict[tuple[str, str], DatedTable] = {}
    for extra in extra_rows:
        _lay_over(extended, extra)
    return Statutes(_Shelf(extended), own_fees or {})


def load_kept(
    extra_rows: Iterable[ExtraRow], own_fees: Mapping[tuple[str, str], Decimal] | None = None
) -> Statutes:
    """Return the tables like `load`, passing over rows that a newer release has made needless.

    A row was checked when it was added. One that no longer fits lies among days that the table has since come
    to know, or names a table that is gone; the table that came with the program then says what holds.
    """
    extended: dict[tuple[str, str], DatedTable] = {}
    for extra in extra_rows:
        try:
            _lay_over(extended, extra)
        except (RowOrderError, KnownThroughError, KeyError):
            log.warning("a row of %s %s is passed over", extra.country, extra.name)
    return Statutes(_Shelf(extended), own_fees or {})


def _lay_over(extended: dict[tuple[str, str], DatedTable], extra: ExtraRow) -> None:
    key = (extra.country, extra.name)
    table = extended.get(key) or _bundled(*key)
    row = replace(extra.row, law=extra.row.law or table.law)
    extended[key] = table.with_row(row, known_through=extra.known_through)


@cache
def _bundled(country: str, name: str) -> DatedTable:
    if (country, name) not in _names():
        raise KeyError((country, name))
    return read_table(resource("statutes", country.lower(), f"{name}.toml"), country)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """List the country and name of every table that comes with the program."""
    return tuple(
        (country, file.stem)
        for country in COUNTRIES
        for file in sorted(resource("statutes", country.lower()).glob("*.toml"))
    )
