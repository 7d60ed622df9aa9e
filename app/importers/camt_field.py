"""Single fields of a camt message; elements are found by name in whatever version of the namespace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.identifier import normalise
from app.importers.xml_field import day_of, number_of

_FIRST_YEAR, _LAST_YEAR = 1980, 2099
# Numbers under which a bank or the payer's own books know the payer; they identify nobody to us.
_OTHER_SCHEMES = frozenset({"BANK", "CUST", "CCPT", "DRLC", "EMPL", "GLNB", "SWBB", "TXID"})


Flat = Mapping[str, Sequence[etree._Element]]
"""Path below an element, such as `Refs/TxId` → the elements there; looking up many paths costs one walk."""


def flatten(element: etree._Element) -> Flat:
    """Return all that lies below an element, by path."""
    found: dict[str, list[etree._Element]] = {}
    _walk(element, "", found)
    return found


def _walk(element: etree._Element, path: str, found: dict[str, list[etree._Element]]) -> None:
    for child in element:
        place = path + name_of(child)
        found.setdefault(place, []).append(child)
        if len(child):
            _walk(child, f"{place}/", found)


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=1024)
def _without_namespace(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def each(parent: Flat, path: str) -> Iterator[Flat]:
    """Yield what lies below each element at a path."""
    return (flatten(element) for element in parent.get(path, ()))


def text(parent: Flat, *paths: str) -> str:
    """Return the first text at these paths on one line, empty when there is none."""
    for path in paths:
        if path in parent and (found := " ".join((parent[path][0].text or "").split())):
            return found
    return ""


def texts(parent: Flat, path: str) -> list[str]:
    """Return every text at a path that is not empty, each on one line."""
    found = (" ".join((element.text or "").split()) for element in parent.get(path, ()))
    return [value for value in found if value]


def money(parent: Flat, *paths: str) -> Money | None:
    """Return the first amount at these paths that can be read: exact in its currency, and not negative."""
    for path in paths:
        for element in parent.get(path, ()):
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


def day(parent: Flat, *paths: str) -> date | None:
    """Return the first day between 1980 and 2099 at these paths; a time of day after it is left aside."""
    for path in paths:
        written = text(parent, path)
        found = day_of(written) if written else None
        if found and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return found
    return None


def days(parent: Flat, paths: Iterable[str]) -> tuple[date, ...]:
    """Return the days at these paths, as `day` reads them."""
    return tuple(found for path in paths if (found := day(parent, path)))


def is_yes(parent: Flat, path: str) -> bool:
    return text(parent, path) in ("true", "1")


def account(parent: Flat, within: str = "") -> str:
    """Return an account's number, IBAN before any other, without blanks. `within` ends with a slash."""
    kinds = ("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN")
    return text(parent, *(f"{within}{kind}" for kind in kinds)).replace(" ", "")


def party_name(parent: Flat, *paths: str) -> str:
    """Return the first name of these parties; from version 8 on it stands one level deeper."""
    return text(parent, *(f"{path}/{inner}" for path in paths for inner in ("Nm", "Pty/Nm")))


def party_identifier(parent: Flat, *paths: str) -> str:
    """Return the organisation or personal number of the first of these parties that has one, digits only."""
    for path in paths:
        for inner in ("Id/OrgId", "Pty/Id/OrgId", "Id/PrvtId", "Pty/Id/PrvtId"):
            for other in each(parent, f"{path}/{inner}/Othr"):
                if text(other, "SchmeNm/Cd") not in _OTHER_SCHEMES and (found := _digits(text(other, "Id"))):
                    return found
    return ""


def _digits(written: str) -> str:
    found = normalise(written).value
    return found if found.isascii() and found.isdigit() else ""
