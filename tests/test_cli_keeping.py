"""Backup and restore on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm


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
