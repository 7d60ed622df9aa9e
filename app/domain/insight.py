"""What the past says in plain figures: medians and spreads, and when there is too little to say anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from app.domain.payer import ENOUGH_INVOICES, usual_window

AGE_STARTS = (1, 15, 31, 61)
"""First day late of each age after *not due*, in calendar days."""
CREDITED_WITHIN = 30
"""A payment is put down to the last contact before it when no more calendar days lie between."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some numbers of days, and where most of them lie.

    Attributes:
        count: How many there are; at least `ENOUGH_INVOICES`.
        first, last: The 20th and the 80th percentile.
    """

    count: int
    median: int
    first: int
    last: int


def spread(days: Sequence[int]) -> Spread | None:
    """Return the spread of numbers of days, below zero counted as 0; `None` when too few to say."""
    window = usual_window(days)
    if window is None:
        return None
    return Spread(len(days), median_low([max(each, 0) for each in days]), window.first_day, window.last_day)


@dataclass(frozen=True, slots=True)
class Paid:
    """An invoice that was paid on a day, so many calendar days after its effective due date."""

    on: date
    days: int


@dataclass(frozen=True, slots=True)
class Month:
    """The median of a month, named by its first day; `None` in a month without any payment."""

    first_day: date
    count: int
    median: int | None


def months_of(paid: Iterable[Paid]) -> tuple[Month, ...]:
    """Return the months from the first to the last payment, none left out; in time counts as 0 days."""
    by_month: dict[date, list[int]] = defaultdict(list)
    for each in paid:
        by_month[each.on.replace(day=1)].append(max(each.days, 0))
    if not by_month:
        return ()
    found, month = [], min(by_month)
    while month <= max(by_month):
        days = by_month.get(month, [])
        found.append(Month(month, len(days), median_low(days) if days else None))
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(found)


def change(paid: Sequence[Paid], today: date) -> int | None:
    """Return how many days later customers pay now than a year ago; below zero when sooner.

    The last 90 days are compared with the 90 days that ended a year ago; `None` when either is too few.
    """
    now = spread([each.days for each in paid if today - timedelta(days=90) < each.on <= today])
    then_day = today - timedelta(days=365)
    then = spread([each.days for each in paid if then_day - timedelta(days=90) < each.on <= then_day])
    return now.median - then.median if now and then else None


def expected_on(due_on: date, days_late: Sequence[int], today: date) -> date | None:
    """Return the day on which a customer's habit lets money be expected.

    `None` when the customer has paid too few invoices to say, or when the usual day has passed: then the
    habit says nothing more.
    """
    habit = spread(days_late)
    if habit is None:
        return None
    day = due_on + timedelta(days=habit.median)
    return day if day >= today else None


def monday(day: date) -> date:
    """Return the first day of the week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Contact:
    """A call, a letter or a plan about a case; `kind` says which."""

    on: date
    kind: str


def what_worked(contacts: Sequence[Contact], payments: Sequence[date]) -> tuple[tuple[str, int], ...]:
    """Return for each payment of one case the last contact before it, and after how many days it came.

    A payment without any contact in the `CREDITED_WITHIN` days before it is put down to none.
    """
    found = []
    for day in payments:
        before = [each for each in contacts if each.on <= day <= each.on + timedelta(days=CREDITED_WITHIN)]
        if before:
            last = max(before, key=lambda each: each.on)
            found.append((last.kind, (day - last.on).days))
    return tuple(found)


def is_enough(count: int) -> bool:
    """Say whether so many allow something to be said."""
    return count >= ENOUGH_INVOICES
