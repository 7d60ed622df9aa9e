"""`betalt letter` for every kind: made where there is reason for it, refused in a sentence where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return a shell where a business owes 29 860 kr since 2026-10-28."""
    found = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(found, "29860", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    return found


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("friendly", "Friendly-reminder"),
        ("reminder", "Reminder"),
        ("collection_demand", "Collection-demand"),
        ("statement", "Statement"),
    ],
)
def test_every_letter_that_is_due_can_be_made(shell: Shell, kind: str, name: str) -> None:
    letter = shell.done("letter", "1", "--kind", kind, "--out", str(shell.folder))
    assert (letter["kind"], letter["invoices"]) == (kind, ["1"])
    assert Path(letter["file"]).name == f"2026-11-18_{name}_1.pdf"


def test_letters_that_claim_nothing_wait_for_their_reason(shell: Shell) -> None:
    thanks = ("letter", "1", "--kind", "thanks", "--out", str(shell.folder))
    assert shell.refused(*thanks) == "Invoice 1 is not paid yet, so it is too early for thanks."
    assert "nothing to withdraw" in shell.refused("letter", "1", "--kind", "apology")
    shell.done("pay", "1", "40000")
    made = shell.done(*thanks, "--sent", "2026-11-18")
    assert (made["lines"], made["total"], made["pay_by"]) == ([], "0.00", None)
    assert shell.done("show", "1")["history"][-1]["what"] == "letter_sent"


def test_a_norwegian_letter_is_refused_for_a_swedish_claim(shell: Shell) -> None:
    assert shell.run("letter", "1", "--kind", "collection_warning").code == 1


def test_an_apology_takes_back_what_crossed_the_payment(shell: Shell) -> None:
    out = ("--out", str(shell.folder))
    shell.done("letter", "1", "--kind", "reminder", "--sent", "2026-11-18", *out)
    later = shell.on("2026-11-20")
    later.done("pay", "1", "29860", "--received", "2026-11-16")
    made = later.done("letter", "1", "--kind", "apology", "--sent", "2026-11-20", *out)
    assert made["total"] == "0.00"
    assert later.done("show", "1")["total"] == "0.00"


def test_a_second_letter_within_a_week_is_warned_of_and_made(shell: Shell) -> None:
    out = ("--out", str(shell.folder))
    first = shell.run("letter", "1", "--kind", "statement", "--sent", "2026-11-18", *out)
    assert (first.code, "between contacts" in first.err) == (0, False)
    again = shell.on("2026-11-20").run("letter", "1", "--kind", "reminder", *out)
    assert again.code == 0
    assert "you want 7 days between contacts" in again.err
    rested = shell.on("2026-11-25").run("letter", "1", "--kind", "reminder", *out)
    assert (rested.code, "between contacts" in rested.err) == (0, False)
