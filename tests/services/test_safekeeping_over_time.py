"""Noticing what happened to the file while nobody looked: damaged, older, altered, or open elsewhere."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import BetaltError
from app.services import alone, backing_up
from app.services.desk import Desk
from app.services.explain.errors import error as said
from app.services.safekeeping import chain_ends, check, look_over, seal, why_restore
from app.storage.connection import connect
from app.storage.errors import DamagedFileError, DiskFullError, ForeignFileError
from app.storage.instance_lock import SILENT_AFTER, InUseError, claim
from tests.office import Office

NOW = datetime(2026, 11, 18, 8, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    owe(office, "1")
    return office


def owe(office: Office, number: str) -> None:
    customer_id = office.customer(f"Kund {number} AB")
    office.invoice(customer_id, number, "1250", issued="2026-09-28", due="2026-10-28")


def again(office: Office) -> Office:
    """Close the office and open it anew, as another start does."""
    office.desk.close()
    return Office(Desk(office.clock, office.desk.path, "test"), office.clock)


def test_a_file_that_was_left_as_it_is_has_nothing_wrong(office: Office) -> None:
    assert look_over(office.desk) == ""
    seal(office.desk)
    assert look_over(again(office).desk) == ""


def test_entries_that_came_later_do_not_break_the_seal(office: Office) -> None:
    seal(office.desk)
    owe(office, "2")
    assert look_over(office.desk) == ""


def _older_copy(office: Office) -> None:
    older = office.desk.path.with_name("older.db")
    backing_up.back_up_to(office.desk, older)
    owe(office, "2")
    seal(office.desk)
    office.desk.close()
    shutil.copyfile(older, office.desk.path)


def _another_file(office: Office) -> None:
    other = Office.opened(office.desk.path.with_name("other.db"), "2026-11-17")
    for number in ("7", "8", "9"):
        owe(other, number)
    other.desk.close()
    seal(office.desk)
    office.desk.close()
    shutil.copyfile(other.desk.path, office.desk.path)


def _missing_log(office: Office) -> None:
    office.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    owe(office, "2")
    seal(office.desk)
    alone_file = office.desk.path.read_bytes()
    office.desk.close()
    office.desk.path.write_bytes(alone_file)


@pytest.mark.parametrize("happens", [_older_copy, _another_file, _missing_log])
def test_a_file_that_lacks_what_was_there_is_noticed(
    office: Office, happens: Callable[[Office], None]
) -> None:
    happens(office)
    assert look_over(again(office).desk) == "older"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"ledger_entry": 1}', "\x00\xff", '{"ledger_entry": ["x", 1]}']
)
def test_a_seal_that_cannot_be_read_says_nothing(office: Office, content: str) -> None:
    office.desk.path.with_name("betalt.db.seal").write_text(content, encoding="utf-8")
    assert look_over(office.desk) == ""


def test_flipped_bytes_are_noticed_wherever_they_hit(office: Office) -> None:
    office.desk.close()
    settled = connect(office.desk.path)
    settled.execute("PRAGMA journal_mode = DELETE")
    settled.close()
    whole = office.desk.path.read_bytes()
    noticed = 0
    for page in range(1, len(whole) // 4096, 3):
        broken = bytearray(whole)
        broken[page * 4096 : page * 4096 + 64] = b"\xff" * 64
        office.desk.path.write_bytes(broken)
        noticed += _noticed(office) == "pages"
    office.desk.path.write_bytes(whole[:9000])
    assert _noticed(office) == "pages"
    assert noticed >= len(range(1, len(whole) // 4096, 3)) * 0.9


def _noticed(office: Office) -> str:
    desk = again(office).desk
    try:
        return look_over(desk)
    except BetaltError as error:
        return why_restore(error)
    finally:
        desk.close()


def test_only_damage_leads_to_a_backup() -> None:
    assert why_restore(DamagedFileError()) == "pages"
    assert why_restore(ForeignFileError()) == "pages"
    assert why_restore(DiskFullError()) == ""


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("ledger_entry", "UPDATE ledger_entry SET amount_minor = 1 WHERE id = 1"),
        ("history_entry", "UPDATE history_entry SET happened_on = '2020-01-01' WHERE id = 1"),
        ("ledger_entry", "DELETE FROM ledger_entry WHERE id = 1"),
    ],
)
def test_what_was_altered_outside_the_app_is_found_and_named(office: Office, table: str, change: str) -> None:
    owe(office, "2")
    office.desk.close()
    outside = connect(office.desk.path)
    outside.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        outside.execute(f"DROP TRIGGER {trigger}")
    outside.execute(change)
    outside.close()
    problems = check(again(office).desk).problems
    assert any(table in problem and "from outside" in problem for problem in problems)


def test_the_ends_of_the_chains_are_those_in_the_file(office: Office) -> None:
    before = chain_ends(office.desk)
    assert [end.table for end in before] == ["ledger_entry", "history_entry"]
    owe(office, "2")
    after = chain_ends(office.desk)
    assert all(
        new.entry == old.entry + 1 and new.sha256 != old.sha256
        for old, new in zip(before, after, strict=True)
    )
    kept = office.desk.database.connection.execute("SELECT hash FROM ledger_entry ORDER BY id").fetchall()
    assert [row[0].hex() for row in kept] == [before[0].sha256, after[0].sha256]


def test_a_second_window_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "betalt.db"
    first = claim(path, NOW)
    assert first is not None
    with pytest.raises(InUseError) as told:
        claim(path, NOW)
    assert told.value.computer == ""
    first.release()
    second = claim(path, NOW)
    assert second is not None
    second.release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which this system has not")
def test_a_window_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "betalt.db"
    child = os.fork()
    if child == 0:
        claim(path, NOW)
        os._exit(0)
    os.waitpid(child, 0)
    held = claim(path, NOW)
    assert held is not None
    held.release()


def _open_on(path: Path, computer: str, at: datetime) -> None:
    note = {"computer": computer, "at": at.isoformat()}
    path.with_name("betalt.db.open").write_text(json.dumps(note), encoding="utf-8")


def test_another_computer_is_named_while_it_is_heard_of(tmp_path: Path) -> None:
    path = tmp_path / "betalt.db"
    _open_on(path, "verkstaden", NOW - timedelta(seconds=90))
    with pytest.raises(InUseError) as told:
        claim(path, NOW)
    assert "verkstaden" in said(told.value)
    held = claim(path, NOW + SILENT_AFTER)
    assert held is not None
    held.release()


def test_a_computer_that_slept_notices_that_another_one_went_on(tmp_path: Path) -> None:
    path = tmp_path / "betalt.db"
    held = claim(path, NOW)
    assert held is not None
    held.beat(NOW + timedelta(minutes=1))
    _open_on(path, "verkstaden", NOW + timedelta(hours=9))
    with pytest.raises(InUseError):
        held.beat(NOW + timedelta(hours=9, seconds=30))
    held.release()
    assert path.with_name("betalt.db.open").exists()


@pytest.mark.parametrize("content", ["", "[]", "nonsense", '{"computer": "x", "at": "yesterday"}'])
def test_a_note_that_cannot_be_read_keeps_nobody_out(tmp_path: Path, content: str) -> None:
    path = tmp_path / "betalt.db"
    path.with_name("betalt.db.open").write_text(content, encoding="utf-8")
    held = claim(path, NOW)
    assert held is not None
    held.release()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/firma", "Dropbox"),
        ("OneDrive - Tallkotten/Betalt", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Google Drive/Min enhet", "Google Drive"),
        ("Dokument/firma", ""),
        ("Dropboxen", ""),
    ],
)
def test_a_folder_that_is_copied_between_computers_is_known(
    tmp_path: Path, folder: str, service: str
) -> None:
    assert alone.synced_by(tmp_path / folder / "betalt.db") == service


def test_a_folder_marked_by_its_service_is_known(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert alone.synced_by(tmp_path / "firma" / "betalt.db") == "Syncthing"
