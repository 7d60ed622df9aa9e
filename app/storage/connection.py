"""One connection to a file of ours, and the marks by which such a file is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION_ID = 0x42544C54
NEWEST_REVISION = "0001"
BUSY_SECONDS = 5


def connect(path: Path) -> Connection:
    """Open one connection, durable (WAL, FULL) and with foreign keys on."""
    connection: Connection = dbapi2.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
