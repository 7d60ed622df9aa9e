"""A file of each released schema, plain and encrypted, opens in the newest version with the same sums."""

from __future__ import annotations

import shutil
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
OPEN = {"0001": {"NOK": 875_000, "SEK": 2_972_000}}
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


def test_no_migration_is_without_its_files_and_sums() -> None:
    wanted = {path_of(revision, key).name for revision, key in EVERY}
    assert {path.name for path in path_of("0001", None).parent.glob("*.db")} == wanted
    assert set(OPEN) == known_revisions()
