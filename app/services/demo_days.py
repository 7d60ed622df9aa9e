"""The days of the demo: counted from today, so that the example looks the same whenever it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.domain.business_days import add_bank_days, previous_bank_day

Told = int | str
_BANK_DAYS = re.compile(r"([+-])(\d+)b")
_AFTER_DUE = re.compile(r"due\+(\d+)")
_FROM_TODAY = re.compile(r"[+-]\d+")
_OPENING = time(9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Days:
    """Reads the days of the example; `country` is the one whose bank days count."""

    today: date
    country: str

    @property
    def latest(self) -> date:
        """Return the latest bank day, today included."""
        return previous_bank_day(self.today, self.country)

    def day(self, told: Told, *, due_on: date | None = None) -> date:
        """Return the day meant by `-9` (calendar days from the latest bank day), `"-2b"`, `"+13"` or a name.

        `"due+3"` counts from the due date, `"this week"` is two days ahead, but not after Sunday.
        """
        if isinstance(told, int):
            return self.latest + timedelta(days=told)
        if due_on and (found := _AFTER_DUE.fullmatch(told)):
            return due_on + timedelta(days=int(found[1]))
        if found := _BANK_DAYS.fullmatch(told):
            return self._bank_day(int(found[2]), ahead=found[1] == "+")
        if _FROM_TODAY.fullmatch(told):
            return self.today + timedelta(days=int(told))
        if told == "this week":
            return self.today + timedelta(days=min(2, 6 - self.today.weekday()))
        if told == "today":
            return self.today
        raise ValueError(told)

    def _bank_day(self, count: int, *, ahead: bool) -> date:
        if ahead:
            return add_bank_days(self.today, count, self.country)
        day = self.latest
        for _n in range(count):
            day = previous_bank_day(day - timedelta(days=1), self.country)
        return day

    def due(self, told: int) -> date:
        """Return a due date: a day like the others, moved back to a bank day while it lies in the past."""
        day = self.day(told) if told < 0 else self.today + timedelta(days=told)
        return previous_bank_day(day, self.country) if told < 0 else day


class ToldClock:
    """A clock that is set by hand; each look at it is a second later, so that no two moments are the same."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._moment = datetime.combine(day, _OPENING)

    def today(self) -> date:
        return self._day

    def now(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment

    def turn_to(self, day: date) -> None:
        """Let it be the morning of another day; the clock runs on where it is that day already."""
        if day != self._day:
            self._day, self._moment = day, datetime.combine(day, _OPENING)
