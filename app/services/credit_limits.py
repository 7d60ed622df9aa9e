"""How much a customer may owe: set as facts of the customer, held against what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from app.domain.case import Case
from app.domain.credit_limit import CreditLimit, put_off_to
from app.domain.due import effective_due_on
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.formatting import AmbiguousAmountError, UnreadableAmountError, parse_amount
from app.i18n import _
from app.services.desk import Desk
from app.services.errors import UnreadableValueError
from app.services.explain.words import home_currency, money
from app.storage import credit_limits as store
from app.storage.firm import firm_country

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

AMOUNTS = frozenset({"credit_limit", "insured_limit"})
FIELDS: Mapping[str, str] = {
    "credit_limit": "own",
    "insured_limit": "insured",
    "extension_days": "extension_days",
    "report_days": "report_days",
}
"""The facts as the command line names them, and what holds them."""
_UNKNOWN = ("", "unknown")
_MOST_DAYS = 365


def limit_of(connection: Connection, customer_id: CustomerId) -> CreditLimit:
    """Return what was set for a customer."""
    return store.read_limit(connection, customer_id)


def currency_of(connection: Connection) -> Currency:
    """Return the currency of limits: that of the firm's country."""
    return home_currency(firm_country(connection)) or Currency("SEK")


def apart(changes: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts about credit and all others."""
    ours = {name: text for name, text in changes.items() if name in FIELDS}
    return ours, {name: text for name, text in changes.items() if name not in FIELDS}


def keep(work: UnitOfWork, connection: Connection, customer_id: CustomerId, said: Mapping[str, str]) -> None:
    """Store what was said about the credit of a customer, as part of an action; nothing said changes nothing.

    Raises:
        UnreadableValueError: An amount or a number of days cannot be read.
    """
    if not said:
        return
    currency = currency_of(connection)
    read: dict[str, Any] = {
        FIELDS[name]: _amount(name, text, currency) if name in AMOUNTS else _days(name, text)
        for name, text in said.items()
    }
    store.keep_limit(work, customer_id, replace(limit_of(connection, customer_id), **read), currency)


def answers(connection: Connection, customer_id: CustomerId) -> dict[str, str]:
    """Return what is known, written as it is typed; empty is unknown."""
    limit = limit_of(connection, customer_id)
    return {name: _typed(getattr(limit, field)) for name, field in FIELDS.items()}


def room(connection: Connection, customer_id: CustomerId, currency: Currency) -> tuple[Money, Money] | None:
    """Return the lowest limit and what is open, in the currency of a new invoice.

    `None` where no limit is known in it; nothing is converted.
    """
    lowest = limit_of(connection, customer_id).lowest
    if lowest is None or lowest.currency != currency:
        return None
    return lowest, store.owed_by(connection, customer_id, currency)


def waits_until(connection: Connection, case: Case) -> date | None:
    """Return the day to which the insurer lets the payment of a case wait; `None` where it is not known."""
    due_on = effective_due_on(case)
    return None if due_on is None else put_off_to(limit_of(connection, case.customer.id), due_on)


def figure(desk: Desk, customer_id: CustomerId) -> str:
    """Return the lowest limit and what is left of it, in words; empty where none was set."""
    with desk.database.reading() as connection:
        lowest = limit_of(connection, customer_id).lowest
        if lowest is None:
            return ""
        owed = store.owed_by(connection, customer_id, lowest.currency)
    words = _("{limit}, {left} left") if owed <= lowest else _("{limit}, {over} above it")
    return words.format(limit=money(lowest), left=money(lowest - owed), over=money(owed - lowest))


def _typed(value: Money | int | None) -> str:
    if isinstance(value, Money):
        return str(value.amount)
    return "" if value is None else str(value)


def _amount(name: str, text: str, currency: Currency) -> Money | None:
    if text.strip() in _UNKNOWN:
        return None
    try:
        found = parse_amount(text, currency)
    except (UnreadableAmountError, AmbiguousAmountError) as error:
        raise UnreadableValueError(name, text, "limit") from error
    if found.minor < 0:
        raise UnreadableValueError(name, text, "limit")
    return found


def _days(name: str, text: str) -> int | None:
    if text.strip() in _UNKNOWN:
        return None
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) > _MOST_DAYS:
        raise UnreadableValueError(name, text, "days")
    return int(text)
