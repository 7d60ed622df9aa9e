"""SAF-T Financial, as Norwegian bookkeeping programs export it: customers, and what they owe by the books.

Such files may be large, so they are read bit by bit. They hold no due dates, so they bring no invoices.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers import safe_xml
from app.importers.content import Progress, read_chunks
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftBalance, DraftParty, Problem, Source, notice
from app.importers.identifier import normalise
from app.importers.xml_field import day_of, number_of

RECEIVABLES = tuple(str(number) for number in range(1500, 1520))
"""The accounts of the Norwegian chart (NS 4102) that hold what customers owe."""
_LISTED = ("Header", "Account", "Customer", "Supplier", "Transaction")


@dataclass
class SaftFile:
    """What a SAF-T file says.

    Attributes:
        on: The last day of the period, which the closing balances are of.
        accounts: Account → closing balance, debit counting positive.
        customers: Each customer with its receivable accounts and what it owes on them.
        transactions: How many transactions the file has.
    """

    version: str = ""
    owner: DraftParty | None = None
    currency: str = ""
    on: date | None = None
    accounts: dict[str, Decimal] = field(default_factory=dict)
    customers: list[tuple[DraftParty, dict[str, Decimal]]] = field(default_factory=list)
    transactions: int = 0


def read_saft(path: Path, encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the customers and the balances of a SAF-T file; XML names its own `encoding`.

    Raises:
        UnreadableFileError: It cannot be opened, is not well-formed to its end, or brings a DOCTYPE.
    """
    books = read_saft_file(path, progress)
    balances = tuple(_balances(books))
    return Draft(
        Kind.SAFT,
        problems=tuple(_problems(books, balances)),
        source=Source(encoding=encoding, shape=books.owner.identifier if books.owner else ""),
        owner=books.owner,
        customers=tuple(party for party, _owed in books.customers),
        balances=balances,
    )


def read_saft_file(path: Path, progress: Progress | None = None) -> SaftFile:
    """Return what a SAF-T file says. Raises UnreadableFileError as `read_saft` does."""
    books = SaftFile()
    tags = [f"{{*}}{name}" for name in _LISTED]
    for element in safe_xml.stream_all(read_chunks(path, progress), tags):
        _take(books, str(element.tag).rpartition("}")[2], element)
        _forget(element)
    return books


def _take(books: SaftFile, name: str, element: etree._Element) -> None:
    match name:
        case "Header":
            _take_header(books, element)
        case "Account":
            books.accounts[_text(element, "AccountID")] = _closing(element)
        case "Customer":
            books.customers.append((_party(element), _owed(element)))
        case "Transaction":
            books.transactions += 1


def _forget(element: etree._Element) -> None:
    """Let go of an element and of those before it, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _text(parent: etree._Element, path: str) -> str:
    """Return the first text at a path of local names that is not empty."""
    everywhere = "/".join(f"{{*}}{name}" for name in path.split("/"))
    return next((found for each in parent.iterfind(everywhere) if (found := (each.text or "").strip())), "")


def _take_header(books: SaftFile, header: etree._Element) -> None:
    company = header.find("{*}Company")
    books.version = _text(header, "AuditFileVersion")
    books.currency = _text(header, "DefaultCurrencyCode") or "NOK"
    books.owner = None if company is None else _party(company)
    books.on = _period_end(header)


def _period_end(header: etree._Element) -> date | None:
    """Return the last day of the period chosen, named as a day or as a month."""
    named = day_of(_text(header, "SelectionCriteria/SelectionEndDate"))
    year = _whole(_text(header, "SelectionCriteria/PeriodEndYear"))
    # Programs may have a thirteenth period for what is booked when the year is closed.
    month = min(_whole(_text(header, "SelectionCriteria/PeriodEnd")), 12)
    if named or not (month and year):
        return named
    return date(year, month, calendar.monthrange(year, month)[1])


def _whole(found: str) -> int:
    return int(found) if found.isascii() and found.isdigit() and len(found) <= 4 else 0


def _closing(element: etree._Element) -> Decimal:
    debit = number_of(_text(element, "ClosingDebitBalance")) or Decimal(0)
    return debit - (number_of(_text(element, "ClosingCreditBalance")) or Decimal(0))


def _owed(customer: etree._Element) -> dict[str, Decimal]:
    """Return account → what is owed on it; since version 1.3 a customer may have several."""
    several = list(customer.iterfind("{*}BalanceAccount")) or [customer]
    return {_text(each, "AccountID") or RECEIVABLES[0]: _closing(each) for each in several}


def _party(element: etree._Element) -> DraftParty:
    address = _address(element.iterfind("{*}Address"))
    country = "NO" if address is None else (_text(address, "Country") or "NO").upper()
    identifier = normalise(_text(element, "RegistrationNumber"), country)
    person = (
        _text(element, "Contact/ContactPerson/FirstName"),
        _text(element, "Contact/ContactPerson/LastName"),
    )
    number = _text(element, "CustomerID")
    return DraftParty(
        name=_text(element, "Name") or number,
        identifier=identifier.value,
        country=country,
        address_lines=() if address is None else _address_lines(address),
        postcode="" if address is None else _text(address, "PostalCode"),
        city="" if address is None else _text(address, "City"),
        email=_text(element, "Contact/Email"),
        phone=_text(element, "Contact/Telephone") or _text(element, "Contact/MobilePhone"),
        contact_name=" ".join(name for name in person if name),
        customer_number=number,
    )


def _address(found: Iterable[etree._Element]) -> etree._Element | None:
    """Return the address that letters go to, else the first."""
    addresses = list(found)
    postal = (each for each in addresses if _text(each, "AddressType") == "PostalAddress")
    return next(postal, next(iter(addresses), None))


def _address_lines(address: etree._Element) -> tuple[str, ...]:
    street = f"{_text(address, 'StreetName')} {_text(address, 'Number')}".strip()
    return tuple(line for line in (_text(address, "AdditionalAddressDetail"), street) if line)


def _balances(books: SaftFile) -> Iterator[DraftBalance]:
    """Yield what the books say is owed: each receivable account as a whole, then each customer on it."""
    currency = None
    with suppress(UnknownCurrencyError):
        currency = Currency(books.currency)
    if books.on is None or currency is None:
        return
    of_customers = {account for _party, owed in books.customers for account in owed}
    wanted = {*RECEIVABLES, *of_customers}
    for account in sorted(wanted & books.accounts.keys()):
        yield DraftBalance(books.on, account, Money.of(books.accounts[account], currency))
    for party, owed in books.customers:
        for account, amount in owed.items():
            yield DraftBalance(books.on, account, Money.of(amount, currency), party)


def _problems(books: SaftFile, balances: tuple[DraftBalance, ...]) -> Iterator[Problem]:
    if not balances and not books.customers:
        yield notice("books_without_receivables", line=None)
