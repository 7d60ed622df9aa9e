"""What the bank brought and where it belongs: looked at, booked, set aside, or left for later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.invoice import CaseId
from app.domain.matching import Certainty
from app.domain.money import Money
from app.services.bank_age import bank_age
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.matching_booking import Booked, Booking
from app.services.matching_options import candidates
from app.services.matching_outcome import Before, outcome
from app.services.matching_proposals import Known, known_of, laid, of_certainty, proposals
from app.services.matching_run import Matched, Progress, cases_of, found_again, matched, run, suggest_anew
from app.services.matching_values import (
    Accepted,
    Choice,
    Credit,
    NothingChosenError,
    Option,
    OtherCurrencyError,
    Outlook,
    Overview,
    Proposal,
    Rest,
    Share,
    SplitTooLargeError,
    UnknownPaymentError,
)

if TYPE_CHECKING:
    from app.storage.bank_payments import StoredPayment
    from app.storage.unit_of_work import UnitOfWork

__all__ = [
    "Accepted", "Certainty", "Choice", "Credit", "Option", "Outlook", "Overview", "Proposal", "Rest", "Share",
    "accept", "accept_certain", "aside", "candidates", "outlook", "overview", "set_aside", "take_up",
]  # fmt: skip

_EVERY = 4


def overview(desk: Desk, *, progress: Progress | None = None) -> Overview:
    """Return everything that waits, as certain, likely and unknown. Nothing is stored.

    `progress` is told how many of how many are looked at, and may raise to stop.
    """
    from app.storage.bank_payments import payments_aside
    from app.storage.imports import connection_of

    with desk.look() as work:
        found = matched(desk, work, progress=progress)
        rows = _rows(work, found)
        left = len(payments_aside(connection_of(work)))
    certain, likely, unknown = (of_certainty(rows, each) for each in Certainty)
    return Overview(certain, likely, unknown, left, bank_age(desk), found)


def _rows(work: UnitOfWork, found: Matched) -> list[Proposal]:
    return proposals(found.payments, found.matches, known(work, found))


def known(work: UnitOfWork, found: Matched) -> Known:
    """Return what proposals are worded from, the invoices of returned payments included."""
    taken = [match.takes_back for match in found.matches.values() if match.takes_back is not None]
    words = known_of(found.books)
    booked = {payment_id: words.booked[payment_id] for payment_id in taken if payment_id in words.booked}
    cases = work.cases({case_id for cases in booked.values() for case_id in cases})
    return words.with_returned(booked, cases)


def accept(desk: Desk, choices: Sequence[Choice], *, progress: Progress | None = None) -> Accepted:
    """Book payments as chosen, as one action: all of them or none.

    `progress` may raise to stop, and then nothing is booked.

    Raises:
        UnknownPaymentError: A payment does not wait, or no longer.
        NothingChosenError: There is no proposal, and no invoice was chosen.
        SplitTooLargeError: More was laid on invoices than was paid.
        OtherCurrencyError: An invoice is in another currency.
        WriteOffTooLargeError: More is missing than the user lets be written off.
    """
    with desk.begin() as work:
        found = matched(desk, work, progress=progress)
        return _accepted(desk, work, [_booking(work, choice, found) for choice in choices], progress)


def accept_certain(desk: Desk, *, progress: Progress | None = None) -> Accepted:
    """Book every payment that is certain, as one action."""
    with desk.begin() as work:
        found = matched(desk, work, progress=progress)
        sure = [
            _booking(work, Choice(payment_id), found)
            for payment_id, match in found.matches.items()
            if match.certainty is Certainty.CERTAIN
        ]
        return _accepted(desk, work, sure, progress)


def _accepted(
    desk: Desk, work: UnitOfWork, bookings: Sequence[Booking], progress: Progress | None
) -> Accepted:
    if not bookings:
        return Accepted(Changes(kind="match"))
    named = {case_id for booking in bookings for case_id, _amount in booking.shares}
    named |= {use.case_id for booking in bookings for use in booking.credits}
    cases = cases_of(work, named, progress)
    before = Before.of(cases)
    booked = Booked(work, desk.statutes, dict(cases), _limit(work))
    ordered = sorted(bookings, key=lambda each: (each.payment.incoming.received_on, each.payment.id))
    for place, booking in enumerate(ordered):
        if progress and place % _EVERY == 0:
            progress(place, len(ordered))
        booked.book(booking)
    booked.finish()
    suggest_anew(desk, work, progress=progress)
    return outcome(desk, work, ordered, before, booked, progress=progress)


def _limit(work: UnitOfWork) -> int:
    from app.services.matching_limits import write_off_limit_of
    from app.storage.imports import connection_of

    return write_off_limit_of(connection_of(work))


def _booking(work: UnitOfWork, choice: Choice, found: Matched) -> Booking:
    payment = found.payment(choice.payment_id)
    match = found.matches[choice.payment_id]
    if choice.shares:
        shares = _checked(work, payment, choice.shares)
        return Booking(payment, shares, rest=choice.rest)
    if not match.shares and match.takes_back is None:
        raise NothingChosenError(choice.payment_id)
    shares = tuple((share.case_id, share.amount) for share in match.shares)
    return Booking(payment, shares, match.credits, match.replaces, match.takes_back, choice.rest)


def _checked(
    work: UnitOfWork, payment: StoredPayment, shares: Sequence[tuple[CaseId, Money]]
) -> tuple[tuple[CaseId, Money], ...]:
    """Refuse shares in another currency, or of more than was paid."""
    paid = payment.incoming.amount
    cases = work.cases({case_id for case_id, _amount in shares})
    for case_id, amount in shares:
        paper = cases[case_id].invoice
        if amount.currency != paid.currency or paper.currency != paid.currency:
            raise OtherCurrencyError(paid.currency, paper.number, paper.currency)
    whole = Money.total((amount for _case, amount in shares), paid.currency)
    if whole > paid:
        raise SplitTooLargeError(paid, whole)
    return tuple(shares)


def set_aside(desk: Desk, payment_ids: Sequence[int]) -> Changes:
    """Say that payments are from no customer; they no longer wait, and can be taken up again.

    Raises:
        UnknownPaymentError: A payment does not wait.
    """
    return _move(desk, payment_ids, "set_aside", waits=True, to="not_ours")


def take_up(desk: Desk, payment_ids: Sequence[int]) -> Changes:
    """Let payments that were set aside wait for their invoice again.

    Raises:
        UnknownPaymentError: A payment was not set aside.
    """
    return _move(desk, payment_ids, "take_up", waits=False, to="")


def _move(desk: Desk, payment_ids: Sequence[int], kind: str, *, waits: bool, to: str) -> Changes:
    from app.storage import payments
    from app.storage.bank_payments import payments_aside, waiting_payments
    from app.storage.imports import connection_of

    with desk.begin() as work:
        connection = connection_of(work)
        there = waiting_payments(connection) if waits else payments_aside(connection)
        known_ids = {each.id: each for each in there}
        for payment_id in payment_ids:
            if payment_id not in known_ids:
                raise UnknownPaymentError(payment_id)
            payments.change(work, payment_id, aside=to)
        suggest_anew(desk, work)
        about = _payments_words([known_ids[payment_id] for payment_id in payment_ids])
        action_id = work.commit(kind, about)
    return Changes(action_id=action_id, kind=kind, about=about)


def _payments_words(found: Sequence[StoredPayment]) -> str:
    from app.services.matching_outcome import payments_words

    return payments_words([each.incoming.amount for each in found])


def aside(desk: Desk) -> tuple[Proposal, ...]:
    """Return the payments that were set aside, newest first, with where they would belong."""
    from app.storage.bank_payments import payments_aside
    from app.storage.imports import connection_of

    with desk.look() as work:
        found = run(desk, work, payments_aside(connection_of(work)))
        return tuple(_rows(work, found))


def outlook(desk: Desk, choice: Choice, seen: Overview | None = None) -> Outlook:
    """Return what a choice would lead to, as things were when `seen` was read; nothing is stored.

    Raises:
        UnknownPaymentError, SplitTooLargeError, OtherCurrencyError: As `accept`.
    """
    from app.services.explain.matches import difference_words
    from app.services.matching_limits import as_money

    with desk.look() as work:
        found = found_again(desk, work, seen)
        payment = found.payment(choice.payment_id)
        shares = _checked(work, payment, choice.shares)
        words, paid = known_of(found.books), payment.incoming
        sums = laid(words, shares, paid.amount, paid.received_on)
        unallocated = paid.amount - Money.total((amount for _case, amount in shares), paid.amount.currency)
    short, over = sums.short or None, sums.over or None
    return Outlook(
        sums.shares,
        difference_words(short=short, over=over, interest=sums.interest or None),
        short,
        over,
        bool(short and short <= as_money(words.limit, short.currency)),
        unallocated,
    )
