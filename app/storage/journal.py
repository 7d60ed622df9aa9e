"""Undo and redo: the journal of actions, and how each of their parts is taken back or done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from app.domain.invoice import CaseId
from app.storage import journal_text, tables
from app.storage.plain import kept_day
from app.storage.unit_of_work import UnitOfWork

_TABLES: dict[str, type[SQLModel]] = {str(table.__tablename__): table for table in tables.PARENTS_FIRST}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user did, as the journal keeps it."""

    id: int
    kind: str
    about: str
    done_on: date
    source: str


def last_done(session: Session) -> Action | None:
    """Return the newest action that stands."""
    query = select(tables.ActionRow).where(col(tables.ActionRow.undone) == tables.STANDS)
    return _action(session.exec(query.order_by(col(tables.ActionRow.id).desc())).first())


def next_redo(session: Session) -> Action | None:
    """Return the action undone last, unless something else was done since."""
    query = select(tables.ActionRow).where(col(tables.ActionRow.undone) == tables.UNDONE)
    return _action(session.exec(query.order_by(col(tables.ActionRow.id))).first())


def find(session: Session, action_id: int) -> Action | None:
    """Return one action that stands."""
    row = session.get(tables.ActionRow, action_id)
    return None if row is None or row.undone else _action(row)


def _action(row: tables.ActionRow | None) -> Action | None:
    if row is None:
        return None
    return Action(row.id or 0, row.kind, row.about, kept_day(row.done_on), row.source)


def undo(work: UnitOfWork, action_id: int) -> frozenset[CaseId]:
    """Append what cancels an action and return the cases it touched; the caller commits."""
    row = work.session.get_one(tables.ActionRow, action_id)
    journal = journal_text.read(row.parts)
    for part in reversed(journal["parts"]):
        _take_back(work, part)
    row.undone = tables.UNDONE
    work.session.add(row)
    return _touch(work, journal)


def redo(work: UnitOfWork, action_id: int) -> frozenset[CaseId]:
    """Do an undone action again with the same figures and return its cases; the caller commits."""
    row = work.session.get_one(tables.ActionRow, action_id)
    journal = journal_text.read(row.parts)
    for part in journal["parts"]:
        _do_again(work, part)
    row.undone = tables.STANDS
    work.session.add(row)
    return _touch(work, journal)


def _touch(work: UnitOfWork, journal: dict[str, Any]) -> frozenset[CaseId]:
    cases = frozenset(CaseId(case_id) for case_id in journal["cases"])
    work.touch(*cases)
    return cases


def _take_back(work: UnitOfWork, part: dict[str, Any]) -> None:
    match part["table"]:
        case "ledger_entry" | "history_entry":
            work.cancel(_TABLES[part["table"]], part["id"])
        case name:
            work.change(_TABLES[name], part["id"], part["before"] or {"withdrawn": 1})


def _do_again(work: UnitOfWork, part: dict[str, Any]) -> None:
    table = _TABLES[part["table"]]
    if table in (tables.LedgerRow, tables.HistoryRow):
        work.restore(table, part["id"])
    else:
        work.change(table, part["id"], part["after"] if part["before"] else {"withdrawn": 0})
