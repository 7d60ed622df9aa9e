"""A table of law read from a file of the same form as those that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.dated_table import DatedTable, DatedValue
from app.domain.table_row import check_row, next_start
from app.formatting import long_date
from app.i18n import _, language
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import RateFileError
from app.services.explain.tables import figure_words, table_title
from app.services.rates import store
from app.statutes import COUNTRIES, ExtraRow
from app.statutes.table_file import TableFileError, read_table

MOST_BYTES = 1024 * 1024
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a file would change. Nothing is stored yet.

    Attributes:
        lines: A sentence for every row that is new or corrected.
        same: How many rows are known already.
        extras: The rows as they would be added, in order.
    """

    file: str
    country: str
    title: str
    lines: tuple[str, ...]
    same: int
    extras: tuple[ExtraRow, ...]


def read_table_file(desk: Desk, path: Path) -> TableFile:
    """Read a table file and compare it with what is known; each row is checked like one typed by hand.

    Rows from before the first day of our own table are passed over.

    Raises:
        RateFileError: It cannot be read, is no such table, or brings nothing new.
        RowError: A row of it cannot be true, or leaves a gap.
    """
    found = _read(desk, path)
    ours = desk.statutes.table(found.country, found.name)
    known = {entry.valid_from: entry.value for entry in ours.entries}
    extras, table = [], ours
    for row, known_through in _changes(ours, found):
        is_correction = row.valid_from in known
        end = None if is_correction else known_through
        check_row(table, row, known_through=end, replaces=is_correction)
        table = table.with_row(row, known_through=end)
        extras.append(ExtraRow(found.country, found.name, row, end))
    if not extras:
        raise RateFileError(path.name, "nothing_new")
    return TableFile(
        file=path.name,
        country=found.country,
        title=table_title(found.name),
        lines=tuple(_words(ours, extra) for extra in extras),
        same=sum(known.get(entry.valid_from) == entry.value for entry in found.entries),
        extras=tuple(extras),
    )


def accept_table_file(desk: Desk, found: TableFile) -> Changes:
    """Add the rows of a file as one action that can be undone."""
    return store(desk, found.extras, found.title)


def _read(desk: Desk, path: Path) -> DatedTable:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RateFileError(path.name, "too_large")
        table = read_table(path, COUNTRIES[0])
    except OSError as trouble:
        raise RateFileError(path.name, "unreadable") from trouble
    except TableFileError as refused:
        raise RateFileError(path.name, refused.fault.value, refused.detail) from refused
    return replace(table, country=_country(desk, path.name, table))


def _country(desk: Desk, file: str, table: DatedTable) -> str:
    """Return whose table it is: the only one of the name, else the one that cites the same law."""
    having = [country for country in COUNTRIES if (country, table.name) in set(desk.statutes.tables)]
    if len(having) > 1:
        having = [each for each in having if desk.statutes.table(each, table.name).law == table.law]
    if len(having) != 1:
        raise RateFileError(file, "unknown_table", table.name)
    return having[0]


def _changes(ours: DatedTable, found: DatedTable) -> Iterator[tuple[DatedValue, date | None]]:
    """Yield what the file has otherwise than we, and until when each row is known."""
    known = {entry.valid_from: entry.value for entry in ours.entries}
    news = [
        entry
        for entry in found.entries
        if entry.valid_from >= ours.known_from and known.get(entry.valid_from) != entry.value
    ]
    for entry in news:
        later = (other.valid_from - _DAY for other in found.entries if other.valid_from > entry.valid_from)
        yield replace(entry, confidence=""), next(later, found.known_through)
    start = next_start(ours)
    is_longer = start is not None and found.known_through is not None and found.known_through >= start
    if is_longer and all(entry.valid_from < start for entry in news if start):
        last = found.entries[-1]
        yield replace(last, valid_from=start or last.valid_from, confidence=""), found.known_through


def _words(ours: DatedTable, extra: ExtraRow) -> str:
    known = next((entry for entry in ours.entries if entry.valid_from == extra.row.valid_from), None)
    figure, day = figure_words(ours, extra.row.value), long_date(extra.row.valid_from, language())
    if known is None:
        return _("New from {day}: {figure}.").format(day=day, figure=figure)
    said = _("From {day}: {figure} in place of {old}.")
    return said.format(day=day, figure=figure, old=figure_words(ours, known.value))
