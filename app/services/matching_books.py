"""The books as matching needs them: gathered from the file, with what a reading is about to add."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection
from typing import TYPE_CHECKING

from app.domain.amounts import unbooked_interest
from app.domain.invoice import CaseId
from app.domain.matching import Books, Candidate, Incoming, PayerCard
from app.domain.matching_text import squeezed, tokens
from app.services.matching_limits import write_off_limit_of
from app.storage import bank_books
from app.storage.bank_payments import known_accounts
from app.storage.firm import read_firm

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.dated_table import Statutes

_WRITTEN_BEFORE = timedelta(days=60)
_RETURNED_AFTER = timedelta(days=120)

CaseLoader = Callable[[CaseId], "Case"]


@dataclass(frozen=True, slots=True)
class Planned:
    """Invoices that a reading is about to store, and the customers who would owe them."""

    candidates: tuple[Candidate, ...] = ()
    payers: tuple[PayerCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest of the day on single cases, loaded when it is asked for.

    Cases that are only planned bear none yet.
    """

    load: CaseLoader
    statutes: Statutes

    def on(self, case_id: CaseId, day: date) -> int:
        if case_id <= 0:
            return 0
        return unbooked_interest(self.load(case_id), day, self.statutes).minor


def gather(
    connection: Connection,
    payments: Sequence[Incoming],
    interest: Callable[[CaseId, date], int],
    planned: Planned = Planned(),
) -> Books:
    """Return what these payments are held against."""
    since = min((payment.received_on for payment in payments), default=date.max)
    open_cases = (*bank_books.candidates(connection, _before(since, _WRITTEN_BEFORE)), *planned.candidates)
    by_id = {case.case_id: case for case in open_cases}
    credits = bank_books.credits_left(connection)
    settled = bank_books.settled_invoices(connection, _names(payments))
    people = {case.customer_id for case in open_cases} | {credit.customer_id for credit in credits}
    people |= {invoice.customer_id for invoice in settled}
    is_returned = any(payment.movement == "reversal" for payment in payments)
    back = _before(since, _RETURNED_AFTER)
    firm = read_firm(connection)
    ours = {account.number for account in firm.accounts} if firm else set()
    return Books(
        candidates=open_cases,
        payers=(*bank_books.payer_cards(connection, [who for who in people if who > 0]), *planned.payers),
        letters=bank_books.letters(connection, since, by_id),
        settled=settled,
        credits=credits,
        booked=bank_books.booked_payments(connection, back) if is_returned else {},
        own_accounts=known_accounts(connection) | ours,
        interest=interest,
        tolerance=write_off_limit_of(connection),
    )


def _before(day: date, span: timedelta) -> date:
    return day if day == date.max else day - min(span, day - date.min)


def _names(payments: Collection[Incoming]) -> set[str]:
    """Return every word of the payments that may be the number or reference of an invoice."""
    found: set[str] = set()
    for payment in payments:
        references = (payment.reference, *payment.numbers, *(part.reference for part in payment.parts))
        found.update(filter(None, (squeezed(text) for text in references)))
        found.update(token for token, _named in tokens(f"{payment.reference} {payment.message}"))
    return found
