"""Imports in the journal: found by a file of theirs, undone and done again as a whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import SQLModel

from app.domain.invoice import CaseId
from app.storage import tables
from app.storage.bulk import restore_all, set_withdrawn
from app.storage.unit_of_work import UnitOfWork
from app.storage.withdrawal import Taken, journalled, take_back

_STATE = (tables.ImportBatchRow, tables.CustomerRow, tables.InvoiceRow, tables.PaymentRow)
_LISTS = (tables.LedgerRow, tables.HistoryRow)
_CHANGED: dict[str, type[SQLModel]] = {"invoice": tables.InvoiceRow, "payment": tables.PaymentRow}


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that was read in, and the action in the journal that did it."""

    id: int
    file_name: str
    action_id: int


def find_batch(work: UnitOfWork, batch_id: int) -> Batch | None:
    """Return a batch that was not withdrawn, or `None`."""
    query = (
        "SELECT b.id, b.file_name, a.id FROM import_batch b JOIN action a ON a.kind = 'import' "
        "AND EXISTS (SELECT 1 FROM json_each(a.parts, '$.parts') AS part "
        "WHERE json_extract(part.value, '$.table') = 'import_batch' "
        "AND json_extract(part.value, '$.id') = b.id) "
        "WHERE b.id = ? AND b.withdrawn = 0"
    )
    row = work.session.connection().exec_driver_sql(query, (batch_id,)).first()
    return Batch(*row) if row else None


def undo_import(work: UnitOfWork, action_id: int) -> Taken:
    """Take back every file of one import and mark the action undone; the caller commits."""
    parts = journalled(work, action_id)["parts"]
    batch_ids = [part["id"] for part in parts if part["table"] == "import_batch"]
    taken = take_back(work, action_id, batch_ids)
    _mark(work, action_id, tables.UNDONE)
    return taken


def redo_import(work: UnitOfWork, action_id: int) -> frozenset[CaseId]:
    """Do an undone import again, whole, with the same figures; the caller commits."""
    journal = journalled(work, action_id)
    appended: dict[str, set[int]] = defaultdict(set)
    for part in journal["parts"]:
        if part.get("before"):
            work.change(_CHANGED[part["table"]], part["id"], part["after"])
        else:
            appended[part["table"]].add(part["id"])
    for table in _STATE:
        set_withdrawn(work, table, appended[table.__tablename__], withdrawn=False)
    for entries in _LISTS:
        restore_all(work, entries, appended[entries.__tablename__])
    _mark(work, action_id, tables.STANDS)
    return frozenset(CaseId(case_id) for case_id in journal["cases"])


def _mark(work: UnitOfWork, action_id: int, undone: int) -> None:
    row = work.session.get_one(tables.ActionRow, action_id)
    row.undone = undone
    work.session.add(row)
