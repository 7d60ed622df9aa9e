"""The days to put something off to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.formatting import full_day
from app.i18n import N_, _, language

_FRIDAY, _MONDAY, _WEEK = 4, 0, 7
_NAMES = (N_("Tomorrow"), "", "", N_("In a week"))


@dataclass(frozen=True, slots=True)
class SnoozeDay:
    """One choice: what it is called, empty where the day says it by its weekday, and the day in full."""

    words: str
    beside: str
    day: date


def snooze_days(today: date) -> tuple[SnoozeDay, ...]:
    """Return tomorrow, the Friday and the Monday to come, and a week from now."""
    days = (
        today + timedelta(days=1),
        _coming(today, _FRIDAY),
        _coming(today, _MONDAY),
        today + timedelta(days=_WEEK),
    )
    return tuple(
        SnoozeDay(name and _(name), full_day(day, language()), day)
        for name, day in zip(_NAMES, days, strict=True)
    )


def _coming(today: date, weekday: int) -> date:
    """Return the next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % _WEEK + 1)
