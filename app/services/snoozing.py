"""The days to put something off to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.formatting import title_date, weekday_date
from app.i18n import _, language

_FRIDAY, _MONDAY, _WEEK = 4, 0, 7


@dataclass(frozen=True, slots=True)
class SnoozeDay:
    """One choice, in words that name the day."""

    words: str
    day: date


def snooze_days(today: date) -> tuple[SnoozeDay, ...]:
    """Return tomorrow, the Friday and the Monday to come, and a week from now."""
    tomorrow, week = today + timedelta(days=1), today + timedelta(days=_WEEK)
    friday, monday = _coming(today, _FRIDAY), _coming(today, _MONDAY)
    return (
        SnoozeDay(_near(_("Tomorrow"), tomorrow, today), tomorrow),
        SnoozeDay(title_date(friday, language()), friday),
        SnoozeDay(title_date(monday, language()), monday),
        SnoozeDay(_near(_("In a week"), week, today), week),
    )


def _near(name: str, day: date, today: date) -> str:
    return _("{name}, {day}").format(name=name, day=weekday_date(day, language(), today=today))


def _coming(today: date, weekday: int) -> date:
    """Return the next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % _WEEK + 1)
