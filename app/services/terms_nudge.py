"""A word before the due date: only for those whose history asks for it, and only where the user wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app import formatting
from app.domain.party import CustomerId
from app.i18n import _, language
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.terms_review import reviews
from app.storage import insight_reading
from app.storage.firm import read_setting, write_setting

_SETTING = "nudge_before_due"
_DAYS_AHEAD = 7
"""Calendar days before the due date from which a word is offered, the due date itself counted as the last."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """One invoice that falls due soon, of a customer who usually pays late."""

    customer_id: CustomerId
    words: str


def nudge_offered(desk: Desk) -> bool:
    """Say whether a word before the due date is offered at all; not unless the user turned it on."""
    with desk.database.reading() as connection:
        return bool(read_setting(connection, _SETTING))


def offer_nudge(desk: Desk, *, wanted: bool) -> Changes:
    """Turn the offer of a word before the due date on or off; nothing is ever sent by it."""
    with desk.begin() as work:
        write_setting(work, _SETTING, "yes" if wanted else "")
        work.commit()
    return Changes(kind="nudge_before_due")


def nudges(desk: Desk) -> tuple[Nudge, ...]:
    """Return the invoices to say a word about today, the earliest due first.

    Left out are those that wait for a promise, a plan, a dispute or a partner, and those about which there
    was a call, a letter or a note: one word is enough.
    """
    if not nudge_offered(desk):
        return ()
    today = desk.today()
    with desk.database.reading() as connection:
        soon = insight_reading.due_soon(connection, today, today + timedelta(days=_DAYS_AHEAD))
        late = {
            who
            for who in {each.customer_id for each in soon}
            if (found := reviews(desk, connection, who).get(who)) and found.wants_nudge
        }
    said = _("{name}: invoice {number} is due {day}.")
    return tuple(
        Nudge(
            each.customer_id,
            said.format(
                name=each.name,
                number=each.number,
                day=formatting.short_date(each.due_on, language(), today=today),
            ),
        )
        for each in soon
        if each.customer_id in late
    )
