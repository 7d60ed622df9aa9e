"""One connection to a file of ours, and the marks by which such a file is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.storage.cipher import unlock

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.file_key import FileKey

APPLICATION_ID = 0x42544C54
NEWEST_REVISION = "0002"
BUSY_SECONDS = 5


def connect(path: Path, key: FileKey | None = None) -> Connection:
    """Open one connection, durable (WAL, FULL) and with foreign keys on; with a key where the file has one.

    What SQLite sets aside while it works stays in memory, so that no temporary file holds what it read.
    """
    connection: Connection = dbapi2.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
    if key:
        unlock(connection, key)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
