"""What was being typed: kept by name until it is saved or thrown away, so that a crash loses nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.storage.plain import kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """Something begun about one customer."""

    customer_id: int
    customer: str
    payload: dict[str, Any]
    saved_on: date


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


def of_customers(connection: Connection, prefix: str, words: Sequence[str]) -> list[CustomerDraft]:
    """Return the drafts `prefix` + customer, the newest first; every one of the words is in the customer."""
    found = "".join(f" AND instr(c.search, :word_{n})" for n in range(len(words)))
    query = (
        "SELECT c.id, c.name, d.payload, d.saved_at FROM draft d JOIN customer c ON d.name = :prefix || c.id "
        f"WHERE c.withdrawn = 0{found} ORDER BY d.saved_at DESC"
    )
    values = {"prefix": prefix} | {f"word_{n}": word for n, word in enumerate(words)}
    return [
        CustomerDraft(row[0], row[1], json.loads(row[2]), kept_day(row[3][:10]))
        for row in connection.execute(query, values)
    ]
