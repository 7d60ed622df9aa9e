"""Giving a file another key, a first one or none: in a copy that takes its place when it is whole."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.cipher import literal
from app.storage.connection import APPLICATION_ID, connect
from app.storage.errors import DamagedFileError, driver_trouble

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.file_key import FileKey

_COPY = ".resealed"


def reseal(path: Path, before: FileKey | None, after: FileKey | None) -> None:
    """Encrypt a file with `after` instead of `before`; `None` is a file that is not encrypted.

    Whoever else has the file open is found out first. The copy is compared with its original and lies safe
    on the disk before it takes its place in one step, so a crash leaves the one or the other, both whole.

    Raises:
        LockedFileError: The file is open elsewhere, in another window or program.
        FileTroubleError: It cannot be read, or the copy cannot be written; nothing changed.
    """
    copy = path.with_name(f"{path.name}{_COPY}")
    with driver_trouble(path):
        try:
            _discard(copy)  # what a crash left of an earlier try
            copy.touch(mode=0o600)
            with closing(connect(path, before)) as connection:
                _hold(connection)
                _export(connection, copy, after)
                _settle(connection, copy, after)
            _take_place(copy, path)
        finally:
            _discard(copy)


def _hold(connection: Connection) -> None:
    """Keep everybody else out until the connection is closed; refused while anybody is in."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


def _export(connection: Connection, copy: Path, key: FileKey | None) -> None:
    secret = literal(key) if key else ""
    connection.execute(f'ATTACH DATABASE ? AS copy KEY "{secret}"', (str(copy),))
    connection.execute("SELECT sqlcipher_export('copy')")
    connection.execute(f"PRAGMA copy.application_id = {APPLICATION_ID}")
    connection.execute("DETACH DATABASE copy")


def _settle(original: Connection, copy: Path, key: FileKey | None) -> None:
    """Make sure that the copy holds what the original does, and that it lies on the disk."""
    with closing(connect(copy, key)) as connection:
        connection.execute(f"PRAGMA journal_mode = {_journal(original)}")
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not whole or _counts(connection) != _counts(original):
            raise DamagedFileError
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _journal(connection: Connection) -> str:
    """Return how the file keeps what is not written yet: `wal`, or another way in a backup."""
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [name for (name,) in connection.execute(query)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _take_place(copy: Path, path: Path) -> None:
    copy.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _discard(copy: Path) -> None:
    for each in (copy, *(copy.with_name(f"{copy.name}{rest}") for rest in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)
