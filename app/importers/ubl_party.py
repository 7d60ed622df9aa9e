"""Parties of a UBL document: the customer, the seller, and the accounts to pay to."""

from __future__ import annotations

from lxml import etree

from app.importers.draft import DraftParty, PayTo
from app.importers.identifier import Identifier
from app.importers.party_number import (
    COUNTRY_OF_SCHEME,
    GLN,
    account_kind,
    identifier_of,
    scheme_of,
    vat_of,
)
from app.importers.xml_path import NAMESPACES, elements, text

_VALUE_ADDED_TAX = frozenset({"VAT", "63"})
_GIRO_KINDS = {"SE:BANKGIRO": "bankgiro", "SE:PLUSGIRO": "plusgiro"}
_CREDITOR = "cac:CreditAccount/cbc:AccountID"


def party(document: etree._Element, role: str) -> DraftParty | None:
    """Return the party in a role such as `cac:AccountingCustomerParty`, or `None` when it has no name."""
    outer = document.find(role, NAMESPACES)
    inner = None if outer is None else outer.find("cac:Party", NAMESPACES)
    if outer is None or inner is None:
        return None
    registered, trading = text(inner, "cac:PartyLegalEntity/cbc:RegistrationName"), _trading_name(inner)
    name = registered or trading or text(inner, "cac:Contact/cbc:Name") or _person(inner)
    return _described(inner, outer, name, trading if trading != name else "") if name else None


def _described(inner: etree._Element, outer: etree._Element, name: str, trading: str) -> DraftParty:
    country = text(inner, "cac:PostalAddress/cac:Country/cbc:IdentificationCode").upper()
    vat = _vat_number(inner)
    identifier = _identifier(inner, vat, country)
    return DraftParty(
        name=name,
        trading_name=trading,
        identifier=identifier.value,
        vat_number=vat,
        endpoint=text(inner, "cbc:EndpointID"),
        endpoint_scheme=scheme_of(inner.find("cbc:EndpointID", NAMESPACES)),
        gln=_gln(inner),
        country=country or identifier.country,
        address_lines=_address_lines(inner),
        postcode=text(inner, "cac:PostalAddress/cbc:PostalZone"),
        city=text(inner, "cac:PostalAddress/cbc:CityName"),
        email=text(inner, "cac:Contact/cbc:ElectronicMail"),
        phone=text(inner, "cac:Contact/cbc:Telephone"),
        contact_name=text(inner, "cac:Contact/cbc:Name"),
        customer_number=_customer_number(inner, outer),
    )


def _trading_name(inner: etree._Element) -> str:
    return text(inner, "cac:PartyName/cbc:Name")


def _person(inner: etree._Element) -> str:
    first, family = text(inner, "cac:Person/cbc:FirstName"), text(inner, "cac:Person/cbc:FamilyName")
    return f"{first} {family}".strip()


def _vat_number(inner: etree._Element) -> str:
    for scheme in elements(inner, "cac:PartyTaxScheme"):
        if text(scheme, "cac:TaxScheme/cbc:ID").upper() in _VALUE_ADDED_TAX:
            return vat_of(text(scheme, "cbc:CompanyID"))
    return ""


def _identifier(inner: etree._Element, vat: str, country: str) -> Identifier:
    others = (*_numbers(inner, "cac:PartyIdentification/cbc:ID"), *_numbers(inner, "cbc:EndpointID"))
    return identifier_of(_numbers(inner, "cac:PartyLegalEntity/cbc:CompanyID"), others, vat, country)


def _numbers(inner: etree._Element, path: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers at a path, each with its scheme."""
    return tuple(((each.text or "").strip(), scheme_of(each)) for each in elements(inner, path))


def _gln(inner: etree._Element) -> str:
    numbered = (*_numbers(inner, "cac:PartyIdentification/cbc:ID"), *_numbers(inner, "cbc:EndpointID"))
    return next((number for number, scheme in numbered if scheme == GLN), "")


def _address_lines(inner: etree._Element) -> tuple[str, ...]:
    paths = ("cbc:Postbox", "cbc:StreetName", "cbc:AdditionalStreetName", "cac:AddressLine/cbc:Line")
    postbox, street, *more = (text(inner, f"cac:PostalAddress/{path}") for path in paths)
    numbered = f"{street} {text(inner, 'cac:PostalAddress/cbc:BuildingNumber')}".strip()
    return tuple(line for line in (postbox, numbered, *more) if line)


def _customer_number(inner: etree._Element, outer: etree._Element) -> str:
    numbered = _numbers(inner, "cac:PartyIdentification/cbc:ID")
    ours = (number for number, scheme in numbered if scheme not in {GLN, *COUNTRY_OF_SCHEME})
    return text(outer, "cbc:SupplierAssignedAccountID") or next(ours, "")


def pay_to(document: etree._Element) -> tuple[PayTo, ...]:
    """Return the accounts to pay to, each once, in the order of the document; together they are one claim."""
    means = tuple(elements(document, "cac:PaymentMeans"))
    accounts = (each for mean in means for each in elements(mean, "cac:PayeeFinancialAccount"))
    found = [account for each in accounts if (account := _account(each))]
    # The creditor number of a Danish payment slip.
    found += [PayTo("account", text(mean, _CREDITOR)) for mean in means if text(mean, _CREDITOR)]
    return tuple(dict.fromkeys(found))


def _account(element: etree._Element) -> PayTo | None:
    number = text(element, "cbc:ID")
    branch = text(element, "cac:FinancialInstitutionBranch/cbc:ID").upper()
    return PayTo(_GIRO_KINDS.get(branch) or account_kind(number), number) if number else None
