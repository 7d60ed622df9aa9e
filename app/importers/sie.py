"""SIE as a draft: its customers, and what the books say they owe. Invoices come from SIE 5 alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.content import TABLE_LIMIT_BYTES, read_whole
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftBalance, DraftParty, Problem, Source, blocking, notice
from app.importers.identifier import normalise
from app.importers.sie_file import DECLARED_ENCODING, Account, SieFile, read_sie_file

RECEIVABLES = tuple(str(number) for number in range(1510, 1520))
"""The accounts of the Swedish chart (BAS) that hold what customers owe."""


def read_sie(source: Path | bytes, encoding: str = "") -> Draft:
    """Return the customers and the balances of a SIE 1 to 4 file; `encoding` is the user's word, if any.

    Raises:
        UnreadableFileError: Over 50 MB, or not in the encoding that was given.
    """
    data = source if isinstance(source, bytes) else read_whole(source, TABLE_LIMIT_BYTES)
    books = read_sie_file(data, encoding)
    currency, day = _currency(books), balance_day(books)
    owner = owner_of(books.company, books.identifier)
    balances = tuple(_balances(books, day, currency)) if day and currency and not books.cut_on else ()
    return Draft(
        Kind.SIE,
        problems=tuple(_problems(books, balances, is_given=bool(encoding))),
        source=Source(encoding=books.encoding, shape=shape_of(owner)),
        owner=owner,
        customers=tuple(_party(number, name) for number, name in books.customers.items()),
        balances=balances,
    )


def owner_of(name: str, identifier: str, country: str = "SE") -> DraftParty | None:
    """Return whose books they are, `None` when the file does not say."""
    number = normalise(identifier, country).value if identifier else ""
    return DraftParty(name, identifier=number, country=country) if name or number else None


def shape_of(owner: DraftParty | None) -> str:
    """Return by what the customer numbers of these books are told from those of others."""
    return owner.identifier if owner else ""


def balance_day(books: SieFile) -> date | None:
    """Return the day the closing balances are of: the last of the year, or as far as the year has come."""
    if books.first_day is None or books.last_day is None:
        return books.covers_through or books.made_on
    reached = (
        day
        for day in (books.covers_through, books.made_on)
        if day and books.first_day <= day <= books.last_day
    )
    return next(reached, books.last_day)


def _currency(books: SieFile) -> Currency | None:
    try:
        return Currency(books.currency)
    except UnknownCurrencyError:
        return None


def _party(number: str, name: str) -> DraftParty:
    return DraftParty(name or number, customer_number=number)


def _balances(books: SieFile, day: date, currency: Currency) -> Iterator[DraftBalance]:
    closed = [number for number, account in books.accounts.items() if account.closing is not None]
    if closed and not any(number in RECEIVABLES for number in closed):
        # Accounts that stand at nothing are left out of such files.
        yield DraftBalance(day, RECEIVABLES[0], Money.zero(currency))
    for number in RECEIVABLES:
        account = books.accounts.get(number)
        if account is None:
            continue
        if account.closing is not None:
            yield DraftBalance(day, number, Money.of(account.closing, currency))
        for customer, owed in _of_customers(account).items():
            party = _party(customer, books.customers.get(customer, ""))
            yield DraftBalance(day, number, Money.of(owed, currency), party)


def _of_customers(account: Account) -> dict[str, Decimal]:
    """Return what each customer owes: the closing balance, else the opening one and what moved since."""
    worked_out = {
        customer: opening + account.moved_of.get(customer, Decimal(0))
        for customer, opening in account.opening_of.items()
    }
    return {**worked_out, **account.closing_of}


def _problems(books: SieFile, balances: tuple[DraftBalance, ...], *, is_given: bool) -> Iterator[Problem]:
    if books.cut_on:
        yield blocking("row_cut", line=books.cut_on)
        return
    if not balances and not books.customers:
        yield notice("books_without_receivables", line=None)
    if books.encoding != DECLARED_ENCODING and not is_given:
        yield notice("other_letters", line=None, found=books.company, encoding=books.encoding)
    yield from _sums(books)


def _sums(books: SieFile) -> Iterator[Problem]:
    """Remark accounts whose entries do not lead from the opening balance to the closing one."""
    currency = _currency(books)
    for number in RECEIVABLES:
        if currency is None:
            return
        account = books.accounts.get(number, Account())
        opening, closing = account.opening, account.closing
        if (
            account.count
            and opening is not None
            and closing is not None
            and opening + account.moved != closing
        ):
            said, expected = Money.of(closing, currency), Money.of(opening + account.moved, currency)
            yield notice("books_sums_differ", line=None, account=number, closing=said, expected=expected)
