"""Cross Industry Invoice (UN/CEFACT), the other form of EN 16931 and what a Factur-X or ZUGFeRD PDF holds."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from app.domain.money import Currency
from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftParty, PayTo
from app.importers.e_invoice import Said, Sums, complete_sums, drafted, first_of, period_end
from app.importers.party_number import (
    COUNTRY_OF_SCHEME,
    GLN,
    account_kind,
    identifier_of,
    scheme_of,
    vat_of,
)
from app.importers.trouble import UnreadableFileError
from app.importers.xml_field import Fields
from app.importers.xml_path import NAMESPACES, elements, text, texts

_ROOT = f"{{{NAMESPACES['rsm']}}}CrossIndustryInvoice"
_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_DELIVERY = f"{_TRADE}/ram:ApplicableHeaderTradeDelivery"
_SETTLEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_TERMS = f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms"
_ACCOUNT = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount"
_SUMS = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_PRODUCT = f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct/ram:Name"
_DAY = "udt:DateTimeString"
_STREETS = ("LineOne", "LineTwo", "LineThree")


def read_cii(source: Path | bytes) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out.

    Raises:
        UnreadableFileError: Over 20 MB, not well-formed, with a DOCTYPE, or no such invoice at all.
    """
    data = source if isinstance(source, bytes) else read_whole(source, XML_LIMIT_BYTES)
    document = next(safe_xml.parse(data).iter(_ROOT), None)
    if document is None:
        raise UnreadableFileError("broken_xml")
    fields = Fields(document)
    return drafted(fields, Kind.CII, _said(fields))


def _said(fields: Fields) -> Said:
    document = fields.document
    currency = fields.currency(text(document, f"{_SETTLEMENT}/ram:InvoiceCurrencyCode"))
    issued_on = fields.day("issued_on", f"rsm:ExchangedDocument/ram:IssueDateTime/{_DAY}")
    delivered = f"{_DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/{_DAY}"
    ended = f"{_SETTLEMENT}/ram:BillingSpecifiedPeriod/ram:EndDateTime/{_DAY}"
    return Said(
        number=fields.required("number", "rsm:ExchangedDocument/ram:ID"),
        type_code=text(document, "rsm:ExchangedDocument/ram:TypeCode"),
        currency=currency,
        issued_on=issued_on,
        due_on=fields.day("due_on", f"{_TERMS}/ram:DueDateDateTime/{_DAY}"),
        supplied_on=fields.day("supplied_on", delivered)
        or period_end(issued_on, fields.day("supplied_on", ended)),
        customer=_party(document, "ram:BuyerTradeParty"),
        seller=_party(document, "ram:SellerTradeParty"),
        sums=_sums(fields, currency) if currency else None,
        references=texts(document, f"{_SETTLEMENT}/ram:PaymentReference"),
        pay_to=_accounts(document),
        refers_to=texts(document, f"{_SETTLEMENT}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),
        terms="\n".join(texts(document, f"{_TERMS}/ram:Description")),
        subject=_subject(document),
        claims=_claims(document),
    )


def _sums(fields: Fields, currency: Currency) -> Sums | None:
    names = {
        "total": "GrandTotalAmount",
        "amount_due": "DuePayableAmount",
        "prepaid": "TotalPrepaidAmount",
        "rounding": "RoundingAmount",
    }
    total, due, prepaid, rounding = (
        fields.amount(name, f"{_SUMS}/ram:{element}", currency) for name, element in names.items()
    )
    return complete_sums(fields, total=total, due=due, prepaid=prepaid, rounding=rounding)


def _accounts(document: etree._Element) -> tuple[PayTo, ...]:
    """Return the accounts to pay to, each once; together they are one claim."""
    found = (
        first_of([text(each, "ram:IBANID"), text(each, "ram:ProprietaryID")])
        for each in elements(document, _ACCOUNT)
    )
    return tuple(dict.fromkeys(PayTo(account_kind(number), number) for number in found if number))


def _subject(document: etree._Element) -> str:
    order = text(document, f"{_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID")
    note = text(document, "rsm:ExchangedDocument/ram:IncludedNote/ram:Content")
    return first_of([*texts(document, _PRODUCT), order, note])


def _claims(document: etree._Element) -> tuple[str, ...]:
    charges = (
        text(each, "ram:Reason")
        for each in elements(document, f"{_SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge")
        if text(each, "ram:ChargeIndicator/udt:Indicator") == "true"
    )
    return (*texts(document, _PRODUCT), *charges)


def _party(document: etree._Element, role: str) -> DraftParty | None:
    inner = document.find(f"{_AGREEMENT}/{role}", NAMESPACES)
    if inner is None:
        return None
    contact = text(inner, "ram:DefinedTradeContact/ram:PersonName")
    trading = text(inner, "ram:SpecifiedLegalOrganization/ram:TradingBusinessName")
    name = first_of([text(inner, "ram:Name"), trading, contact])
    return _described(inner, name, trading if trading != name else "") if name else None


def _described(inner: etree._Element, name: str, trading: str) -> DraftParty:
    country = text(inner, "ram:PostalTradeAddress/ram:CountryID").upper()
    vat = _vat_number(inner)
    global_ids, own_ids = _numbers(inner, "ram:GlobalID"), _numbers(inner, "ram:ID")
    endpoints = _numbers(inner, "ram:URIUniversalCommunication/ram:URIID")
    legal = _numbers(inner, "ram:SpecifiedLegalOrganization/ram:ID")
    identifier = identifier_of(legal, (*global_ids, *own_ids, *endpoints), vat, country)
    number, scheme = next(iter(endpoints), ("", ""))
    contact = "ram:DefinedTradeContact"
    return DraftParty(
        name=name,
        trading_name=trading,
        identifier=identifier.value,
        vat_number=vat,
        endpoint=number,
        endpoint_scheme=scheme,
        gln=next((each for each, of in (*global_ids, *endpoints) if of == GLN), ""),
        country=country or identifier.country,
        address_lines=tuple(
            line for path in _STREETS if (line := text(inner, f"ram:PostalTradeAddress/ram:{path}"))
        ),
        postcode=text(inner, "ram:PostalTradeAddress/ram:PostcodeCode"),
        city=text(inner, "ram:PostalTradeAddress/ram:CityName"),
        email=text(inner, f"{contact}/ram:EmailURIUniversalCommunication/ram:URIID"),
        phone=text(inner, f"{contact}/ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
        contact_name=text(inner, f"{contact}/ram:PersonName"),
        customer_number=next((each for each, of in own_ids if of not in {GLN, *COUNTRY_OF_SCHEME}), ""),
    )


def _numbers(inner: etree._Element, path: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers at a path, each with its scheme."""
    found = (((each.text or "").strip(), scheme_of(each)) for each in elements(inner, path))
    return tuple(pair for pair in found if pair[0])


def _vat_number(inner: etree._Element) -> str:
    registered = elements(inner, "ram:SpecifiedTaxRegistration/ram:ID")
    return next((vat_of(each.text or "") for each in registered if scheme_of(each) == "VA"), "")
