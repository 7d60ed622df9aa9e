"""The credit limit of a customer: one row, each change with a way back."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TYPE_CHECKING

from app.domain.credit_limit import CreditLimit
from app.domain.money import Currency, Money
from app.domain.party import CustomerId

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_LIMIT = """
SELECT id, currency, limit_minor, insured_minor, extension_days, report_days FROM credit
WHERE customer_id = ? AND withdrawn = 0 ORDER BY id DESC LIMIT 1
"""
_OWED = "SELECT coalesce(sum(open_minor), 0) FROM case_summary WHERE customer_id = ? AND currency = ?"


def read_limit(connection: Connection, customer_id: CustomerId) -> CreditLimit:
    """Return what was set for a customer, all unknown where nothing was."""
    row = connection.execute(_LIMIT, (customer_id,)).fetchone()
    if row is None:
        return CreditLimit()
    own, insured = (None if minor is None else Money(minor, Currency(row[1])) for minor in row[2:4])
    return CreditLimit(own, insured, row[4], row[5])


def owed_by(connection: Connection, customer_id: CustomerId, currency: Currency) -> Money:
    """Return what is open on all invoices of a customer in one currency."""
    (minor,) = connection.execute(_OWED, (customer_id, str(currency))).fetchone()
    return Money(int(minor), currency)


def keep_limit(work: UnitOfWork, customer_id: CustomerId, limit: CreditLimit, currency: Currency) -> None:
    """Store the limit of a customer as it now is; `currency` is that of its amounts."""
    from app.storage.case_tables import CreditRow
    from app.storage.rows import driver

    values = {
        "currency": str(currency),
        "limit_minor": None if limit.own is None else limit.own.minor,
        "insured_minor": None if limit.insured is None else limit.insured.minor,
        "extension_days": limit.extension_days,
        "report_days": limit.report_days,
        "set_on": work.moment.today.isoformat(),
    }
    row = driver(work.session).execute(_LIMIT, (customer_id,)).fetchone()
    if row is None:
        work.insert(CreditRow, values | {"customer_id": customer_id})
    else:
        work.change(CreditRow, row[0], values)
