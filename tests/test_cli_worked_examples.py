"""The worked examples of the decisions, section 12, told to the command line, to the öre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli_shell import Shell, owes, with_customer, with_firm


def letter(shell: Shell, *words: str) -> dict[str, Any]:
    """Send the formal reminder of the shell's day."""
    more = ("--sent", shell.today, "--out", str(shell.folder))
    sent: dict[str, Any] = shell.done("letter", "1", "--kind", "reminder", *more, *words)
    return sent


def swedish_business(folder: Path) -> Shell:
    """29 860 kr, agreed due Wednesday 2026-10-28; 5 000 paid 11-02; a promise for 11-16 that is not kept."""
    shell = with_customer(with_firm(Shell(folder)), "business")
    facts = ("due_agreed=yes", "fee_agreed=yes", "fee_agreed_on=2026-06-02", "fee_source=offerten")
    owes(shell, "29860", issued="2026-09-28", due="2026-10-28", facts=facts)
    shell.on("2026-11-02").done("pay", "1", "5000")
    shell.on("2026-11-09").done("call", "1", "--outcome", "promised", "--by", "2026-11-16")
    return shell


def test_a_swedish_business_is_reminded_with_interest_and_the_agreed_fee(tmp_path: Path) -> None:
    shell = swedish_business(tmp_path)
    sent = letter(shell, "--fee")
    assert sent["lines"] == [
        {"kind": "principal", "amount": "24860.00"},
        {"kind": "late_interest", "amount": "149.88"},
        {"kind": "reminder_fee", "amount": "60.00"},
    ]
    assert (sent["total"], sent["pay_by"]) == ("25069.88", "2026-12-02")
    assert shell.on("2026-12-02").done("show", "1")["total"] == "25069.88"


def test_without_a_formal_letter_the_principal_alone_closes_it(tmp_path: Path) -> None:
    shell = swedish_business(tmp_path).on("2026-11-25")
    assert shell.done("show", "1")["total"] == "25057.56"
    assert shell.done("pay", "1", "24860")["state"] == "paid"


def test_without_a_formal_letter_the_interest_is_taken_too_where_it_is_paid(tmp_path: Path) -> None:
    shell = swedish_business(tmp_path).on("2026-11-25")
    paid = shell.done("pay", "1", "25057.56")
    parts = {part["kind"]: part["amount"] for part in paid["components"] if part["kind"] == "late_interest"}
    assert (paid["state"], parts) == ("paid", {"late_interest": "197.56"})


def test_a_swedish_consumer_pays_interest_only_where_the_invoice_said_so(tmp_path: Path) -> None:
    (tmp_path / "told").mkdir()
    (tmp_path / "silent").mkdir()
    for name, facts, total in (
        ("told", ("interest_notice_given=yes",), "4819.73"),
        ("silent", (), "4800.00"),
    ):
        shell = with_customer(with_firm(Shell(tmp_path / name, "2026-09-17")), "consumer")
        owes(shell, "4800", issued="2026-08-03", due="2026-09-02", facts=facts)
        sent = letter(shell)
        assert (sent["total"], sent["pay_by"]) == (total, "2026-10-01")


def test_a_norwegian_business_is_reminded_with_interest_and_fee(tmp_path: Path) -> None:
    shell = with_customer(with_firm(Shell(tmp_path, "2026-09-30"), "NO"), "business", "NO")
    owes(shell, "25000", issued="2026-08-15", due="2026-09-15")
    sent = letter(shell, "--fee")
    assert (sent["total"], sent["pay_by"]) == ("25163.86", "2026-10-14")
    assert {line["kind"]: line["amount"] for line in sent["lines"]}["late_interest"] == "125.86"


def test_a_norwegian_consumer_bears_no_fee_before_fourteen_days(tmp_path: Path) -> None:
    shell = with_customer(with_firm(Shell(tmp_path, "2026-03-15"), "NO"), "consumer", "NO")
    owes(shell, "8750", issued="2026-02-01", due="2026-03-01")
    said = shell.refused("letter", "1", "--kind", "reminder", "--fee", "--out", str(tmp_path))
    assert "16 March 2026" in said
    sent = letter(shell.on("2026-03-17"), "--fee")
    assert (sent["total"], sent["pay_by"]) == ("8831.15", "2026-03-31")
