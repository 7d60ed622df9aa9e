"""Invoices and credit notes in UBL 2: Peppol BIS Billing 3, EHF 3 and plain EN 16931, and what was before.

EHF 2, Peppol BIS 2 and the Danish OIOUBL name some things otherwise; `_Profile` holds in what they differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

from app.domain.money import Currency, Money
from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import EN16931, UBL_CREDIT_NOTE, UBL_INVOICE, Kind, kind_of_ubl
from app.importers.draft import Draft
from app.importers.e_invoice import Said, Sums, complete_sums, drafted, first_of, period_end
from app.importers.trouble import UnreadableFileError
from app.importers.ubl_party import party, pay_to
from app.importers.xml_field import Fields, number_of
from app.importers.xml_path import elements, text, texts

_ROOTS = {f"{{{UBL_INVOICE}}}Invoice": False, f"{{{UBL_CREDIT_NOTE}}}CreditNote": True}
_REFERRED = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
# The kinds of Danish payment slips, which stand where others have the reference.
_SLIPS = frozenset({"01", "04", "15", "71", "73", "75"})


@dataclass(frozen=True, slots=True)
class _Profile:
    """How one family of UBL documents differs from Peppol BIS Billing 3.

    Attributes:
        references: Where payment references stand within `PaymentMeans`.
        no_references: What stands there and is none.
        needs_en16931: Anything else than EN 16931 in the profile is remarked.
    """

    references: tuple[str, ...] = ("cbc:PaymentID",)
    no_references: frozenset[str] = frozenset()
    needs_en16931: bool = False


_PROFILES = {
    Kind.INVOICE: _Profile(needs_en16931=True),
    Kind.CREDIT_NOTE: _Profile(needs_en16931=True),
    Kind.EHF2: _Profile(),
    Kind.PEPPOL2: _Profile(),
    Kind.OIOUBL: _Profile(references=("cbc:InstructionID", "cbc:PaymentID"), no_references=_SLIPS),
}
UBL_KINDS = frozenset(_PROFILES)
"""The kinds of file that are read here."""


def read_ubl(source: Path | bytes) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out.

    Raises:
        UnreadableFileError: Over 20 MB, not well-formed, with a DOCTYPE, or no UBL invoice at all.
    """
    data = source if isinstance(source, bytes) else read_whole(source, XML_LIMIT_BYTES)
    root = safe_xml.parse(data)
    # The document may lie in the envelope that it travelled in.
    for document in root.iter(*_ROOTS):
        kind = kind_of_ubl(str(document.tag), text(document, "cbc:CustomizationID"))
        if kind in _PROFILES:
            return _draft(Fields(document), kind)
    raise UnreadableFileError("broken_xml")


def _draft(fields: Fields, kind: Kind) -> Draft:
    profile = _PROFILES[kind]
    named = text(fields.document, "cbc:CustomizationID")
    said = _said(fields, profile)
    if profile.needs_en16931 and not named.startswith(EN16931):
        fields.note("profile_unknown", "", found=named)
    return drafted(fields, kind, said)


def _said(fields: Fields, profile: _Profile) -> Said:
    document = fields.document
    number = fields.required("number", "cbc:ID")
    currency = fields.currency(text(document, "cbc:DocumentCurrencyCode"))
    issued_on = fields.day("issued_on", "cbc:IssueDate")
    return Said(
        number=number,
        type_code=text(document, "cbc:InvoiceTypeCode") or text(document, "cbc:CreditNoteTypeCode"),
        is_credit=_ROOTS[str(document.tag)],
        currency=currency,
        issued_on=issued_on,
        due_on=_due_on(fields),
        supplied_on=_supplied_on(fields, issued_on),
        customer=party(document, "cac:AccountingCustomerParty"),
        seller=party(document, "cac:AccountingSupplierParty"),
        sums=_sums(fields, currency) if currency else None,
        references=_references(document, profile),
        pay_to=pay_to(document),
        refers_to=texts(document, _REFERRED),
        terms="\n".join(texts(document, "cac:PaymentTerms/cbc:Note")),
        subject=_subject(document),
        claims=_claims(document),
        lines=_lines_sum(document, currency),
        vat=_vat(document, currency),
        buyer_reference=_buyer_reference(document),
    )


