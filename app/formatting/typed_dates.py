"""Days as people type them: `25/11`, `25 nov`, `2026-11-25`, `fre`, `i morgon`, `+7`, `om en vecka`.

The words of all our languages are understood at once: none of them means another day in another language.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from app.formatting.locales import LOCALES

_ELEVEN_MONTHS = timedelta(days=335)
_LEAP_SPAN = 8  # years between two 29 February, at most
_SHORTEST_WORD = 3
_YEARS = range(1900, 2200)  # as in the files we read; beyond them a day is a slip of the pen
# Patterns are kept as text: `re` compiles and remembers them when first used; the start needs none.
_YEAR_FIRST = r"(?a)(\d{4})([-/.]?)(\d{2})\2(\d{2})|(\d{4})([-/.])(\d{1,2})\6(\d{1,2})"
_DAY_FIRST = r"(?a)(\d{1,2})[-/.](\d{1,2})(?:(?:[-/.] ?| )(\d{4})|[-/.](\d{2}))?\.?"
_WITH_MONTH = r"(?a)(?:den |on )?(\d{1,2})(?:\.|st|nd|rd|th)? ?([a-z]+)\.?,? ?(\d{4}|\d{2})?"
_OFFSET = r"(?a)([+-]) ?(\d{1,4})"
_IN_A_WHILE = r"(?:om|in) (\w+) (\w+)"
_NEAR = {
    -1: ("i går", "igår", "yesterday"),
    0: ("i dag", "idag", "today"),
    1: ("i morgon", "imorgon", "i morgen", "imorgen", "tomorrow"),
    2: ("i övermorgon", "övermorgon", "i overmorgen", "overmorgen"),
}
_AWAY = {word: away for away, words in _NEAR.items() for word in words}
_UNITS = {
    **dict.fromkeys(("dag", "dagar", "dager", "day", "days"), "day"),
    **dict.fromkeys(("vecka", "veckor", "uke", "uker", "week", "weeks"), "week"),
    **dict.fromkeys(("månad", "månader", "måned", "måneder", "month", "months"), "month"),
}
_ARTICLES = {"ett": 1, "én": 1, "et": 1, "a": 1}
_COUNTS = {
    word: count for locale in LOCALES.values() for count, word in enumerate(locale.number_words)
} | _ARTICLES


def parse_date(text: str, today: date, *, past: bool = False) -> date | None:
    """Read a day, or return None where the text names none, or two that differ ("mån 25/11" on a Wednesday).

    A day without its year is the next one within eleven months, otherwise the latest one; a weekday is the
    next one after today. `past` leans the other way, for what has already happened. Days before 1900 and
    after 2199 are none.
    """
    found = _named(text, today, past=past)
    return found if found and found.year in _YEARS else None


def _named(text: str, today: date, *, past: bool) -> date | None:
    plain = " ".join(text.lower().replace("\u2212", "-").split())
    first, _space, rest = plain.partition(" ")
    named = _weekday_number(first.removesuffix(","))
    if named is not None and rest:
        day = _calendar_day(rest, today, past=past)
        return day if day and day.weekday() == named else None
    return _calendar_day(plain, today, past=past) or _away(plain, today) or _weekday(plain, today, past=past)


def _calendar_day(text: str, today: date, *, past: bool) -> date | None:
    if found := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = (
            int(part) for part in (found.group(1, 3, 4) if found[1] else found.group(5, 7, 8))
        )
        return _day(year, month, day)
    if found := re.fullmatch(_DAY_FIRST, text):
        return _in_year(found[3] or found[4], int(found[2]), int(found[1]), today, past=past)
    found = re.fullmatch(_WITH_MONTH, text)
    month_number = _month_number(found[2]) if found else None
    if not found or not month_number:
        return None
    return _in_year(found[3], month_number, int(found[1]), today, past=past)


def _away(text: str, today: date) -> date | None:
    """Read "i morgon", "+7", "om 2 veckor"."""
    if text in _AWAY:
        return today + timedelta(days=_AWAY[text])
    if found := re.fullmatch(_OFFSET, text):
        return today + timedelta(days=int(found[1] + found[2]))
    found = re.fullmatch(_IN_A_WHILE, text)
    if not found or found[2] not in _UNITS:
        return None
    count = int(found[1]) if re.fullmatch("[0-9]{1,4}", found[1]) else _COUNTS.get(found[1])
    if count is None:
        return None
    if _UNITS[found[2]] == "month":
        return _plus_months(today, count)
    return today + timedelta(days=count * (7 if _UNITS[found[2]] == "week" else 1))


def _weekday(text: str, today: date, *, past: bool) -> date | None:
    """Read "fre", "på fredag", "i måndags", "on Friday"; "på" and "i …s" say on which side it lies."""
    ahead, behind = text.startswith("på "), text.startswith("i ") and text.endswith("s")
    word = text[2:-1] if behind else text.removeprefix("på ").removeprefix("on ")
    number = _weekday_number(word)
    if number is None:
        return None
    if behind or (past and not ahead):
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _in_year(typed: str | None, month: int, day: int, today: date, *, past: bool) -> date | None:
    if typed:
        return _day(int(typed) + (2000 if len(typed) == 2 else 0), month, day)
    years = range(today.year - _LEAP_SPAN, today.year + _LEAP_SPAN + 1)
    candidates = [found for year in years if (found := _day(year, month, day))]
    later = [found for found in candidates if found >= today]
    earlier = [found for found in reversed(candidates) if found <= today]
    first, second = (earlier, later) if past else (later, earlier)
    near = [found for found in first if abs(found - today) <= _ELEVEN_MONTHS]
    return next(iter(near or second), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plus_months(today: date, count: int) -> date:
    """Return the same day of a later month, or its last day where it is shorter."""
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _weekday_number(word: str) -> int | None:
    return _number_of(word, [locale.weekdays for locale in LOCALES.values()])


def _month_number(word: str) -> int | None:
    number = _number_of(word, [locale.months for locale in LOCALES.values()])
    return None if number is None else number + 1


def _number_of(word: str, names: list[tuple[str, ...]]) -> int | None:
    """Return which name begins with the word, of which three letters are enough."""
    short = word.removesuffix(".")
    if len(short) < _SHORTEST_WORD:
        return None
    found = {at for row in names for at, name in enumerate(row) if name.lower().startswith(short)}
    return found.pop() if len(found) == 1 else None
