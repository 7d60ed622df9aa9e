"""What was done and can still be taken back, the latest first, and going back to a point in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from app.i18n import _
from app.services import undoing
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import NothingToUndoError
from app.services.explain.actions import done, undone
from app.services.explain.words import dated
from app.services.undoing import IMPORT_UNDO_DAYS
from app.storage.day_log import Logged, logged, logged_since

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Done:
    """One action.

    Attributes:
        beside: When it was done.
        stands: It has not been taken back.
        back: What taking it back also takes back: `alone`, `with_later`, or nothing when its time has passed.
    """

    action_id: int
    words: str
    beside: str
    stands: bool
    back: str


def history(desk: Desk) -> tuple[Done, ...]:
    """Return what this window has done, and what is older but can still be taken back."""
    today = desk.today()
    with desk.database.reading() as connection:
        rows = logged(
            connection,
            source=desk.source,
            today=today,
            imports_since=today - timedelta(days=IMPORT_UNDO_DAYS),
            limit=MOST_SHOWN,
        )
    return tuple(_done(row, desk) for row in rows)


def undo_back_to(desk: Desk, action_id: int) -> Changes:
    """Take back an action and everything done after it, the latest first.

    Raises:
        NothingToUndoError: It does not stand.
        TooLateToUndoError: One of them is too old; what came after that one has been taken back.
    """
    with desk.database.reading() as connection:
        rows = logged_since(connection, action_id)
    standing = [row.id for row in rows if row.stands]
    if action_id not in standing:
        raise NothingToUndoError
    taken = [undoing.undo(desk, each) for each in standing]
    return replace(
        taken[-1],
        cases=frozenset(case_id for changes in taken for case_id in changes.cases),
        customers=frozenset(who for changes in taken for who in changes.customers),
        kept=tuple(number for changes in taken for number in changes.kept),
    )


def _done(row: Logged, desk: Desk) -> Done:
    today, changes = desk.today(), Changes(kind=row.kind, about=row.about)
    words = done(changes) if row.stands else undone(changes)
    beside = _("Today") if row.done_on == today else dated(row.done_on, today)
    return Done(row.id, words, beside, row.stands, _back(row, desk) if row.stands else "")


def _back(row: Logged, desk: Desk) -> str:
    """Say what taking it back takes along: an import leaves later work alone, all else is undone in order."""
    if row.kind == "letter" and row.done_on != desk.today():
        return ""
    return "alone" if row.kind == "import" else "with_later"
