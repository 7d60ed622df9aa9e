"""Taking back the last thing done, and doing it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.services.changes import Changes
from app.services.correction import correct
from app.services.desk import Desk
from app.services.errors import NothingToRedoError, NothingToUndoError, TooLateToUndoError

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.storage import journal
    from app.storage.unit_of_work import UnitOfWork

IMPORT_UNDO_DAYS = 30
RULES = frozenset({"rates", "procedure", "own_fees"})
"""Kinds of action that change the rules which all else is judged by."""


def undo(desk: Desk, action_id: int | None = None) -> Changes:
    """Take back one action, the last of all when none is named.

    Letters can be undone until midnight, imports for 30 days. An import leaves the invoices that later work
    stands on, and names them as `kept`.

    Raises:
        NothingToUndoError: There is none, or it was undone already.
        TooLateToUndoError: Its time has passed.
    """
    from app.storage import journal

    with desk.begin() as work:
        known = (
            journal.last_done(work.session) if action_id is None else journal.find(work.session, action_id)
        )
        if known is None:
            raise NothingToUndoError
        _check(desk, known)
        cases, kept = _take_back(desk, work, known)
        work.commit()
    if known.kind in RULES:
        desk.forget_rules()
    return Changes(cases, action_id=known.id, kind=f"undo:{known.kind}", about=known.about, kept=kept)


def _take_back(
    desk: Desk, work: UnitOfWork, known: journal.Action
) -> tuple[frozenset[CaseId], tuple[str, ...]]:
    from app.storage import import_actions, journal

    if known.kind in RULES:
        cases = journal.undo(work, known.id)
        desk.judge_by(work)
        return cases, ()
    if known.kind != "import":
        cases = journal.undo(work, known.id)
        correct(work, cases, desk.today(), desk.statutes)
        return cases, ()
    from app.services.bank_accept import release_sums
    from app.services.matching_run import suggest_anew

    taken = import_actions.undo_import(work, known.id)
    release_sums(work)
    suggest_anew(desk, work)
    return taken.cases, tuple(each.number for each in taken.kept)


def redo(desk: Desk) -> Changes:
    """Do the action undone last again, with the same figures.

    Raises:
        NothingToRedoError: Nothing was undone, or something else was done since.
    """
    from app.storage import import_actions, journal

    with desk.begin() as work:
        known = journal.next_redo(work.session)
        if known is None:
            raise NothingToRedoError
        again = import_actions.redo_import if known.kind == "import" else journal.redo
        cases = again(work, known.id)
        if known.kind in RULES:
            desk.judge_by(work)
        work.commit()
    if known.kind in RULES:
        desk.forget_rules()
    return Changes(cases, action_id=known.id, kind=known.kind, about=known.about)


def _check(desk: Desk, known: journal.Action) -> None:
    if known.kind == "letter" and known.done_on != desk.today():
        raise TooLateToUndoError(known.kind, known.about, known.done_on)
    if known.kind == "import" and desk.today() - known.done_on > timedelta(days=IMPORT_UNDO_DAYS):
        raise TooLateToUndoError(known.kind, known.about, known.done_on)
