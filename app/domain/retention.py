"""Until when bookkeeping law keeps a record, and from when a note about a closed case has served its time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

_MONTHS = 12


def kept_through(year: int, years: Decimal) -> date:
    """Return the last day on which the records of a fiscal year have to be kept.

    The fiscal year is the calendar year. `years` are counted from its end, whole or halves: 7 in Sweden
    (Bokföringslagen 7 kap. 2 §), 5 or 3.5 in Norway (bokføringsloven § 13).
    """
    return _months_on(date(year, _MONTHS, 31), int(years * _MONTHS))


def notes_kept_from(today: date, months: int) -> date:
    """Return the first day of closing whose notes are still kept; cases closed before it have had theirs."""
    return _months_on(today, -months)


def _months_on(day: date, months: int) -> date:
    """Return the same day so many months on; the last day of a month stays the last."""
    total = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(total, _MONTHS)
    longest = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if is_last else min(day.day, longest))
