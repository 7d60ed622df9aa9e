"""The sums of the morning: totals and the ageing bar. Currencies are never added together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.money import Currency, Money
from app.i18n import N_, _, pgettext
from app.services.explain.words import money
from app.storage.worklist import AGES, Figures

_AGES = {
    "not_due": N_("Not due"),
    "1-14": N_("1–14 days"),
    "15-30": N_("15–30"),
    "31-60": N_("31–60"),
    "over_60": N_("Over 60"),
}


class Sum(NamedTuple):
    """One total: the firm's own currency, and the others beside it ("+ 12 400 NOK")."""

    label: str
    amount: str
    also: str = ""


class Age(NamedTuple):
    """One part of the ageing bar; `step` counts from 0 (not due) to 4 (oldest), `weight` is its share."""

    key: str
    step: int
    label: str
    amount: str
    weight: int


def own_first(figures: Sequence[Figures], home: Currency | None) -> list[Figures]:
    """Return the figures with the firm's own currency first; before a firm is named, the largest."""
    return sorted(figures, key=lambda figure: figure.currency != home)


def totals(sums: Sequence[Figures], home: Currency | None) -> tuple[Sum, ...]:
    rows = (
        (pgettext("total", "Overdue"), [figure.overdue for figure in sums]),
        (_("Promised until Sunday"), [figure.promised for figure in sums]),
        (_("Came in the last 7 days"), [figure.came_in for figure in sums]),
    )
    return tuple(_sum(label, amounts, home) for label, amounts in rows)


def _sum(label: str, amounts: Sequence[Money], home: Currency | None) -> Sum:
    """Return a total; a currency of its own stands first, and currencies are never added together."""
    own = home or (amounts[0].currency if amounts else Currency("SEK"))
    first = next((amount for amount in amounts if amount.currency == own), Money.zero(own))
    others = [amount for amount in amounts if amount.currency != own]
    return Sum(label, money(first, home), also(others, home))


def also(amounts: Sequence[Money], home: Currency | None) -> str:
    """Return sums in other currencies to stand after the first: "+ 12 400 NOK"."""
    shown = [_("+ {amount}").format(amount=money(amount, home)) for amount in amounts if amount]
    return " ".join(shown)


def ages(figure: Figures, home: Currency | None) -> tuple[Age, ...]:
    """Return the parts of the bar that hold anything."""
    return tuple(
        Age(key, step, _(_AGES[key]), money(amount, home), amount.minor)
        for step, ((_from_day, key), amount) in enumerate(zip(AGES, figure.ages, strict=True))
        if amount.minor > 0
    )
