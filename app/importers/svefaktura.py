"""Svefaktura 1.0 (SFTI Basic Invoice), which Swedish public bodies took before Peppol."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from app.domain.money import Currency, Money
from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftParty, PayTo
from app.importers.e_invoice import Said, Sums, drafted, first_of
from app.importers.party_number import account_kind, identifier_of, vat_of
from app.importers.trouble import UnreadableFileError
from app.importers.xml_field import Fields
from app.importers.xml_path import NAMESPACES, elements, text, texts

_ROOT = f"{{{NAMESPACES['sfti']}}}Invoice"
_GIRO_KINDS = {"BGABSESS": "bankgiro", "PGSISESS": "plusgiro"}
_GLN_AGENCY = "9"
_ORGANISATION_NUMBER = "SWT"
_SWEDISH = "0007"
_COUNTRY = "sac:Country/sac:IdentificationCode"
_COUNTRY_PLACES = ("sac:Address", "sac:PartyTaxScheme/sac:RegistrationAddress")
_STREETS = ("sbc:Postbox", "sbc:StreetName", "sac:AddressLine/sbc:Line")


def read_svefaktura(source: Path | bytes) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out.

    Raises:
        UnreadableFileError: Over 20 MB, not well-formed, with a DOCTYPE, or no Svefaktura at all.
    """
    data = source if isinstance(source, bytes) else read_whole(source, XML_LIMIT_BYTES)
    document = next(safe_xml.parse(data).iter(_ROOT), None)
    if document is None:
        raise UnreadableFileError("broken_xml")
    fields = Fields(document)
    return drafted(fields, Kind.SVEFAKTURA, _said(fields))


def _said(fields: Fields) -> Said:
    document = fields.document
    currency = fields.currency(text(document, "sfti:InvoiceCurrencyCode"))
    account = "sac:PaymentMeans/sac:PayeeFinancialAccount"
    return Said(
        number=fields.required("number", "sfti:ID"),
        type_code=text(document, "sfti:InvoiceTypeCode"),
        currency=currency,
        issued_on=fields.day("issued_on", "sbc:IssueDate"),
        due_on=fields.day("due_on", "sac:PaymentMeans/sbc:DuePaymentDate"),
        supplied_on=fields.day("supplied_on", "sac:Delivery/sbc:ActualDeliveryDateTime"),
        customer=_party(document, "sac:BuyerParty"),
        seller=_party(document, "sac:SellerParty"),
        sums=_sums(fields, currency) if currency else None,
        references=texts(document, f"{account}/sac:PaymentInstructionID"),
        pay_to=tuple(pay_to for each in elements(document, account) if (pay_to := _account(each))),
        refers_to=texts(document, "sfti:InitialInvoiceDocumentReference/sac:ID"),
        terms="\n".join(texts(document, "sac:PaymentTerms/sbc:Note")),
        subject=first_of(texts(document, "sac:InvoiceLine/sac:Item/sbc:Description")),
        claims=texts(document, "sac:InvoiceLine/sac:Item/sbc:Description"),
    )


def _sums(fields: Fields, currency: Currency) -> Sums | None:
    """Return the amounts. The total has the rounding in it, and there is no amount of its own that is due."""
    zero = Money.zero(currency)
    total = fields.amount("total", "sac:LegalTotal/sbc:TaxInclusiveTotalAmount", currency)
    rounding = fields.amount("rounding", "sac:LegalTotal/sac:RoundOffAmount", currency)
    return Sums(total, total, zero, rounding or zero) if total is not None else None


def _party(document: etree._Element, role: str) -> DraftParty | None:
    outer = document.find(role, NAMESPACES)
    inner = None if outer is None else outer.find("sac:Party", NAMESPACES)
    if outer is None or inner is None:
        return None
    name = text(inner, "sac:PartyName/sbc:Name") or text(inner, "sac:Contact/sbc:Name")
    return _described(inner, name, text(outer, "sac:SellerAssignedAccountID")) if name else None


def _described(inner: etree._Element, name: str, customer_number: str) -> DraftParty:
    numbers = {
        text(each, "sac:TaxScheme/sac:ID").upper(): text(each, "sac:CompanyID")
        for each in elements(inner, "sac:PartyTaxScheme")
    }
    country = first_of([text(inner, f"{place}/{_COUNTRY}") for place in _COUNTRY_PLACES]).upper()
    vat = vat_of(numbers.get("VAT", ""))
    legal = [(numbers.get(_ORGANISATION_NUMBER, ""), _SWEDISH), *_legal_numbers(inner)]
    identifier = identifier_of(legal, (), vat, country)
    return DraftParty(
        name=name,
        identifier=identifier.value,
        vat_number=vat,
        gln=_gln(inner),
        country=country or identifier.country,
        address_lines=tuple(line for path in _STREETS for line in texts(inner, f"sac:Address/{path}")),
        postcode=text(inner, "sac:Address/sbc:PostalZone"),
        city=text(inner, "sac:Address/sbc:CityName"),
        email=text(inner, "sac:Contact/sbc:ElectronicMail"),
        phone=text(inner, "sac:Contact/sbc:Telephone"),
        contact_name=text(inner, "sac:Contact/sbc:Name"),
        customer_number=customer_number,
    )


def _legal_numbers(inner: etree._Element) -> list[tuple[str, str]]:
    """Return the numbers of a party that are no GLN; they are Swedish organisation numbers."""
    numbered = elements(inner, "sac:PartyIdentification/sac:ID")
    return [((each.text or "").strip(), _SWEDISH) for each in numbered if not _is_gln(each)]


def _gln(inner: etree._Element) -> str:
    numbered = elements(inner, "sac:PartyIdentification/sac:ID")
    return next(((each.text or "").strip() for each in numbered if _is_gln(each)), "")


def _is_gln(element: etree._Element) -> bool:
    return element.get("identificationSchemeAgencyID") == _GLN_AGENCY


def _account(element: etree._Element) -> PayTo | None:
    number = text(element, "sac:ID")
    bank = text(element, "sac:FinancialInstitutionBranch/sac:FinancialInstitution/sac:ID").upper()
    return PayTo(_GIRO_KINDS.get(bank) or account_kind(number), number) if number else None
