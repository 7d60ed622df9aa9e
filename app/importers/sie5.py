"""SIE 5: bookkeeping in XML, which may list the invoices to customers with their due dates."""

from __future__ import annotations

import calendar
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers import safe_xml
from app.importers.content import TABLE_LIMIT_BYTES, read_whole
from app.importers.detect import Kind
from app.importers.draft import (
    Draft,
    DraftBalance,
    DraftInvoice,
    DraftParty,
    Hint,
    InvoiceKind,
    Problem,
    Source,
    Status,
    blocking,
    notice,
)
from app.importers.identifier import normalise
from app.importers.sie import RECEIVABLES, owner_of, shape_of
from app.importers.xml_field import day_of, number_of
from app.importers.xml_path import elements, line_of

_HOME = "SEK"


@dataclass
class _Books:
    """A SIE 5 document being read.

    Attributes:
        customers: Customer number → the customer.
        entries: Object of a subdivided account → its ledger entries: day and amount.
    """

    root: etree._Element
    currency: Currency
    owner: DraftParty | None = None
    customers: dict[str, DraftParty] = field(default_factory=dict)
    entries: dict[str, list[tuple[date | None, Decimal]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def block(self, element: etree._Element, code: str, name: str, found: str = "", **params: Hint) -> None:
        self.problems.append(blocking(code, line=line_of(element), field=name, found=found, **params))


@dataclass(frozen=True, slots=True)
class _Amounts:
    """What an invoice was on at first, and what is left of it, in the currency it is written in."""

    total: Money
    left: Money


def read_sie5(source: Path | bytes) -> Draft:
    """Return the invoices, customers and balances of a SIE 5 document.

    Raises:
        UnreadableFileError: Over 50 MB, not well-formed, or with a DOCTYPE.
    """
    data = source if isinstance(source, bytes) else read_whole(source, TABLE_LIMIT_BYTES)
    root = safe_xml.parse(data)
    books = _Books(root, _currency(root), _owner(root))
    books.customers |= {party.customer_number: party for party in _parties(root)}
    _collect_entries(books)
    invoices = [
        invoice
        for element in elements(root, "sie:CustomerInvoices/sie:CustomerInvoice")
        if (invoice := _invoice(books, element))
    ]
    balances = tuple(_balances(books))
    if not (invoices or balances or books.customers or books.problems):
        books.problems.append(notice("books_without_receivables", line=None))
    return Draft(
        Kind.SIE,
        tuple(invoices),
        tuple(books.problems),
        source=Source(shape=shape_of(books.owner)),
        owner=books.owner,
        customers=tuple(books.customers.values()),
        balances=balances,
    )


def _of(element: etree._Element, name: str) -> str:
    return (element.get(name) or "").strip()


def _currency(root: etree._Element) -> Currency:
    named = next(elements(root, "sie:FileInfo/sie:AccountingCurrency"), None)
    with contextlib.suppress(UnknownCurrencyError):
        return Currency(_HOME if named is None else _of(named, "currency") or _HOME)
    return Currency(_HOME)


def _owner(root: etree._Element) -> DraftParty | None:
    company = next(elements(root, "sie:FileInfo/sie:Company"), None)
    return None if company is None else owner_of(_of(company, "name"), _of(company, "organizationId"))


def _parties(root: etree._Element) -> Iterator[DraftParty]:
    for each in elements(root, "sie:Customers/sie:Customer"):
        country = _of(each, "country").upper()
        country = country if len(country) == 2 else ""
        identifier = normalise(_of(each, "organizationId"), country)
        streets = (_of(each, "address1"), _of(each, "address2"))
        if _of(each, "id"):
            yield DraftParty(
                name=_of(each, "name") or _of(each, "id"),
                identifier=identifier.value,
                vat_number=_of(each, "vatNr"),
                country=country or identifier.country,
                address_lines=tuple(street for street in streets if street),
                postcode=_of(each, "zipcode"),
                city=_of(each, "city"),
                customer_number=_of(each, "id"),
            )


def _collect_entries(books: _Books) -> None:
    for journal in elements(books.root, "sie:Journal/sie:JournalEntry"):
        for entry in elements(journal, "sie:LedgerEntry"):
            amount, day = number_of(_of(entry, "amount")), day_of(_of(journal, "journalDate"))
            for reference in elements(entry, "sie:SubdividedAccountObjectReference"):
                if amount is not None:
                    books.entries.setdefault(_of(reference, "objectId"), []).append((day, amount))


def _invoice(books: _Books, element: etree._Element) -> DraftInvoice | None:
    number, customer = _of(element, "invoiceNumber"), books.customers.get(_of(element, "customerId"))
    amounts, issued_on = _amounts(books, element), _issued_on(books, element)
    due_on = _due_on(books, element)
    absent = {"number": number, "customer": customer, "total": amounts, "issued_on": issued_on}
    for name in (name for name, value in absent.items() if not value):
        books.block(element, "missing", name, found=_of(element, "customerId") if name == "customer" else "")
    if not (number and customer and amounts and issued_on):
        return None
    is_credit = amounts.total.minor < 0
    total, left = (-amounts.total, -amounts.left) if is_credit else (amounts.total, amounts.left)
    left = max(left, Money.zero(left.currency), key=lambda money: money.minor)
    if due_on is None and not is_credit:
        books.problems.append(notice("due_missing", line=line_of(element), field="due_on"))
    return DraftInvoice(
        line=line_of(element),
        kind=_kind(is_credit=is_credit),
        number=number,
        customer=customer,
        seller=books.owner,
        issued_on=issued_on,
        due_on=due_on,
        currency=total.currency,
        total=total,
        amount_due=left,
        prepaid=Money.zero(total.currency),
        rounding=Money.zero(total.currency),
        payment_reference=_of(element, "ocrNumber") or None,
        subject=_of(element, "name"),
        status=_status(left),
    )


def _kind(*, is_credit: bool) -> InvoiceKind:
    return "credit_note" if is_credit else "invoice"


def _status(left: Money) -> Status:
    return "open" if left else "paid"


def _due_on(books: _Books, element: etree._Element) -> date | None:
    found = _of(element, "dueDate")
    day = day_of(found)
    if found and day is None:
        books.block(element, "not_a_day", "due_on", found=found)
    return day


def _issued_on(books: _Books, element: etree._Element) -> date | None:
    """Return the day of the first amount: as the file says, else that of the first entry."""
    original = next(elements(element, "sie:OriginalAmount"), None)
    if original is not None:
        return day_of(_of(original, "date"))
    entries = books.entries.get(_of(element, "id"), [])
    return min((day for day, _amount in entries if day), default=None)


def _amounts(books: _Books, element: etree._Element) -> _Amounts | None:
    """Return what the invoice was on and what is left, both from its entries where it says neither."""
    moved = [amount for _day, amount in books.entries.get(_of(element, "id"), [])]
    original = next(elements(element, "sie:OriginalAmount"), None)
    if original is None:
        whole = Money.of(sum(moved, Decimal(0)), books.currency) if moved else None
        return _Amounts(whole, whole) if whole is not None else None
    total = _money(books, original)
    if total is None:
        return None
    closing = _last(element, "sie:Balances/sie:ClosingBalance")
    if closing is None:
        return _Amounts(total, _left(books, element, total, moved))
    left = _money(books, closing)
    if left is None or left.currency != total.currency:
        books.block(element, "currency_conflict", "amount_due", found=_of(closing, "amount"),
                    currency=str(total.currency))  # fmt: skip
        return None
    return _Amounts(total, left)


def _left(books: _Books, element: etree._Element, total: Money, moved: Sequence[Decimal]) -> Money:
    """Return what is left where no closing balance says it: the opening one, or the total, and what moved."""
    if total.currency != books.currency:
        return total
    opening = _last(element, "sie:Balances/sie:OpeningBalance")
    start = _money(books, opening) if opening is not None else None
    if start is None:
        start = Money.zero(total.currency) if total.amount in moved else total
    return start + Money.of(sum(moved, Decimal(0)), total.currency)


def _money(books: _Books, element: etree._Element) -> Money | None:
    """Return the amount of an element, in the foreign currency if it names one."""
    foreign = next(elements(element, "sie:ForeignCurrencyAmount"), None)
    code = str(books.currency) if foreign is None else _of(foreign, "currency")
    value = number_of(_of(element if foreign is None else foreign, "amount"))
    with contextlib.suppress(UnknownCurrencyError):
        return Money.of(value, Currency(code)) if value is not None else None
    return None


def _last(parent: etree._Element, path: str) -> etree._Element | None:
    """Return the balance of the latest month."""
    return max(elements(parent, path), key=lambda each: _of(each, "month"), default=None)


def _balances(books: _Books) -> Iterator[DraftBalance]:
    for account in elements(books.root, "sie:Accounts/sie:Account"):
        whole = (
            each
            for each in elements(account, "sie:ClosingBalance")
            if next(elements(each, "sie:ObjectReference"), None) is None
        )
        closing = max(whole, key=lambda each: _of(each, "month"), default=None)
        if _of(account, "id") not in RECEIVABLES or closing is None:
            continue
        value, day = number_of(_of(closing, "amount")), _last_day(books.root, _of(closing, "month"))
        if value is not None and day:
            yield DraftBalance(day, _of(account, "id"), Money.of(value, books.currency))


def _last_day(root: etree._Element, month: str) -> date | None:
    """Return the last day of a month such as `2026-10`, or the day in it up to which there are entries."""
    first = day_of(f"{month}-01")
    if first is None:
        return None
    covered = (
        day_of(_of(each, "lastCoveredDate")) for each in root.iter("{http://www.sie.se/sie5}FiscalYear")
    )
    within = (day for day in covered if day and (day.year, day.month) == (first.year, first.month))
    return next(within, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
