"""A promise to pay: an amount and a day that the customer named."""

from __future__ import annotations

from datetime import date

from app.domain.errors import RuleError
from app.domain.history import PromiseMade
from app.domain.money import Money

PROMISE_PRESET_DAYS = 7


class PromiseInThePastError(RuleError):
    """The promised day lies before the day on which it was promised."""

    def __init__(self, promised_by: date, today: date) -> None:
        super().__init__(promised_by, today)
        self.promised_by = promised_by
        self.today = today


class AmountNotPositiveError(RuleError):
    """An amount that must be more than nothing is not."""

    def __init__(self, amount: Money) -> None:
        super().__init__(amount)
        self.amount = amount


def promise(amount: Money, promised_by: date, *, today: date) -> PromiseMade:
    """Take down a promise; the day it is made counts as a promise for the same day.

    Raises:
        PromiseInThePastError: The day has passed.
        AmountNotPositiveError: Nothing is promised.
    """
    if promised_by < today:
        raise PromiseInThePastError(promised_by, today)
    if amount.minor <= 0:
        raise AmountNotPositiveError(amount)
    return PromiseMade(amount, promised_by)
