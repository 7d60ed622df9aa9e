"""A file gets a key, another one or none: everything stays in it, and whatever fails leaves it as it was."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

import pytest

from app.domain.file_key import FileKey
from app.domain.history import NoteTaken
from app.storage import resealing
from app.storage.cipher import mark_of, new_key, new_passphrase
from app.storage.connection import connect
from app.storage.database import Database
from app.storage.errors import DiskFullError, LockedFileError
from app.storage.integrity import check
from app.storage.resealing import reseal
from app.storage.search import search
from tests.storage.book import Book

FIRST, SECOND = new_key(), new_key()
PASSPHRASE = new_passphrase("fyra ord om sjön")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a plain file with two customers, an invoice and a note."""
    made = tmp_path / "plain.betalt"
    book = Book(Database(made))
    book.customer("Tom AB")
    book.tell(book.invoice(book.customer("Norrskärs Båtvarv AB")), NoteTaken(), note="Chefen är bortrest.")
    book.database.close()
    return made


def held(path: Path, key: FileKey | None) -> list[object]:
    """Return everything in a file: what each table is, and its rows."""
    connection = connect(path, key)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    names = [name for kind, name, _sql in made if kind == "table"]
    rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]
    connection.close()
    return [*made, *rows]


@pytest.mark.parametrize("key", [FIRST, PASSPHRASE], ids=["key", "passphrase"])
def test_a_file_is_encrypted_and_back_with_all_it_held(path: Path, key: FileKey) -> None:
    before = held(path, None)
    reseal(path, None, key)
    assert mark_of(path) == key.mark
    assert "Norrskärs".encode() not in path.read_bytes()
    assert held(path, key) == before
    reseal(path, key, SECOND)
    assert mark_of(path) == SECOND.mark
    reseal(path, SECOND, None)
    assert mark_of(path) is None
    assert held(path, None) == before


def test_an_encrypted_file_is_sound_found_in_and_written_to(path: Path) -> None:
    reseal(path, None, FIRST)
    database = Database(path, FIRST)
    assert check(database, lambda _day: True) == []
    assert search(database.connection, "norrsk", limit=5)
    Book(database).customer("Ny AB")
    assert database.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    path.with_name(f"{path.name}.resealed").write_bytes(b"left by a crash")
    reseal(path, None, FIRST)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_open_elsewhere_is_left_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.connection.BUSY_SECONDS", 0)
    other = Database(path)
    with pytest.raises(LockedFileError):
        reseal(path, None, FIRST)
    other.close()
    assert mark_of(path) is None
    reseal(path, None, FIRST)


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(path, None)

    def cramped(file: Path, key: FileKey | None) -> Connection:
        connection = connect(file, key)
        if file != path:
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("CREATE TABLE too_much AS SELECT randomblob(9000) AS filling")
        return connection

    monkeypatch.setattr(resealing, "connect", cramped)
    with pytest.raises(DiskFullError):
        reseal(path, None, FIRST)
    assert held(path, None) == before
    assert [each.name for each in path.parent.iterdir() if "resealed" in each.name] == []


@pytest.mark.parametrize("step", ["_hold", "_export", "_settle", "_take_place"])
def test_a_stop_at_any_step_leaves_the_file_as_it_was(
    path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(path, None)

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(resealing, step, stop)
    with pytest.raises(KeyboardInterrupt):
        reseal(path, None, FIRST)
    assert held(path, None) == before
