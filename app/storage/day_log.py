"""What was done on a day, by plain SQL through the driver."""

from __future__ import annotations

from datetime import date
from sqlite3 import Connection


def actions_on(connection: Connection, day: date) -> list[tuple[str, str]]:
    """Return kind and subject of every action of a day that stands, the latest first."""
    query = "SELECT kind, about FROM action WHERE done_on = ? AND undone = 0 ORDER BY id DESC"
    return [(row[0], row[1]) for row in connection.execute(query, (day.isoformat(),))]
