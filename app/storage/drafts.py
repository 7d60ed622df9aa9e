"""What was being typed: kept by name until it is saved or thrown away, so that a crash loses nothing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection


def save(connection: Connection, name: str, payload: dict[str, Any], now: datetime) -> None:
    """Keep a draft under its name, in place of an earlier one."""
    text = json.dumps(payload, ensure_ascii=False)
    connection.execute(
        "INSERT OR REPLACE INTO draft (name, payload, saved_at) VALUES (?, ?, ?)",
        (name, text, now.isoformat(timespec="seconds")),
    )


def load(connection: Connection, name: str) -> dict[str, Any] | None:
    """Return a draft, or `None`."""
    row = connection.execute("SELECT payload FROM draft WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else None


def discard(connection: Connection, name: str) -> None:
    """Throw a draft away."""
    connection.execute("DELETE FROM draft WHERE name = ?", (name,))


def names(connection: Connection, prefix: str) -> list[str]:
    """Return the names of all drafts that begin so."""
    found = connection.execute("SELECT name FROM draft WHERE name GLOB ? ORDER BY name", (f"{prefix}*",))
    return [row[0] for row in found]
