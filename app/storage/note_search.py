"""Search of what was noted about invoices; the notes themselves are kept as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.storage.folding import fold

if TYPE_CHECKING:
    from sqlite3 import Connection

SHORTEST = 3
_EXCERPT = 48
# Letters that often stand for others once accents are left out (å, ä, é, ö, ø, ü): any may be in their place.
_LIKE_OTHERS = re.compile("[aeou%_]")
_NOTES = """
SELECT h.invoice_id, n.note FROM history_note n
JOIN history_entry h ON h.id = n.history_id JOIN invoice i ON i.id = h.invoice_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' {found}
    AND NOT EXISTS (SELECT 1 FROM history_entry r WHERE r.retracts_id = h.id)
ORDER BY n.history_id DESC
"""


def noted(connection: Connection, words: Sequence[str], *, limit: int) -> dict[int, str]:
    """Return invoices with a note that has all of the folded words, the latest first, with a piece of it."""
    if not any(len(word) >= SHORTEST for word in words):
        return {}
    found = "".join(f" AND n.note LIKE :like_{n}" for n in range(len(words)))
    values = {f"like_{n}": f"%{_LIKE_OTHERS.sub('_', word)}%" for n, word in enumerate(words)}
    hits: dict[int, str] = {}
    for case_id, note in connection.execute(_NOTES.format(found=found), values):
        folded = fold(note)
        if case_id not in hits and all(word in folded for word in words):
            hits[case_id] = _piece(note, folded.find(words[0]))
        if len(hits) >= limit:
            break
    return hits


def _piece(note: str, at: int) -> str:
    """Return the words around a place of a note, on one line."""
    start = max(0, at - _EXCERPT // 3)
    start = note.rfind(" ", 0, start) + 1 if start else 0
    piece = " ".join(note[start : start + _EXCERPT].split())
    return f"{'… ' if start else ''}{piece}{' …' if start + _EXCERPT < len(note) else ''}"
