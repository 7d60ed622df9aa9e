"""Open invoices of which a credit insurer wants to be told, by plain SQL."""

from __future__ import annotations

import json
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from app.domain.invoice import CaseId
from app.storage.plain import kept_day

_INSURED = """
SELECT s.invoice_id, c.name, i.number, s.due_on, k.report_days,
    (SELECT json_group_array(json_extract(h.payload, '$.partner')) FROM history_entry h
     WHERE h.invoice_id = i.id AND h.kind = 'partner_asked' AND h.retracts_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM history_entry r WHERE r.retracts_id = h.id))
FROM case_summary s JOIN credit k ON k.customer_id = s.customer_id AND k.withdrawn = 0
JOIN invoice i ON i.id = s.invoice_id JOIN customer c ON c.id = s.customer_id
WHERE i.withdrawn = 0 AND i.kind = 'invoice' AND s.open_minor > 0 AND s.due_on < ?
    AND k.report_days IS NOT NULL
ORDER BY s.due_on, i.id
"""


class Insured(NamedTuple):
    """A late invoice of an insured customer; `asked` are the partners that were given an errand about it."""

    case_id: CaseId
    name: str
    number: str
    due_on: date
    report_days: int
    asked: frozenset[str]


def late_and_insured(connection: Connection, today: date) -> list[Insured]:
    """Return the late invoices whose insurer has set a day to be told by, the longest due first."""
    rows = connection.execute(_INSURED, (today.isoformat(),))
    return [
        Insured(CaseId(case_id), name, number, kept_day(due_on), days, frozenset(json.loads(asked)))
        for case_id, name, number, due_on, days, asked in rows
    ]
