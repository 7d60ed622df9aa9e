"""`betalt dispute`: opened, answered and ended as in the window, by the same services."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm
from tests.documents.reading import text


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "10000.00", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    return shell


def photo(shell: Shell) -> str:
    path = shell.folder / "skada.jpg"
    path.write_bytes(b"\xff\xd8\xff kvist")
    return str(path)


def test_a_part_is_disputed_with_its_quote_its_day_and_a_photo(shell: Shell) -> None:
    case = shell.done(
        "dispute", "1", "--reason", "wrong_amount", "--amount", "2500", "--by", "2026-11-24",
        "--note", "Rad 2 stämmer inte", "--attach", photo(shell),
    )  # fmt: skip
    assert case["state"] == "disputed"
    (told,) = [each for each in case["history"] if each["what"] == "dispute_opened"]
    assert "2,500 kr of it" in told["text"].replace("\N{NO-BREAK SPACE}", " ")
    assert shell.run("undo").code == 0
    assert shell.done("show", "1")["state"] != "disputed"


def test_a_file_alone_joins_the_dispute_that_is_open(shell: Shell) -> None:
    shell.done("dispute", "1", "--reason", "late_delivery")
    case = shell.done("dispute", "1", "--attach", photo(shell))
    assert [each["what"] for each in case["history"]].count("dispute_opened") == 1
    assert "already" in shell.refused("dispute", "1", "--attach", photo(shell))


def test_an_answer_moves_the_day(shell: Shell) -> None:
    shell.done("dispute", "1")
    case = shell.done("dispute", "1", "--answered", "--by", "2026-12-01", "--note", "Skickade fotona")
    assert case["state"] == "disputed"
    assert [each["what"] for each in case["history"]].count("dispute_answered") == 1


@pytest.mark.parametrize(("word", "said"), [("--upheld", "right"), ("--stands", "stands")])
def test_it_ends_by_a_word(shell: Shell, word: str, said: str) -> None:
    shell.done("dispute", "1")
    case = shell.done("dispute", "1", word)
    assert case["state"] != "disputed"
    (told,) = [each["text"] for each in case["history"] if each["what"] == "dispute_closed"]
    assert said in told


def test_a_refusal_writes_its_letter_and_needs_a_reason(shell: Shell) -> None:
    shell.done("dispute", "1")
    letter = shell.folder / "svar.pdf"
    assert "Write why" in shell.refused("dispute", "1", "--refused", "--out", str(letter))
    assert not letter.exists()
    case = shell.done("dispute", "1", "--refused", "--note", "Arbetet var avtalat.", "--out", str(letter))
    assert letter.read_bytes().startswith(b"%PDF")
    assert case["state"] == "paused"


def test_the_letter_sounds_and_speaks_as_it_is_told(shell: Shell) -> None:
    shell.done("dispute", "1")
    letter = shell.folder / "svar.pdf"
    wish = ("--tone", "firm", "--letter-language", "en", "--note", "It was in the offer.")
    shell.done("dispute", "1", "--refused", *wish, "--out", str(letter))
    assert "Our answer to your objection" in text(letter.read_bytes())
    assert shell.run("dispute", "1", "--refused", "--letter-language", "fi").code == 2


def test_a_split_takes_off_what_was_agreed(shell: Shell) -> None:
    shell.done("dispute", "1")
    case = shell.done("dispute", "1", "--split", "2500", "--by", "2026-12-02")
    assert (case["total"], case["state"]) == ("7500.00", "not_due")


def test_a_corrected_invoice_takes_its_place(shell: Shell) -> None:
    shell.done("dispute", "1")
    assert shell.run("dispute", "1", "--corrected", "2").code == 2
    case = shell.done(
        "dispute", "1", "--corrected", "2", "--amount", "8000", "--by", "2026-12-18", "--credit-note", "K1"
    )
    assert (case["state"], case["total"]) == ("paid", "0.00")
    corrected = shell.done("show", "2")
    assert (corrected["total"], corrected["due_on"]) == ("8000.00", "2026-12-18")


def test_mediation_writes_a_folder_and_leaves_the_dispute_open(shell: Shell) -> None:
    shell.done("dispute", "1", "--note", "Inte beställt", "--attach", photo(shell))
    folder = shell.folder / "medling"
    case = shell.done("dispute", "1", "--mediation", str(folder))
    assert case["state"] == "disputed"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "Bilagor/1_Invandning.jpg", "Sammanfattning.pdf",
    ]  # fmt: skip


def test_two_ways_at_once_are_not_understood(shell: Shell) -> None:
    shell.done("dispute", "1")
    assert shell.run("dispute", "1", "--upheld", "--refused").code == 2
    assert shell.done("show", "1")["state"] == "disputed"


@pytest.mark.parametrize(
    "words", [("--refused", "--note", "x"), ("--split", "5"), ("--corrected", "2", "--amount", "5")]
)
def test_without_a_dispute_there_is_none_to_end(shell: Shell, words: tuple[str, ...]) -> None:
    assert "No dispute is open on invoice 1." in shell.refused("dispute", "1", *words)
