"""Backup and restore on the command line."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import make_desk
from app.domain.recovery_words import encode
from app.services.keys import is_encrypted
from app.services.locking import new_key, seal
from app.storage.instance_lock import claim
from tests.cli_shell import Shell, owes, with_customer, with_firm
from tests.keyrings import MemoryKeyring, in_use


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "1000.00", issued="2026-09-28", due="2026-10-28")
    return shell


def open_sum(shell: Shell) -> str:
    (total,) = shell.done("today")["totals"]
    return str(total["open"])


def test_a_backup_is_brought_back_and_what_it_replaces_is_kept(shell: Shell) -> None:
    assert shell.done("backup", str(shell.folder / "copy.db")) == {"ok": True, "problems": []}
    shell.done("pay", "1", "400")
    assert open_sum(shell) == "600.00"
    assert shell.done("restore", str(shell.folder / "copy.db")) == {"ok": True, "problems": []}
    assert open_sum(shell) == "1000.00"
    assert shell.done("check") == {"ok": True, "problems": []}
    (kept,) = shell.folder.glob("betalt.replaced-2026-11-18-*.db")
    shell.done("restore", str(kept))
    assert open_sum(shell) == "600.00"


def test_a_backup_goes_over_no_file_that_is_there(shell: Shell) -> None:
    (shell.folder / "copy.db").write_text("mine", encoding="utf-8")
    assert "exists already" in shell.refused("backup", str(shell.folder / "copy.db"))
    assert (shell.folder / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_comes_to_a_computer_that_has_no_file_yet(shell: Shell, tmp_path: Path) -> None:
    shell.done("backup", str(tmp_path / "copy.db"))
    elsewhere = Shell(tmp_path / "new")
    elsewhere.done("restore", str(tmp_path / "copy.db"))
    assert open_sum(elsewhere) == "1000.00"


@pytest.mark.parametrize("content", [b"", b"Faktura;Belopp\n1;2\n" * 99])
def test_what_is_no_backup_is_refused_in_a_sentence(shell: Shell, content: bytes) -> None:
    (shell.folder / "copy.db").write_bytes(content)
    end = shell.run("restore", str(shell.folder / "copy.db"))
    assert (end.code, end.out, len(end.err.splitlines())) == (3, "", 1)
    assert open_sum(shell) == "1000.00"


def test_a_backup_that_is_not_there_is_said(shell: Shell) -> None:
    end = shell.run("restore", str(shell.folder / "nothing.db"))
    assert (end.code, end.out) == (3, "")
    assert "nothing.db" in end.err


def test_people_read_what_is_in_a_backup(shell: Shell) -> None:
    end = shell.run("backup", str(shell.folder / "copy.db"))
    assert end.code == 0
    assert "1 customer · 1 invoice · 0 letters" in end.out


WORDS_OF_ANOTHER = "The file is open on OTHER."


def locked_backup(shell: Shell, to: Path) -> tuple[Path, str]:
    """Lock the file of a shell with a key that this computer does not keep; return a backup and its words."""
    key = new_key()
    with in_use(MemoryKeyring()):
        desk = make_desk(shell.data)
        seal(desk, key)
        desk.close()
        shell.done("backup", str(to))
    return to, " ".join(word for row in encode(key.raw) for word in row)


def test_on_another_computer_the_words_on_standard_input_bring_a_locked_backup_back(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, words = locked_backup(shell, tmp_path / "copy.db")
    elsewhere = Shell(tmp_path / "new")
    with in_use(MemoryKeyring()), monkeypatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO(f"{words}\n"))
        elsewhere.done("restore", str(backup), "--stdin")
        assert open_sum(elsewhere) == "1000.00", "the keyring has the key from now on"
    assert is_encrypted(elsewhere.data)


def test_who_sits_at_the_terminal_is_asked_for_the_words_of_a_backup(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, words = locked_backup(shell, tmp_path / "copy.db")
    elsewhere = Shell(tmp_path / "new")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _words, stream: words)
    with in_use(MemoryKeyring()):
        elsewhere.done("restore", str(backup))


@pytest.mark.parametrize("typed", ["", "  \n", "lusab babad", "babab " * 20])
def test_without_the_right_words_nothing_is_brought_back_and_nothing_left(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    backup, _words = locked_backup(shell, tmp_path / "copy.db")
    elsewhere = Shell(tmp_path / "new")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with in_use(MemoryKeyring()):
        end = elsewhere.run("restore", str(backup), "--stdin")
    assert end.code in (1, 3)
    assert (end.out, len(end.err.splitlines())) == ("", 1)
    assert not elsewhere.data.exists()


def test_a_file_whose_own_key_is_lost_gives_way_to_a_backup_and_is_kept(shell: Shell, tmp_path: Path) -> None:
    shell.done("backup", str(tmp_path / "plain.db"))
    locked_backup(shell, tmp_path / "copy.db")
    with in_use(MemoryKeyring()):
        shell.done("restore", str(tmp_path / "plain.db"))
        assert open_sum(shell) == "1000.00"
    (kept,) = shell.folder.glob("betalt.*-2026-11-18-*.db")
    assert is_encrypted(kept)


def note(shell: Shell, computer: str, minutes_ago: int) -> Path:
    """Write the note of a window on a computer, as old as that."""
    place = shell.data.with_name(f"{shell.data.name}.open")
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    place.write_text(json.dumps({"computer": computer, "at": at.isoformat()}), encoding="utf-8")
    return place


def test_a_file_that_a_window_on_another_computer_has_open_is_refused_by_every_command(shell: Shell) -> None:
    shell.done("backup", str(shell.folder / "copy.db"))
    place = note(shell, "OTHER", 1)
    before = place.read_bytes()
    for words in (("today",), ("pay", "1", "1"), ("check",), ("restore", str(shell.folder / "copy.db"))):
        end = shell.run(*words)
        assert (end.code, end.out) == (3, "")
        assert end.err.startswith(WORDS_OF_ANOTHER)
    assert place.read_bytes() == before


def test_a_window_that_fell_silent_on_another_computer_is_no_hindrance(shell: Shell) -> None:
    note(shell, "OTHER", 6)
    shell.done("pay", "1", "400")
    assert open_sum(shell) == "600.00"


@pytest.mark.parametrize("left", ["", "{", '{"computer": "OTHER"}', '{"computer": "OTHER", "at": "noon"}'])
def test_a_note_that_cannot_be_read_is_no_hindrance(shell: Shell, left: str) -> None:
    shell.data.with_name(f"{shell.data.name}.open").write_text(left, encoding="utf-8")
    shell.done("today")


def test_beside_a_window_on_this_computer_commands_work_but_nothing_is_replaced(shell: Shell) -> None:
    shell.done("backup", str(shell.folder / "copy.db"))
    held = claim(shell.data, datetime.now(UTC))
    assert held is not None
    shell.done("pay", "1", "400")
    end = shell.run("restore", str(shell.folder / "copy.db"))
    assert (end.code, end.out) == (3, "")
    assert open_sum(shell) == "600.00"
    held.release()
    shell.done("restore", str(shell.folder / "copy.db"))
    assert open_sum(shell) == "1000.00"
