"""`betalt rates`: the figures of law, and those that have come since, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.resources import resource
from tests.cli_shell import Shell, with_firm

NEXT = ("rates", "add", "SE/reference_rate", "2,50", "--from", "2027-01-01", "--source", "https://r.se/")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return with_firm(Shell(tmp_path))


def known_until(shell: Shell, table: str) -> str:
    found = shell.done("rates", "list")["tables"]
    return str(next(each["known_until"] for each in found if each["table"] == table))


def test_the_list_says_how_far_every_table_is_known(shell: Shell) -> None:
    found = {each["table"]: each for each in shell.done("rates", "list")["tables"]}
    rate = found["SE/reference_rate"]
    assert (rate["known_until"], rate["law"]) == ("2026-12-31", "Räntelag (1975:635) 9 §")
    assert found["SE/reminder_fee_max"]["known_until"] is None


def test_a_figure_is_added_and_taken_back(shell: Shell) -> None:
    shell.done(*NEXT)
    assert known_until(shell, "SE/reference_rate") == "2027-06-30"
    shell.done("undo")
    assert known_until(shell, "SE/reference_rate") == "2026-12-31"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("rates", "add", "SE/reference_rate", "2.25", *NEXT[4:]), "steps of"),
        (("rates", "add", "SE/reference_rate", "2.5", "--from", "2027-02-01", *NEXT[6:]), "1 January 2027"),
        (("rates", "add", "SE/none", "2.5", *NEXT[4:]), "SE/none"),
        (("rates", "add", "SE/reference_rate", "2", "--from", "2026-07-01", *NEXT[6:]), "known already"),
        (("rates", "add", "SE/reference_rate", "1", "--from", "2026-07-01", *NEXT[6:]), "Choose to correct"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_in_a_sentence(
    shell: Shell, words: tuple[str, ...], part: str
) -> None:
    assert part in shell.refused(*words)


def test_the_norwegian_rules_are_confirmed_with_day_and_source(shell: Shell) -> None:
    shell.done("rates", "confirm", "1988", "--through", "2027-06-30", "--source", "https://lovdata.no/")
    assert known_until(shell, "NO/inkasso_regime") == "2027-06-30"
    assert shell.run("rates", "confirm", "1999", "--through", "2027-12-31", "--source", "x").code == 2


def test_a_table_is_read_from_a_file(shell: Shell) -> None:
    text = resource("statutes", "no", "rettsgebyr.toml").read_text(encoding="utf-8")
    text = text.replace("known_through = 2026-12-31", "known_through = 2027-12-31")
    text += '\n[[entry]]\nvalid_from = 2027-01-01\nvalue = "1390"\nsource = "https://l.no/"\nlaw = "§ 1"\n'
    path = shell.folder / "rettsgebyr.toml"
    path.write_text(text, encoding="utf-8")
    added = shell.done("rates", "read", str(path))
    assert (len(added["added"]), added["same"]) == (1, 12)
    assert known_until(shell, "NO/rettsgebyr") == "2027-12-31"
    assert "nothing" in shell.refused("rates", "read", str(path))
