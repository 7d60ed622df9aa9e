"""Noticing that a file is not the one that was left: its pages, and the end of its two chains.

Beside the database lies a small note, the seal, with the last hash of each chain. It says nothing of anyone.
A file in which those hashes are missing has lost entries since: an older copy was put in its place, or its
write-ahead log was deleted after a crash. Entries that came later, such as from the command line, do not
break it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from app.storage.chain import FACTS, ends
from app.storage.database import Database
from app.storage.errors import DamagedFileError, ForeignFileError, driver_trouble


class Damage(StrEnum):
    """`PAGES` cannot be read, or entries are missing that were there: the file is `OLDER` or another one."""

    PAGES = "pages"
    OLDER = "older"


def seal(database: Database) -> None:
    """Note how far the chains have come. Where that cannot be written it is just less well watched."""
    kept = {name: [row_id, hashed.hex()] for name, (row_id, hashed) in ends(database.connection).items()}
    path = _seal_of(database.path)
    part = path.with_name(f"{path.name}.part")
    with suppress(OSError):
        part.touch(mode=0o600)
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(path)


def find(database: Database) -> Damage | None:
    """Return what is wrong with a file, `None` where it is as it was left; reads every page."""
    try:
        with driver_trouble(database.path):
            if database.connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                return Damage.PAGES
            return Damage.OLDER if _lacks_entries(database) else None
    except (DamagedFileError, ForeignFileError):
        return Damage.PAGES


def _lacks_entries(database: Database) -> bool:
    for table, (row_id, hashed) in _sealed(database.path).items():
        row = database.connection.execute(f"SELECT hash FROM {table} WHERE id = ?", (row_id,)).fetchone()
        if row_id and (row is None or row[0] != hashed):
            return True
    return False


def _sealed(path: Path) -> Mapping[str, tuple[int, bytes]]:
    """Read the seal; one that is not there or cannot be read says nothing."""
    try:
        kept = json.loads(_seal_of(path).read_text(encoding="utf-8"))
        return {table: (int(kept[table][0]), bytes.fromhex(kept[table][1])) for table in FACTS}
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return {}


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")
