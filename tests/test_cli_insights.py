"""`insights` on the command line: the same answers as in the window, and the same page of paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm
from tests.documents import reading


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "29860.00", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    return shell


def test_what_is_open_is_answered(shell: Shell) -> None:
    found = shell.done("insights")
    titles = {each["key"]: each["title"] for each in found["answers"]}
    assert titles["ageing"] == "29,860\u00a0kr is open"
    assert found["summary"] == "After five paid invoices a pattern shows here."


def test_how_asking_works_counts_the_follow_ups(shell: Shell) -> None:
    shell.done("call", "1", "--outcome", "cannot_pay")
    found = shell.done("insights", "--asking", "--months", "3")
    assert found["counted"] == "Counted from 1 follow-up"
    assert [each["key"] for each in found["answers"]] == ["trouble"]


@pytest.mark.parametrize("more", [(), ("--asking",)])
def test_a_page_of_paper_is_written_on_request(shell: Shell, more: tuple[str, ...]) -> None:
    file = shell.folder / "page.pdf"
    shell.done("insights", *more, "--out", str(file))
    assert len(reading.pages(file.read_bytes())) == 1


def test_people_read_a_title_and_its_table(shell: Shell) -> None:
    end = shell.run("insights")
    assert end.code == 0
    assert "29,860" in end.out


def test_a_period_that_is_none_is_wrong_usage(shell: Shell) -> None:
    end = shell.run("insights", "--period", "7")
    assert end.code == 2
    assert "3, 12, all" in end.err
