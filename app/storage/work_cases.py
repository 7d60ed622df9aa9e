"""Which invoices a row of the morning list stands for, by plain SQL through the driver."""

from __future__ import annotations

from datetime import date
from sqlite3 import Connection

from app.storage.attention_sql import SECTION, SEVERITY, STATE

_CASES = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM case_summary
    WHERE open_minor > 0 AND customer_id = :customer_id AND currency = :currency
), placed AS (
    SELECT *, {SECTION} AS section, {SEVERITY.format(state="state")} AS severity FROM judged
)
SELECT invoice_id FROM placed WHERE section IS NOT NULL ORDER BY section, severity, rank, due_on, invoice_id
"""


def cases_of_row(
    connection: Connection, customer_id: int, currency: str, today: date, bank_read_through: date | None
) -> list[int]:
    """Return the invoices of a customer in one currency that its row counts, the worst first."""
    values = {
        "customer_id": customer_id,
        "currency": currency,
        "today": today.isoformat(),
        "bank_read_through": bank_read_through.isoformat() if bank_read_through else None,
    }
    return [row[0] for row in connection.execute(_CASES, values)]
