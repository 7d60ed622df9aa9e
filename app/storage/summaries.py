"""The kept answers of each case: made anew for whatever an action may have changed, never the truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.storage import mapping, tables
from app.storage.cases import customer_habits, load_cases
from app.storage.rows import CHUNK, driver, insert_rows, run_for
from app.storage.rules import procedures

_NONE: Mapping[CaseId, Case] = {}

WarningAllowed = Callable[[date], bool]
Row = dict[str, Any]
Paid = dict[CaseId, tuple[int, str | None, str]]
Progress = Callable[[int, int], None]
_EVERY = 50


def refresh(
    session: Session,
    case_ids: Iterable[CaseId],
    warning_allowed: WarningAllowed,
    *,
    fresh: Mapping[CaseId, Case] = _NONE,
    progress: Progress | None = None,
) -> None:
    """Make the summaries of these cases anew, and of every case whose answer hangs on theirs.

    Those are the cases of the same plan, and the open ones of a customer whose rhythm of paying changed.
    `fresh` are cases stored in this transaction, which need not be loaded. A withdrawn invoice keeps none.
    `progress` may raise to stop.
    """
    new = {case_id: fresh[case_id] for case_id in case_ids if case_id in fresh}
    known = _with_plan_mates(session, set(case_ids) - new.keys())
    before = _paid(session, known)
    _forget(session, known | new.keys())  # a new one too: it may have been judged before in this transaction
    cases = _loaded(session, _not_withdrawn(session, known), progress) | new
    closed = [case for case in cases.values() if _closed(case)]
    settled = [summary_row(case, Surroundings(warning_allowed)) for case in _telling(closed, progress)]
    _write(session, settled)
    waiting = {case_id: case for case_id, case in cases.items() if not _closed(case)}
    mates = _open_cases(session, _rhythm_changed(before, settled)) - waiting.keys()
    _forget(session, mates)
    waiting |= _loaded(session, mates, progress)
    _write(session, judge(session, waiting, warning_allowed, progress))


def _loaded(session: Session, case_ids: set[CaseId], progress: Progress | None) -> dict[CaseId, Case]:
    ordered, found = sorted(case_ids), dict[CaseId, Case]()
    for start in range(0, len(ordered), _EVERY):
        if progress:
            progress(start, len(ordered))
        found |= load_cases(session, ordered[start : start + _EVERY])
    return found


def _telling(cases: Collection[Case], progress: Progress | None) -> Iterator[Case]:
    for place, case in enumerate(cases):
        if progress and place % _EVERY == 0:
            progress(place, len(cases))
        yield case


def judge(
    session: Session,
    cases: Mapping[CaseId, Case],
    warning_allowed: WarningAllowed,
    progress: Progress | None = None,
) -> list[Row]:
    """Return the summary rows of cases in the light of what their customers have paid so far."""
    habits = customer_habits(session, {case.customer.id for case in cases.values()})
    own = procedures(driver(session))
    rows = []
    for case in _telling(cases.values(), progress):
        habit = habits.get(case.customer.id)
        around = Surroundings(
            warning_allowed,
            usual=habit.usual if habit else None,
            first_time_late=bool(habit and habit.always_in_time),
            procedures=own,
        )
        rows.append(summary_row(case, around))
    return rows


def summary_row(case: Case, around: Surroundings) -> Row:
    """Return one case as a row of `case_summary`."""
    return mapping.summary_values(summarise(case, around), case.customer.id)


def rebuild_all(
    session: Session, warning_allowed: WarningAllowed, *, told: Callable[[int, int], bool] = lambda *_: True
) -> int:
    """Make every summary anew and return how many there are; the caller commits.

    `told` is given how many of how many cases are done, and stops the work when it answers no; nothing
    is then changed, because the transaction is left without commit.
    """
    every = [CaseId(row[0]) for row in session.execute(text("SELECT id FROM invoice WHERE withdrawn = 0"))]
    session.execute(text("DELETE FROM case_summary"))
    still_open: list[CaseId] = []
    for start in range(0, len(every), CHUNK):
        if not told(start, len(every)):
            raise RebuildStoppedError
        cases = load_cases(session, every[start : start + CHUNK])
        closed = [case for case in cases.values() if _closed(case)]
        _write(session, [summary_row(case, Surroundings(warning_allowed)) for case in closed])
        still_open += [case_id for case_id, case in cases.items() if not _closed(case)]
        session.expunge_all()
    for start in range(0, len(still_open), CHUNK):
        cases = load_cases(session, still_open[start : start + CHUNK])
        _write(session, judge(session, cases, warning_allowed))
    told(len(every), len(every))
    return len(every)


class RebuildStoppedError(Exception):
    """The user stopped the rebuilding; it is answered where it was asked for."""


def _closed(case: Case) -> bool:
    return case.open.minor <= 0


def _write(session: Session, rows: Sequence[Row]) -> None:
    insert_rows(session, tables.SummaryRow, rows)


def _with_plan_mates(session: Session, case_ids: set[CaseId]) -> set[CaseId]:
    query = (
        "SELECT other.invoice_id FROM plan_case mine JOIN plan_case other ON other.plan_id = mine.plan_id "
        "WHERE mine.invoice_id IN {ids}"
    )
    return case_ids | {CaseId(row[0]) for row in run_for(session, query, case_ids)}


def _not_withdrawn(session: Session, case_ids: set[CaseId]) -> set[CaseId]:
    query = "SELECT id FROM invoice WHERE withdrawn = 1 AND id IN {ids}"
    return case_ids - {CaseId(row[0]) for row in run_for(session, query, case_ids)}


def _paid(session: Session, case_ids: set[CaseId]) -> Paid:
    """Return what the rhythm of a customer is read from: due day and day of payment of paid invoices."""
    query = (
        "SELECT invoice_id, customer_id, due_on, closed_on FROM case_summary "
        "WHERE closed_as = 'paid' AND closed_on IS NOT NULL AND invoice_id IN {ids}"
    )
    return {CaseId(row[0]): (row[1], row[2], row[3]) for row in run_for(session, query, case_ids)}


def _rhythm_changed(before: Paid, settled: Sequence[Row]) -> set[CustomerId]:
    after = {
        CaseId(row["invoice_id"]): (row["customer_id"], row["due_on"], row["closed_on"])
        for row in settled
        if row["closed_as"] == "paid" and row["closed_on"]
    }
    changed = set(before.items()) ^ set(after.items())
    return {CustomerId(customer_id) for _, (customer_id, _, _) in changed}


def _open_cases(session: Session, customer_ids: set[CustomerId]) -> set[CaseId]:
    query = "SELECT invoice_id FROM case_summary WHERE open_minor > 0 AND customer_id IN {ids}"
    return {CaseId(row[0]) for row in run_for(session, query, customer_ids)}


def _forget(session: Session, case_ids: set[CaseId]) -> None:
    run_for(session, "DELETE FROM case_summary WHERE invoice_id IN {ids}", case_ids)
