"""Small words that the other modules share: days, amounts and names as the screen says them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from app import formatting
from app.domain.money import Currency, Money
from app.i18n import language

if TYPE_CHECKING:
    from app.domain.party import Customer

_HOME = {"SE": Currency("SEK"), "NO": Currency("NOK")}
_WEEK = 7


def home_currency(country: str) -> Currency | None:
    """Return the currency that a firm of this country means by "kr"."""
    return _HOME.get(country)


class _Screen:
    """Which currency the screen calls "kr": that of the firm whose books are open."""

    home: Currency | None = None


def use_home(country: str) -> None:
    """Let "kr" mean the currency of this country from now on, in every language of the screen."""
    _Screen.home = home_currency(country)


def money(value: Money, home: str | None = None, *, whole: bool = True) -> str:
    """Return an amount in the language of the screen, without decimals where they are zero."""
    return formatting.money(value, language(), home=home or _Screen.home, whole=whole)


def said_day(day: date, today: date) -> str:
    """Return a day as it is said: "i måndags", "på fredag", "16 november"."""
    return formatting.relative_day(day, today, language())


def bare_day(day: date, today: date) -> str:
    """Return a day to put after "by" or "before": "måndag", "i dag", "16 november"."""
    away = (day - today).days
    if abs(away) <= 1:
        return formatting.relative_day(day, today, language())
    if 1 < away < _WEEK:
        return formatting.weekday(day, language())
    return dated(day, today)


def dated(day: date, today: date) -> str:
    """Return "16 november", with the year where it is not that of `today`."""
    write = formatting.day_month if day.year == today.year else formatting.long_date
    return write(day, language())


def short(day: date, today: date) -> str:
    """Return "16 nov", with the year where it is not that of `today`."""
    return formatting.short_date(day, language(), today=today)


def clock(at: str) -> str:
    """Return an hour kept as `10:30` the way the screen writes it; other words stay as they are."""
    try:
        return formatting.time_of_day(time.fromisoformat(at), language())
    except ValueError:
        return at


def count(number: int) -> str:
    """Return a number within a sentence: in words up to twelve."""
    return formatting.number_word(number, language())


def person(customer: Customer) -> str:
    """Return whom to talk to: the contact's first name, else the customer's name."""
    return customer.contact.name.split()[0] if customer.contact.name.strip() else customer.name
