"""Correcting the books after a later fact: what it made unlawful goes back to the customer at once.

Downwards only: what a new fact makes lawful is booked by the next letter, never here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.amounts import interest_claimed_on, interest_to_book
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.groundless import groundless_charges
from app.domain.invoice import CaseId
from app.domain.ledger import LOWERING, EntryKind, LedgerEntry, booked_interest
from app.domain.money import Money
from app.domain.party import CustomerId

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

# What nobody has paid is given up first, then the latest payment; a credit note stands as it was issued.
_FREED_FIRST = (EntryKind.CREDIT, EntryKind.PAYMENT, EntryKind.WRITE_OFF)


def correct(work: UnitOfWork, case_ids: Iterable[CaseId], on: date, statutes: Statutes) -> None:
    """Withdraw the charges that lost their ground, book interest back, and leave no case below zero."""
    for case_id, case in work.cases(case_ids).items():
        for entry in (*groundless_charges(case, statutes), *_of_withdrawn_payments(work, case)):
            work.reverse(entry.id)
        book_interest_back(work, work.case(case_id), on, statutes)


def correct_customer(work: UnitOfWork, customer_id: CustomerId, on: date, statutes: Statutes) -> None:
    """Correct every case of a customer, once its kind is another."""
    from app.storage.cases import case_ids_of_customer

    work.flush()
    correct(work, case_ids_of_customer(work.session, customer_id), on, statutes)


def _of_withdrawn_payments(work: UnitOfWork, case: Case) -> Iterable[LedgerEntry]:
    """Yield what a correction left on the case of a payment that has been undone since."""
    from app.storage import payments

    for entry in case.live_ledger:
        if entry.kind is EntryKind.PAYMENT:
            payment_id = payments.payment_of(work, entry.id)
            if payment_id and payments.is_withdrawn(work, payment_id):
                yield entry


def book_interest_back(work: UnitOfWork, case: Case, on: date, statutes: Statutes) -> Case:
    """Book back what is no longer lawful of the interest claimed so far, on the day `on`.

    What that leaves paid beyond the case goes back to the payment, as the customer's credit. Returns the case
    with the ledger it then has.
    """
    from app.storage.unit_of_work import NewEntry

    through = interest_claimed_on(case)
    difference = _difference(case, through, statutes) if through is not None else None
    fresh: list[LedgerEntry] = []
    if difference:
        back = NewEntry(case.invoice.id, EntryKind.LATE_INTEREST, difference, on, last_day=through)
        fresh.append(work.book(back))
    left = case.open + difference if difference else case.open
    if left.minor < 0:
        fresh += _free(work, case, -left)
    return replace(case, ledger=(*case.ledger, *fresh))


def _difference(case: Case, through: date, statutes: Statutes) -> Money:
    """Return what brings the booked interest down to the lawful one, and never below nothing."""
    booked = booked_interest(case.ledger, case.invoice.currency)
    return max(min(interest_to_book(case, through, statutes), Money.zero(booked.currency)), -booked)


def _free(work: UnitOfWork, case: Case, surplus: Money) -> Iterator[LedgerEntry]:
    """Take a surplus off what lowered the case; a payment keeps it unallocated. Yields what that booked."""
    from app.storage import payments
    from app.storage.unit_of_work import NewEntry

    lowering = [entry for entry in case.live_ledger if entry.kind in LOWERING]
    order = sorted(lowering, key=lambda entry: (_FREED_FIRST.index(entry.kind), entry.effective_on, entry.id))
    for entry in reversed(order):
        freed = min(surplus, -entry.amount)
        if freed.minor <= 0:
            continue
        payment_id = payments.payment_of(work, entry.id)
        opposite = work.reverse(entry.id)
        if opposite is not None:
            today = work.moment.today
            yield replace(entry, id=opposite, amount=-entry.amount, booked_on=today, reverses=entry.id)
        kept = entry.amount + freed
        if kept:
            again = NewEntry(case.invoice.id, entry.kind, kept, entry.effective_on, payment_id=payment_id)
            yield work.book(again)
        surplus = surplus - freed
