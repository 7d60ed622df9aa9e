"""Which invoices the rows of the morning list stand for, by plain SQL through the driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.attention_sql import SECTION, SEVERITY, STATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from sqlite3 import Connection

    from app.domain.invoice import CaseId

_CASES = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM case_summary
    WHERE open_minor > 0 AND customer_id IN (SELECT value FROM json_each(:customer_ids))
), placed AS (
    SELECT *, {SECTION} AS section, {SEVERITY.format(state="state")} AS severity FROM judged
)
SELECT customer_id, currency, invoice_id FROM placed
WHERE section IS NOT NULL ORDER BY section, severity, rank, due_on IS NULL, due_on, invoice_id
"""


def cases_of_rows(
    connection: Connection, customer_ids: Sequence[int], today: date, bank_read_through: date | None
) -> dict[tuple[int, str], list[CaseId]]:
    """Return the invoices that the rows of these customers count, the worst first; one query.

    Keys are customer and currency.
    """
    values = {
        "customer_ids": str(list(customer_ids)),
        "today": today.isoformat(),
        "bank_read_through": bank_read_through.isoformat() if bank_read_through else None,
    }
    found: dict[tuple[int, str], list[CaseId]] = {}
    for customer_id, currency, case_id in connection.execute(_CASES, values):
        found.setdefault((customer_id, currency), []).append(case_id)
    return found
