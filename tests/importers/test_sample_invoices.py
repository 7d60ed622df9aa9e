"""The published e-invoices, compared with the facts that stand beside them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from app.importers.detect import Kind, detect
from app.importers.draft import DraftInvoice
from app.importers.reader import read

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
if not (SAMPLES / "SOURCES.md").exists():
    pytest.skip("the published samples are not beside this checkout", allow_module_level=True)

FOLDERS = ("ubl_peppol", "ubl_ehf2", "oioubl", "svefaktura1", "cii", "finvoice")
_ENTRY = re.compile(rf"^### ((?:{'|'.join(FOLDERS)})/\S+)$.*?^- Expected: (.+?)$", re.MULTILINE | re.DOTALL)
EXPECTED = dict(_ENTRY.findall((SAMPLES / "SOURCES.md").read_text(encoding="utf-8")))


def fact(pattern: str, expected: str) -> str | None:
    found = re.search(pattern, expected)
    return found[1] if found else None


def amount(pattern: str, expected: str) -> Decimal:
    return Decimal(fact(pattern, expected) or "0")


def test_every_published_invoice_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(
        f"{folder}/{each.name}" for folder in FOLDERS for each in (SAMPLES / folder).iterdir()
    )


@pytest.fixture(params=sorted(EXPECTED))
def pair(request: pytest.FixtureRequest) -> tuple[DraftInvoice, str]:
    draft = read(SAMPLES / request.param)
    assert not [problem for problem in draft.problems if problem.is_blocking]
    (invoice,) = draft.invoices
    return invoice, EXPECTED[request.param]


def test_it_is_the_document_it_says(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair

    type_code = invoice.type_code or "none"

    assert f"{invoice.kind} (type {type_code}) no. `{invoice.number}`" == fact(r"^(.+?);", expected)


def test_it_names_customer_and_seller(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair
    customer = invoice.customer
    also = f" (also {customer.trading_name})" if customer.trading_name else ""

    assert f"{customer.name}{also}" == fact(r"customer: (.+?);", expected)
    assert invoice.seller is not None
    assert invoice.seller.name == fact(r"seller: (.+?);", expected)


def test_it_has_its_days(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair

    assert invoice.issued_on.isoformat() == fact(r"issued (\S+?);", expected)
    assert (invoice.due_on.isoformat() if invoice.due_on else "none") == fact(r"due (\S+?);", expected)


def test_it_has_its_amounts(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair
    effect = -invoice.amount_due if invoice.kind == "credit_note" else invoice.amount_due

    assert f"{invoice.currency} total {invoice.total.amount}" == fact(r"([A-Z]{3} total \S+?);", expected)
    assert invoice.prepaid.amount == amount(r"prepaid (\S+?);", expected)
    assert invoice.rounding.amount == amount(r"rounding (\S+?);", expected)
    assert invoice.amount_due.amount == amount(r"amount due (\S+?);", expected)
    assert effect.amount == amount(r"effect on receivable (\S+?);", expected)


def test_it_says_how_to_pay(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair

    given = {invoice.payment_reference or "none", *invoice.other_references}
    listed = fact(r"payment reference: (.+?);", expected) or ""

    assert given == set(re.findall(r"`(.+?)`", listed) or ["none"])
    assert ", ".join(account.number for account in invoice.pay_to) == (
        fact(r"pay to: (.+?);", expected) or ""
    )


def test_it_refers_to_its_invoices(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair

    assert ", ".join(invoice.refers_to) == (fact(r"refers to: (.+?);", expected) or "")
    assert (invoice.charge_kind != "ordinary") == ("interest/fee line" in expected)


def test_its_terms_are_kept_where_they_are_listed(pair: tuple[DraftInvoice, str]) -> None:
    invoice, expected = pair
    listed = fact(r"terms: (.+?);", expected)

    assert listed is None or " ".join(invoice.terms.split()) == listed


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("ubl_reminder", Kind.REMINDER),
    ],
)
def test_other_formats_are_known_by_name_and_claim_nothing(folder: str, kind: Kind) -> None:
    for path in sorted((SAMPLES / folder).iterdir()):
        assert detect(path) is kind
        assert read(path).invoices == ()
        assert len(read(path).problems) == 1
