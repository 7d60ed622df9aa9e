"""The second letters of the decisions, section 12, told to the command line, to the öre.

The letter, `show` and what is open agree: each figure is asked for in all three places.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm
from tests.test_cli_worked_examples import swedish_business


def send(shell: Shell, kind: str, *words: str) -> dict[str, Any]:
    """Send a letter on the shell's day, and see that the case then comes to its sum."""
    more = ("--sent", shell.today, "--out", str(shell.folder))
    sent: dict[str, Any] = shell.done("letter", "1", "--kind", kind, *more, *words)
    shown = shell.done("show", "1")
    assert shown["total"] == sent["total"]
    return sent


def amounts(sent: dict[str, Any]) -> dict[str, str]:
    return {line["kind"]: line["amount"] for line in sent["lines"]}


def reminded_business(folder: Path) -> Shell:
    shell = swedish_business(folder).on("2026-11-18")
    send(shell, "reminder", "--fee")
    return shell.on("2026-12-07")


def test_a_swedish_business_gets_a_demand_with_180(tmp_path: Path) -> None:
    sent = send(reminded_business(tmp_path), "collection_demand", "--fee")
    assert (sent["total"], sent["pay_by"]) == ("25379.29", "2026-12-17")
    assert amounts(sent)["late_interest"] == "279.29"
    assert amounts(sent)["collection_fee"] == "180.00"


def test_the_450_takes_the_place_of_the_fees(tmp_path: Path) -> None:
    sent = send(reminded_business(tmp_path), "collection_demand", "--compensation")
    assert sent["total"] == "25589.29"
    assert amounts(sent)["late_compensation"] == "390.00"


@pytest.mark.parametrize(
    ("facts", "reminder", "demand"),
    [(("interest_notice_given=yes",), "4819.73", "5024.71"), ((), "4800.00", "4980.00")],
)
def test_a_swedish_consumer_gets_a_demand(
    tmp_path: Path, facts: tuple[str, ...], reminder: str, demand: str
) -> None:
    shell = with_customer(with_firm(Shell(tmp_path, "2026-09-17")), "consumer")
    owes(shell, "4800", issued="2026-08-03", due="2026-09-02", facts=facts)
    assert send(shell, "reminder")["total"] == reminder
    sent = send(shell.on("2026-10-06"), "collection_demand", "--fee")
    assert (sent["total"], sent["pay_by"]) == (demand, "2026-10-20")


def norwegian(folder: Path, day: str, kind: str, amount: str, *, issued: str, due: str) -> Shell:
    shell = with_customer(with_firm(Shell(folder, day), "NO"), kind, "NO")
    owes(shell, amount, issued=issued, due=due)
    return shell


def test_a_norwegian_business_is_warned_with_a_second_38(tmp_path: Path) -> None:
    shell = norwegian(tmp_path, "2026-09-30", "business", "25000", issued="2026-08-15", due="2026-09-15")
    send(shell, "reminder", "--fee")
    sent = send(shell.on("2026-10-19"), "collection_warning", "--fee")
    assert (sent["total"], sent["pay_by"]) == ("25361.27", "2026-11-02")
    assert amounts(sent)["late_interest"] == "285.27"


def test_a_norwegian_business_is_asked_for_the_compensation_in_place_of_fees(tmp_path: Path) -> None:
    shell = norwegian(tmp_path, "2026-09-30", "business", "25000", issued="2026-08-15", due="2026-09-15")
    send(shell, "reminder", "--fee")
    sent = send(shell.on("2026-10-19"), "collection_warning", "--compensation")
    assert sent["total"] == "25715.27"
    assert amounts(sent)["late_compensation"] == "392.00"


def test_a_norwegian_consumer_is_warned_after_easter(tmp_path: Path) -> None:
    shell = norwegian(tmp_path, "2026-03-17", "consumer", "8750", issued="2026-02-01", due="2026-03-01")
    assert send(shell, "reminder", "--fee")["total"] == "8831.15"
    sent = send(shell.on("2026-04-08"), "collection_warning", "--fee")
    assert (sent["total"], sent["pay_by"]) == ("8932.44", "2026-04-22")
