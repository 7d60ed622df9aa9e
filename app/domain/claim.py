"""The claim of one letter or one plan: what it asks for case by case, and what it would book once sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain import additions, deadline
from app.domain.additions import NewEntry
from app.domain.allowed import Allowed, letter_step, plan_step
from app.domain.amounts import interest_claimed_on, interest_to_book, per_day
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.dispute import disputed_principal, undisputed
from app.domain.due import effective_due_on
from app.domain.errors import RuleError
from app.domain.hindrance import NotAllowedError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryId, EntryKind, LedgerEntry, split
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.domain.plan_end import ended


class NothingToClaimError(RuleError):
    """No case was named."""


class MixedClaimError(RuleError):
    """One letter or plan is for one `customer`, one `law`, one `currency`; `what` names what differs."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What is asked for on one case; booked parts are what is left of them after payments.

    Attributes:
        disputed: Principal left out because the customer contests it; not in `total`.
    """

    case_id: CaseId
    number: str
    principal: Money
    interest_booked: Money
    charges_booked: Money
    interest_new: Money
    charges_new: Money
    disputed: Money

    @property
    def total(self) -> Money:
        booked = self.principal + self.interest_booked + self.charges_booked
        return booked + self.interest_new + self.charges_new


@dataclass(frozen=True, slots=True)
class Claim:
    """Everything one letter or plan asks for, and would book.

    Attributes:
        kind: The letter; `None` for a plan, which has no `pay_by` either.
        lines: One per case, oldest due date first.
        reference: Payment reference of the oldest invoice; empty when it has none.
        fee_bearing: It bears a fee, which then counts as used for every case in it.
        compensated: It claims the flat compensation, likewise.
        interest_through: Last day of the interest it adds, if it adds any.
        interest_notice: It carries the sentence that late payment bears interest (Räntelagen 4 §).
        per_day: Interest in major units for each day after it, over all its cases; exact.
    """

    kind: LetterKind | None
    on: date
    law: str | None
    currency: Currency
    customer_id: CustomerId
    lines: tuple[ClaimLine, ...]
    entries: tuple[NewEntry, ...]
    reference: str
    per_day: Decimal
    pay_by: date | None = None
    fee_bearing: bool = False
    compensated: bool = False
    interest_notice: bool = False

    @property
    def total(self) -> Money:
        return Money.total((line.total for line in self.lines), self.currency)

    @property
    def interest_through(self) -> date | None:
        days = [entry.last_day for entry in self.entries if entry.kind is EntryKind.LATE_INTEREST]
        return max((day for day in days if day), default=None)


def claim(
    cases: Sequence[Case],
    kind: LetterKind,
    on: date,
    statutes: Statutes,
    *,
    interest: bool,
    fee: bool,
    compensation: bool,
    pay_by: date | None,
    channel: str = "post",
) -> Claim:
    """Return what a letter sent on `on` asks for. Nothing is booked.

    `interest` adds what is lawful to the day, which may be nothing; a friendly letter never adds any. `fee`
    and `compensation` are refused, not dropped, when they are unlawful. A disputed part is left out. Without
    `pay_by` the preset of the kind is used; a chosen day is checked and moved to a bank day. The end of a
    plan claims what is left as if the plan had ended on that day.

    Raises:
        NotAllowedError: The letter, its fee or the compensation may not be claimed on that day.
        PayByTooEarlyError: `pay_by` leaves too little time.
        MixedClaimError, NothingToClaimError: The cases do not make one letter.
    """
    ordered = _one_claim(cases)
    for case in ordered:
        _refuse(letter_step(kind, case, on, statutes), case)
    if kind is LetterKind.PLAN_END:
        ordered = tuple(ended(case, on) for case in ordered)
    clear = tuple(cleared(case, statutes) for case in ordered)
    entries = additions.interest(clear, on, statutes) if interest and kind.adds_interest else ()
    if compensation:
        entries += (additions.compensation(clear, kind, on, statutes),)
    if fee:
        entries += (additions.letter_fee(clear, kind, on, statutes, compensated=compensation),)
    law, business = ordered[0].invoice.law, ordered[0].customer.is_business
    chosen = pay_by or deadline.default_pay_by(kind, on, ordered[0].country, business=business)
    return replace(
        _assembled(kind, on, statutes, entries, cases=ordered, clear=clear),
        pay_by=deadline.pay_by(kind, on, ordered[0].country, statutes, chosen=chosen, channel=channel),
        fee_bearing=fee,
        compensated=compensation,
        interest_notice=law == "SE" and not business,
    )


def plan_claim(cases: Sequence[Case], on: date, statutes: Statutes, *, fee: bool) -> Claim:
    """Return what a plan agreed on `on` covers: all that is left, interest to the day, and in Sweden its fee.

    Raises:
        NotAllowedError: No plan can be made on one of the cases, or the fee is unlawful.
        MixedClaimError, NothingToClaimError: The cases do not make one plan.
    """
    ordered = _one_claim(cases)
    for case in ordered:
        _refuse(plan_step(case), case)
    entries = additions.interest(ordered, on, statutes)
    if fee:
        entries += (additions.plan_fee(ordered, on, statutes),)
    return replace(_assembled(None, on, statutes, entries, cases=ordered, clear=ordered), fee_bearing=fee)


def cleared(case: Case, statutes: Statutes) -> Case:
    """Return the case without its disputed part, and without the interest booked on that part before."""
    clear, currency = undisputed(case), case.invoice.currency
    through = interest_claimed_on(case)
    if clear is case or through is None:
        return clear
    excess = min(interest_to_book(clear, through, statutes), Money.zero(currency))
    kind = EntryKind.LATE_INTEREST
    left_out = LedgerEntry(EntryId(0), case.invoice.id, kind, excess, through, through, last_day=through)
    return replace(clear, ledger=(*clear.ledger, left_out))


def _one_claim(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases oldest due date first, each once, or refuse what cannot stand in one letter."""
    unique = {case.invoice.id: case for case in cases}.values()
    if not unique:
        raise NothingToClaimError
    for what, seen in (
        ("customer", {case.invoice.customer_id for case in unique}),
        ("law", {case.invoice.law for case in unique}),
        ("currency", {case.invoice.currency for case in unique}),
    ):
        if len(seen) > 1:
            raise MixedClaimError(what)
    return tuple(sorted(unique, key=_age))


