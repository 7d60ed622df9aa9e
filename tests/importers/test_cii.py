"""Cross Industry Invoices: one of our own, alone and within a PDF."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from app.importers.cii import read_cii
from app.importers.draft import Draft, PayTo
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError

FILE = Path(__file__).parent / "files" / "cii.xml"
TEXT = FILE.read_text(encoding="utf-8")


def changed(old: str, new: str) -> Draft:
    assert old in TEXT
    return read_cii(TEXT.replace(old, new).encode())


def test_an_invoice_gives_all_its_facts() -> None:
    draft = read(FILE)
    (invoice,) = draft.invoices

    assert (draft.kind, draft.problems) == ("cii", ())
    assert (invoice.kind, invoice.number, invoice.type_code) == ("invoice", "2026-77", "380")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 10, 28), date(2026, 11, 27))
    assert (invoice.supplied_on, invoice.subject) == (date(2026, 10, 20), "Montage av värmepump")
    assert [str(each.amount) for each in (invoice.total, invoice.prepaid, invoice.rounding)] == [
        "1000.50",
        "100.00",
        "0.50",
    ]
    assert (str(invoice.amount_due.amount), invoice.currency) == ("901.00", "EUR")
    assert invoice.payment_reference == "RF18539007547034"
    assert invoice.pay_to == (PayTo("iban", "SE4550000000058398257466"), PayTo("account", "1112222"))


def test_its_parties_are_described_as_far_as_the_file_goes() -> None:
    (invoice,) = read(FILE).invoices
    customer = invoice.customer

    assert (customer.name, customer.trading_name) == ("Hansa Möbler GmbH", "Hansa Möbler")
    assert (customer.endpoint_scheme, customer.endpoint, customer.gln) == (
        "9930",
        "DE123456789",
        "7350000001228",
    )
    assert (customer.customer_number, customer.country, customer.vat_number) == ("K-118", "DE", "DE123456789")
    assert (customer.contact_name, customer.email, customer.phone) == (
        "Jutta Krämer",
        "jutta@example.org",
        "+49 40 1200",
    )
    assert invoice.seller is not None
    assert invoice.seller.identifier == "5560360793"


def test_a_credit_note_is_known_by_its_code_and_names_its_invoice() -> None:
    reference = (
        "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>2026-70</ram:IssuerAssignedID>"
        "</ram:InvoiceReferencedDocument>"
    )
    text = TEXT.replace(">380<", ">381<").replace(
        "</ram:ApplicableHeaderTradeSettlement>", f"{reference}</ram:ApplicableHeaderTradeSettlement>"
    )
    (credit,) = read_cii(text.encode()).invoices

    assert (credit.kind, credit.credits, str(credit.amount_due.amount)) == (
        "credit_note",
        "2026-70",
        "901.00",
    )


def test_the_end_of_a_period_that_was_over_counts_as_the_day_of_supply() -> None:
    ended = (
        "<ram:BillingSpecifiedPeriod><ram:EndDateTime>"
        '<udt:DateTimeString format="102">20260930</udt:DateTimeString>'
        "</ram:EndDateTime></ram:BillingSpecifiedPeriod>"
    )
    text = TEXT.replace("ActualDeliverySupplyChainEvent", "DespatchSupplyChainEvent").replace(
        "<ram:SpecifiedTradePaymentTerms>", f"{ended}<ram:SpecifiedTradePaymentTerms>"
    )

    assert read_cii(text.encode()).invoices[0].supplied_on == date(2026, 9, 30)


def test_a_due_day_that_is_missing_is_offered_from_the_terms() -> None:
    draft = changed('<udt:DateTimeString format="102">20261127</udt:DateTimeString>', "")

    assert (draft.invoices[0].due_on, draft.invoices[0].terms_days) == (None, 30)
    assert [each.code for each in draft.problems] == ["due_in_terms"]


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("<ram:ID>2026-77</ram:ID>", "", "number", "missing"),
        (">20261028<", ">20261032<", "issued_on", "not_a_day"),
        (">EUR<", ">euro<", "currency", "currency_unknown"),
        (">901.00<", ">901,00<", "amount_due", "not_an_amount"),
        ("ram:BuyerTradeParty", "ram:BuyerAgentTradeParty", "customer", "missing"),
    ],
)
def test_what_cannot_be_read_keeps_the_invoice_out(old: str, new: str, field: str, code: str) -> None:
    draft = changed(old, new)

    assert draft.invoices == ()
    assert ("blocking", field, code) in [(each.severity, each.field, each.code) for each in draft.problems]


def pdf_with(
    folder: Path,
    *attachments: tuple[str, bytes],
    compress_streams: bool = True,
    encryption: pikepdf.Encryption | None = None,
) -> Path:
    path = folder / "faktura.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, content in attachments:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, content, filename=name, description="", mime_type="", creation_date="", mod_date=""
            )
        pdf.save(path, compress_streams=compress_streams, encryption=encryption)
    return path


@pytest.mark.parametrize("compress_streams", [True, False])
def test_the_invoice_within_a_pdf_is_read(tmp_path: Path, compress_streams: bool) -> None:
    timesheet = ("tider.txt", b"8 h")
    path = pdf_with(tmp_path, timesheet, ("factur-x.xml", TEXT.encode()), compress_streams=compress_streams)
    draft = read(path)

    assert (draft.kind, [each.number for each in draft.invoices]) == ("cii", ["2026-77"])


def test_a_pdf_without_an_invoice_in_it_is_answered_with_a_sentence(tmp_path: Path) -> None:
    plain = read(pdf_with(tmp_path, ("recept.xml", b"<recipe/>")))
    locked = read(
        pdf_with(
            tmp_path,
            ("factur-x.xml", TEXT.encode()),
            encryption=pikepdf.Encryption(owner="hemligt", user="hemligt"),
        )
    )

    assert [each.code for each in (*plain.problems, *locked.problems)] == ["format_pdf", "format_pdf"]


def test_a_broken_invoice_within_a_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read(pdf_with(tmp_path, ("factur-x.xml", TEXT.encode()[:3000])))


def test_an_attachment_that_would_fill_the_memory_is_cut_off(tmp_path: Path) -> None:
    bomb = TEXT.encode().replace(b"</rsm:CrossIndustryInvoice>", b" " * 60_000_000)

    with pytest.raises(UnreadableFileError):
        read(pdf_with(tmp_path, ("factur-x.xml", bomb)))
