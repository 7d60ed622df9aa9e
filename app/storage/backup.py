"""Copies of the file: whole, on the disk before they count, opened and checked before they take a name."""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.storage.cipher import check_key
from app.storage.connection import APPLICATION_ID, NEWEST_REVISION, connect
from app.storage.errors import (
    DamagedFileError,
    ForeignFileError,
    NewerFileError,
    WrongKeyError,
    driver_trouble,
)
from app.storage.plain import kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.file_key import FileKey

KEPT = 14
_STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"-(\d{4}-\d\d-\d\d-\d{6})\.db")
_PART = ".part"
_OPEN = (
    "SELECT c.currency, sum(s.open_minor) FROM case_summary s JOIN invoice c ON c.id = s.invoice_id "
    "WHERE c.withdrawn = 0 AND s.open_minor > 0 GROUP BY c.currency ORDER BY c.currency"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file of ours holds.

    Attributes:
        newest_on: The day of what was told last; `None` where nothing has happened yet.
        open_minor: What is open, in minor units by currency.
        revision: Its schema.
    """

    customers: int
    invoices: int
    letters: int
    events: int
    newest_on: date | None
    open_minor: tuple[tuple[str, int], ...]
    revision: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup in a folder, and the local time at which it was made."""

    path: Path
    made_at: datetime


def save(source: Path, target: Path, key: FileKey | None) -> Contents:
    """Copy a file in use, encrypted as it is, and return what the copy holds once it was checked.

    The copy takes its name last, in place of what had that name. Nothing is left of one that did not go well.

    Raises:
        DamagedFileError: The copy does not pass its check, so the file itself is damaged.
        FileTroubleError: It cannot be read, or the copy not be written.
    """
    part = target.with_name(target.name + _PART)
    with driver_trouble(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            copy(source, part, key)
            held = contents(part, key)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            remove(part)
    return held


def copy(source: Path, target: Path, key: FileKey | None) -> None:
    """Copy with the driver's own means, the write-ahead log included, into one file that is on the disk."""
    remove(target)
    target.touch(mode=0o600)
    key = check_key(source, key)
    with driver_trouble(source), closing(connect(source, key)) as reader, closing(connect(target, key)) as to:
        reader.backup(to)
        to.execute("PRAGMA journal_mode = DELETE")
    sync_file(target)


def contents(path: Path, key: FileKey | None) -> Contents:
    """Verify every page of a file and return what it holds; the file is not changed.

    Raises:
        ForeignFileError: It is not ours.
        DamagedFileError: Pages of it cannot be read.
        NewerFileError: A newer version of the app has written it.
        KeyNeededError, OtherKeyError, WrongKeyError: It is encrypted, and not opened by `key`.
    """
    with driver_trouble(path):
        if not path.stat().st_size:
            raise ForeignFileError(path)
        key = check_key(path, key)
        try:
            with closing(connect(path, key)) as connection, driver_trouble(path):
                return _verified(path, connection)
        except ForeignFileError as error:
            if key is None:
                raise
            raise (DamagedFileError if key.fits else WrongKeyError)(path) from error


def _verified(path: Path, connection: Connection) -> Contents:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignFileError
    if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise DamagedFileError
    revision = _one(connection, "SELECT version_num FROM alembic_version")
    if revision != NEWEST_REVISION:
        from app.storage.upgrade import known_revisions  # Alembic is loaded for older files only

        if revision not in known_revisions():
            raise NewerFileError(path, revision)
    return look(connection)


def look(connection: Connection) -> Contents:
    """Return what the file behind a connection holds, by columns that every schema has."""
    newest = _one(connection, "SELECT max(happened_on) FROM history_entry")
    return Contents(
        customers=_one(connection, "SELECT count(*) FROM customer WHERE withdrawn = 0"),
        invoices=_one(connection, "SELECT count(*) FROM invoice WHERE withdrawn = 0"),
        letters=_one(connection, "SELECT count(*) FROM letter WHERE withdrawn = 0"),
        events=_one(connection, "SELECT count(*) FROM history_entry"),
        newest_on=kept_day(newest) if newest else None,
        open_minor=tuple(connection.execute(_OPEN)),
        revision=_one(connection, "SELECT version_num FROM alembic_version"),
    )


def name_for(path: Path, made_at: datetime) -> str:
    """Return under which name a backup of `path` is kept; `made_at` is local time."""
    return f"{path.stem}-{made_at.strftime(_STAMP)}.db"


def kept_in(folder: Path, path: Path) -> list[Kept]:
    """Return the backups of `path` in a folder, the newest first; none where the folder is not there."""
    found = []
    with suppress(OSError):
        for each in folder.iterdir():
            match = _NAME.fullmatch(each.name.removeprefix(path.stem))
            if match and each.name.startswith(path.stem):
                with suppress(ValueError):
                    found.append(Kept(each, datetime.strptime(match[1], _STAMP)))  # noqa: DTZ007 - local time
    return sorted(found, key=lambda kept: kept.made_at, reverse=True)


def prune(folder: Path, path: Path, *, but: Path) -> None:
    """Remove all but the newest `KEPT` backups of `path`, and never the one just made."""
    for old in kept_in(folder, path)[KEPT:]:
        if old.path != but:
            with suppress(OSError):  # it goes the next time
                old.path.unlink()


def remove(path: Path) -> None:
    """Remove a database with all that the driver keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Return once what was written to a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _one(connection: Connection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else ""
