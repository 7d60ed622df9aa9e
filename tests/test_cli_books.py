"""Bookkeeping files and e-invoices of other formats on the command line."""

from pathlib import Path

import pytest

from tests.cli_shell import Shell, owes, with_customer, with_firm
from tests.services.books_files import sie_file

FILES = Path(__file__).parent / "importers" / "files"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "1000.00", issued="2026-09-28", due="2026-10-28")
    return shell


def test_the_books_are_compared_in_the_lines_beside_the_file(shell: Shell) -> None:
    path = sie_file(shell.folder, owed={"Kund": "900.00", "Dagnys Bageri": "75.00"})
    (file,) = shell.done("import", str(path))["files"]

    assert (file["kind"], file["new"], file["payments"]) == ("sie", [], [])
    assert {problem["line"] for problem in file["problems"]} == {None}
    assert [problem["message"].replace("\u00a0", " ") for problem in file["problems"]] == [
        "On 18 Nov 2026 customers owe 975.00 SEK by the books and 1,000.00 SEK here: "
        "25.00 SEK less by the books.",
        "75.00 SEK by the books is owed by customers without invoices here: Dagnys Bageri.",
        "These customers owe other sums by the books than here: Kund 900.00 SEK, here 1,000.00 SEK.",
        "No bank files have been read in; the books may have payments that are not here.",
        "100.00 SEK is not explained.",
    ]


def test_the_customers_of_the_books_go_with_the_file(shell: Shell) -> None:
    path = sie_file(shell.folder, owed={"Kund": "1000.00", "Dagnys Bageri": "75.00"})
    (file,) = shell.done("import", str(path))["files"]
    ended = shell.run("withdraw", str(file["batch"]))

    assert (ended.code, ended.out.strip()) == (0, "1 customer taken back.")
    assert shell.done("import", str(path))["files"][0]["batch"] == file["batch"] + 1


def test_a_dry_run_compares_and_stores_nothing(shell: Shell) -> None:
    path = sie_file(shell.folder, owed={"Dagnys Bageri": "75.00"})
    (dry,) = shell.done("import", str(path), "--dry-run")["files"]
    (file,) = shell.done("import", str(path))["files"]

    assert (dry["batch"], dry["problems"]) == (None, file["problems"])


@pytest.mark.parametrize(
    ("name", "kind", "number", "amount_due"),
    [
        ("svefaktura.xml", "svefaktura", "2117", "1001.00"),
        ("cii.xml", "cii", "2026-77", "901.00"),
        ("finvoice.xml", "finvoice", "3301", "1240.50"),
    ],
)
def test_an_e_invoice_of_another_format_is_an_invoice_like_any(
    shell: Shell, name: str, kind: str, number: str, amount_due: str
) -> None:
    (file,) = shell.done("import", str(FILES / name))["files"]

    assert file["kind"] == kind
    assert [(each["number"], each["amount_due"]) for each in file["new"]] == [(number, amount_due)]
