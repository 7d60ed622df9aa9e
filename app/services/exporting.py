"""Lists as files: what the pages show, with plain numbers and days, as CSV, XLSX or PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.errors import RuleError
from app.exporters.table import Table
from app.services import export_tables, written_off_list
from app.services.desk import Desk
from app.services.listing import Query
from app.services.paper_file import write
from app.storage import lists

SUFFIXES = (".csv", ".xlsx", ".pdf")
Build = Callable[[Desk, Query, Sequence[int]], Table]
LISTS: dict[str, Build] = {
    "invoices": export_tables.invoices,
    "customers": export_tables.customers,
    "plans": export_tables.plans,
    "letters": export_tables.letters,
    "written_off": written_off_list.written_off,
}

_FILTERS: dict[str, Sequence[str]] = {
    "invoices": tuple(lists.InvoiceFilter),
    "customers": ("open",),
    "plans": ("active",),
    "letters": ("outbox", "sent"),
    "written_off": (),
}


class UnknownListError(RuleError):
    """There is no list of that name; `known` are those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(LISTS)


class UnknownSuffixError(RuleError):
    """The name of a file does not end as any kind of file that can be written."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file
        self.known = SUFFIXES


def filters(what: str) -> list[str]:
    """Return what a list can be narrowed to, beside all of it.

    Raises:
        UnknownListError: There is no such list.
    """
    if what not in LISTS:
        raise UnknownListError(what)
    return list(_FILTERS[what])


def list_table(desk: Desk, what: str, query: Query | None = None, ids: Sequence[int] = ()) -> Table:
    """Return a list with all that the files can hold; `ids` are rows that were marked, empty for all.

    Raises:
        UnknownListError: There is no such list.
    """
    if what not in LISTS:
        raise UnknownListError(what)
    return LISTS[what](desk, query or Query(), ids)


def as_file(table: Table, suffix: str) -> bytes:
    """Return the bytes of a list as `.csv`, `.xlsx` or `.pdf`.

    Raises:
        UnknownSuffixError: It is none of these.
    """
    match suffix.lower():
        case ".csv":
            from app.exporters.csv_file import as_csv

            return as_csv(table)
        case ".xlsx":
            from app.exporters.xlsx_file import as_xlsx

            return as_xlsx(table)
        case ".pdf":
            from app.exporters.pdf_file import as_pdf

            return as_pdf(table)
    raise UnknownSuffixError(suffix)


def export(desk: Desk, what: str, path: Path, query: Query | None = None, ids: Sequence[int] = ()) -> int:
    """Write a list to a file, whole or not at all, and return how many rows it has.

    Raises:
        UnknownListError, UnknownSuffixError: Nothing was written.
        FileTroubleError: The file cannot be written; an old one is as it was.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnknownSuffixError(path.name)
    table = list_table(desk, what, query, ids)
    write(path, as_file(table, path.suffix))
    return len(table.rows)


def file_name(desk: Desk, what: str, suffix: str) -> str:
    """Return a name for the file: the day and the list, never a person's name."""
    titles = export_tables.titles()
    return f"{desk.today().isoformat()}_{titles[what].replace(' ', '_')}{suffix}"
