"""The published exports of invoicing programs, compared with the facts that stand beside them."""

import json
import re
from pathlib import Path

import pytest

from app.importers.detect import Kind
from app.importers.draft import DraftInvoice
from app.importers.reader import read

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
if not (SAMPLES / "SOURCES.md").exists():
    pytest.skip("the published samples are not beside this checkout", allow_module_level=True)

_ENTRY = re.compile(r"^### (ar_csv/\S+)$.*?^- Expected: (.+?)$", re.MULTILINE | re.DOTALL)
EXPECTED = dict(_ENTRY.findall((SAMPLES / "SOURCES.md").read_text(encoding="utf-8")))
_STATES = {"sent": "open", "due": "open", "draft": "draft"}


def facts(invoice: DraftInvoice) -> dict[str, str | None]:
    return {
        "invoice_number": invoice.number,
        "customer_name": invoice.customer.name,
        "issue_date": invoice.issued_on.isoformat(),
        "due_date": invoice.due_on.isoformat() if invoice.due_on else None,
        "currency": invoice.currency,
        "total": str(invoice.total.amount),
        "amount_due": str(invoice.amount_due.amount),
        "status": invoice.status,
    }


@pytest.mark.parametrize("name", [name for name, text in EXPECTED.items() if "invoices [" in text])
def test_each_export_gives_its_invoices(name: str) -> None:
    expected = json.loads(EXPECTED[name].partition("invoices ")[2])
    found = [facts(invoice) for invoice in read(SAMPLES / name).invoices]

    assert len(found) == len(expected)
    for invoice, listed in zip(found, expected, strict=True):
        listed["status"] = _STATES[listed["status"].lower()]
        assert {key: invoice[key] for key in listed} == listed


def test_the_invoicely_export_gives_its_invoice() -> None:
    (invoice,) = read(SAMPLES / "ar_csv/invoicely_invoices.csv").invoices
    expected = EXPECTED["ar_csv/invoicely_invoices.csv"]

    for fact in (
        f"invoice number {invoice.number}",
        f"customer name {invoice.customer.name}",
        f"issue date {invoice.issued_on}",
        f"due date {invoice.due_on}",
        f"total {invoice.total.amount}",
    ):
        assert fact in expected
    assert invoice.status == "open"


@pytest.mark.parametrize("path", sorted((SAMPLES / "bank_statement").iterdir()), ids=lambda path: path.name)
def test_a_bank_statement_becomes_no_invoice(path: Path) -> None:
    found = read(path)

    assert (found.kind, found.invoices) == (Kind.STATEMENT, ())
    assert not any(problem.is_blocking for problem in found.problems)


@pytest.mark.parametrize("path", sorted((SAMPLES / "ar_csv").iterdir()), ids=lambda path: path.name)
def test_a_list_of_invoices_becomes_no_account_statement(path: Path) -> None:
    found = read(path)

    assert (found.kind, found.payments, found.source.meaning) == (Kind.TABLE, (), "invoices")
