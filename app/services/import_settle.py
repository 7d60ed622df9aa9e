"""What a reading takes off an invoice: credit notes that name it, and money that came in since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.amounts import unbooked_interest
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.history import CreditBooked, InterestLetGo, PaymentBooked
from app.domain.invoice import CaseId
from app.domain.ledger import CHARGES, EntryKind
from app.domain.money import Money
from app.services.correction import book_interest_back
from app.storage.imports import OCCASION
from app.storage.payments import NewPayment, add_payment
from app.storage.unit_of_work import NewEntry, UnitOfWork

_GOES_WITH_THE_CLAIM = CHARGES | {EntryKind.LATE_INTEREST}


@dataclass(frozen=True, slots=True)
class Settling:
    """Where amounts are booked, and the file that brought them; none where they are typed."""

    work: UnitOfWork
    statutes: Statutes
    batch_id: int | None = None

    @property
    def occasion(self) -> str:
        return OCCASION.format(batch_id=self.batch_id) if self.batch_id else ""


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit note takes off the invoices that it names.

    Attributes:
        left: What of it has not been used.
        payment_id: Where the rest was kept, if the credit note came before its invoice.
    """

    number: str
    issued_on: date
    left: Money
    payment_id: int | None = None


def lower(settling: Settling, case_id: CaseId, credit: Credit) -> Money:
    """Lower an invoice by a credit note, from its start, and return how much of the credit that used.

    An invoice that is credited wholly also loses its interest and charges. What was paid on the credited
    part, and the interest on it, goes back to the payments as the customer's credit.
    """
    work = settling.work
    case = work.case(case_id)
    uncredited = _uncredited(case)
    used = min(credit.left, uncredited)
    if used.minor <= 0:
        return Money.zero(used.currency)
    if used == uncredited:
        for entry in case.live_ledger:
            if entry.kind in _GOES_WITH_THE_CLAIM:
                work.reverse(entry.id)
    start = case.invoice.issued_on
    work.book(NewEntry(case_id, EntryKind.CREDIT, -used, start, payment_id=credit.payment_id))
    on = min(credit.issued_on, work.moment.today)
    work.tell(case_id, CreditBooked(credit.number, used), on=on, occasion=settling.occasion)
    book_interest_back(work, work.case(case_id), work.moment.today, settling.statutes)
    return used


def _uncredited(case: Case) -> Money:
    """Return the principal that no credit note has taken back yet, paid or not."""
    kinds = (EntryKind.PRINCIPAL, EntryKind.CREDIT)
    amounts = (entry.amount for entry in case.live_ledger if entry.kind in kinds)
    return Money.total(amounts, case.invoice.currency)


def pay(settling: Settling, case: Case, amount: Money, received: date) -> None:
    """Book money that the file shows as received, until the bank's file brings it (a provisional payment).

    Interest never booked is let go when that closes the case.
    """
    work, case_id = settling.work, case.invoice.id
    payment_id = add_payment(
        work,
        NewPayment(received, amount, case.customer.id, provisional=True, batch_id=settling.batch_id),
    )
    let_go = unbooked_interest(case, received, settling.statutes)
    work.book(NewEntry(case_id, EntryKind.PAYMENT, -amount, received, payment_id=payment_id))
    work.tell(case_id, PaymentBooked(payment_id, amount), on=received, occasion=settling.occasion)
    if any(entry.kind is EntryKind.LATE_INTEREST for entry in case.live_ledger):
        book_interest_back(work, work.case(case_id), received, settling.statutes)
    if amount == case.open and let_go.minor > 0:
        work.tell(case_id, InterestLetGo(let_go), on=received, occasion=settling.occasion)
