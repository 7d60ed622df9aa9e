"""The hash chain over what is appended: each row's hash covers its own facts and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

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
