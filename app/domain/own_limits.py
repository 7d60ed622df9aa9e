"""Good manners towards those who owe: the user's own limits, tighter than what the law asks.

The hours are those that LOV-2026-05-22-19 § 15 lays on Norwegian agencies, Monday to Friday 08-21 and
Saturday 09-15. No law lays them on who asks for their own money, so every limit can be set or turned off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.business_days import is_holiday
from app.domain.case import Case
from app.domain.history import CallMade, Event, LetterKind, LetterSent, Outcome

MOST_DAYS = 60
_SATURDAY, _SUNDAY = 5, 6
_SATURDAY_HOURS = (9, 15)
_WHOLE_DAY = (0, 24)
_KIND_WORDS = (LetterKind.THANKS, LetterKind.APOLOGY)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user holds to.

    Attributes:
        days_between: Calendar days from one contact with a customer to the next; 0 sets no limit.
        first_hour: No call before this hour, 0 to 23.
        last_hour: No call from this hour on, 1 to 24. From 0 to 24 sets no limit, on no day of the week.
        saturday: Calls on Saturday too, within these hours and 09-15; never on Sundays and holidays.
        before_holiday: Ask before a letter is dated on the last day before a holiday.

    Raises:
        ValueError: A number lies outside these bounds.
    """

    days_between: int = 7
    first_hour: int = 8
    last_hour: int = 21
    saturday: bool = True
    before_holiday: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.days_between <= MOST_DAYS or not 0 <= self.first_hour < self.last_hour <= 24:
            raise ValueError(self)


def last_contact(cases: Iterable[Case]) -> date | None:
    """Return the latest day on which any of a customer's cases was spoken or written about.

    A call counts when somebody answered, a letter when it went out. Thanks and apologies do not count.
    """
    days = (
        entry.happened_on
        for case in cases
        for entry in case.live_history
        if _reaches_the_customer(entry.event)
    )
    return max(days, default=None)


def _reaches_the_customer(event: Event) -> bool:
    match event:
        case CallMade():
            return event.outcome is not Outcome.NO_ANSWER
        case LetterSent():
            return event.kind not in _KIND_WORDS
    return False


def too_soon(last: date | None, today: date, limits: Limits) -> bool:
    """Say whether fewer days than the limit lie between the last contact and a day, whichever comes first."""
    return last is not None and abs((today - last).days) < limits.days_between


def eve_of_holiday(day: date, country: str | None) -> bool:
    """Say whether a holiday follows the day, with at most the weekend between them."""
    following = day + timedelta(days=1)
    while following.weekday() >= _SATURDAY and not is_holiday(following, country):
        following += timedelta(days=1)
    return is_holiday(following, country)


def is_decent(moment: datetime, country: str | None, limits: Limits) -> bool:
    """Say whether the limits allow a call at a moment, given in the local time of who calls."""
    first, last = limits.first_hour, limits.last_hour
    if (first, last) == _WHOLE_DAY:
        return True
    if moment.weekday() == _SUNDAY or is_holiday(moment.date(), country):
        return False
    if moment.weekday() == _SATURDAY:
        first, last = max(first, _SATURDAY_HOURS[0]), min(last, _SATURDAY_HOURS[1])
        return limits.saturday and first <= moment.hour < last
    return first <= moment.hour < last
