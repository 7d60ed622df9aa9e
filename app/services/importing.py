"""Reading in invoices: look at files first, accept them, take them back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from app.importers.detect import Kind, detect
from app.importers.draft import Draft
from app.importers.identifier import normalise
from app.importers.mapping import ColumnMapping, chosen, from_text
from app.importers.reader import read
from app.importers.table import TableSettings, read_table
from app.importers.trouble import UnreadableFileError
from app.services import checks
from app.services.bank_reading import judge_payments, known_payments
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import UnknownBatchError, UnknownMappingError
from app.services.import_books import with_books
from app.services.import_compare import Choices, Judged, Reading, Ref, Verdict, judge
from app.services.import_customers import Directory
from app.services.import_preview import Accepted, FilePreview, Preview, TableWish, Withdrawn
from app.storage import imports
from app.storage.firm import read_firm

Progress = Callable[[int, int], None]
_TABLES = (Kind.TABLE, Kind.WORKBOOK)


def preview(
    desk: Desk,
    paths: Path | Sequence[Path],
    *,
    columns: str | Mapping[str, int] = "",
    mapping_name: str = "",
    settings: TableSettings | None = None,
    tables: Mapping[Path, TableWish] | None = None,
    take: Collection[Ref] = (),
    progress: Progress | None = None,
) -> Preview:
    """Read files and say what accepting them would do.

    `columns` is a mapping of the user's (`number=A,customer=Kund`, or field → column from 0), `mapping_name`
    one that was saved; without either a table of a known shape takes its saved mapping, else a guess.
    `tables` says it for each table on its own. `take` are bills and double numbers to be stored all the same.
    `progress` is told rows done and in all for one file, files for several; what it raises stops the reading.

    Raises:
        UnknownMappingError, UnknownColumnError: There is no such mapping or column.
    """
    several = [paths] if isinstance(paths, Path) else list(paths)
    whole = TableWish(columns or _saved(desk, mapping_name), settings or TableSettings())
    files = []
    for done, path in enumerate(several):
        if progress and len(several) > 1:
            progress(done, len(several))
        wish = (tables or {}).get(path, whole)
        files.append(_read(desk, path, wish, progress if len(several) == 1 else None))
    return _judged(desk, files, Choices(frozenset(take)))


def judge_again(desk: Desk, shown: Preview, take: Collection[Ref]) -> Preview:
    """Return a preview with other choices, without reading the files once more."""
    return _judged(desk, shown.files, Choices(frozenset(take)))


def _judged(desk: Desk, files: Sequence[FilePreview], choices: Choices) -> Preview:
    drafts = [file.draft for file in files]
    with desk.database.reading() as connection:
        reading, judged = compare(connection, drafts, choices)
        looks = judge_payments(connection, drafts)
        files = [with_books(connection, file, reading) for file in files]
        remarks = tuple(checks.of_import(desk, connection, drafts, judged))
    files = [
        replace(
            file,
            invoices=tuple(each for each in judged if each.ref[0] == number),
            bank=looks[number],
            checks=tuple(remark for place, remark in remarks if place == number),
        )
        for number, file in enumerate(files)
    ]
    sellers = dict.fromkeys(seller for file in files for seller in file.draft.sellers)
    return Preview(tuple(files), () if reading.own_identifier else tuple(sellers))


def _saved(desk: Desk, name: str) -> Mapping[str, int] | str:
    if not name:
        return ""
    found = imports.read_mapping(desk.database.connection, name=name)
    if found is None:
        raise UnknownMappingError(name)
    return found


def _with_home(desk: Desk, settings: TableSettings) -> TableSettings:
    """Let the firm's country decide what a table leaves open, such as the currency."""
    firm = read_firm(desk.database.connection)
    return replace(settings, country=firm.country) if firm and not settings.country else settings


def _read(
    desk: Desk,
    path: Path,
    wish: TableWish,
    progress: Progress | None,
) -> FilePreview:
    settings = _with_home(desk, wish.settings)
    try:
        mapping = _mapping(desk, path, wish.columns, settings) if detect(path) in _TABLES else None
        draft = read(path, mapping=mapping, settings=settings, progress=progress)
        return FilePreview(_shown(path), _sha256(path), draft)
    except UnreadableFileError as error:
        return FilePreview(_shown(path), "", Draft(""), trouble=error)


