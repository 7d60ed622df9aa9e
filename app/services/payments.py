"""Money that comes in: laid on what it belongs to, in the order that costs the customer least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.amounts import unbooked_interest
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.history import InterestLetGo, PaymentBooked
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind, LedgerEntry
from app.domain.money import Money
from app.domain.promise import AmountNotPositiveError
from app.services.changes import Changes
from app.services.correction import book_interest_back
from app.services.desk import Desk
from app.services.errors import FutureDayError

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Share:
    """What a payment does on one case: interest it books first, and what it takes off."""

    case: Case
    interest: Money
    taken: Money


@dataclass(frozen=True, slots=True)
class Receipt:
    """The payment that is being booked: its row, its day, what the payer wrote."""

    payment_id: int
    received: date
    reference: str


def book_payment(
    desk: Desk, case_id: CaseId, amount: Money, *, received_on: date | None = None, reference: str = ""
) -> Changes:
    """Book a payment on an invoice; what is more goes to the cases of the same letter or plan, oldest first.

    What is left after that stays on the payment as the customer's credit. A payment read in that waits for a
    yes on this invoice with the same sum is the one that is booked.

    Raises:
        AmountNotPositiveError: Nothing was paid.
        FutureDayError: The day lies ahead.
    """
    received = received_on or desk.today()
    if received > desk.today():
        raise FutureDayError(received, desk.today())
    with desk.begin() as work:
        named, touched = book_in(work, case_id, amount, desk.statutes, received=received, reference=reference)
        action_id = work.commit("payment", named.customer.name)
    return Changes(touched, frozenset({named.customer.id}), action_id, "payment", named.customer.name)


def book_in(
    work: UnitOfWork, case_id: CaseId, amount: Money, statutes: Statutes, *, received: date, reference: str
) -> tuple[Case, frozenset[CaseId]]:
    """Book a payment as part of a larger action; return the case as it was, and every case it touched.

    Raises:
        AmountNotPositiveError: Nothing was paid.
    """
    from app.storage import letters

    if amount.minor <= 0:
        raise AmountNotPositiveError(amount)
    cases = work.cases(letters.together(work, case_id))
    named = cases.pop(case_id)
    payment_id = _payment_row(work, named, amount, received, reference)
    ordered = (named, *_oldest_first(cases.values(), named))
    shares = lay_out(ordered, amount, received, statutes)
    for share in shares:
        lay(work, share, Receipt(payment_id, received, reference), statutes)
    touched = frozenset(share.case.invoice.id for share in shares) | {case_id}
    work.touch(*touched)
    return named, touched


def _oldest_first(cases: Iterable[Case], named: Case) -> list[Case]:
    rest = [case for case in cases if case.invoice.currency == named.invoice.currency and case.open.minor > 0]
    return sorted(rest, key=lambda case: (case.invoice.due_on or date.max, case.invoice.id))


def lay_out(cases: Sequence[Case], amount: Money, received: date, statutes: Statutes) -> list[Share]:
    """Lay a sum on cases in their order; the first is the one that was named.

    What is open on all of them comes first. Only what exceeds that books interest, up to what is lawful on
    the day of payment; or the very sum that would settle the named case does. No case goes below zero.
    """
    fresh = [unbooked_interest(case, received, statutes) for case in cases]
    named = cases[0]
    if amount == named.open + fresh[0]:
        return [Share(named, fresh[0], amount)]
    left = max(
        amount - Money.total((case.open for case in cases), amount.currency), Money.zero(amount.currency)
    )
    shares: list[Share] = []
    for case, lawful in zip(cases, fresh, strict=True):
        interest = min(left, lawful)
        taken = min(amount, case.open + interest)
        if taken.minor > 0:
            shares.append(Share(case, interest, taken))
            amount, left = amount - taken, left - interest
    return shares


def _payment_row(work: UnitOfWork, case: Case, amount: Money, received: date, reference: str) -> int:
    from app.storage import payments

    for row in payments.waiting(work, case.invoice.id):
        if row.amount_minor == amount.minor and row.currency == amount.currency:
            payments.confirm(work, row.id, case.customer.id)
            return row.id
    return payments.add_payment(
        work, payments.NewPayment(received, amount, case.customer.id, reference=reference)
    )


def lay(work: UnitOfWork, share: Share, receipt: Receipt, statutes: Statutes) -> Case:
    """Book what a payment does on one case and return the case as it then is.

    The interest that only this payment claims bears its number, so that both go together.
    """
    from app.storage.unit_of_work import NewEntry

    case_id, on = share.case.invoice.id, receipt.received
    fresh: list[LedgerEntry] = []
    if share.interest:
        claimed = NewEntry(
            case_id, EntryKind.LATE_INTEREST, share.interest, on, last_day=on, payment_id=receipt.payment_id
        )
        fresh.append(work.book(claimed))
    paid = NewEntry(case_id, EntryKind.PAYMENT, -share.taken, on, payment_id=receipt.payment_id)
    fresh.append(work.book(paid))
    paid_case = replace(share.case, ledger=(*share.case.ledger, *fresh))
    after = book_interest_back(work, paid_case, on, statutes)
    told = [work.tell(case_id, PaymentBooked(receipt.payment_id, share.taken, receipt.reference), on=on)]
    let_go = unbooked_interest(share.case, on, statutes) - share.interest
    if paid_case.open.minor <= 0 and let_go.minor > 0:
        told.append(work.tell(case_id, InterestLetGo(let_go), on=on))
    return replace(after, history=(*after.history, *told))
