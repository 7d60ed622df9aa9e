"""Reading what people type, in the words of the screen; shared by every panel with a date or an amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from app import formatting
from app.domain.errors import RuleError
from app.domain.money import Currency, Money
from app.i18n import _, language
from app.services.calling import parse_clock
from app.services.errors import PastDayError
from app.services.explain.words import clock
from ui.view_models.workplace import words_for
from ui.widgets.field import AmountField, DateField, ReadField

_SATURDAY: Final = 5


def date_field(today: date, *, name: str, past: bool = False, earliest: date | None = None) -> DateField:
    """Return a field for a day; `past` leans towards days that have been, none lies before `earliest`.

    A day to come that falls on a weekend is remarked on.
    """

    def parse(text: str) -> date | None:
        day = formatting.parse_date(text, today, past=past)
        if day and earliest and day < earliest:
            raise PastDayError(day, earliest)
        return day

    return DateField(
        parse,
        lambda day: formatting.weekday_date(day, language(), today=today),
        _explain(_("Write the day like 25/11, Fri or +7.")),
        name=name,
        remark=None if past else _weekend,
    )


def _weekend(day: date) -> str:
    """Say that a day to come falls on a weekend, when few people pay or answer."""
    if day.weekday() < _SATURDAY:
        return ""
    said = _("{day} is a {weekday}.")
    tongue = language()
    return said.format(day=formatting.day_month(day, tongue), weekday=formatting.weekday(day, tongue))


def amount_field(currency: Currency, *, name: str) -> AmountField:
    """Return a field for an amount in one currency."""
    return AmountField(
        lambda text: formatting.parse_amount(text, currency),
        lambda amount: formatting.money(amount, language(), whole=True),
        _explain(_("Write the amount like 24 860,00.")),
        name=name,
    )


def clock_field(*, name: str) -> ReadField[str]:
    """Return a field for an hour such as 10.30."""
    return ReadField(parse_clock, clock, _explain(_("Write the time like 10.30.")), name=name)


def _explain(otherwise: str) -> Callable[[RuleError | None], str]:
    return lambda error: words_for(error) if error else otherwise


def shown(amount: Money) -> str:
    """Return an amount as a field shows it."""
    return formatting.money(amount, language(), whole=True)