def _age(case: Case) -> tuple[date, date, int]:
    return effective_due_on(case) or date.max, case.invoice.issued_on, case.invoice.id


def _refuse(step: Allowed, case: Case) -> None:
    if step.reason:
        raise NotAllowedError(step.step, case.invoice.id, step.reason, law=step.law, from_day=step.from_day)


def _assembled(
    kind: LetterKind | None,
    on: date,
    statutes: Statutes,
    entries: tuple[NewEntry, ...],
    *,
    cases: tuple[Case, ...],
    clear: tuple[Case, ...],
) -> Claim:
    """Lay out the lines of a claim; `clear` are the cases as they are claimed, disputed parts left out."""
    oldest = cases[0].invoice
    left_out = [disputed_principal(case) if kind else Money.zero(oldest.currency) for case in cases]
    return Claim(
        kind=kind,
        on=on,
        law=oldest.law,
        currency=oldest.currency,
        customer_id=oldest.customer_id,
        lines=tuple(_line(case, entries, less) for case, less in zip(clear, left_out, strict=True)),
        entries=entries,
        reference=oldest.payment_reference,
        per_day=sum((per_day(case, on, statutes) for case in clear), Decimal(0)),
    )


def _line(case: Case, entries: tuple[NewEntry, ...], disputed: Money) -> ClaimLine:
    invoice = case.invoice
    left = split(case.live_ledger, invoice.currency)
    new = [entry for entry in entries if entry.case_id == invoice.id]
    interest = (entry.amount for entry in new if entry.kind is EntryKind.LATE_INTEREST)
    added = (entry.amount for entry in new if entry.kind is not EntryKind.LATE_INTEREST)
    return ClaimLine(
        case_id=invoice.id,
        number=invoice.number,
        principal=left.principal,
        interest_booked=left.interest,
        charges_booked=left.charges,
        interest_new=Money.total(interest, invoice.currency),
        charges_new=Money.total(added, invoice.currency),
        disputed=disputed,
    )
