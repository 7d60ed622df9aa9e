"""What a letter or plan adds to its cases: interest on each, one charge on the oldest that may bear it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import charges
from app.domain.amounts import interest_law, unbooked_interest
from app.domain.case import Case
from app.domain.charge import Charge, booked_fees
from app.domain.dated_table import Statutes
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.late_interest import Segment, lawful_interest
from app.domain.ledger import EntryKind
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An amount that the letter or plan books on a case once it has gone out.

    Attributes:
        first_day: For interest: the first day that was not claimed before; `last_day` is counted too.
        segments: For interest: how all of it came about; `amount` is what is new of it.
    """

    case_id: CaseId
    kind: EntryKind
    amount: Money
    law: str | None
    first_day: date | None = None
    last_day: date | None = None
    segments: tuple[Segment, ...] = ()


def interest(cases: tuple[Case, ...], on: date, statutes: Statutes) -> tuple[NewEntry, ...]:
    """Return the interest of each case that is lawful to the day and not booked yet."""
    fresh = ((case, unbooked_interest(case, on, statutes)) for case in cases)
    return tuple(_interest_entry(case, amount, on, statutes) for case, amount in fresh if amount)


def _interest_entry(case: Case, amount: Money, on: date, statutes: Statutes) -> NewEntry:
    segments = lawful_interest(case, on, statutes).segments
    booked = [entry.last_day for entry in case.live_ledger if entry.kind is EntryKind.LATE_INTEREST]
    claimed_to = max((day for day in booked if day), default=None)
    return NewEntry(
        case.invoice.id,
        EntryKind.LATE_INTEREST,
        amount,
        interest_law(case),
        first_day=claimed_to + timedelta(days=1) if claimed_to else segments[0].first_day,
        last_day=segments[-1].last_day,
        segments=segments,
    )


def letter_fee(
    cases: tuple[Case, ...], kind: LetterKind, on: date, statutes: Statutes, *, compensated: bool
) -> NewEntry:
    """Return the one fee of a letter; a compensation in the same letter swallows it."""
    step, oldest = f"{kind}_with_fee", cases[0].invoice.id
    if compensated:
        raise NotAllowedError(step, oldest, Hindrance.COVERED_BY_COMPENSATION, law=None, from_day=None)

    def judge(case: Case) -> Charge:
        charge = charges.letter_fee(kind, case, on, statutes)
        if charge is None:
            raise NotAllowedError(step, oldest, Hindrance.NO_FEE_IN_THIS_LETTER, law=None, from_day=None)
        return charge

    return _charge(cases, step, judge)


def compensation(cases: tuple[Case, ...], kind: LetterKind, on: date, statutes: Statutes) -> NewEntry:
    """Return the flat compensation, net of the fees booked before on every invoice of the letter."""
    step, oldest = "late_compensation", cases[0].invoice
    if not kind.is_formal:
        raise NotAllowedError(step, oldest.id, Hindrance.NO_FEE_IN_THIS_LETTER, law=None, from_day=None)
    fees = Money.total((booked_fees(case) for case in cases), oldest.currency)
    return _charge(cases, step, lambda case: charges.compensation(case, on, statutes, fees_booked=fees))


def plan_fee(cases: tuple[Case, ...], on: date, statutes: Statutes) -> NewEntry:
    """Return the one fee of a plan."""
    return _charge(cases, "plan_with_fee", lambda case: charges.plan_fee(case, on, statutes))


def _charge(cases: tuple[Case, ...], step: str, judge: Callable[[Case], Charge]) -> NewEntry:
    """Return a charge, whole, on the oldest case for which it is lawful.

    Without one it is refused, for the case on which it will be lawful first, else for the oldest.
    """
    judged = [(case, judge(case)) for case in cases]
    for case, charge in judged:
        if charge.amount is not None:
            return NewEntry(case.invoice.id, charge.kind, charge.amount, charge.law)
    case, charge = min(judged, key=lambda pair: pair[1].from_day or date.max)
    reason = charge.reason or Hindrance.AMOUNT_UNKNOWN
    raise NotAllowedError(step, case.invoice.id, reason, law=charge.law, from_day=charge.from_day)
