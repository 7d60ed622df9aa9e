"""Which claims were written off, and which files are kept about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from sqlite3 import Connection

from app.domain.attachment import AttachmentKind
from app.domain.invoice import CaseId

_CASES = """
SELECT DISTINCT h.invoice_id FROM history_entry h JOIN invoice i ON i.id = h.invoice_id
WHERE i.withdrawn = 0 AND h.kind = 'written_off' ORDER BY h.invoice_id
"""
_KINDS = "SELECT invoice_id, kind FROM attachment WHERE withdrawn = 0 AND invoice_id IN ({places})"


def case_ids(connection: Connection) -> list[CaseId]:
    """Return every case of which something was ever written off, also what was taken back since."""
    return [CaseId(row[0]) for row in connection.execute(_CASES)]


def kinds_kept(connection: Connection, ids: Sequence[CaseId]) -> dict[CaseId, frozenset[AttachmentKind]]:
    """Return what the files kept about cases show; `ids` are at most a few hundred."""
    found: dict[CaseId, set[AttachmentKind]] = defaultdict(set)
    query = _KINDS.format(places=", ".join("?" * len(ids)))
    for case_id, kind in connection.execute(query, tuple(ids)):
        found[CaseId(case_id)].add(AttachmentKind(kind))
    return {case_id: frozenset(kinds) for case_id, kinds in found.items()}
