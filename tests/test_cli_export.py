"""`export` and `write-off` on the command line: the same rows and the same figures as in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "29860.00", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    return shell


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "pdf"])
def test_a_list_is_written_and_its_rows_are_counted(shell: Shell, suffix: str) -> None:
    file = shell.folder / f"list.{suffix}"
    assert shell.done("export", "invoices", str(file)) == {"rows": 1, "file": str(file)}
    assert file.stat().st_size > 100


def test_a_filter_narrows_the_list(shell: Shell) -> None:
    file = shell.folder / "list.csv"
    assert shell.done("export", "invoices", str(file), "--filter", "paid")["rows"] == 0


def test_an_unknown_filter_is_wrong_usage(shell: Shell) -> None:
    end = shell.run("export", "invoices", str(shell.folder / "a.csv"), "--filter", "late")
    assert end.code == 2
    assert "overdue" in end.err


def test_an_unknown_list_is_refused_in_a_sentence(shell: Shell) -> None:
    assert "invoices" in shell.refused("export", "debts", str(shell.folder / "a.csv"))


def test_a_folder_that_is_not_there_is_trouble(shell: Shell) -> None:
    end = shell.run("export", "invoices", str(shell.folder / "gone" / "a.csv"))
    assert end.code == 3


def test_an_invoice_is_written_off_and_taken_back(shell: Shell) -> None:
    shown = shell.done("write-off", "1", "--reason", "bankrupt", "--note", "Kronofogden 12/11")
    assert shown["state"] == "paid"
    assert {"kind": "write_off", "amount": "-29860.00"} in [
        {"kind": part["kind"], "amount": part["amount"]} for part in shown["components"]
    ]
    assert shell.done("undo")["undone"]
    assert shell.done("show", "1")["state"] != "paid"


def test_more_than_is_open_is_refused(shell: Shell) -> None:
    assert "29,860.01" in shell.refused("write-off", "1", "--amount", "29860.01")
