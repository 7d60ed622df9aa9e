"""Numbers of parties and accounts in e-invoices: which scheme they belong to, and which country."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from app.importers.identifier import Identifier, normalise

GLN = "0088"
# ISO 6523 schemes whose number is an organisation number of the country.
COUNTRY_OF_SCHEME = {"0007": "SE", "0192": "NO", "0184": "DK", "0096": "DK", "0212": "FI", "0216": "FI"}
# What EHF 2, Peppol BIS 2, OIOUBL and Finvoice call the same schemes.
_FORMER_SCHEMES = {
    "GLN": GLN, "EAN": GLN, "SE:ORGNR": "0007", "NO:ORGNR": "0192", "DK:CVR": "0184", "DK:P": "0096",
    "FI:ORGNR": "0212", "FI:OVT": "0216", "0037": "0216",
}  # fmt: skip
_COUNTRY_OF_VAT = re.compile(r"^(SE\d{12}|NO\d{9}MVA|DK\d{8}|FI\d{8})$")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


def scheme_of(element: etree._Element | None, name: str = "schemeID") -> str:
    """Return the ISO 6523 scheme of a number; empty when the document names none."""
    named = "" if element is None else (element.get(name) or "").strip().upper()
    return _FORMER_SCHEMES.get(named, named)


def vat_of(found: str) -> str:
    """Return a number for value added tax without blanks, points and dashes."""
    return re.sub(r"[\s.-]", "", found)


def identifier_of(
    legal: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]], vat: str, country: str
) -> Identifier:
    """Return the organisation or personal number of a party from pairs of number and scheme.

    `legal` stand where only such numbers belong; `other` count if their scheme says so, then the VAT number.
    """
    for number, scheme in legal:
        if number:
            return normalise(number, COUNTRY_OF_SCHEME.get(scheme, country))
    for number, scheme in other:
        if number and scheme in COUNTRY_OF_SCHEME:
            return normalise(number, COUNTRY_OF_SCHEME[scheme])
    return normalise(vat, vat[:2]) if _COUNTRY_OF_VAT.match(vat) else Identifier("", "", None)


def account_kind(number: str) -> str:
    """Say whether an account number is written as an `iban` or as another `account`."""
    return "iban" if _IBAN.fullmatch(re.sub(r"\s", "", number).upper()) else "account"
