"""Finvoice: one of our own, whole and changed."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.draft import Draft, PayTo
from app.importers.finvoice import read_finvoice

FILE = Path(__file__).parent / "files" / "finvoice.xml"
TEXT = FILE.read_text(encoding="iso-8859-15")


def changed(*changes: tuple[str, str]) -> Draft:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_finvoice(text.encode("iso-8859-15"))


def test_an_invoice_gives_all_its_facts() -> None:
    draft = read_finvoice(FILE)
    (invoice,) = draft.invoices

    assert (draft.kind, draft.problems) == ("finvoice", ())
    assert (invoice.kind, invoice.number, invoice.type_code) == ("invoice", "3301", "INV01")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 10, 28), date(2026, 11, 11))
    assert (str(invoice.total.amount), str(invoice.amount_due.amount)) == ("1240.50", "1240.50")
    assert (invoice.supplied_on, invoice.subject) == (date(2026, 10, 20), "Asennus")
    assert invoice.payment_reference == "RF18539007547034"
    assert invoice.pay_to == (PayTo("iban", "FI2112345600000785"),)


def test_its_parties_are_described_in_the_letters_of_the_file() -> None:
    (invoice,) = read_finvoice(FILE).invoices
    customer = invoice.customer

    assert (customer.name, customer.trading_name) == ("Käyttö Oy", "Käyttö")
    assert (customer.identifier, customer.vat_number, customer.country) == ("20774740", "FI20774740", "FI")
    assert (customer.endpoint_scheme, customer.endpoint) == ("0216", "003710948874")
    assert (customer.contact_name, customer.email) == ("Päivi Mäkelä", "paivi@example.org")
    assert customer.customer_number == "1040"
    assert invoice.seller is not None
    assert (invoice.seller.name, invoice.seller.identifier) == ("Rörjouren i Åmål AB", "5560360793")


def test_a_credit_note_is_written_with_a_minus_and_counts_positive() -> None:
    reference = "<OriginalInvoiceNumber>3290</OriginalInvoiceNumber>"
    draft = changed(
        ("<InvoiceTypeCode>INV01</InvoiceTypeCode>", f"<InvoiceTypeCode>INV02</InvoiceTypeCode>{reference}"),
        ('Identifier="EUR">1240,50</Inv', 'Identifier="EUR">-1240,50</Inv'),
        ('Identifier="EUR">1240,50</Epi', 'Identifier="EUR">0,00</Epi'),
    )
    (credit,) = draft.invoices

    assert (credit.kind, credit.credits, draft.problems) == ("credit_note", "3290", ())
    assert (str(credit.amount_due.amount), credit.due_on) == ("1240.50", None)


@pytest.mark.parametrize("code", ["INV05", "INV08"])
def test_a_reminder_claims_nothing_and_says_so(code: str) -> None:
    draft = changed(("INV01", code))

    assert (draft.invoices, [each.code for each in draft.problems]) == ((), ["reminder_document"])


def test_another_message_is_answered_with_a_sentence() -> None:
    assert [each.code for each in changed(("INV01", "REQ01")).problems] == ["other_message"]


def test_an_interest_invoice_bears_no_interest_whatever_its_rows_say() -> None:
    assert changed(("INV01", "INV03")).invoices[0].charge_kind == "interest"


def test_a_cancelled_invoice_is_marked_so() -> None:
    assert changed((">Original<", ">Cancel<")).invoices[0].status == "cancelled"


def test_a_pro_forma_invoice_is_a_draft() -> None:
    draft = changed(("INV01", "INV06"))

    assert (draft.invoices[0].status, [each.code for each in draft.problems]) == ("draft", ["proforma"])


def test_what_the_bank_is_asked_to_pay_counts_and_a_difference_is_remarked() -> None:
    draft = changed(('Identifier="EUR">1240,50</Epi', 'Identifier="EUR">240,50</Epi'))

    assert str(draft.invoices[0].amount_due.amount) == "240.50"
    assert [each.code for each in draft.problems] == ["sums_differ"]


def test_a_namespace_that_the_schema_does_not_have_is_no_hindrance() -> None:
    draft = changed(('<Finvoice Version="3.0">', '<Finvoice Version="3.0" xmlns="http://finvoice.example">'))

    assert [each.number for each in draft.invoices] == ["3301"]


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("<InvoiceNumber>3301</InvoiceNumber>", "", "number", "missing"),
        (">20261028<", ">20261301<", "issued_on", "not_a_day"),
        (">1240,50</Inv", ">1.240,50</Inv", "total", "not_an_amount"),
        ("BuyerOrganisationName", "BuyerName", "customer", "missing"),
        (' AmountCurrencyIdentifier="EUR">1240,50</Inv', ">1240,50</Inv", "currency", "missing"),
    ],
)
def test_what_cannot_be_read_keeps_the_invoice_out(old: str, new: str, field: str, code: str) -> None:
    draft = changed((old, new))

    assert draft.invoices == ()
    assert ("blocking", field, code) in [(each.severity, each.field, each.code) for each in draft.problems]
