"""The hash chain over what is appended: each row's hash covers its own facts and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

GENESIS = bytes(32)
LEDGER_FACTS = (
    "id", "invoice_id", "kind", "amount_minor", "booked_on", "effective_on", "reverses_id", "first_day",
    "last_day", "calculation", "payment_id", "letter_id",
)  # fmt: skip
HISTORY_FACTS = (
    "id", "invoice_id", "kind", "version", "payload", "happened_on", "recorded_at", "occasion", "retracts_id",
)  # fmt: skip
FACTS = {"ledger_entry": LEDGER_FACTS, "history_entry": HISTORY_FACTS}
_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def link(before: bytes, facts: tuple[str, ...], row: Mapping[str, object]) -> bytes:
    """Return the SHA-256 of the hash before and the row's facts in their fixed order."""
    text = _TEXT.encode([row.get(name) for name in facts])
    return hashlib.sha256(before + text.encode()).digest()


def ends(connection: Connection) -> dict[str, tuple[int, bytes]]:
    """Return the id and the hash of the newest entry of each chain; 0 and `GENESIS` for an empty one."""
    query = "SELECT id, hash FROM {table} ORDER BY id DESC LIMIT 1"
    found = {table: connection.execute(query.format(table=table)).fetchone() for table in FACTS}
    return {table: (int(row[0]), bytes(row[1])) if row else (0, GENESIS) for table, row in found.items()}
