"""How a customer usually pays, from invoices already paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

ENOUGH_INVOICES = 5


@dataclass(frozen=True, slots=True)
class UsualWindow:
    """The days after the due date on which a customer usually pays, both counted; 0 is the due date."""

    first_day: int
    last_day: int


def usual_window(days_late: Sequence[int]) -> UsualWindow | None:
    """Return the window from the 20th to the 80th percentile; `None` under five paid invoices.

    `days_late` are calendar days after the effective due date; payment in time counts as day 0.
    """
    if len(days_late) < ENOUGH_INVOICES:
        return None
    ordered = sorted(max(days, 0) for days in days_late)
    return UsualWindow(_percentile(ordered, 20), _percentile(ordered, 80))


def _percentile(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(ceil(len(ordered) * percent / 100) - 1, 0)]
