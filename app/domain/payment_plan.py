"""Payment plans: agreed partial payments with days, equal to the öre."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

from app.domain.errors import RuleError
from app.domain.money import Money

PlanId = NewType("PlanId", int)


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    LAST_BANK_DAY = "last-bank-day"


class PlanState(StrEnum):
    """Draft, printed and signed in that order; only `SIGNED` is active and books anything."""

    DRAFT = "draft"
    PRINTED = "printed"
    SIGNED = "signed"
    DONE = "done"
    BROKEN = "broken"


class PlanInterest(StrEnum):
    """Interest while the plan is kept: none, or as the law gives it."""

    NONE = "none"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class Instalment:
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Plan:
    """One agreement over one or more cases of one customer, one law, one currency.

    Attributes:
        paid: What its cases have received since it was signed; `None` before that.
    """

    id: PlanId
    state: PlanState
    instalments: tuple[Instalment, ...]
    made_on: date
    signed_on: date | None = None
    interest: PlanInterest = PlanInterest.NONE
    paid: Money | None = None

    @property
    def total(self) -> Money:
        return Money.total((part.amount for part in self.instalments), self.instalments[0].amount.currency)


class PlanSumError(RuleError):
    """The instalments do not sum to what the plan covers."""

    def __init__(self, expected: Money, found: Money) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found


class PlanShapeError(RuleError):
    """Too few or too many instalments, or amounts that are not positive."""

    def __init__(self, instalments: int) -> None:
        super().__init__(instalments)
        self.instalments = instalments


MAX_INSTALMENTS = 120
LATE_AFTER_DAYS = 7
"""Calendar days an instalment may be late, by the agreement, before we may end the plan in writing."""
SETTLE_WITHIN_DAYS = 10
"""Calendar days that the agreement then gives for all that is left."""


def days(first: date, count: int, rhythm: Rhythm, *, next_bank_day: Callable[[date], date],
         last_bank_day: Callable[[int, int], date]) -> tuple[date, ...]:  # fmt: skip
    """Return `count` payment days; the first as given, moved like the rest to a bank day.

    Monthly keeps the day of the month (the last one where the month is shorter).

    Raises:
        PlanShapeError: There are none, or too many.
    """
    if not 1 <= count <= MAX_INSTALMENTS:
        raise PlanShapeError(count)
    if rhythm is Rhythm.LAST_BANK_DAY:
        later = (_months_on(first, n) for n in range(1, count))
        return (next_bank_day(first), *(last_bank_day(day.year, day.month) for day in later))
    if rhythm is Rhythm.MONTHLY:
        return tuple(next_bank_day(_months_on(first, n)) for n in range(count))
    step = timedelta(days=7 if rhythm is Rhythm.WEEKLY else 14)
    return tuple(next_bank_day(first + n * step) for n in range(count))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def spread(total: Money, due: Sequence[date]) -> tuple[Instalment, ...]:
    """Split a sum over days in whole units, rounded down; the last instalment takes the rest.

    Raises:
        PlanShapeError: There are no days, too many, or less than one whole unit a day.
    """
    count = len(due)
    unit = 10**total.currency.digits
    if not 1 <= count <= MAX_INSTALMENTS or total.minor < count * unit:
        raise PlanShapeError(count)
    each = Money(total.minor // count // unit * unit, total.currency)
    last = Money(total.minor - each.minor * (count - 1), total.currency)
    return (*(Instalment(day, each) for day in due[:-1]), Instalment(due[-1], last))


def spread_by(total: Money, due: Sequence[date], each: Money) -> tuple[Instalment, ...]:
    """Split a sum over days with `each` on every day but the last, which takes the rest.

    Raises:
        PlanShapeError: There are no days, too many, or nothing is left for the last one.
    """
    count = len(due)
    last = total - Money(each.minor * (count - 1), total.currency)
    if not 1 <= count <= MAX_INSTALMENTS or each.minor <= 0 or last.minor <= 0:
        raise PlanShapeError(count)
    return (*(Instalment(day, each) for day in due[:-1]), Instalment(due[-1], last))


def count_by(total: Money, each: Money) -> int:
    """Return how many instalments of `each` cover a sum; a rest below a tenth of it joins the one before.

    Raises:
        PlanShapeError: `each` is nothing, or so small that there would be too many.
    """
    if each.minor <= 0:
        raise PlanShapeError(0)
    whole, rest = divmod(total.minor, each.minor)
    count = max(1, whole + (rest * 10 >= each.minor))
    if count > MAX_INSTALMENTS:
        raise PlanShapeError(count)
    return count


def respread(total: Money, rows: Sequence[Instalment], locked: frozenset[int]) -> tuple[Instalment, ...]:
    """Spread what the locked rows leave over the others, the last of which takes the rest.

    Raises:
        PlanSumError: Every row is locked and they do not sum to `total`, or they leave too little.
    """
    fixed = Money.total((row.amount for n, row in enumerate(rows) if n in locked), total.currency)
    free = [n for n in range(len(rows)) if n not in locked]
    left = total - fixed
    if not free or left.minor < len(free) * 10**total.currency.digits:
        if left.minor == 0 and not free:
            return tuple(rows)
        raise PlanSumError(total, fixed)
    fresh = iter(spread(left, [rows[n].due_on for n in free]))
    return tuple(row if n in locked else next(fresh) for n, row in enumerate(rows))


def check(plan_total: Money, rows: Sequence[Instalment]) -> None:
    """Refuse a plan whose rows do not sum to the öre, or that has a row of nothing or less."""
    found = Money.total((row.amount for row in rows), plan_total.currency)
    if found != plan_total:
        raise PlanSumError(plan_total, found)
    if not 1 <= len(rows) <= MAX_INSTALMENTS or any(row.amount.minor <= 0 for row in rows):
        raise PlanShapeError(len(rows))


def paid_instalments(plan: Plan, paid: Money) -> int:
    """Return how many instalments the money paid since signing covers, in order."""
    covered, count = 0, 0
    for part in plan.instalments:
        covered += part.amount.minor
        if paid.minor < covered:
            break
        count += 1
    return count


def next_unpaid(plan: Plan, paid: Money) -> Instalment | None:
    """Return the instalment that money is waited for, or `None` when all are paid."""
    count = paid_instalments(plan, paid)
    return plan.instalments[count] if count < len(plan.instalments) else None
