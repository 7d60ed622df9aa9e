"""Letters that claim nothing: thanks, an apology that takes back what crossed a payment, a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from app.documents.content import AccountRow, ClaimedCharge, Contacts, Letter, Line
from app.domain.apology import charges_after, interest_after, overtaken_on
from app.domain.case import Case
from app.domain.claim import Claim, ClaimLine, MixedClaimError, NothingToClaimError
from app.domain.due import days_late, effective_due_on
from app.domain.errors import RuleError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import ChargesWithdrawn, LetterKind, LetterSent, PaymentBooked
from app.domain.ledger import CHARGES, EntryKind, LedgerEntry, split
from app.domain.money import Money
from app.services.apologising import NothingToWithdrawError

_TAKEN_BACK = frozenset({*CHARGES, EntryKind.LATE_INTEREST})


class NotPaidYetError(RuleError):
    """Thanks come when everything is paid; `number` is an invoice that is not."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def courtesy_claim(cases: Sequence[Case], kind: LetterKind, on: date, *, charge: bool = False) -> Claim:
    """Return the claim of a letter that claims nothing: its invoices, each with nothing to pay.

    Raises:
        NotAllowedError: A `charge` was asked for.
        NotPaidYetError: Thanks for an invoice that no payment has closed.
        NothingToWithdrawError: An apology where no letter crossed a payment.
        MixedClaimError, NothingToClaimError: The cases do not make one letter.
    """
    ordered = _one_customer(cases)
    first = ordered[0].invoice
    if charge:
        step, reason = f"{kind}_with_fee", Hindrance.NO_FEE_IN_THIS_LETTER
        raise NotAllowedError(step, first.id, reason, law=None, from_day=None)
    _refuse(ordered, kind)
    nothing = Money.zero(first.currency)
    return Claim(
        kind=kind,
        on=on,
        law=first.law,
        currency=first.currency,
        customer_id=first.customer_id,
        lines=tuple(
            ClaimLine(
                case.invoice.id,
                case.invoice.number,
                principal=nothing,
                interest_booked=nothing,
                charges_booked=nothing,
                interest_new=nothing,
                charges_new=nothing,
                disputed=nothing,
            )
            for case in ordered
        ),
        entries=(),
        reference=first.payment_reference,
        per_day=Decimal(0),
    )


def _one_customer(cases: Sequence[Case]) -> tuple[Case, ...]:
    unique = {case.invoice.id: case for case in cases}.values()
    if not unique:
        raise NothingToClaimError
    for what, seen in (
        ("customer", {case.invoice.customer_id for case in unique}),
        ("currency", {case.invoice.currency for case in unique}),
    ):
        if len(seen) > 1:
            raise MixedClaimError(what)
    return tuple(
        sorted(unique, key=lambda case: (effective_due_on(case) or date.max, case.invoice.issued_on))
    )


def _refuse(cases: Sequence[Case], kind: LetterKind) -> None:
    if kind is LetterKind.THANKS:
        unpaid = next((case for case in cases if case.open.minor > 0 or last_paid_on(case) is None), None)
        if unpaid:
            raise NotPaidYetError(unpaid.invoice.number)
    if kind is LetterKind.APOLOGY and not any(overtaken_on(case) for case in cases):
        raise NothingToWithdrawError


def is_possible(cases: Sequence[Case], kind: LetterKind) -> bool:
    """Say whether such a letter makes sense for these invoices."""
    try:
        _refuse(cases, kind)
    except RuleError:
        return False
    return True


def last_paid_on(case: Case) -> date | None:
    """Return the day on which the last money came in."""
    days = (entry.happened_on for entry in case.live_history if isinstance(entry.event, PaymentBooked))
    return max(days, default=None)


def filled(letter: Letter, cases: Sequence[Case]) -> Letter:
    """Return the letter with what it tells in place of a claim."""
    letter = replace(letter, lines=tuple(_line(case, letter.sent_on) for case in cases))
    if letter.kind is LetterKind.STATEMENT:
        return replace(letter, account=account(cases))
    if letter.kind is LetterKind.THANKS:
        return replace(letter, paid_on=max(filter(None, map(last_paid_on, cases)), default=None))
    crossed = [case for case in cases if overtaken_on(case)]
    return replace(
        letter,
        paid_on=min(filter(None, map(overtaken_on, crossed)), default=None),
        contacts=Contacts(wrote_on=max(filter(None, map(_crossed_on, crossed)), default=None)),
        withdrawn=tuple(
            ClaimedCharge(entry.kind, entry.amount) for case in crossed for entry in withdrawn(case)
        ),
    )


def _line(case: Case, on: date) -> Line:
    invoice, left = case.invoice, split(case.live_ledger, case.invoice.currency)
    return Line(
        number=invoice.number,
        subject=invoice.subject,
        due_on=effective_due_on(case) or invoice.issued_on,
        days_late=days_late(case, on),
        invoiced=invoice.amount_due,
        paid=invoice.amount_due - left.principal,
        issued_on=invoice.issued_on,
    )


def withdrawn(case: Case) -> tuple[LedgerEntry, ...]:
    """Return what an apology about a case takes back, or has taken back already: as the letter claimed it."""
    paid_on = overtaken_on(case)
    if paid_on is None:
        return ()
    taken = (*charges_after(case, paid_on), *interest_after(case, paid_on))
    if not taken and any(isinstance(entry.event, ChargesWithdrawn) for entry in case.live_history):
        stands = {entry.id for entry in case.live_ledger}
        taken = tuple(
            entry
            for entry in case.ledger
            if entry.id not in stands and entry.kind in _TAKEN_BACK and entry.effective_on > paid_on
        )
    return tuple(entry for entry in taken if entry.reverses is None and entry.amount.minor > 0)


def _crossed_on(case: Case) -> date | None:
    """Return the day of the last letter that asked for money after it had come in."""
    paid_on = overtaken_on(case)
    days = (
        entry.happened_on
        for entry in case.live_history
        if isinstance(entry.event, LetterSent)
        and entry.event.kind.is_dunning
        and paid_on
        and entry.happened_on > paid_on
    )
    return max(days, default=None)


def account(cases: Sequence[Case]) -> tuple[AccountRow, ...]:
    """Return everything booked on some invoices, oldest first, with the balance after each event."""
    booked = sorted(
        (case.invoice.issued_on if entry.kind is EntryKind.PRINCIPAL else entry.effective_on,
         case.invoice.number, entry.id, entry)
        for case in cases
        for entry in case.live_ledger
    )  # fmt: skip
    balances = accumulate(entry.amount for *_, entry in booked)
    return tuple(
        AccountRow(on, number, entry.kind, entry.amount, balance)
        for (on, number, _id, entry), balance in zip(booked, balances, strict=True)
    )
