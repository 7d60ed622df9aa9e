"""The file itself: private, recognised, and left as it was by whatever stops us."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from app.domain.file_key import FileKey
from app.domain.history import NoteTaken
from app.domain.invoice import CaseId
from app.storage import connection, database
from app.storage.connection import APPLICATION_ID, NEWEST_REVISION, connect
from app.storage.database import Database
from app.storage.errors import (
    DamagedFileError,
    DiskFullError,
    FileTroubleError,
    ForeignFileError,
    LockedFileError,
    NewerFileError,
    ReadOnlyFileError,
)
from app.storage.tables import PARENTS_FIRST
from tests.storage.book import Book

RELEASED = Path(__file__).parents[1] / "databases"
APPEND_ONLY = ("ledger_entry", "history_entry")


def test_a_new_file_is_private_and_durable(tmp_path: Path) -> None:
    database = Database(tmp_path / "folder" / "new.betalt")
    ask = database.connection.execute
    assert stat.S_IMODE(database.path.stat().st_mode) == 0o600
    assert ask("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
    assert ask("PRAGMA synchronous").fetchone() == (2,)
    assert ask("PRAGMA foreign_keys").fetchone() == (1,)
    for beside in database.path.parent.iterdir():
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    database.close()


def test_a_new_file_is_ours_without_its_write_ahead_log(tmp_path: Path) -> None:
    database = Database(tmp_path / "new.betalt")
    alone = tmp_path / "alone.betalt"
    shutil.copyfile(database.path, alone)
    database.close()
    copied = connect(alone)
    assert copied.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    copied.close()


def test_an_empty_file_becomes_ours_and_private(tmp_path: Path) -> None:
    path = tmp_path / "empty.betalt"
    path.touch(mode=0o644)
    Database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_whose_making_was_cut_short_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "short.betalt"
    begun = dbapi2.connect(str(path))
    begun.execute("PRAGMA journal_mode = WAL")
    begun.close()
    assert path.stat().st_size > 0
    database = Database(path)
    assert database.connection.execute("SELECT count(*) FROM invoice").fetchone() == (0,)
    database.close()


def _another_programs(path: Path) -> None:
    other = dbapi2.connect(str(path))
    other.execute("CREATE TABLE song (title TEXT)")
    other.commit()
    other.close()


def _cut_off(path: Path) -> None:
    Database(path).close()
    path.write_bytes(path.read_bytes()[:3000])


def _changed(query: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        Database(path).close()
        ours = dbapi2.connect(str(path), isolation_level=None)
        ours.execute(query)
        ours.execute("PRAGMA journal_mode = DELETE")
        ours.close()

    return make


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda path: path.write_bytes(b"Faktura;Belopp\n1;2\n" * 99), ForeignFileError),
        (lambda path: path.write_bytes(bytes(range(256)) * 64), ForeignFileError),
        (_another_programs, ForeignFileError),
        (_changed("UPDATE alembic_version SET version_num = '9999'"), NewerFileError),
        (_changed("PRAGMA application_id = 1"), ForeignFileError),
        (_changed("DROP TABLE alembic_version"), ForeignFileError),
        (_cut_off, DamagedFileError),
        (lambda path: path.mkdir(), ReadOnlyFileError),
    ],
)
def test_a_file_we_cannot_use_is_named_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], Any], expected: type[FileTroubleError]
) -> None:
    path = tmp_path / "given.betalt"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(expected) as told:
        Database(path)
    assert told.value.path == path
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_newer_file_says_which_schema_it_has(tmp_path: Path) -> None:
    path = tmp_path / "newer.betalt"
    _changed("UPDATE alembic_version SET version_num = '9999'")(path)
    with pytest.raises(NewerFileError) as told:
        Database(path)
    assert told.value.revision == "9999"


def _everything(book: Book) -> dict[str, list[dict[str, Any]]]:
    return {
        str(table.__tablename__): book.rows(f"SELECT * FROM {table.__tablename__}") for table in PARENTS_FIRST
    }


def test_a_file_another_program_writes_to_is_locked_and_unchanged(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    book.database.engine.dispose()
    before = _everything(book)
    other = connect(book.database.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedFileError):
        book.customer("Väntar AB")
    other.execute("ROLLBACK")
    other.close()
    assert _everything(book) == before
    book.customer("Går igen AB")


def test_a_full_disk_is_named_and_the_action_leaves_nothing(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = book.invoice(book.customer())
    before = _everything(book)

    def cramped(path: Path, key: FileKey | None) -> Connection:
        connection = connect(path, key)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(database, "connect", cramped)
    book.database.engine.dispose()
    with pytest.raises(DiskFullError):
        book.tell(case_id, NoteTaken(), note="x" * 200_000)
    monkeypatch.undo()
    book.database.engine.dispose()
    assert _everything(book) == before
    book.tell(case_id, NoteTaken(), note="x" * 200_000)


def test_a_full_disk_while_a_file_is_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cramped(path: Path, key: FileKey | None) -> Connection:
        connection = connect(path, key)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    path = tmp_path / "full.betalt"
    monkeypatch.setattr(database, "connect", cramped)
    with pytest.raises(DiskFullError):
        Database(path)
    monkeypatch.undo()
    Database(path).close()


@pytest.fixture
def unprivileged(book: Book) -> Iterator[Book]:
    """Make file and folder read-only, for the administrator too (who then acts as nobody)."""
    book.invoice(book.customer())
    book.database.close()
    folder = book.database.path.parent
    for path in (book.database.path, folder):
        path.chmod(0o555)
    administrator = hasattr(os, "geteuid") and os.geteuid() == 0
    opened = {parent: parent.stat().st_mode for parent in folder.parents} if administrator else {}
    for parent, mode in opened.items():
        parent.chmod(mode | 0o011)
    if administrator:
        os.seteuid(65534)
    yield book
    if administrator:
        os.seteuid(0)
    folder.chmod(0o700)
    for parent, mode in opened.items():
        parent.chmod(mode)


def test_a_file_that_may_not_be_written_is_named_and_unchanged(unprivileged: Book) -> None:
    before = unprivileged.database.path.read_bytes()
    with pytest.raises(ReadOnlyFileError):
        Database(unprivileged.database.path)
        unprivileged.customer("Får inte AB")
    assert unprivileged.database.path.read_bytes() == before


def test_a_damaged_page_is_named(book: Book) -> None:
    for n in range(40):
        book.customer(f"Kund {n} AB")
    book.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = book.rows("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")[0]["rootpage"]
    book.database.close()
    with book.database.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(DamagedFileError), Database(book.database.path).reading() as connection:
        connection.execute("SELECT count(name) FROM customer").fetchone()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET invoice_id = 1", "DELETE FROM {table}"])
def test_ledger_and_history_refuse_to_be_edited(book: Book, table: str, statement: str) -> None:
    book.invoice(book.customer())
    with pytest.raises(dbapi2.IntegrityError, match="append-only"):
        book.database.connection.execute(statement.format(table=table))


@pytest.mark.parametrize("table", PARENTS_FIRST, ids=lambda table: str(table.__tablename__))
def test_the_table_class_says_what_the_schema_says(book: Book, table: Any) -> None:
    schema = {
        row["name"]: not row["notnull"] and not row["pk"]
        for row in book.rows(f"PRAGMA table_info({table.__tablename__})")
    }
    described = {column.name: column.nullable for column in table.__table__.columns}
    assert described == schema


def test_no_table_is_without_a_class(book: Book) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = {row["name"] for row in book.rows(query)} - {"alembic_version"}
    assert names == {str(table.__tablename__) for table in PARENTS_FIRST}


def test_every_table_is_strict(book: Book) -> None:
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
    own = {row["name"] for row in book.rows(loose)} - {"alembic_version", "sqlite_schema"}
    assert own == set()


@pytest.mark.parametrize("path", sorted(RELEASED.glob("????.db")), ids=lambda path: path.stem)
def test_a_file_of_each_released_schema_opens_with_all_it_held(path: Path, tmp_path: Path) -> None:
    copied = tmp_path / path.name
    shutil.copyfile(path, copied)
    book = Book(Database(copied))
    assert book.rows("SELECT version_num FROM alembic_version") == [{"version_num": NEWEST_REVISION}]
    assert book.rows("SELECT name FROM customer ORDER BY id LIMIT 1") == [{"name": "Norrskärs Båtvarv AB"}]
    with book.begin() as work:
        case = work.case(CaseId(1))
    assert str(case.open.amount) == "24920.00"
    assert {entry.note for entry in case.history} == {"", "Chefen är bortrest till fredag."}
    book.database.close()
