"""A file of each released schema, plain and encrypted, opens in the newest version with the same sums."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.file_key import FileKey
from app.storage.backup import look
from app.storage.cipher import mark_of
from app.storage.connection import NEWEST_REVISION
from app.storage.database import Database
from app.storage.integrity import check
from app.storage.upgrade import known_revisions
from tests.databases.make import KEY, path_of

# What was open in each file when it was made, in minor units by currency. A new schema gets a row of its own.
SUMS = {"NOK": 875_000, "SEK": 2_972_000}
OPEN = {"0001": SUMS, "0002": SUMS}
EVERY = [(revision, key) for revision in sorted(known_revisions()) for key in (None, KEY)]


def named(revision: str, key: FileKey | None) -> str:
    return f"{revision}-{'encrypted' if key else 'plain'}"


@pytest.mark.parametrize(("revision", "key"), EVERY, ids=[named(*each) for each in EVERY])
def test_a_released_file_opens_with_the_same_sums(revision: str, key: FileKey | None, tmp_path: Path) -> None:
    copied = tmp_path / "betalt.db"
    shutil.copyfile(path_of(revision, key), copied)
    assert mark_of(copied) == (key.mark if key else None)
    database = Database(copied, key)
    held = look(database.connection)
    assert held.revision == NEWEST_REVISION
    assert dict(held.open_minor) == OPEN[revision]
    assert check(database, lambda _: True) == []
    database.close()


def test_a_customer_of_the_first_schema_may_later_be_written_to_in_nynorsk(tmp_path: Path) -> None:
    copied = tmp_path / "betalt.db"
    shutil.copyfile(path_of("0001", None), copied)
    Database(copied).close()
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("UPDATE customer SET language = 'nn' WHERE id = 1")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE customer SET language = 'xx' WHERE id = 1")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_migration_is_without_its_files_and_sums() -> None:
    wanted = {path_of(revision, key).name for revision, key in EVERY}
    assert {path.name for path in path_of("0001", None).parent.glob("*.db")} == wanted
    assert set(OPEN) == known_revisions()
