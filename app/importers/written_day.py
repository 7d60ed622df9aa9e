"""Days as people and programs write them, read alike for a whole column."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Order = Literal["ymd", "dmy", "mdy", ""]

_TIME = re.compile(
    r"(?<=[0-9])[T ]+[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)?\s*"
    r"(Z|[+-][0-9]{2}:?[0-9]{2}|[AaPp][Mm])?$"
)
_YEAR_FIRST = re.compile(r"([12][0-9]{3})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})")
_EIGHT_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_SIX_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})[-./ ]([12][0-9]{3}|[0-9]{2})")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]+,?\s+)?([0-9]{1,2})\.?[\s-]*([^\W\d]{3,9})\.?,?[\s-]*([12][0-9]{3}|[0-9]{2})"
)
_MONTH_DAY = re.compile(r"([^\W\d]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([12][0-9]{3})")
_SERIAL = re.compile(r"([0-9]{5})([.,][0-9]+)?")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "mai": 5, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12, "des": 12,
}  # fmt: skip
_ORDERS: tuple[Order, ...] = ("ymd", "dmy", "mdy")
_TWO_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
# The serial days of 1982 to 2064; other five-figure numbers are no days of an invoice.
_SERIALS = range(30_000, 60_200)
# Beyond them a day is a slip of the pen.
_YEARS = range(1900, 2200)
_SERIAL_ORIGIN = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Parts:
    """Three numbers that stand for a day.

    Attributes:
        numbers: In the order written, or year, month, day where `orders` is that alone.
        orders: The orders that the way of writing allows, the likeliest first.
    """

    numbers: tuple[int, int, int]
    orders: tuple[Order, ...]


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Parts | None:
    """Return the parts of something written like a day, even of one that does not exist; else `None`."""
    bare = _TIME.sub("", text.strip()).strip()
    for pattern in (_YEAR_FIRST, _EIGHT_DIGITS):
        if found := pattern.fullmatch(bare):
            return Parts((int(found[1]), int(found[2]), int(found[3])), ("ymd",))
    if found := _YEAR_LAST.fullmatch(bare):
        return _year_last(found)
    return _in_words(bare) or _in_figures(bare)


def _year_last(found: re.Match[str]) -> Parts:
    numbers = (int(found[1]), int(found[3]), int(found[4]))
    if len(found[4]) == 4 or found[2] != "-":
        return Parts(numbers, ("dmy", "mdy"))
    return Parts(numbers, ("ymd", "dmy", "mdy"))


def _in_words(bare: str) -> Parts | None:
    if found := _DAY_MONTH.fullmatch(bare):
        day, word, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(bare):
        word, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _MONTHS.get(word[:3].lower())
    return Parts((_full_year(int(year)), month, int(day)), ("ymd",)) if month else None


def _in_figures(bare: str) -> Parts | None:
    found = _SERIAL.fullmatch(bare)
    if found and int(found[1]) in _SERIALS:
        day = _SERIAL_ORIGIN + timedelta(days=int(found[1]))
        return Parts((day.year, day.month, day.day), ("ymd",))
    if short := _SIX_DIGITS.fullmatch(bare):
        return Parts((_full_year(int(short[1])), int(short[2]), int(short[3])), ("ymd",))
    return None


def _full_year(year: int) -> int:
    return year if year >= 100 else 2000 + year


def _arranged(parts: Parts, order: Order) -> tuple[int, int, int]:
    first, second, third = parts.numbers
    if order == "ymd":
        return _full_year(first), second, third
    return (_full_year(third), second, first) if order == "dmy" else (_full_year(third), first, second)


def to_date(parts: Parts, order: Order) -> date | None:
    """Return the day, read in this order where the way of writing allows it; `None` if it does not exist."""
    year, month, day = _arranged(parts, order if order in parts.orders else parts.orders[0])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 4, month)[1] or year not in _YEARS:
        return None
    return date(year, month, day)


def last_of_month(parts: Parts, order: Order) -> date | None:
    """Return the last day of the month that a day past its end names, such as 31 November; else `None`."""
    year, month, day = _arranged(parts, order if order in parts.orders else parts.orders[0])
    if not 1 <= month <= 12 or not 28 < day <= 31 or year not in _YEARS:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def date_order(texts: Iterable[str]) -> Order:
    """Return the order in which most of these texts are days that exist; `""` where none is a day.

    Where day and month could change places throughout, the Nordic order (day first) wins.
    """
    found = [parts for text in texts if (parts := take_apart(text))]
    counts = {order: _fitting(found, order) for order in _ORDERS}
    return max(_ORDERS, key=lambda order: counts[order]) if any(counts.values()) else ""


def _fitting(found: list[Parts], order: Order) -> int:
    return sum(order in each.orders and to_date(each, order) is not None for each in found)


def is_order_proven(texts: Iterable[str]) -> bool:
    """Say whether these texts leave no doubt which number is the day and which the month."""
    found = [parts for text in texts if (parts := take_apart(text)) and len(parts.orders) > 1]
    as_dmy, as_mdy = (sum(to_date(each, order) is not None for each in found) for order in _TWO_ORDERS)
    return not found or as_dmy != as_mdy
