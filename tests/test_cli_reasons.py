"""`betalt reason` and `call --why`: why an invoice is unpaid decides what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return a shell with one late invoice of a business."""
    shell = Shell(tmp_path)
    shell.done("firm", "name=Tallkotten", "country=SE")
    shell.done("add", "customer", "Acme AB", "kind=business", "phone=070-1740612")
    shell.done("add", "invoice", "7", "--customer", "Acme AB", "--total", "1000", "--issued", "2026-10-01",
               "--due", "2026-10-31")  # fmt: skip
    return shell


def test_a_reason_gives_the_invoice_its_own_step_and_undo_takes_it_back(shell: Shell) -> None:
    before = shell.done("show", "7")
    shell.done("reason", "7", "missing_reference")
    assert "Send Acme AB a corrected invoice and an apology" in shell.run("show", "7").out
    assert shell.done("show", "7")["due_on"] == "2026-12-18"
    shell.done("undo")
    assert shell.done("show", "7") == before


def test_a_correction_that_went_out_lets_the_procedure_start_anew(shell: Shell) -> None:
    shell.done("reason", "7", "not_sent", "--by", "2026-11-30")
    shown = shell.run("reason", "7", "--answered")
    assert "Corrected invoice and apology sent" in shown.out
    assert "Nothing to do before 3 December" in shown.out
    assert shell.refused("reason", "7", "--answered") == (
        "No corrected invoice or explanation is waited for here. Nothing has changed."
    )


def test_a_call_may_say_why(shell: Shell) -> None:
    shell.done("call", "7", "--outcome", "call_back", "--by", "2026-11-25", "--why", "waiting_for_approval")
    kinds = [entry["what"] for entry in shell.done("show", "7")["history"]]
    assert kinds == ["invoice_taken", "call_made", "reason_given", "call_back_agreed"]


@pytest.mark.parametrize("words", [("reason", "7", "weather"), ("reason", "7"),
                                   ("call", "7", "--outcome", "promised", "--why", "weather")])  # fmt: skip
def test_what_is_no_reason_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    end = shell.run(*words)
    assert end.code == 2
    assert "waiting_for_approval" in end.err
