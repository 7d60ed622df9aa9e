"""Notes about cases that closed long ago, by plain SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from app.domain.invoice import CaseId


@dataclass(frozen=True, slots=True)
class OldNote:
    """One note, by the entry of the history it belongs to."""

    history_id: int
    case_id: CaseId


def before(connection: Connection, day: date) -> tuple[OldNote, ...]:
    """Return the notes of cases with nothing left to pay that closed before a day."""
    query = (
        "SELECT n.history_id, h.invoice_id FROM history_note n JOIN history_entry h ON h.id = n.history_id "
        "JOIN case_summary s ON s.invoice_id = h.invoice_id "
        "WHERE s.open_minor <= 0 AND s.closed_on < ? ORDER BY n.history_id"
    )
    return tuple(OldNote(row[0], CaseId(row[1])) for row in connection.execute(query, (day.isoformat(),)))
