"""Which rows of which tables are about one customer: one list, for the extract and for erasing alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from app.domain.party import CustomerId

Rows = dict[str, list[dict[str, Any]]]

_CASES = "SELECT id FROM invoice WHERE customer_id = :who"
_LETTERS = "SELECT id FROM letter WHERE customer_id = :who"
_PLANS = "SELECT id FROM plan WHERE customer_id = :who"
_HISTORY = f"SELECT id FROM history_entry WHERE invoice_id IN ({_CASES})"
ABOUT: Mapping[str, str] = {
    "customer": "id = :who",
    "contact_person": "customer_id = :who",
    "invoice": "customer_id = :who",
    "attachment": f"invoice_id IN ({_CASES})",
    "credit": "customer_id = :who",
    "payment": (
        "customer_id = :who OR id IN "
        f"(SELECT payment_id FROM ledger_entry WHERE payment_id IS NOT NULL AND invoice_id IN ({_CASES}))"
    ),
    "payment_suggestion": f"invoice_id IN ({_CASES})",
    "payer_alias": "customer_id = :who",
    "letter": "customer_id = :who",
    "letter_case": f"letter_id IN ({_LETTERS})",
    "letter_file": f"letter_id IN ({_LETTERS})",
    "plan": "customer_id = :who",
    "plan_case": f"plan_id IN ({_PLANS})",
    "plan_instalment": f"plan_id IN ({_PLANS})",
    "ledger_entry": f"invoice_id IN ({_CASES})",
    "history_entry": f"invoice_id IN ({_CASES})",
    "history_note": f"history_id IN ({_HISTORY})",
    "draft": (
        "name GLOB '*:' || :who AND name NOT GLOB 'facts:*' "
        "OR name IN (SELECT 'facts:' || id FROM invoice WHERE customer_id = :who)"
    ),
    "case_summary": "customer_id = :who",
}
"""How the rows of a table are found that are about a customer, whose id is `:who`."""

ABOUT_NOBODY = frozenset(
    {
        "firm",
        "own_account",
        "setting",
        "import_batch",
        "import_mapping",
        "statute_row",
        "procedure",
        "partner",
    }
)
"""Tables that hold nothing about a customer; the journal (`action`) is searched row by row."""


def rows_about(connection: Connection, customer_id: CustomerId) -> Rows:
    """Return every row about a customer, withdrawn ones too, by table; empty tables are left out."""
    found: Rows = {}
    for table, where in ABOUT.items():
        cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", {"who": customer_id})
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        if rows:
            found[table] = rows
    journal = _actions(connection, found)
    return {**found, "action": journal} if journal else found


def own_ids(found: Rows) -> set[tuple[str, int]]:
    """Return table and id of each row that an action may name."""
    return {(table, row["id"]) for table, rows in found.items() for row in rows if "id" in row}


def _actions(connection: Connection, found: Rows) -> list[dict[str, Any]]:
    """Return what was done about the customer: when, what kind, and in which words."""
    known = own_ids(found)
    cursor = connection.execute("SELECT id, kind, about, done_on, done_at, source, parts, undone FROM action")
    names = [column[0] for column in cursor.description]
    return [
        dict(zip(names, row, strict=True))
        for row in cursor
        if any((part["table"], part["id"]) in known for part in json.loads(row[6])["parts"])
    ]
