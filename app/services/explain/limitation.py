"""The last day on which a claim can be enforced, and what it is counted from."""

from __future__ import annotations

from app.domain.limitation import Limitation, Moved
from app.formatting import long_date
from app.i18n import N_, _, language

_SINCE = {
    Moved.SUPPLIED: N_("Counted from the day of the goods or the work, {day}."),
    Moved.ISSUED: N_("Counted from the day of the invoice, {day}."),
    Moved.DUE_AGREED: N_("Counted from the agreed due date, {day}."),
    Moved.LETTER_ARRIVED: N_("Counted anew since a letter is proved to have arrived, {day}."),
    Moved.PROMISE: N_("Counted anew since the written promise of {day}."),
    Moved.PAYMENT: N_("Counted anew since the payment of {day}."),
    Moved.INTEREST_PAID: N_("Counted anew since interest was paid, {day}."),
    Moved.PLAN: N_("Counted anew since the plan was signed, {day}."),
}


def last_day(found: Limitation) -> str:
    """Return the last day in full."""
    return long_date(found.on, language())


def why(found: Limitation) -> str:
    """Return what the period counts from, that it may have begun earlier, and the section."""
    said = _(_SINCE[found.moved_by]).format(day=long_date(found.since, language()))
    if found.may_be_earlier:
        said = f"{said} {_('It may have begun earlier: the day of the work is not known.')}"
    return f"{said} ({found.law})"
