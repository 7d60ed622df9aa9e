"""Proof on file: that a letter arrived, that a promise is in writing. It moves the day of limitation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.history import HistoryEntry, LetterSent, PromiseMade, ProofKept
from app.domain.invoice import CaseId
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FutureDayError, PastDayError


class NothingToProveError(RuleError):
    """There is no dunning letter, or no promise, that the proof could be about."""


def prove_arrival(desk: Desk, case_id: CaseId, arrived_on: date, *, note: str = "") -> Changes:
    """Note that the last dunning letter is proved to have arrived on a day; `note` says by what.

    Raises:
        NothingToProveError: No letter has gone out.
        FutureDayError, PastDayError: The day lies ahead, or before the letter.
    """
    with desk.look() as work:
        letter = _last(work.case(case_id), _is_letter)
    if arrived_on > desk.today():
        raise FutureDayError(arrived_on, desk.today())
    if arrived_on < letter.happened_on:
        raise PastDayError(arrived_on, letter.happened_on)
    return _keep(desk, case_id, letter, arrived_on, note)


def prove_promise(desk: Desk, case_id: CaseId, *, note: str = "") -> Changes:
    """Note that the last promise is in writing.

    Raises:
        NothingToProveError: Nothing was promised.
    """
    with desk.look() as work:
        promised = _last(work.case(case_id), lambda entry: isinstance(entry.event, PromiseMade))
    return _keep(desk, case_id, promised, promised.happened_on, note)


def _is_letter(entry: HistoryEntry) -> bool:
    return isinstance(entry.event, LetterSent) and entry.event.kind.is_dunning


def _last(case: Case, wanted: Callable[[HistoryEntry], bool]) -> HistoryEntry:
    found = next((entry for entry in reversed(case.live_history) if wanted(entry)), None)
    if found is None:
        raise NothingToProveError
    return found


def _keep(desk: Desk, case_id: CaseId, about: HistoryEntry, on: date, note: str) -> Changes:
    with desk.begin() as work:
        who = work.case(case_id).customer
        work.tell(case_id, ProofKept(about.id), on=on, note=note)
        action_id = work.commit("keep_proof", who.name)
    return Changes(frozenset({case_id}), frozenset({who.id}), action_id, "keep_proof", who.name)
