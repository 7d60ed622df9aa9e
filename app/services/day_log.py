"""What was done today, in words."""

from __future__ import annotations

from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.actions import done
from app.storage.day_log import actions_on


def done_today(desk: Desk) -> tuple[str, ...]:
    """Return a sentence for every action of today that was not undone, the latest first."""
    found = actions_on(desk.database.connection, desk.today())
    return tuple(done(Changes(kind=kind, about=about)) for kind, about in found)
