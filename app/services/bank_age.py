"""How old the bank data is, and what waits until it is fresh: nobody who has paid is to be chased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.allowed import MAX_BANK_DATA_AGE
from app.domain.business_days import bank_days_after
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.words import said_day
from app.storage.firm import READ_THROUGH, firm_country, read_through, write_setting


@dataclass(frozen=True, slots=True)
class BankAge:
    """Up to which day payments have been read in, and whether that is too long ago to chase anybody."""

    read_through: date | None
    is_stale: bool
    words: str


def bank_age(desk: Desk) -> BankAge:
    """Return how old the bank data is today, in one sentence."""
    with desk.database.reading() as connection:
        through = read_through(connection)
        country = firm_country(connection)
    if through is None:
        return BankAge(None, is_stale=True, words=_("No payments have been read in yet."))
    today = desk.today()
    is_stale = bank_days_after(through, today, country) > MAX_BANK_DATA_AGE
    said = _("The latest payments were read in {day}.")
    return BankAge(through, is_stale, said.format(day=said_day(through, today)))


def confirm_checked(desk: Desk) -> Changes:
    """Note that the user has looked at the account today and that nothing more has come in."""
    return read_through_is(desk, desk.today())


def read_through_is(desk: Desk, day: date | None) -> Changes:
    """Note through which day payments are known, so that a look at the account can be taken back too."""
    with desk.begin() as work:
        write_setting(work, READ_THROUGH, day.isoformat() if day else "")
        work.commit()
    return Changes(kind="confirm_checked")
