"""Money in a customer's favour: used on an invoice, or paid back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.history import CreditBooked, CreditPaidBack
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.party import CustomerId
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FutureDayError
from app.services.explain.words import dated, money
from app.services.matching_values import Credit, OtherCurrencyError
from app.services.payments import Receipt, Share, lay

if TYPE_CHECKING:
    from app.domain.dated_table import Statutes
    from app.storage.credits import StoredCredit
    from app.storage.unit_of_work import UnitOfWork


class NoCreditError(RuleError):
    """Nothing is left of this payment or credit note."""

    def __init__(self, payment_id: int) -> None:
        super().__init__(payment_id)
        self.payment_id = payment_id


class NotTheirCreditError(RuleError):
    """The money is another customer's; `owner` has it, and it was asked for on this invoice."""

    def __init__(self, owner: str, number: str) -> None:
        super().__init__(owner, number)
        self.owner = owner
        self.number = number


def credits(desk: Desk, customer_id: CustomerId | None = None) -> tuple[Credit, ...]:
    """Return what customers, or one of them, have to their credit, oldest first."""
    from app.storage.credits import stored_credits

    with desk.database.reading() as connection:
        found = stored_credits(connection, customer_id)
    return tuple(_credit(each, desk.today()) for each in found)


def credits_of(work: UnitOfWork, payment_ids: Sequence[int]) -> tuple[Credit, ...]:
    """Return what is left of some payments in an open unit of work."""
    from app.storage.credits import stored_credits
    from app.storage.imports import connection_of

    work.flush()
    wanted = frozenset(payment_ids)
    found = stored_credits(connection_of(work), None) if wanted else []
    return tuple(_credit(each, work.moment.today) for each in found if each.payment_id in wanted)


def _credit(found: StoredCredit, today: date) -> Credit:
    said = _("{name} has {amount} to its credit since {day}.")
    words = said.format(
        name=found.customer, amount=money(found.left, whole=False), day=dated(found.since, today)
    )
    whose = (found.payment_id, found.customer_id, found.customer)
    return Credit(*whose, found.left, found.since, found.next_case, found.next_number, words)


def use_credit(desk: Desk, payment_id: int, case_id: CaseId) -> Changes:
    """Let an invoice of the customer have what is left of a payment or credit note, up to what is open.

    Raises:
        NoCreditError: Nothing is left.
        NotTheirCreditError: It is another customer's.
        OtherCurrencyError: It is in another currency than the invoice.
    """
    with desk.begin() as work:
        credit, case = _known(work, payment_id), work.case(case_id)
        left = credit.amount
        if credit.customer_id != case.customer.id:
            raise NotTheirCreditError(credit.customer, case.invoice.number)
        if left.currency != case.invoice.currency:
            raise OtherCurrencyError(left.currency, case.invoice.number, case.invoice.currency)
        use(work, case, payment_id, min(left, case.open), desk.statutes)
        about = case.customer.name
        action_id = work.commit("use_credit", about)
    return Changes(frozenset({case_id}), frozenset({case.customer.id}), action_id, "use_credit", about)


def use(work: UnitOfWork, case: Case, payment_id: int, amount: Money, statutes: Statutes) -> Case:
    """Book earlier credit on a case and return the case as it then is.

    A credit note lowers the invoice from its start; money counts from the day it came in, and not before the
    invoice was issued.
    """
    from app.storage.credits import origin_of
    from app.storage.unit_of_work import NewEntry

    if amount.minor <= 0:
        return case
    origin = origin_of(work, payment_id)
    issued_on, case_id = case.invoice.issued_on, case.invoice.id
    if origin.note_number:
        work.book(NewEntry(case_id, EntryKind.CREDIT, -amount, issued_on, payment_id=payment_id))
        work.tell(case_id, CreditBooked(origin.note_number, amount), on=max(origin.received_on, issued_on))
        return work.case(case_id)
    receipt = Receipt(payment_id, max(origin.received_on, issued_on), origin.reference)
    return lay(work, Share(case, Money.zero(amount.currency), amount), receipt, statutes)


def pay_back(desk: Desk, payment_id: int, *, on: date | None = None) -> Changes:
    """Note that what is left of a payment or credit note has been paid back to the customer.

    Raises:
        NoCreditError: Nothing is left.
        FutureDayError: The day lies ahead.
    """
    from app.storage import payments
    from app.storage.credits import origin_of

    day = on or desk.today()
    if day > desk.today():
        raise FutureDayError(day, desk.today())
    with desk.begin() as work:
        left, origin = _known(work, payment_id).amount, origin_of(work, payment_id)
        repaid = origin.repaid_minor + left.minor
        payments.change(work, payment_id, repaid_minor=repaid, repaid_on=day.isoformat())
        cases = {each.case_id for each in payments.laid(work, [payment_id]).get(payment_id, ())}
        for case_id in sorted(cases)[-1:]:
            work.tell(case_id, CreditPaidBack(payment_id, left), on=day)
        about = origin.customer
        action_id = work.commit("pay_back", about)
    return Changes(frozenset(cases), frozenset({origin.customer_id}), action_id, "pay_back", about)


def _known(work: UnitOfWork, payment_id: int) -> Credit:
    found = credits_of(work, [payment_id])
    if not found:
        raise NoCreditError(payment_id)
    return found[0]
