"""How much may be let go without a letter about it: the user's own limit."""

from __future__ import annotations

from sqlite3 import Connection

from app.domain.errors import RuleError
from app.domain.money import Currency, Money
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.storage.firm import read_setting, write_setting

_SETTING = "write_off_limit"
PRESET_LIMIT = 10
HIGHEST_LIMIT = 1000
LIMITS = (0, 10, 25, 50, 100)
"""What the settings offer, in whole kronor."""


class LimitOutOfRangeError(RuleError):
    """The limit is below nothing or above `highest` whole units."""

    def __init__(self, limit: int, highest: int) -> None:
        super().__init__(limit, highest)
        self.limit = limit
        self.highest = highest


def write_off_limit(desk: Desk) -> int:
    """Return how many whole kronor may be written off when a payment is too little."""
    with desk.database.reading() as connection:
        return write_off_limit_of(connection)


def write_off_limit_of(connection: Connection) -> int:
    """Return the limit as an open connection shows it."""
    text = read_setting(connection, _SETTING)
    return int(text) if text else PRESET_LIMIT


def set_write_off_limit(desk: Desk, limit: int) -> Changes:
    """Keep the limit, in whole kronor.

    Raises:
        LimitOutOfRangeError: It is below nothing or above a thousand.
    """
    if not 0 <= limit <= HIGHEST_LIMIT:
        raise LimitOutOfRangeError(limit, HIGHEST_LIMIT)
    with desk.begin() as work:
        write_setting(work, _SETTING, str(limit))
        work.commit()
    return Changes(kind="set_write_off_limit")


def limit_words(limit: int) -> str:
    """Return a limit as the settings say it."""
    return _("{n} kr").format(n=limit) if limit else _("nothing")


def as_money(limit: int, currency: Currency) -> Money:
    """Return a limit of whole units in a currency."""
    return Money(limit * 10**currency.digits, currency)
