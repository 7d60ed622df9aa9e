"""E-invoices of our own, whole and damaged."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.money import NOK, SEK, Money
from app.importers.draft import DraftInvoice, PayTo
from app.importers.trouble import UnreadableFileError
from app.importers.ubl import read_ubl

FILES = Path(__file__).parent / "files"
INVOICE = (FILES / "peppol_invoice.xml").read_text(encoding="utf-8")
CREDIT_NOTE = (FILES / "peppol_credit_note.xml").read_text(encoding="utf-8")


def one(text: str) -> DraftInvoice:
    draft = read_ubl(text.encode())
    assert not [problem for problem in draft.problems if problem.is_blocking]
    return draft.invoices[0]


def codes(text: str) -> list[tuple[str, str, str]]:
    return [(each.severity, each.field, each.code) for each in read_ubl(text.encode()).problems]


def kronor(amount: str) -> Money:
    return Money.of(Decimal(amount), SEK)


def test_an_invoice_gives_all_its_facts() -> None:
    invoice = one(INVOICE)

    assert (invoice.kind, invoice.number, invoice.type_code) == ("invoice", "10/0412", "380")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 10, 28), date(2026, 11, 27))
    assert (invoice.total, invoice.prepaid, invoice.rounding) == (
        kronor("1000.50"),
        kronor("100"),
        kronor("0.50"),
    )
    assert (invoice.amount_due, invoice.status) == (kronor("901"), "open")
    assert invoice.payment_reference == "0010412003"
    assert invoice.subject == "Byte av blandare"
    assert invoice.charge_kind == "ordinary"


def test_several_accounts_are_one_claim() -> None:
    draft = read_ubl(INVOICE.encode())

    assert len(draft.invoices) == 1
    assert draft.invoices[0].pay_to == (
        PayTo("bankgiro", "1112222"),
        PayTo("iban", "SE45 5000 0000 0583 9825 7466"),
    )


def test_a_customer_is_described_as_far_as_the_file_goes() -> None:
    customer = one(INVOICE).customer

    assert (customer.name, customer.trading_name) == ("Ljungbackens Förskola", "Ljungbacken")
    assert (customer.identifier, customer.vat_number) == ("2021005455", "SE202100545501")
    assert (customer.endpoint, customer.endpoint_scheme, customer.gln) == (
        "7350000001228",
        "0088",
        "7350000001228",
    )
    assert customer.address_lines == ("Skolvägen 2",)
    assert (customer.postcode, customer.city, customer.country) == ("662 31", "Åmål", "SE")
    assert (customer.contact_name, customer.phone, customer.email) == (
        "Siv Öhrn",
        "0532-120 00",
        "siv@example.org",
    )
    assert customer.customer_number == "1033"


def test_the_seller_is_named_so_that_bills_can_be_told_from_claims() -> None:
    assert [seller.identifier for seller in read_ubl(INVOICE.encode()).sellers] == ["5560360793"]


def test_a_credit_note_names_its_invoice_and_counts_positive() -> None:
    credit = one(CREDIT_NOTE)

    assert (credit.kind, credit.amount_due) == ("credit_note", Money(25_000, NOK))
    assert (credit.credits, credit.refers_to) == ("10/0400", ("10/0400", "10/0399"))
    assert credit.due_on == date(2026, 11, 16)
    assert credit.customer.identifier == "974760673"
    assert credit.subject == "Retur av slange"


def test_an_invoice_in_the_envelope_it_travelled_in_is_found() -> None:
    body = INVOICE.split("?>", 1)[1]
    envelope = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    wrapped = f'<StandardBusinessDocument xmlns="{envelope}">{body}</StandardBusinessDocument>'

    assert one(wrapped).number == "10/0412"


@pytest.mark.parametrize(
    ("terms", "days"),
    [
        ("30 dagar netto", 30),
        ("Payment within 14 days", 14),
        ("Netto 20", 20),
        ("Forfaller om 15 dager", 15),
        ("10 dagar", 10),
        ("Due on Receipt", 0),
    ],
)
def test_terms_in_words_are_offered_and_never_applied(terms: str, days: int) -> None:
    text = INVOICE.replace("<cbc:DueDate>2026-11-27</cbc:DueDate>", "").replace("30 dagar netto", terms)

    assert one(text).due_on is None
    assert one(text).terms_days == days
    assert ("notice", "due_on", "due_in_terms") in codes(text)


@pytest.mark.parametrize(
    "terms", ["Arbetet påbörjas 7 dagar efter mottagen förskottsbetalning.", "Enligt avtal", "Netto 12 %"]
)
def test_words_that_grant_no_days_offer_none(terms: str) -> None:
    text = INVOICE.replace("<cbc:DueDate>2026-11-27</cbc:DueDate>", "").replace("30 dagar netto", terms)

    assert one(text).terms_days is None
    assert ("notice", "due_on", "due_missing") in codes(text)


def test_a_due_day_before_the_day_of_issue_is_remarked() -> None:
    text = INVOICE.replace("2026-11-27", "2026-10-01")

    assert one(text).due_on == date(2026, 10, 1)
    assert ("notice", "due_on", "due_before_issue") in codes(text)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Påminnelseavgift", "fee"),
        ("Dröjsmålsränta", "interest"),
        ("Purregebyr", "fee"),
        ("Forsinkelsesrente", "interest"),
    ],
)
def test_interest_and_fees_are_told_from_work(line: str, kind: str) -> None:
    assert one(INVOICE.replace("Byte av blandare", line)).charge_kind == kind


def test_a_fee_beside_work_leaves_the_invoice_ordinary_with_a_remark() -> None:
    fee = "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>"
    charge = f"{fee}Påminnelseavgift</cbc:AllowanceChargeReason></cac:AllowanceCharge>"
    text = INVOICE.replace("<cac:LegalMonetaryTotal>", f"{charge}<cac:LegalMonetaryTotal>")

    assert one(text).charge_kind == "ordinary"
    assert ("notice", "charge_kind", "mixed_charges") in codes(text)


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("<cbc:ID>10/0412</cbc:ID>", "", "number", "missing"),
        ("<cbc:IssueDate>2026-10-28</cbc:IssueDate>", "", "issued_on", "missing"),
        ("2026-10-28", "2026-10-32", "issued_on", "not_a_day"),
        ("2026-11-27", "2026-11-31", "due_on", "not_a_day"),
        ("<cbc:DocumentCurrencyCode>SEK<", "<cbc:DocumentCurrencyCode>kr<", "currency", "currency_unknown"),
        ('currencyID="SEK">901.00', 'currencyID="EUR">901.00', "amount_due", "currency_conflict"),
        (">901.00<", ">901,00<", "amount_due", "not_an_amount"),
        (">901.00<", ">9e99<", "amount_due", "not_an_amount"),
        ("Ljungbacken", "", "customer", "missing"),
    ],
)
def test_what_cannot_be_read_keeps_the_document_out(old: str, new: str, field: str, code: str) -> None:
    text = INVOICE.replace("Siv Öhrn", "").replace("Ljungbackens Förskola", "Ljungbacken").replace(old, new)

    assert read_ubl(text.encode()).invoices == ()
    assert ("blocking", field, code) in codes(text)


def test_a_sum_that_does_not_add_up_is_remarked() -> None:
    assert ("notice", "amount_due", "sums_differ") in codes(INVOICE.replace(">901.00<", ">900.00<"))


def test_a_negative_invoice_is_a_credit() -> None:
    text = (
        INVOICE.replace(">1000.50<", ">-1000.50<").replace(">100.00<", ">0.00<").replace(">0.50<", ">0.00<")
    )
    credit = one(text.replace(">901.00<", ">-1000.50<"))

    assert (credit.kind, credit.amount_due, credit.total) == (
        "credit_note",
        kronor("1000.50"),
        kronor("1000.50"),
    )


def test_more_paid_than_invoiced_leaves_nothing_due() -> None:
    text = INVOICE.replace(">100.00<", ">2000.00<").replace(">901.00<", ">-999.00<")

    assert (one(text).amount_due, one(text).status) == (kronor("0"), "paid")
    assert ("notice", "amount_due", "paid_too_much") in codes(text)


def test_a_wrong_check_digit_is_a_remark_and_the_number_is_kept() -> None:
    text = CREDIT_NOTE.replace("974760673", "974760674")

    assert one(text).customer.identifier == "974760674"
    assert codes(text) == [("notice", "identifier", "identifier_check")]


def test_forward_billing_is_read_and_marked() -> None:
    assert ("notice", "type_code", "forward_billing") in codes(INVOICE.replace(">380<", ">82<"))


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt", encoding="utf-8")
    doctype = f'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'

    with pytest.raises(UnreadableFileError) as refused:
        read_ubl(INVOICE.replace("?>", f"?>{doctype}", 1).replace("10/0412", "&x;").encode())
    assert refused.value.reason == "has_doctype"
