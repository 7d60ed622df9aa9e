"""Bank days: the days on which money can move, in Sweden and in Norway.

The rules stand here as two short tables and not in a library, because every start of the program asks for
them and the library that knows all the world's holidays takes longer to load than the work list to draw.
A test holds the tables against that library.

Every function takes the country as `SE` or `NO`. For any other, or `None`, Monday to Friday are bank days,
since we do not know that country's holidays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Holidays that can fall on Monday to Friday: (month, day), and days counted from Easter Sunday."""

    fixed: tuple[tuple[int, int], ...]
    from_easter: tuple[int, ...]
    midsummer_eve: bool = False


_CALENDARS = {
    # Lag (1989:253) om allmänna helgdagar, in its wording since 2005; the three eves close the banks, and
    # lag (1930:173) 2 § and skuldebrevslagen (1936:81) 5 § count them as holidays.
    "SE": _Calendar(
        fixed=((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)),
        from_easter=(-2, 1, 39),
        midsummer_eve=True,
    ),
    # Lov 1995-02-24-12 om helligdager § 2; lov 1947-04-26-1 om 1 og 17 mai § 1; gjeldsbrevloven § 5.
    "NO": _Calendar(
        fixed=((1, 1), (5, 1), (5, 17), (12, 25), (12, 26)),
        from_easter=(-3, -2, 1, 39, 50),
    ),
}


def is_bank_day(day: date, country: str | None) -> bool:
    """Say whether banks settle payments on the day."""
    return day.weekday() < 5 and day not in _closed(country, day.year)


def next_bank_day(day: date, country: str | None) -> date:
    """Return the day itself if it is a bank day, else the first one after it."""
    while not is_bank_day(day, country):
        day += _DAY
    return day


def previous_bank_day(day: date, country: str | None) -> date:
    """Return the day itself if it is a bank day, else the last one before it."""
    while not is_bank_day(day, country):
        day -= _DAY
    return day


def add_bank_days(day: date, count: int, country: str | None) -> date:
    """Return the `count`-th bank day after the day, which itself never counts; `count` is at least 1.

    Raises:
        ValueError: `count` is less than 1.
    """
    if count < 1:
        raise ValueError(count)
    for _ in range(count):
        day = next_bank_day(day + _DAY, country)
    return day


def bank_days_after(day: date, until: date, country: str | None) -> int:
    """Return how many bank days follow the day up to and with `until`; 0 if `until` is not later."""
    if until <= day:
        return 0
    years = range(day.year, until.year + 1)
    closed = sum(day < holiday <= until for year in years for holiday in _closed(country, year))
    return _weekdays_through(until) - _weekdays_through(day) - closed


def is_holiday(day: date, country: str | None) -> bool:
    """Say whether the day is a holiday on whichever day of the week; a plain Sunday is none."""
    return day in _holidays(country, day.year)


def last_bank_day(year: int, month: int, country: str | None) -> date:
    """Return the last bank day of a month (1 to 12)."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return previous_bank_day(following - _DAY, country)


def _weekdays_through(day: date) -> int:
    """Count the days from Monday to Friday since the calendar's first day, which was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


@lru_cache(maxsize=512)
def _closed(country: str | None, year: int) -> frozenset[date]:
    """Return the days from Monday to Friday of a year on which the banks are closed."""
    return frozenset(day for day in _holidays(country, year) if day.weekday() < 5)


@lru_cache(maxsize=64)
def _holidays(country: str | None, year: int) -> frozenset[date]:
    calendar = _CALENDARS.get(country or "")
    if calendar is None:
        return frozenset()
    easter = _easter_sunday(year)
    days = {date(year, month, day) for month, day in calendar.fixed}
    days |= {easter + timedelta(days=offset) for offset in calendar.from_easter}
    if calendar.midsummer_eve:
        days.add(_midsummer_eve(year))
    return frozenset(days)


def _midsummer_eve(year: int) -> date:
    """Return the Friday before the Saturday that falls on 20 to 26 June."""
    earliest = date(year, 6, 19)
    return earliest + timedelta(days=(4 - earliest.weekday()) % 7)


def _easter_sunday(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, drift = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * drift + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