def _due_on(fields: Fields) -> date | None:
    """Return the due day from the header, the payment means (credit notes) or the terms, in this order."""
    return fields.day(
        "due_on",
        "cbc:DueDate",
        "cac:PaymentMeans/cbc:PaymentDueDate",
        "cac:PaymentTerms/cbc:PaymentDueDate",
    )


def _supplied_on(fields: Fields, issued_on: date | None) -> date | None:
    delivered = fields.day("supplied_on", "cac:Delivery/cbc:ActualDeliveryDate")
    ended = fields.day("supplied_on", "cac:InvoicePeriod/cbc:EndDate")
    return delivered or period_end(issued_on, ended)


def _sums(fields: Fields, currency: Currency) -> Sums | None:
    names = {
        "total": "TaxInclusiveAmount",
        "amount_due": "PayableAmount",
        "prepaid": "PrepaidAmount",
        "rounding": "PayableRoundingAmount",
    }
    total, due, prepaid, rounding = (
        fields.amount(name, f"cac:LegalMonetaryTotal/cbc:{element}", currency)
        for name, element in names.items()
    )
    return complete_sums(fields, total=total, due=due, prepaid=prepaid, rounding=rounding)


def _lines_sum(document: etree._Element, currency: Currency | None) -> Money | None:
    """Return the lines with what was added and deducted on the whole; `None` where one is unreadable."""
    if currency is None:
        return None
    found = [number_of(text(line, "cbc:LineExtensionAmount")) for line in _lines(document)]
    for each in elements(document, "cac:AllowanceCharge"):
        value = number_of(text(each, "cbc:Amount"))
        is_charge = text(each, "cbc:ChargeIndicator") == "true"
        found.append(value if is_charge or value is None else -value)
    known = [value for value in found if value is not None]
    return Money.of(sum(known, Decimal(0)), currency) if known and len(known) == len(found) else None


def _vat(document: etree._Element, currency: Currency | None) -> Money | None:
    """Return the VAT in the currency of the invoice."""
    for each in elements(document, "cac:TaxTotal/cbc:TaxAmount"):
        value = number_of((each.text or "").strip())
        if currency and value is not None and each.get("currencyID") == currency:
            return Money.of(value, currency)
    return None


def _buyer_reference(document: etree._Element) -> str:
    return first_of([text(document, path) for path in ("cbc:BuyerReference", "cac:OrderReference/cbc:ID")])


def _references(document: etree._Element, profile: _Profile) -> tuple[str, ...]:
    means = elements(document, "cac:PaymentMeans")
    found = (first_of([text(each, path) for path in profile.references]) for each in means)
    return tuple(reference for reference in found if reference and reference not in profile.no_references)


def _subject(document: etree._Element) -> str:
    paths = ("cac:Item/cbc:Name", "cac:Item/cbc:Description")
    of_lines = [text(line, path) for line in _lines(document) for path in paths]
    of_header = [text(document, path) for path in ("cac:OrderReference/cbc:ID", "cbc:Note")]
    return first_of([*of_lines, *of_header])


def _lines(document: etree._Element) -> list[etree._Element]:
    return [*elements(document, "cac:InvoiceLine"), *elements(document, "cac:CreditNoteLine")]


def _claims(document: etree._Element) -> tuple[str, ...]:
    reasons = (
        text(each, "cbc:AllowanceChargeReason")
        for each in elements(document, "cac:AllowanceCharge")
        if text(each, "cbc:ChargeIndicator") == "true"
    )
    names = (
        " ".join((text(line, "cac:Item/cbc:Name"), text(line, "cac:Item/cbc:Description")))
        for line in _lines(document)
    )
    return (*names, *reasons)
