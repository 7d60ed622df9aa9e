"""Finvoice 1.2 to 3.0, the e-invoice of Finland's banks."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from app.domain.money import Currency
from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftParty, PayTo, Status, blocking, notice
from app.importers.e_invoice import Said, Sums, complete_sums, drafted, first_of
from app.importers.party_number import account_kind, identifier_of, scheme_of, vat_of
from app.importers.trouble import UnreadableFileError
from app.importers.xml_field import Fields
from app.importers.xml_path import text, texts

_CREDIT_NOTE, _INTEREST, _PROFORMA = "INV02", "INV03", "INV06"
# A collection letter and a reminder, of invoices that exist already.
_REMINDERS = frozenset({"INV05", "INV08"})
_TOTALS = "InvoiceDetails"
_PAYMENT = "EpiDetails/EpiPaymentInstructionDetails"
_DUE_DAYS = (
    "InvoiceDetails/PaymentTermsDetails/InvoiceDueDate",
    f"{_PAYMENT}/EpiDateOptionDate",
)
_CURRENCY = "AmountCurrencyIdentifier"


def read_finvoice(source: Path | bytes) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out.

    Raises:
        UnreadableFileError: Over 20 MB, not well-formed, with a DOCTYPE, or no Finvoice at all.
    """
    data = source if isinstance(source, bytes) else read_whole(source, XML_LIMIT_BYTES)
    root = safe_xml.parse(data)
    document = next(root.iter("{*}Finvoice"), None)
    if document is None:
        raise UnreadableFileError("broken_xml")
    _without_namespaces(document)
    fields = Fields(document, has_comma=True)
    code = text(document, "InvoiceDetails/InvoiceTypeCode").upper()
    if code in _REMINDERS:
        return Draft(Kind.FINVOICE, (), (notice("reminder_document", line=None),))
    if not code.startswith("INV"):
        return Draft(Kind.FINVOICE, (), (blocking("other_message", line=None, found=code),))
    return drafted(fields, Kind.FINVOICE, _said(fields, code))


def _without_namespaces(document: etree._Element) -> None:
    """Take the namespace off, which some programs write and the schema does not have."""
    for element in document.iter("{*}*"):
        element.tag = etree.QName(element).localname


def _said(fields: Fields, code: str) -> Said:
    document = fields.document
    currency = fields.currency(_currency_code(document))
    is_credit = code == _CREDIT_NOTE or text(document, "InvoiceDetails/InvoiceTypeCodeUN") == "381"
    return Said(
        number=fields.required("number", "InvoiceDetails/InvoiceNumber"),
        type_code=code,
        is_credit=is_credit,
        currency=currency,
        issued_on=fields.day("issued_on", "InvoiceDetails/InvoiceDate"),
        due_on=None if is_credit else fields.day("due_on", *_DUE_DAYS),
        supplied_on=fields.day("supplied_on", "DeliveryDetails/DeliveryDate"),
        customer=_party(document, "Buyer"),
        seller=_party(document, "Seller"),
        sums=_sums(fields, currency, is_credit=is_credit) if currency else None,
        references=texts(document, f"{_PAYMENT}/EpiRemittanceInfoIdentifier"),
        pay_to=_accounts(document),
        refers_to=_refers_to(document),
        terms="\n".join(texts(document, "InvoiceDetails/PaymentTermsDetails/PaymentTermsFreeText")),
        subject=_subject(document),
        claims=texts(document, "InvoiceRow/ArticleName"),
        charge_kind="interest" if code == _INTEREST else None,
        status=_status(document, code),
    )


def _currency_code(document: etree._Element) -> str:
    names = ("InvoiceTotalVatIncludedAmount", "InvoiceTotalVatExcludedAmount")
    marked = (document.find(f"{_TOTALS}/{name}") for name in names)
    return first_of([each.get(_CURRENCY) or "" for each in marked if each is not None])


def _sums(fields: Fields, currency: Currency, *, is_credit: bool) -> Sums | None:
    """Return the amounts; credit notes are written with a minus, and their payment order asks for nothing."""
    total = fields.amount("total", f"{_TOTALS}/InvoiceTotalVatIncludedAmount", currency)
    if is_credit:
        is_negative = total is not None and total.minor < 0
        return complete_sums(fields, total=-total if total and is_negative else total, due=None)
    due = fields.amount("amount_due", f"{_PAYMENT}/EpiInstructedAmount", currency)
    return complete_sums(fields, total=total, due=due)


def _accounts(document: etree._Element) -> tuple[PayTo, ...]:
    found = texts(document, "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiAccountID")
    return tuple(dict.fromkeys(PayTo(account_kind(number), number) for number in found))


def _refers_to(document: etree._Element) -> tuple[str, ...]:
    paths = ("OriginalInvoiceNumber", "OriginalInvoiceReference/InvoiceNumber")
    found = (number for path in paths for number in texts(document, f"InvoiceDetails/{path}"))
    return tuple(dict.fromkeys(found))


def _subject(document: etree._Element) -> str:
    paths = ("InvoiceRow/ArticleName", "InvoiceRow/RowFreeText", "InvoiceDetails/InvoiceFreeText")
    return first_of([text(document, path) for path in paths])


def _status(document: etree._Element, code: str) -> Status | None:
    if text(document, "InvoiceDetails/OriginCode") == "Cancel":
        return "cancelled"
    return "draft" if code == _PROFORMA else None


def _party(document: etree._Element, role: str) -> DraftParty | None:
    inner = document.find(f"{role}PartyDetails")
    name = "" if inner is None else text(inner, f"{role}OrganisationName")
    return _described(document, inner, role, name) if inner is not None and name else None


def _described(document: etree._Element, inner: etree._Element, role: str, name: str) -> DraftParty:
    place = f"{role}PostalAddressDetails"
    country = (text(inner, f"{place}/CountryCode") or "FI").upper()
    vat = vat_of(text(inner, f"{role}OrganisationTaxCode"))
    identifier = identifier_of([(text(inner, f"{role}PartyIdentifier"), "")], (), vat, country)
    streets = (f"{role}PostOfficeBoxIdentifier", f"{role}StreetName")
    is_buyer = role == "Buyer"
    receiver = document.find("MessageTransmissionDetails/MessageReceiverDetails/ToIdentifier")
    endpoint = "" if receiver is None or not is_buyer else (receiver.text or "").strip()
    return DraftParty(
        name=name,
        trading_name=text(inner, f"{role}OrganisationTradingName"),
        identifier=identifier.value,
        vat_number=vat,
        endpoint=endpoint,
        endpoint_scheme=scheme_of(receiver, "SchemeID") if endpoint else "",
        country=country,
        address_lines=tuple(line for path in streets for line in texts(inner, f"{place}/{path}")),
        postcode=text(inner, f"{place}/{role}PostCodeIdentifier"),
        city=text(inner, f"{place}/{role}TownName"),
        email=text(document, f"{role}CommunicationDetails/{role}EmailaddressIdentifier"),
        phone=text(document, f"{role}CommunicationDetails/{role}PhoneNumberIdentifier"),
        contact_name=text(document, f"{role}ContactPersonName"),
        customer_number=text(document, "InvoiceDetails/SellersBuyerIdentifier") if is_buyer else "",
    )
