"""Backups: one a day, whole and verified, and brought back without losing what they replace."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from app.domain.file_key import FileKey
from app.domain.history import NoteTaken
from app.services import backing_up
from app.services.desk import Desk
from app.services.explain.backups import age_words, difference_words, held_words, made_words, newest_words
from app.services.safekeeping import check
from app.storage import connection as connecting
from app.storage.backup import KEPT, kept_in
from app.storage.cipher import mark_of, new_key
from app.storage.connection import connect
from app.storage.errors import (
    DamagedFileError,
    FileTroubleError,
    ForeignFileError,
    KeyNeededError,
    LockedFileError,
    NewerFileError,
    ReadOnlyFileError,
)
from tests.office import Office, SetClock
from tests.storage.book import Book

PLAIN, KEYED = "plain", "encrypted"


@pytest.fixture(params=[PLAIN, KEYED])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """Return an office with one invoice, in a plain file and in an encrypted one."""
    if request.param == PLAIN:
        office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    else:
        office = encrypted(tmp_path / "betalt.db", new_key())
    owe(office, "10412")
    return office


def encrypted(path: Path, key: FileKey) -> Office:

    clock = SetClock(date(2026, 11, 18))
    desk = Desk(clock, path, "test")
    desk.open_with(key)
    return Office(desk, clock)


def owe(office: Office, number: str) -> None:
    office.invoice(
        office.customer(f"Kund {number} AB"), number, "1250", issued="2026-09-28", due="2026-10-28"
    )


def numbers(office: Office) -> list[str]:
    return [
        row[0] for row in office.desk.database.connection.execute("SELECT number FROM invoice ORDER BY id")
    ]


def test_a_backup_holds_what_the_file_holds_and_says_so(office: Office) -> None:
    done = backing_up.back_up(office.desk)
    assert done.path.parent == office.desk.path.parent / "backups"
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600
    assert held_words(done.held) == "1 customer · 1 invoice · 0 letters · 1,250 SEK open".replace(
        " SEK", "\u00a0SEK"
    )
    assert newest_words(done.held) == "Last written in 18 November 2026."
    assert [each.name for each in done.path.parent.iterdir()] == [done.path.name]


def test_a_backup_is_encrypted_as_the_file_is(office: Office) -> None:
    done = backing_up.back_up(office.desk)
    assert mark_of(done.path) == mark_of(office.desk.path)
    plain = b"Kund 10412 AB" in done.path.read_bytes()
    assert plain == (office.desk.database.key is None)


def test_the_day_s_backup_is_due_once(office: Office) -> None:
    assert backing_up.is_due(office.desk)
    backing_up.back_up(office.desk)
    assert not backing_up.is_due(office.desk)
    office.sleep_until("2026-11-19")
    assert backing_up.is_due(office.desk)


def test_the_newest_fourteen_are_kept_in_both_folders(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "betalt-other.db").write_bytes(b"not ours to remove")
    for day in range(1, 18):
        office.sleep_until(f"2026-12-{day:02}")
        assert not backing_up.back_up(office.desk, stick).missed
    for folder in (backing_up.folder_of(office.desk), stick):
        found = kept_in(folder, office.desk.path)
        assert len(found) == KEPT
        assert (found[0].made_at.day, found[-1].made_at.day) == (17, 4)
    assert (stick / "betalt-other.db").exists()
    assert len(backing_up.backups(office.desk, stick)) == KEPT


def test_a_stick_left_at_home_is_said_and_the_own_backup_is_made(office: Office, tmp_path: Path) -> None:
    done = backing_up.back_up(office.desk, tmp_path / "stick")
    assert done.missed
    assert done.path.exists()
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, ""), (0, ""), (6, ""), (7, "No backup for 7 days"), (30, "No backup for 30 days")],
)
def test_the_status_line_speaks_after_seven_days(days: int | None, said: str) -> None:
    assert age_words(days) == said


def test_days_without_a_backup_are_counted_from_the_newest(office: Office) -> None:
    assert backing_up.days_without(office.desk) is None
    backing_up.back_up(office.desk)
    office.sleep_until("2026-11-25")
    assert backing_up.days_without(office.desk) == 7


def test_a_preview_says_what_would_be_gone(office: Office) -> None:
    made = backing_up.back_up(office.desk)
    seen = backing_up.preview(office.desk, made.path)
    assert difference_words(seen) == "It holds the same as what is there now."
    owe(office, "10413")
    seen = backing_up.preview(office.desk, made.path)
    assert seen.now is not None
    assert (seen.backup.invoices, seen.now.invoices) == (1, 2)
    assert difference_words(seen).startswith("1 entry written since would not be in it.")
    (newest,) = backing_up.backups(office.desk)
    assert made_words(newest.made_at, office.clock.day).startswith("Today ")


def test_restoring_brings_back_the_backup_and_keeps_what_it_replaces(office: Office) -> None:
    made = backing_up.back_up(office.desk)
    owe(office, "10413")
    key = office.desk.database.key
    restored = backing_up.restore(office.desk, made.path)
    assert numbers(office) == ["10412"]
    assert restored.held == made.held
    assert check(office.desk).ok
    assert restored.kept is not None
    before = connect(restored.kept, key)
    assert before.execute("SELECT count(*) FROM invoice").fetchone() == (2,)
    before.close()
    owe(office, "10414")
    assert numbers(office) == ["10412", "10414"]


def test_restoring_works_with_a_write_ahead_log_that_was_never_brought_home(office: Office) -> None:
    made = backing_up.back_up(office.desk)
    held_open = connect(office.desk.path, office.desk.database.key)
    held_open.execute("SELECT count(*) FROM invoice").fetchone()
    owe(office, "10413")
    restored = backing_up.restore(office.desk, made.path)
    held_open.close()
    assert numbers(office) == ["10412"]
    assert restored.kept is not None


def test_a_damaged_file_is_kept_byte_by_byte_when_it_is_replaced(office: Office) -> None:
    made = backing_up.back_up(office.desk)
    office.desk.rest()
    office.desk.path.write_bytes(office.desk.path.read_bytes()[:9000])
    damaged = office.desk.path.read_bytes()
    restored = backing_up.restore(office.desk, made.path)
    assert restored.kept is not None
    assert ".damaged-" in restored.kept.name
    assert restored.kept.read_bytes() == damaged
    assert numbers(office) == ["10412"]


def test_a_backup_of_a_damaged_file_is_refused_and_the_older_ones_stay(office: Office) -> None:
    made = backing_up.back_up(office.desk)
    office.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    office.desk.database.close()
    with office.desk.path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096 * 3)
    office.sleep_until("2026-11-19")
    with pytest.raises(DamagedFileError):
        backing_up.back_up(office.desk)
    assert [kept.path for kept in backing_up.backups(office.desk)] == [made.path]
    assert list(made.path.parent.iterdir()) == [made.path]


def test_a_backup_from_another_computer_opens_with_its_key(tmp_path: Path) -> None:
    key = new_key()
    office = encrypted(tmp_path / "old" / "betalt.db", key)
    owe(office, "10412")
    made = backing_up.back_up(office.desk)
    elsewhere = Office.opened(tmp_path / "new" / "betalt.db", "2026-11-20")
    assert backing_up.preview(elsewhere.desk, made.path, key).backup == made.held
    backing_up.restore(elsewhere.desk, made.path, key)
    assert numbers(elsewhere) == ["10412"]
    assert elsewhere.desk.database.key == key


def test_an_encrypted_backup_without_its_key_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.keychain.fetch", lambda _name: None)
    office = encrypted(tmp_path / "old" / "betalt.db", new_key())
    made = backing_up.back_up(office.desk)
    elsewhere = Office.opened(tmp_path / "new" / "betalt.db", "2026-11-20")
    owe(elsewhere, "1")
    with pytest.raises(KeyNeededError):
        backing_up.restore(elsewhere.desk, made.path)
    assert numbers(elsewhere) == ["1"]


def _newer(path: Path) -> None:
    changed = connect(path)
    changed.execute("UPDATE alembic_version SET version_num = '9999'")
    changed.close()


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 8 * 4096] = b"\xff" * 3 * 4096
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda path: path.write_bytes(b"Faktura;Belopp\n" * 400), ForeignFileError),
        (lambda path: path.write_bytes(b""), ForeignFileError),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), DamagedFileError),
        (_flipped, DamagedFileError),
        (_newer, NewerFileError),
        (lambda path: path.unlink(), ReadOnlyFileError),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_changes(
    tmp_path: Path, spoil: object, expected: type[FileTroubleError]
) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    owe(office, "10412")
    made = backing_up.back_up_to(office.desk, tmp_path / "copy.db")
    assert made.invoices == 1
    assert callable(spoil)
    spoil(tmp_path / "copy.db")
    with pytest.raises(expected):
        backing_up.preview(office.desk, tmp_path / "copy.db")
    with pytest.raises(expected):
        backing_up.restore(office.desk, tmp_path / "copy.db")
    assert numbers(office) == ["10412"]
    owe(office, "10413")


def test_nothing_is_replaced_while_another_program_writes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backing_up.back_up(office.desk)
    key = office.desk.database.key
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0)
    other = connect(office.desk.path, key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedFileError):
        backing_up.restore(office.desk, made.path)
    other.execute("ROLLBACK")
    other.close()
    assert numbers(office) == ["10412"]
    assert not list(office.desk.path.parent.glob("*.restoring*"))


def test_a_backup_while_someone_writes_is_of_one_moment(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    book = Book(office.desk.database)
    case_id = book.invoice(book.customer())
    with book.begin() as work:
        work.tell(case_id, NoteTaken(), note="half of it")
        work.flush()
        held = backing_up.back_up_to(office.desk, tmp_path / "copy.db")
    assert held.events == 1
