"""What was done on a day, by plain SQL through the driver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from app.storage.plain import kept_day


def actions_on(connection: Connection, day: date) -> list[tuple[str, str]]:
    """Return kind and subject of every action of a day that stands, the latest first."""
    query = "SELECT kind, about FROM action WHERE done_on = ? AND undone = 0 ORDER BY id DESC"
    return [(row[0], row[1]) for row in connection.execute(query, (day.isoformat(),))]


@dataclass(frozen=True, slots=True)
class Logged:
    """One action of the journal."""

    id: int
    kind: str
    about: str
    done_on: date
    stands: bool


def logged(
    connection: Connection, *, source: str, today: date, imports_since: date, limit: int
) -> list[Logged]:
    """Return what a window has done, everything of today, and imports since a day; the latest first."""
    return _logged(
        connection,
        "source = ? OR done_on = ? OR (kind = 'import' AND done_on >= ?)",
        (source, today.isoformat(), imports_since.isoformat()),
        limit,
    )


def logged_since(connection: Connection, action_id: int) -> list[Logged]:
    """Return an action and all that were done after it, the latest first."""
    return _logged(connection, "id >= ?", (action_id,), -1)


def _logged(connection: Connection, where: str, values: tuple[object, ...], limit: int) -> list[Logged]:
    query = f"SELECT id, kind, about, done_on, undone FROM action WHERE {where} ORDER BY id DESC LIMIT ?"
    rows = connection.execute(query, (*values, limit))
    return [Logged(row[0], row[1], row[2], kept_day(row[3]), row[4] == 0) for row in rows]
