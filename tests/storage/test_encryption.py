"""An encrypted file: named by its first bytes, opened by its key alone, and unreadable without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.file_key import FileKey, from_raw
from app.domain.history import NoteTaken
from app.storage.cipher import mark_of, new_key, new_passphrase
from app.storage.connection import connect
from app.storage.database import Database
from app.storage.errors import DamagedFileError, KeyNeededError, OtherKeyError, WrongKeyError
from app.storage.upgrade import known_revisions
from tests.storage.book import Book


@pytest.fixture
def key() -> FileKey:
    return new_key()


@pytest.fixture
def path(tmp_path: Path, key: FileKey) -> Path:
    """Make an encrypted file with one customer and one note."""
    made = tmp_path / "encrypted.betalt"
    book = Book(Database(made, key))
    book.tell(book.invoice(book.customer("Norrskärs Båtvarv AB")), NoteTaken(), note="Chefen är bortrest.")
    book.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.database.close()
    return made


def test_a_file_names_its_key_and_shows_nothing_else(path: Path, key: FileKey) -> None:
    content = path.read_bytes()
    assert mark_of(path) == content[:16] == key.mark
    assert b"SQLite" not in content
    assert "Norrskärs".encode() not in content
    assert b"customer" not in content


def test_its_key_opens_it_with_all_it_held(path: Path, key: FileKey) -> None:
    book = Book(Database(path, key))
    assert book.rows("SELECT name FROM customer") == [{"name": "Norrskärs Båtvarv AB"}]
    book.database.close()


def test_each_wrong_key_is_named_and_the_file_left_as_it_was(path: Path, key: FileKey) -> None:
    before = path.read_bytes()
    with pytest.raises(KeyNeededError) as told:
        Database(path)
    assert not told.value.by_passphrase
    with pytest.raises(OtherKeyError):
        Database(path, new_key())
    assert path.read_bytes() == before


def test_a_damaged_first_page_is_not_taken_for_a_wrong_key(path: Path, key: FileKey) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 50)
    with pytest.raises(DamagedFileError):
        Database(path, key)


def test_a_passphrase_opens_the_file_also_in_another_program(tmp_path: Path) -> None:
    path = tmp_path / "passphrase.betalt"
    key = new_passphrase("fyra ord om sjön")
    Database(path, key).close()
    with pytest.raises(KeyNeededError) as told:
        Database(path)
    assert told.value.by_passphrase
    wrong = FileKey(bytes(32), key.mark)
    with pytest.raises(WrongKeyError):
        Database(path, wrong)
    other = dbapi2.connect(str(path))
    other.execute("PRAGMA key = 'fyra ord om sjön'")
    assert other.execute("SELECT version_num FROM alembic_version").fetchone()[0] in known_revisions()
    other.close()


def test_a_key_is_not_used_on_a_file_that_is_not_encrypted(tmp_path: Path, key: FileKey) -> None:
    path = tmp_path / "plain.betalt"
    Database(path).close()
    database = Database(path, key)
    assert database.key is None
    database.close()


def test_a_copy_made_by_the_driver_carries_the_mark_and_opens_with_the_key(path: Path, key: FileKey) -> None:
    copied = path.with_name("copy.betalt")
    reader, writer = connect(path, key), connect(copied, key)
    reader.backup(writer)
    reader.close()
    writer.close()
    assert mark_of(copied) == key.mark
    Database(copied, from_raw(key.raw)).close()


def test_temporary_tables_stay_in_memory(path: Path, key: FileKey) -> None:
    connection = connect(path, key)
    assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    connection.close()
