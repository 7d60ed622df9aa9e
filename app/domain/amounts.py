"""What would settle a case on a day, part by part, and the interest that may be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.case import Case
from app.domain.charge import LAW_OF
from app.domain.countries import country_of
from app.domain.dated_table import Statutes
from app.domain.hindrance import Hindrance
from app.domain.history import LetterSent
from app.domain.late_interest import Accrual, Segment, interest_start, lawful_interest
from app.domain.ledger import EntryKind, booked_interest, principal_steps
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Component:
    """One line of what is owed; claims are positive, what lowers them negative.

    Attributes:
        segments: How interest came about; empty for everything else.
        law: The section behind it, where there is one.
        reason: Code that says why the amount is zero; only on components that are not used.
    """

    kind: EntryKind
    amount: Money
    first_day: date | None = None
    last_day: date | None = None
    segments: tuple[Segment, ...] = ()
    law: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What a case comes to on the day `on`.

    Attributes:
        components: Every part that counts; they sum to `total`.
        unused: Parts that come to nothing, with the reason.
        open: The sum of the ledger.
        unbooked_interest: Lawful interest not yet booked; never negative.
        known_through: Last day for which the rate is known, where interest stops at it.
    """

    on: date
    components: tuple[Component, ...]
    unused: tuple[Component, ...]
    open: Money
    unbooked_interest: Money
    known_through: date | None = None

    @property
    def total(self) -> Money:
        return self.open + self.unbooked_interest


@dataclass(frozen=True, slots=True)
class RunningLetter:
    """A letter whose day to pay has not passed: its sum settles its cases."""

    letter: LetterSent
    sent_on: date
    pay_by: date


def running_letter(case: Case, on: date) -> RunningLetter | None:
    """Return the last dunning letter sent up to `on` if `on` is no later than its `pay_by`."""
    for entry in reversed(case.live_history):
        event = entry.event
        if isinstance(event, LetterSent) and event.kind.is_dunning and entry.happened_on <= on:
            runs = event.pay_by is not None and on <= event.pay_by
            return RunningLetter(event, entry.happened_on, event.pay_by) if runs and event.pay_by else None
    return None


def interest_to_book(case: Case, through: date, statutes: Statutes) -> Money:
    """Return `round(all lawful interest to that day) − interest booked`, so that parts always add up.

    Below zero when a later fact (a payment dated back, a credit note) made less interest lawful than is
    booked; that difference is booked back at once.
    """
    lawful = lawful_interest(case, through, statutes).amount
    return lawful - booked_interest(case.ledger, case.invoice.currency)


def interest_claimed_on(case: Case) -> date | None:
    """Return the day on which interest was booked last, `None` if never.

    Asked on that day, and not on the last day that was counted, the law gives what was claimed: where a rate
    ends, the counted days end early, and an earlier letter may still have run on the last of them.
    """
    claims = (entry for entry in case.live_ledger if entry.kind is EntryKind.LATE_INTEREST)
    days = (max(entry.effective_on, entry.last_day or date.min) for entry in claims if entry.amount.minor > 0)
    return max(days, default=None)


def unbooked_interest(case: Case, on: date, statutes: Statutes) -> Money:
    """Return the lawful interest that would have to be paid on top of what is open; never below zero.

    Nothing once the case is paid, and nothing while the sum of a letter still settles it.
    """
    nothing = Money.zero(case.invoice.currency)
    if case.open.minor <= 0 or running_letter(case, on):
        return nothing
    return max(nothing, interest_to_book(case, on, statutes))


def interest_law(case: Case) -> str | None:
    """Return the sections behind the start and the rate; the first alone where no interest runs."""
    start, country = interest_start(case), country_of(case.invoice.law)
    if start.on is None or start.law is None or country is None:
        return start.law
    return f"{start.law}; {country.RATE_LAW}"


def per_day(case: Case, on: date, statutes: Statutes) -> Decimal:
    """Return the interest in major units that each day after `on` costs, at the rate of `on`; exact.

    Zero when the case bears none, or when the rate is not known that far.
    """
    accrual = lawful_interest(case, on + timedelta(days=1), statutes)
    if not accrual.segments or accrual.known_through_hit:
        return Decimal(0)
    last, unpaid = accrual.segments[-1], principal_steps(case.ledger, case.invoice.currency)[-1].unpaid
    return unpaid.amount * last.rate / 100 / last.divisor


def owed(case: Case, on: date, statutes: Statutes) -> Owed:
    """Return what would settle a case on `on`, with its parts in the order of the ledger kinds."""
    accrual = lawful_interest(case, on, statutes)
    fresh = unbooked_interest(case, on, statutes)
    parts = [_interest(case, on, accrual, fresh) if kind is EntryKind.LATE_INTEREST else _booked(case, kind)
             for kind in EntryKind]  # fmt: skip
    return Owed(
        on=on,
        components=tuple(part for part in parts if part.amount),
        unused=tuple(part for part in parts if not part.amount and part.reason),
        open=case.open,
        unbooked_interest=fresh,
        known_through=accrual.known_through_hit,
    )


def _booked(case: Case, kind: EntryKind) -> Component:
    amounts = (entry.amount for entry in case.live_ledger if entry.kind is kind)
    law = LAW_OF[case.invoice.law].get(kind) if case.invoice.law else None
    return Component(kind, Money.total(amounts, case.invoice.currency), law=law)


def _interest(case: Case, on: date, accrual: Accrual, fresh: Money) -> Component:
    """Join booked and unbooked interest; the segments explain the sum only where they come to it."""
    start = interest_start(case)
    amount = booked_interest(case.ledger, case.invoice.currency) + fresh
    segments = accrual.segments if accrual.amount == amount else ()
    return Component(
        EntryKind.LATE_INTEREST,
        amount,
        first_day=segments[0].first_day if segments else None,
        last_day=segments[-1].last_day if segments else None,
        segments=segments,
        law=interest_law(case),
        reason=None if amount else _why_none(case, on, start.reason),
    )


def _why_none(case: Case, on: date, bears_none: str | None) -> str | None:
    if bears_none:
        return bears_none
    if case.open.minor <= 0:
        return Hindrance.PAID
    return Hindrance.LETTER_RUNNING if running_letter(case, on) else Hindrance.NOT_LATE
