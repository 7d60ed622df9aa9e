"""Everything the pages of reading in show about some files, found out in one go."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.i18n import _
from app.importers.detect import TABLES
from app.importers.draft import DraftParty
from app.importers.folder import files_in
from app.importers.mapping import ColumnMapping
from app.services import importing
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.firm import read_firm, set_firm
from app.services.import_columns import TableView, table_view
from app.services.import_compare import Ref
from app.services.import_fixes import Cause, blocked_rows, causes
from app.services.import_outcome import (
    Line,
    PaperRow,
    bills,
    is_from_bank,
    new_customers,
    new_payments,
    outcome,
    paper_row,
    would_store,
)
from app.services.import_preview import Accepted, Preview, TableWish
from app.services.importing import Progress
from app.storage.errors import driver_trouble


@dataclass(frozen=True, slots=True)
class Look:
    """What some files say and what would become of them; nothing is stored.

    Attributes:
        paths: The files that were read, those of a folder one by one; `preview.files` has their order.
        tables: The tables among the files, by the number of the file.
        papers: Every invoice in words, in the order of the files.
        waiting: How many rows wait for an answer.
        sellers: Who sends the invoices (place in `preview.sellers`, name), to be asked once who the user is.
        bill_refs: Invoices that others sent to the user.
        stored: How many invoices, payments and listed customers accepting would store or change.
        payments: How many of them are payments; `customers` that a bookkeeping file lists.
        is_from_bank: The files are the bank's alone, and nothing in them needs an answer.
    """

    paths: tuple[Path, ...]
    preview: Preview
    tables: Mapping[int, TableView]
    causes: tuple[Cause, ...]
    lines: tuple[Line, ...]
    papers: tuple[PaperRow, ...]
    waiting: int
    sellers: tuple[tuple[int, str], ...]
    bill_refs: tuple[Ref, ...]
    stored: int
    payments: int
    customers: int
    is_from_bank: bool

    def is_known(self) -> bool:
        """Say whether no column has to be chosen: there are e-invoices alone, or tables read before."""
        return all(table.known_as for table in self.tables.values())


def look(
    desk: Desk,
    paths: Sequence[Path],
    wishes: Mapping[Path, TableWish],
    take: Collection[Ref] = (),
    progress: Progress | None = None,
) -> Look:
    """Read files, and those of folders, and return all there is to show about them.

    `progress` is that of `importing.preview`.
    """
    files = files_in(paths)
    shown = importing.preview(desk, files, tables=wishes, take=take, progress=progress)
    tables = {
        number: table_view(desk, path, wishes.get(path, TableWish()), file)
        for number, (path, file) in enumerate(zip(files, shown.files, strict=True))
        if file.kind in TABLES
    }
    return _seen(desk, files, shown, tables)


def look_again(desk: Desk, before: Look, take: Collection[Ref]) -> Look:
    """Return what there is to show with other choices, without reading the files once more."""
    return _seen(desk, before.paths, importing.judge_again(desk, before.preview, take), before.tables)


def accept(desk: Desk, seen: Look, take: Collection[Ref]) -> Accepted:
    """Store what was shown, and remember the columns of its tables for the next time."""
    done = importing.accept(desk, seen.preview, take=take)
    for number, table in seen.tables.items():
        shape = seen.preview.files[number].draft.source.shape
        is_readable = not ColumnMapping(shape, table.columns()).missing()
        if is_readable and not table.known_as:
            importing.save_mapping(desk, _name_for(table.name), shape, table.columns())
    return done


def _name_for(file_name: str) -> str:
    """Return the name of a file without its ending and the date or number before that."""
    stem = Path(file_name).stem
    return re.sub(r"[\W\d_]+$", "", stem) or stem


def this_is_us(desk: Desk, seller: DraftParty) -> Changes:
    """Note that the user is the one who sent the invoices; what the firm knows of itself already stays."""
    known = read_firm(desk)
    facts = {"identifier": seller.identifier or seller.vat_number}
    if not known.name:
        facts |= {"name": seller.name, "country": seller.country or known.country}
    return set_firm(desk, facts)


def save_list(seen: Look, path: Path) -> None:
    """Write what is wrong as a table for a spreadsheet: file, row, what, what to do.

    Raises:
        FileTroubleError: The file cannot be written.
    """
    with driver_trouble(path), path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow((_("File"), _("Row"), _("Problem"), _("What to do")))
        for cause in seen.causes:
            name = seen.preview.files[cause.file_no].name
            rows.writerows((name, line, cause.title, cause.advice) for line in cause.lines or ("",))


def _seen(desk: Desk, paths: tuple[Path, ...], shown: Preview, tables: Mapping[int, TableView]) -> Look:
    home = read_firm(desk).country
    return Look(
        paths=paths,
        preview=shown,
        tables=tables,
        causes=causes(shown),
        lines=outcome(shown),
        papers=tuple(paper_row(each, home) for file in shown.files for each in file.invoices),
        waiting=blocked_rows(shown),
        sellers=tuple(
            (place, seller.name)
            for place, seller in enumerate(shown.sellers)
            if seller.identifier or seller.vat_number
        ),
        bill_refs=tuple(each.ref for each in bills(shown)),
        stored=would_store(shown),
        payments=new_payments(shown),
        customers=new_customers(shown),
        is_from_bank=is_from_bank(shown),
    )
