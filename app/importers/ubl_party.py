"""Parties of a UBL document: the customer, the seller, and the accounts to pay to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.importers.draft import DraftParty, PayTo
from app.importers.identifier import Identifier, normalise

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_GLN = "0088"
# ISO 6523 schemes whose number is an organisation number of the country.
_COUNTRY_OF_SCHEME = {"0007": "SE", "0192": "NO", "0184": "DK", "0096": "DK", "0212": "FI", "0216": "FI"}
_COUNTRY_OF_VAT = re.compile(r"^(SE\d{12}|NO\d{9}MVA|DK\d{8}|FI\d{8})$")
_GIRO_KINDS = {"SE:BANKGIRO": "bankgiro", "SE:PLUSGIRO": "plusgiro"}
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


def elements(parent: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements below a parent by a path such as `cac:Party/cbc:Name`."""
    yield from parent.iterfind(path, NAMESPACES)


def text(parent: etree._Element, path: str) -> str:
    """Return the first text at a path, without blanks around it; empty when there is none."""
    return next((value for each in elements(parent, path) if (value := (each.text or "").strip())), "")


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
    return "" if element is None else (element.get("schemeID") or "").strip()


def _vat_number(inner: etree._Element) -> str:
    for scheme in elements(inner, "cac:PartyTaxScheme"):
        if text(scheme, "cac:TaxScheme/cbc:ID").upper() == "VAT":
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
    lines = (text(inner, f"cac:PostalAddress/{path}") for path in paths)
    return tuple(line for line in lines if line)


def _customer_number(inner: etree._Element, outer: etree._Element) -> str:
    known = {_GLN, *_COUNTRY_OF_SCHEME}
    ours = (each for each in elements(inner, "cac:PartyIdentification/cbc:ID") if _scheme(each) not in known)
    assigned = text(outer, "cbc:SupplierAssignedAccountID")
    return assigned or next(((each.text or "").strip() for each in ours), "")


def pay_to(document: etree._Element) -> tuple[PayTo, ...]:
    """Return the accounts to pay to, each once, in the order of the document; together they are one claim."""
    accounts = elements(document, "cac:PaymentMeans/cac:PayeeFinancialAccount")
    return tuple(dict.fromkeys(account for each in accounts if (account := _account(each))))


def _account(element: etree._Element) -> PayTo | None:
    number = text(element, "cbc:ID")
    if not number:
        return None
    branch = text(element, "cac:FinancialInstitutionBranch/cbc:ID").upper()
    is_iban = _IBAN.fullmatch(re.sub(r"\s", "", number).upper())
    return PayTo(_GIRO_KINDS.get(branch) or ("iban" if is_iban else "account"), number)
