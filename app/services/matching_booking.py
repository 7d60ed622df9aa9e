"""Booking payments where they belong: on invoices in order, in place of our own notes, or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.case import Case
from app.domain.history import InterestLetGo, PaymentBooked, PaymentReturned, WrittenOff
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.matching import CreditUse
from app.domain.matching_text import name_words
from app.domain.money import Money
from app.domain.party import CustomerId
from app.services.customer_credit import use
from app.services.matching_limits import as_money
from app.services.matching_values import Rest, WriteOffTooLargeError
from app.services.payments import Receipt, lay, lay_out
from app.storage.bank_payments import StoredPayment

if TYPE_CHECKING:
    from app.domain.dated_table import Statutes
    from app.storage.payments import Alias, Laid
    from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Booking:
    """One payment, decided.

    Attributes:
        shares: Case and sum, in their order; they sum to no more than the payment.
        replaces: A payment we wrote down ourselves; `takes_back` one that the bank has returned.
    """

    payment: StoredPayment
    shares: tuple[tuple[CaseId, Money], ...]
    credits: tuple[CreditUse, ...] = ()
    replaces: int | None = None
    takes_back: int | None = None
    rest: Rest = Rest.STAYS


@dataclass
class Booked:
    """Bookings under way.

    Attributes:
        cases: Every case concerned as it is by now.
        limit: So many whole units may be written off.
        over: Payments of which something is left, as the customer's credit.
        payers: Whose the payments are; `finish` stores it for all at once, with what was learnt of them.
    """

    work: UnitOfWork
    statutes: Statutes
    cases: dict[CaseId, Case]
    limit: int
    over: dict[int, Money] = field(default_factory=dict)
    payers: dict[int, CustomerId] = field(default_factory=dict)
    _aliases: list[Alias] = field(default_factory=list)

    def book(self, booking: Booking) -> None:
        """Book one payment; nothing else is left of it to decide afterwards."""
        if booking.takes_back is not None:
            take_back(self.work, booking.payment, booking.takes_back)
            return
        if booking.replaces is not None:
            for case_id in withdraw_own(self.work, booking.replaces, self.cases):
                self.cases[case_id] = self.work.case(case_id)
        self._lay(booking)
        for each in booking.credits:
            self.cases[each.case_id] = use(
                self.work, self.cases[each.case_id], each.payment_id, each.amount, self.statutes
            )
        if booking.rest is Rest.WRITE_OFF:
            self._write_off(booking)
        self._learn(booking)

    def finish(self) -> None:
        """Store whose the payments are, and under which names and from which accounts they pay."""
        from app.storage.bulk import confirm_payments
        from app.storage.payments import learn_payers

        confirm_payments(self.work, self.payers)
        learn_payers(self.work, self._aliases)

    def _lay(self, booking: Booking) -> None:
        """Lay the sums on their cases; what is over books lawful interest first, and the rest is credit."""
        incoming = booking.payment.incoming
        receipt = Receipt(booking.payment.id, incoming.received_on, incoming.reference)
        self.payers[booking.payment.id] = self.cases[booking.shares[0][0]].customer.id
        rest = incoming.amount
        for targets, amount in self._portions(booking):
            cases = [self.cases[case_id] for case_id in targets]
            for share in lay_out(cases, amount, incoming.received_on, self.statutes):
                self.cases[share.case.invoice.id] = lay(self.work, share, receipt, self.statutes)
                rest = rest - share.taken
        if rest.minor > 0:
            self.over[booking.payment.id] = rest

    def _portions(self, booking: Booking) -> Iterable[tuple[Sequence[CaseId], Money]]:
        """Yield what is laid together: whole cases as one sum, so that what is over finds its interest."""
        amount = booking.payment.incoming.amount
        named = [case_id for case_id, _part in booking.shares]
        opens = [self.cases[case_id].open for case_id in named]
        if all(part >= left for (_case, part), left in zip(booking.shares, opens, strict=True)):
            yield named, amount
            return
        for case_id, part in booking.shares:
            yield (case_id,), part

    def _write_off(self, booking: Booking) -> None:
        """Write off what is still open on the cases of a payment, within the user's limit."""
        from app.storage.unit_of_work import NewEntry

        named = [case_id for case_id, _part in booking.shares]
        currency = booking.payment.incoming.amount.currency
        missing = Money.total((self.cases[case_id].open for case_id in named), currency)
        limit = as_money(self.limit, currency)
        if missing > limit:
            raise WriteOffTooLargeError(missing, limit)
        on = booking.payment.incoming.received_on
        for case_id in named:
            left = self.cases[case_id].open
            if left.minor > 0:
                self.work.book(NewEntry(case_id, EntryKind.WRITE_OFF, -left, on))
                self.work.tell(case_id, WrittenOff(left), on=on)
                self.cases[case_id] = self.work.case(case_id)

    def _learn(self, booking: Booking) -> None:
        """Remember name and account of the payer, where the payment was for one customer alone."""
        from app.storage.payments import Alias

        incoming = booking.payment.incoming
        people = {self.cases[case_id].customer.id: self.cases[case_id] for case_id, _part in booking.shares}
        if len(people) != 1:
            return
        ((who, case),) = people.items()
        if name_words(incoming.payer) not in ((), name_words(case.customer.name)):
            self._aliases.append(Alias(who, "name", incoming.payer.strip()))
        if incoming.payer_account:
            self._aliases.append(Alias(who, "account", incoming.payer_account))


def withdraw_own(work: UnitOfWork, payment_id: int, known: Mapping[CaseId, Case]) -> list[CaseId]:
    """Take back a payment that we wrote down ourselves, for the bank's own to take its place.

    Returns the cases it stood on.
    """
    from app.storage import payments

    touched = dict.fromkeys(entry.case_id for entry in _reversed(work, payment_id))
    for case_id in touched:
        case = known.get(case_id) or work.case(case_id)
        days = {
            entry.happened_on
            for entry in case.live_history
            if isinstance(entry.event, PaymentBooked) and entry.event.payment_id == payment_id
        }
        for entry in case.live_history:
            is_it = isinstance(entry.event, PaymentBooked) and entry.event.payment_id == payment_id
            if is_it or (isinstance(entry.event, InterestLetGo) and entry.happened_on in days):
                work.retract(entry.id)
    payments.withdraw(work, [payment_id])
    return list(touched)


def take_back(work: UnitOfWork, reversal: StoredPayment, payment_id: int) -> None:
    """Cancel what a payment settled, because the bank has returned it; the story keeps both."""
    from app.storage import payments
    from app.storage.bank_payments import payments_by_id
    from app.storage.imports import connection_of

    (known,) = payments_by_id(connection_of(work), [payment_id])
    laid: dict[CaseId, int] = {}
    for entry in _reversed(work, payment_id):
        if entry.kind == EntryKind.PAYMENT:
            laid[entry.case_id] = laid.get(entry.case_id, 0) - entry.minor
    for case_id, minor in laid.items():
        amount = Money(minor, known.incoming.amount.currency)
        work.tell(case_id, PaymentReturned(payment_id, amount), on=reversal.incoming.received_on)
    payments.change(work, payment_id, aside="returned")
    payments.change(
        work, reversal.id, aside="returned", reverses_id=payment_id, customer_id=known.customer_id
    )


def _reversed(work: UnitOfWork, payment_id: int) -> list[Laid]:
    from app.storage import payments

    entries = payments.laid(work, [payment_id]).get(payment_id, [])
    for entry in entries:
        work.reverse(entry.entry_id)
    return entries
