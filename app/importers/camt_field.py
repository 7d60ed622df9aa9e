"""Single fields of a camt message; elements are found by name in whatever version of the namespace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.identifier import normalise
from app.importers.xml_field import day_of, number_of

_FIRST_YEAR, _LAST_YEAR = 1980, 2099
# Numbers under which a bank or the payer's own books know the payer; they identify nobody to us.
_OTHER_SCHEMES = frozenset({"BANK", "CUST", "CCPT", "DRLC", "EMPL", "GLNB", "SWBB", "TXID"})


@lru_cache(maxsize=512)
def _path(path: str) -> str:
    return "/".join(f"{{*}}{name}" for name in path.split("/"))


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(parent: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements at a path such as `Refs/TxId`."""
    yield from parent.iterfind(_path(path))


def text(parent: etree._Element, *paths: str) -> str:
    """Return the first text at these paths on one line, empty when there is none."""
    for path in paths:
        if found := " ".join((parent.findtext(_path(path)) or "").split()):
            return found
    return ""


def texts(parent: etree._Element, path: str) -> list[str]:
    """Return every text at a path that is not empty, each on one line."""
    found = (" ".join((each.text or "").split()) for each in elements(parent, path))
    return [value for value in found if value]


def money(parent: etree._Element, *paths: str) -> Money | None:
    """Return the first amount at these paths that can be read: exact in its currency, and not negative."""
    for path in paths:
        for element in elements(parent, path):
            if (found := _money(element)) is not None:
                return found
    return None


def _money(element: etree._Element) -> Money | None:
    amount = number_of((element.text or "").strip())
    try:
        currency = Currency(element.get("Ccy", ""))
    except UnknownCurrencyError:
        return None
    if amount is None or amount.is_signed():
        return None
    found = Money.of(amount, currency)
    return found if found.amount == amount else None


def day(parent: etree._Element, *paths: str) -> date | None:
    """Return the first day between 1980 and 2099 at these paths; a time of day after it is left aside."""
    for path in paths:
        found = day_of(text(parent, path))
        if found and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return found
    return None


def days(parent: etree._Element, paths: Iterable[str]) -> tuple[date, ...]:
    """Return the days at these paths, as `day` reads them."""
    return tuple(found for path in paths if (found := day(parent, path)))


def is_yes(parent: etree._Element, path: str) -> bool:
    return text(parent, path) in ("true", "1")


def account(parent: etree._Element, path: str) -> str:
    """Return the account at a path, IBAN before any other number, without blanks."""
    return next((account_of(each) for each in elements(parent, path)), "")


def account_of(element: etree._Element) -> str:
    """Return the number of an account element, IBAN before any other number, without blanks."""
    return text(element, "Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN").replace(" ", "")


def party_name(parent: etree._Element, *paths: str) -> str:
    """Return the first name of these parties; from version 8 on it stands one level deeper."""
    return text(parent, *(f"{path}/{inner}" for path in paths for inner in ("Nm", "Pty/Nm")))


def party_identifier(parent: etree._Element, *paths: str) -> str:
    """Return the organisation or personal number of the first of these parties that has one, digits only."""
    for path in paths:
        for inner in ("Id/OrgId", "Pty/Id/OrgId", "Id/PrvtId", "Pty/Id/PrvtId"):
            for other in elements(parent, f"{path}/{inner}/Othr"):
                if text(other, "SchmeNm/Cd") not in _OTHER_SCHEMES and (found := _digits(text(other, "Id"))):
                    return found
    return ""


def _digits(written: str) -> str:
    found = normalise(written).value
    return found if found.isascii() and found.isdigit() else ""
