"""`betalt proof`: what can be proved moves the day of limitation, and `show` says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return a shell with one invoice of a consumer."""
    shell = Shell(tmp_path)
    shell.done("firm", "name=Tallkotten", "country=SE")
    shell.done("add", "customer", "Eva Ek", "kind=consumer")
    shell.done("add", "invoice", "7", "--customer", "Eva Ek", "--total", "1000", "--issued", "2026-09-01",
               "--due", "2026-10-01")  # fmt: skip
    return shell


def test_a_promise_in_writing_shows_on_the_invoice(shell: Shell) -> None:
    assert "1 September 2029. Counted from the day of the invoice" in shell.run("show", "7").out
    assert shell.run("call", "7", "--outcome", "promised", "--by", "2026-12-01").code == 0
    end = shell.run("proof", "7", "promise", "--note", "E-mail of the same day")
    assert (end.code, end.err) == (0, "")
    assert "18 November 2029. Counted anew since the written promise of 18 November 2026." in end.out
    assert "E-mail of the same day" in end.out


def test_what_is_neither_letter_nor_promise_is_refused(shell: Shell) -> None:
    assert shell.run("proof", "7", "photo").code == 2
    assert (
        shell.refused("proof", "7", "letter")
        == "There is no letter or promise yet that proof could be about."
    )
