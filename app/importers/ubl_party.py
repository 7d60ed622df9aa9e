"""Parties of a UBL document: the customer, the seller, and the accounts to pay to."""

from __future__ import annotations

import re

from lxml import etree

from app.importers.draft import DraftParty, PayTo
from app.importers.identifier import Identifier, normalise
from app.importers.xml_path import NAMESPACES, elements, text

_GLN = "0088"
# ISO 6523 schemes whose number is an organisation number of the country.
_COUNTRY_OF_SCHEME = {"0007": "SE", "0192": "NO", "0184": "DK", "0096": "DK", "0212": "FI", "0216": "FI"}
# What EHF 2, Peppol BIS 2 and OIOUBL call the same schemes.
_FORMER_SCHEMES = {
    "GLN": _GLN, "EAN": _GLN, "SE:ORGNR": "0007", "NO:ORGNR": "0192", "DK:CVR": "0184", "DK:P": "0096",
    "FI:ORGNR": "0212", "FI:OVT": "0216",
}  # fmt: skip
_VALUE_ADDED_TAX = frozenset({"VAT", "63"})
_COUNTRY_OF_VAT = re.compile(r"^(SE\d{12}|NO\d{9}MVA|DK\d{8}|FI\d{8})$")
_GIRO_KINDS = {"SE:BANKGIRO": "bankgiro", "SE:PLUSGIRO": "plusgiro"}
_CREDITOR = "cac:CreditAccount/cbc:AccountID"
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


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
        endpoint_scheme=_scheme(inner.find("cbc:EndpointID", NAMESPACES)),
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


def _scheme(element: etree._Element | None) -> str:
    named = "" if element is None else (element.get("schemeID") or "").strip().upper()
    return _FORMER_SCHEMES.get(named, named)


def _vat_number(inner: etree._Element) -> str:
    for scheme in elements(inner, "cac:PartyTaxScheme"):
        if text(scheme, "cac:TaxScheme/cbc:ID").upper() in _VALUE_ADDED_TAX:
            return re.sub(r"[\s.-]", "", text(scheme, "cbc:CompanyID"))
    return ""


def _identifier(inner: etree._Element, vat: str, country: str) -> Identifier:
    for path in ("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyIdentification/cbc:ID", "cbc:EndpointID"):
        for element in elements(inner, path):
            number, scheme = (element.text or "").strip(), _scheme(element)
            is_legal = path.startswith("cac:PartyLegalEntity")
            if number and (is_legal or scheme in _COUNTRY_OF_SCHEME):
                return normalise(number, _COUNTRY_OF_SCHEME.get(scheme, country))
    return normalise(vat, vat[:2]) if _COUNTRY_OF_VAT.match(vat) else Identifier("", "", None)


def _gln(inner: etree._Element) -> str:
    numbered = (*elements(inner, "cac:PartyIdentification/cbc:ID"), *elements(inner, "cbc:EndpointID"))
    return next(((each.text or "").strip() for each in numbered if _scheme(each) == _GLN), "")


def _address_lines(inner: etree._Element) -> tuple[str, ...]:
    paths = ("cbc:Postbox", "cbc:StreetName", "cbc:AdditionalStreetName", "cac:AddressLine/cbc:Line")
    postbox, street, *more = (text(inner, f"cac:PostalAddress/{path}") for path in paths)
    numbered = f"{street} {text(inner, 'cac:PostalAddress/cbc:BuildingNumber')}".strip()
    return tuple(line for line in (postbox, numbered, *more) if line)


def _customer_number(inner: etree._Element, outer: etree._Element) -> str:
    known = {_GLN, *_COUNTRY_OF_SCHEME}
    ours = (each for each in elements(inner, "cac:PartyIdentification/cbc:ID") if _scheme(each) not in known)
    assigned = text(outer, "cbc:SupplierAssignedAccountID")
    return assigned or next(((each.text or "").strip() for each in ours), "")


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


def account_kind(number: str) -> str:
    """Say whether an account number is written as an IBAN or some other way."""
    return "iban" if _IBAN.fullmatch(re.sub(r"\s", "", number).upper()) else "account"
