"""The amounts of a case: appended, never edited; a mistake is cancelled by its reversal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from app.domain.cancelling import stands
from app.domain.invoice import CaseId
from app.domain.money import Currency, Money

EntryId = NewType("EntryId", int)


class EntryKind(StrEnum):
    """What an amount is. Claims are positive; what lowers them is negative."""

    PRINCIPAL = "principal"
    LATE_INTEREST = "late_interest"
    REMINDER_FEE = "reminder_fee"
    COLLECTION_FEE = "collection_fee"
    PLAN_FEE = "plan_fee"
    LATE_COMPENSATION = "late_compensation"
    CREDIT = "credit"
    PAYMENT = "payment"
    WRITE_OFF = "write_off"


CHARGES = frozenset(
    {EntryKind.REMINDER_FEE, EntryKind.COLLECTION_FEE, EntryKind.PLAN_FEE, EntryKind.LATE_COMPENSATION}
)
LOWERING = frozenset({EntryKind.CREDIT, EntryKind.PAYMENT, EntryKind.WRITE_OFF})


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One amount on one case.

    Attributes:
        booked_on: When we wrote it.
        effective_on: When it counts: day of payment, day of sending.
        reverses: The entry that this one cancels.
        calculation: For interest: first and last day and how it came about, in figures.
    """

    id: EntryId
    case_id: CaseId
    kind: EntryKind
    amount: Money
    booked_on: date
    effective_on: date
    reverses: EntryId | None = None
    first_day: date | None = None
    last_day: date | None = None
    calculation: str = ""


def standing(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return the entries that count: neither reversals nor what a standing reversal cancels."""
    known = tuple(entries)
    reversed_by: dict[int, int] = {entry.reverses: entry.id for entry in known if entry.reverses is not None}
    if not reversed_by:
        return known
    return tuple(entry for entry in known if entry.reverses is None and stands(entry.id, reversed_by))


def balance(entries: Iterable[LedgerEntry], currency: Currency) -> Money:
    """Return what is open: the sum of the ledger, reversals included."""
    return Money.total((entry.amount for entry in entries), currency)


@dataclass(frozen=True, slots=True)
class Split:
    """What is left of each part of a case after payments: principal first, then interest, then charges."""

    principal: Money
    interest: Money
    charges: Money


def split(entries: Sequence[LedgerEntry], currency: Currency) -> Split:
    """Lay what lowers a case on principal, then interest, then charges (where money beyond all three stays).

    Credit notes, payments and write-offs follow the same order, which costs the customer least.
    """
    live = standing(entries)
    left = -sum(entry.amount.minor for entry in live if entry.kind in LOWERING)
    parts = []
    for kinds in ({EntryKind.PRINCIPAL}, {EntryKind.LATE_INTEREST}):
        claimed = sum(entry.amount.minor for entry in live if entry.kind in kinds)
        taken = min(max(left, 0), claimed)
        parts.append(Money(claimed - taken, currency))
        left -= taken
    charged = sum(entry.amount.minor for entry in live if entry.kind in CHARGES)
    return Split(parts[0], parts[1], Money(charged - left, currency))


@dataclass(frozen=True, slots=True)
class PrincipalStep:
    """From this day on (the day itself still bears the earlier sum) so much principal is unpaid."""

    after: date
    unpaid: Money


def principal_steps(entries: Sequence[LedgerEntry], currency: Currency) -> tuple[PrincipalStep, ...]:
    """Return how the unpaid principal falls, oldest day first; never below zero.

    The first step is the day the claim began. A payment on a day still leaves that day bearing interest
    on the earlier sum: `days = paid - start`.
    """
    by_day: dict[date, int] = {}
    for entry in standing(entries):
        if entry.kind is EntryKind.PRINCIPAL or entry.kind in LOWERING:
            by_day[entry.effective_on] = by_day.get(entry.effective_on, 0) + entry.amount.minor
    unpaid, steps = 0, []
    for day in sorted(by_day):
        unpaid += by_day[day]
        steps.append(PrincipalStep(day, Money(max(unpaid, 0), currency)))
    return tuple(steps)


def booked_interest(entries: Iterable[LedgerEntry], currency: Currency) -> Money:
    """Return the interest claimed so far, whether paid or not."""
    return Money.total(
        (entry.amount for entry in standing(entries) if entry.kind is EntryKind.LATE_INTEREST), currency
    )
