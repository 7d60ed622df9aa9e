"""Svefaktura 1.0: one of our own, whole and changed."""

from pathlib import Path

import pytest

from app.importers.draft import Draft, PayTo
from app.importers.svefaktura import read_svefaktura
from app.importers.trouble import UnreadableFileError

FILE = Path(__file__).parent / "files" / "svefaktura.xml"
TEXT = FILE.read_text(encoding="iso-8859-1")


def changed(old: str, new: str) -> Draft:
    assert old in TEXT
    return read_svefaktura(TEXT.replace(old, new).encode("iso-8859-1"))


def test_an_invoice_in_its_envelope_gives_all_its_facts() -> None:
    draft = read_svefaktura(FILE)
    (invoice,) = draft.invoices

    assert (draft.kind, draft.problems) == ("svefaktura", ())
    assert (invoice.kind, invoice.number, invoice.type_code) == ("invoice", "2117", "380")
    assert (str(invoice.issued_on), str(invoice.due_on)) == ("2014-03-03", "2014-04-02")
    assert (str(invoice.supplied_on), invoice.subject) == ("2014-02-27", "Byte av blandare")
    assert invoice.pay_to == (PayTo("bankgiro", "1112222"), PayTo("plusgiro", "542481"))
    assert (invoice.payment_reference, invoice.other_references) == ("0021170", ("99021170",))


def test_its_parties_are_described_as_far_as_the_file_goes() -> None:
    (invoice,) = read_svefaktura(FILE).invoices
    customer, seller = invoice.customer, invoice.seller

    assert (customer.name, customer.identifier, customer.gln) == (
        "Ljungbackens Förskola",
        "2021005455",
        "7350000001228",
    )
    assert (customer.address_lines, customer.postcode, customer.city) == (("Skolvägen 2",), "662 31", "Åmål")
    assert (customer.customer_number, customer.contact_name) == ("1033", "Siv Öhrn")
    assert seller is not None
    assert (seller.identifier, seller.vat_number, seller.country) == ("5560360793", "SE556036079301", "SE")


def test_the_rounding_lies_within_the_total_and_is_not_counted_twice() -> None:
    (invoice,) = read_svefaktura(FILE).invoices

    assert (str(invoice.total.amount), str(invoice.rounding.amount)) == ("1001.00", "0.50")
    assert str(invoice.amount_due.amount) == "1001.00"


def test_a_credit_note_names_its_invoice() -> None:
    reference = "<InitialInvoiceDocumentReference><cac:ID>2099</cac:ID></InitialInvoiceDocumentReference>"
    draft = changed(
        "<InvoiceTypeCode>380</InvoiceTypeCode>", f"<InvoiceTypeCode>381</InvoiceTypeCode>{reference}"
    )

    assert [(each.kind, each.credits) for each in draft.invoices] == [("credit_note", "2099")]


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("<ID>2117</ID>", "", "number", "missing"),
        ("2014-04-02", "2014-04-31", "due_on", "not_a_day"),
        ('amountCurrencyID="SEK">1001.00', 'amountCurrencyID="EUR">1001.00', "total", "currency_conflict"),
        (">1001.00<", ">tusen<", "total", "not_an_amount"),
        ("<InvoiceCurrencyCode>SEK</InvoiceCurrencyCode>", "", "currency", "missing"),
    ],
)
def test_what_cannot_be_read_keeps_the_invoice_out(old: str, new: str, field: str, code: str) -> None:
    draft = changed(old, new)

    assert draft.invoices == ()
    assert ("blocking", field, code) in [(each.severity, each.field, each.code) for each in draft.problems]


def test_another_document_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_svefaktura(b"<recipe/>")