def _shown(path: Path) -> str:
    """Return the name of a file as text, also where the system lets it be bytes that are none."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def _mapping(
    desk: Desk, path: Path, columns: str | Mapping[str, int], settings: TableSettings
) -> ColumnMapping | None:
    """Return the user's mapping, else the one remembered for the header; `None` to have it guessed."""
    table = read_table(path, settings)
    if isinstance(columns, str) and columns:
        return from_text(table, columns)
    known = columns or imports.read_mapping(desk.database.connection, shape=table.shape)
    return chosen(table, known, "chosen" if columns else "remembered") if isinstance(known, Mapping) else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def compare(
    connection: Connection, drafts: Sequence[Draft], choices: Choices
) -> tuple[Reading, list[Judged]]:
    """Compare drafts with what a connection shows now."""
    firm = read_firm(connection)
    own = normalise(firm.identifier, firm.country).value if firm and firm.identifier else ""
    reading = Reading(own, Directory(imports.known_customers(connection)), choices)
    numbers = {invoice.number for draft in drafts for invoice in draft.invoices}
    return reading, judge(drafts, imports.known_invoices(connection, numbers), reading)


def accept(
    desk: Desk,
    shown: Preview,
    *,
    take: Collection[Ref] = (),
    leave: Collection[Ref] = (),
) -> Accepted:
    """Store what a preview showed, as one action that can be undone for 30 days.

    Everything is compared once more, so that nothing is doubled if something was stored in between. `take`
    are bills and double numbers to be stored all the same, `leave` others to be left out.
    """
    from app.services import import_accept

    choices = Choices(frozenset(take), frozenset(leave))
    about = _about(shown.files)
    with desk.begin() as work:
        connection = imports.connection_of(work)
        drafts = [file.draft for file in shown.files]
        reading, judged = compare(connection, drafts, choices)
        looks = judge_payments(connection, drafts)
        stored = import_accept.store(desk, work, shown.files, judged, reading, looks=looks)
        action_id = work.commit("import", about) if any(stored.batch_ids) else None
    counted = Counter(each.verdict for each in judged)
    new, same, changed = (counted[each] for each in (Verdict.NEW, Verdict.SAME, Verdict.CHANGED))
    people = frozenset(who.id for who in stored.people.values())
    changes = Changes(frozenset(stored.cases), people, action_id, "import", about)
    left_out, known = len(judged) - new - same - changed, known_payments(looks)
    return Accepted(
        changes, new, same, changed, left_out, stored.batch_ids, stored.payments, known, stored.added
    )


def _about(files: Sequence[FilePreview]) -> str:
    names = [file.name for file in files]
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "") if names else ""


def withdraw(desk: Desk, batch_id: int) -> Withdrawn:
    """Take one file back, however long ago it was read in; the same file may then be read in again.

    An invoice that later work stands on stays, and is named with what stands on it.

    Raises:
        UnknownBatchError: There is no such batch, or it was withdrawn already.
    """
    from app.services.bank_accept import release_sums
    from app.services.matching_run import suggest_anew
    from app.storage.import_actions import find_batch
    from app.storage.withdrawal import take_back

    with desk.begin() as work:
        batch = find_batch(work, batch_id)
        if batch is None:
            raise UnknownBatchError(batch_id)
        taken = take_back(work, batch.action_id, [batch_id])
        release_sums(work)
        suggest_anew(desk, work)
        action_id = work.commit("withdraw", batch.file_name)
    changes = Changes(taken.cases, action_id=action_id, kind="withdraw", about=batch.file_name)
    return Withdrawn(changes, taken.count, taken.kept, taken.payments, taken.customers)


def save_mapping(desk: Desk, name: str, shape: str, mapping: Mapping[str, int]) -> None:
    """Remember which column holds what, under a name and for tables with this header."""
    with desk.begin() as work:
        imports.write_mapping(work, name, shape, mapping)
        work.commit()


def mapping_for(desk: Desk, shape: str) -> dict[str, int] | None:
    """Return the columns remembered for tables with this header, or `None`."""
    return imports.read_mapping(desk.database.connection, shape=shape)
