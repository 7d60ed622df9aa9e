"""The user's own limits: seen and set, and said before a letter or a call that goes beyond them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from sqlite3 import Connection

from app.domain.case import Case
from app.domain.own_limits import Limits, eve_of_holiday, is_decent, last_contact, too_soon
from app.domain.party import CustomerId
from app.i18n import _, ngettext
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.words import said_day
from app.storage.firm import change_setting, read_setting

_SETTING = "own_limits"
DAYS = (0, 3, 5, 7, 10, 14)
"""What the settings offer, in calendar days."""
HOURS = ((0, 24), (7, 21), (8, 21), (8, 18), (9, 17))
"""What the settings offer, from which hour and until which."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What speaks against a letter today.

    Attributes:
        asks: What has to be answered with a yes before it goes out.
        alone: It is about this customer, and not about the day on which every letter goes out.
    """

    words: str
    asks: str
    alone: bool


def own_limits(desk: Desk) -> Limits:
    """Return what the user chose, the presets where nothing was chosen."""
    with desk.database.reading() as connection:
        return _limits(connection)


def set_own_limits(desk: Desk, limits: Limits) -> Changes:
    """Keep the limits; one action, which undo takes back."""
    with desk.begin() as work:
        change_setting(work, _SETTING, json.dumps(asdict(limits)))
        action_id = work.commit("own_limits", "")
    return Changes(action_id=action_id, kind="own_limits")


def before_letter(desk: Desk, case: Case) -> tuple[Remark, ...]:
    """Return what speaks against a letter to the customer of a case today; nothing within the limits."""
    limits, today = own_limits(desk), desk.today()
    found = []
    last = _recent_contact(desk, case.customer.id, limits)
    if last:
        asks = _("You were in touch with {name} lately. Shall the letter go out all the same?")
        found.append(Remark(_contact_words(last, today, limits), asks.format(name=case.customer.name), True))
    if limits.before_holiday and eve_of_holiday(today, case.country):
        said = _("A holiday comes next, so a letter of today may lie unread.")
        found.append(Remark(said, _("A holiday comes next. Shall it go out all the same?"), alone=False))
    return tuple(found)


def before_call(desk: Desk, case: Case) -> str:
    """Return what speaks against calling the customer of a case now; empty within the limits."""
    limits = own_limits(desk)
    last = _recent_contact(desk, case.customer.id, limits)
    said = [_contact_words(last, desk.today(), limits)] if last else []
    if not is_decent(desk.clock.now().astimezone(), case.country, limits):
        said.append(_("It is outside the hours in which you make calls."))
    return " ".join(said)


def days_words(days: int) -> str:
    """Return the days between contacts as the settings say them."""
    return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("No limit")


def hours_words(first: int, last: int) -> str:
    """Return the hours of calling as the settings say them."""
    if (first, last) == HOURS[0]:
        return _("At any hour")
    return _("{first}–{last}").format(first=first, last=last)


def _limits(connection: Connection) -> Limits:
    """Return the limits kept in the file; the presets where what stands there is none of ours."""
    known = {each.name for each in fields(Limits)}
    try:
        kept = json.loads(read_setting(connection, _SETTING) or "{}")
        return Limits(**{name: value for name, value in kept.items() if name in known})
    except (ValueError, TypeError, AttributeError):
        return Limits()


def _recent_contact(desk: Desk, customer_id: CustomerId, limits: Limits) -> date | None:
    """Return the day of the last contact if it is too recent for another; `None` if it is not."""
    from app.storage.contacts import contacted_cases

    today = desk.today()
    since = today - timedelta(days=limits.days_between)
    with desk.database.reading() as connection:
        case_ids = contacted_cases(connection, customer_id, since)
    if not case_ids:
        return None
    with desk.look() as work:
        last = last_contact(work.cases(case_ids).values())
    return last if too_soon(last, today, limits) else None


def _contact_words(last: date, today: date, limits: Limits) -> str:
    words = ngettext(
        "You were in touch {day}, and you want {n} day between contacts.",
        "You were in touch {day}, and you want {n} days between contacts.",
        limits.days_between,
    )
    return words.format(day=said_day(last, today), n=limits.days_between)
