"""What the words of the morning list need beside its rows, by plain SQL through the driver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.storage.attention_sql import SECTION, STATE
from app.storage.plain import day, kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection

# The plus keeps SQLite from the index of retractions, by which it would walk every entry there ever was.
_ATTEMPTS = """
SELECT h.invoice_id, h.kind, h.happened_on,
    json_extract(h.payload, '$.outcome'), json_extract(h.payload, '$.channel')
FROM history_entry h
WHERE h.kind IN ('call_made', 'letter_sent') AND +h.retracts_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM history_entry r WHERE r.retracts_id = h.id)
    AND h.invoice_id IN ({marks})
ORDER BY h.happened_on, h.id
"""

_NUMBERS = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM case_summary WHERE open_minor > 0
), placed AS (
    SELECT *, {SECTION} AS section FROM judged
)
SELECT p.customer_id, p.currency, i.number
FROM placed p JOIN invoice i ON i.id = p.invoice_id
WHERE p.section IS NOT NULL
ORDER BY p.due_on, p.invoice_id
"""


class Attempts(NamedTuple):
    """What was tried since the customer last answered.

    Attributes:
        letter_on: Day of the last letter; `None` when none went out.
        by_post: How that letter went out; otherwise it was an e-mail.
        calls: Calls in a row that nobody answered.
    """

    letter_on: date | None = None
    by_post: bool = True
    calls: int = 0


def attempts(connection: Connection, case_ids: Sequence[int]) -> dict[int, Attempts]:
    """Return what was tried on each of these cases; one query, cases without attempts are left out."""
    found: dict[int, Attempts] = {}
    query = _ATTEMPTS.format(marks=",".join("?" * len(case_ids)))
    for case_id, kind, happened_on, outcome, channel in connection.execute(query, list(case_ids)):
        known = found.get(case_id, Attempts())
        if kind == "letter_sent":
            sent_on = kept_day(happened_on)
            found[case_id] = known._replace(letter_on=sent_on, by_post=channel == "post")
        elif outcome == "no_answer":
            found[case_id] = known._replace(calls=known.calls + 1)
        else:
            found[case_id] = Attempts()
    return found


def numbers_in_work(
    connection: Connection, today: date, bank_read_through: date | None
) -> dict[tuple[int, str], list[str]]:
    """Return the numbers of the invoices behind each row of the work list, oldest due date first.

    Keys are customer and currency.
    """
    read_through = bank_read_through.isoformat() if bank_read_through else None
    values = {"today": today.isoformat(), "bank_read_through": read_through}
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for customer_id, currency, number in connection.execute(_NUMBERS, values):
        found[customer_id, currency].append(number)
    return found


def next_act_on(connection: Connection, today: date) -> date | None:
    """Return the next day after `today` on which something is to be done."""
    query = "SELECT min(act_on) FROM case_summary WHERE open_minor > 0 AND act_on > ?"
    return day(connection.execute(query, (today.isoformat(),)).fetchone()[0])


def has_invoices(connection: Connection) -> bool:
    """Say whether any invoice was ever read in and kept."""
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM invoice WHERE withdrawn = 0)").fetchone()
    return bool(row[0])


class Callee(NamedTuple):
    """Whom to call at a customer; `country` is the one whose form the number has."""

    phone: str
    country: str
    contact: str


def callees(connection: Connection, customer_ids: Sequence[int]) -> dict[int, Callee]:
    """Return whom to call at each of these customers; one query."""
    query = (
        "SELECT id, phone, country, contact_name FROM customer WHERE id IN (SELECT value FROM json_each(?))"
    )
    found = connection.execute(query, (str(list(customer_ids)),))
    return {row[0]: Callee(*row[1:]) for row in found}
