"""Rows on their way to the file: ids given at once, written in bulk, parents before children."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, SQLModel

from app.storage import tables
from app.storage.chain import FACTS, GENESIS, link
from app.storage.rows import Values, driver, insert_rows


class Writer:
    """Queues the new rows of one transaction, so that a large import costs one statement a table.

    Nothing else writes while the transaction is open, which is why ids and hashes may be given beforehand.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._pending: dict[type[SQLModel], list[Values]] = {}
        self._next_ids: dict[type[SQLModel], int] = {}
        self._chains: dict[type[SQLModel], bytes] = {}
        self._standing: dict[tuple[type[SQLModel], int], Values] = {}

    def add(self, table: type[SQLModel], values: Values) -> None:
        """Queue a row that brings its own key."""
        self._pending.setdefault(table, []).append(values)

    def insert(self, table: type[SQLModel], values: Values) -> int:
        """Queue a row and return the id it takes."""
        row_id = self._take_id(table)
        self.add(table, {**values, "id": row_id})
        return row_id

    def append(self, table: type[SQLModel], values: Values) -> int:
        """Queue an entry of the ledger or the history, chained to the one before it."""
        row_id = self._take_id(table)
        row = {**values, "id": row_id}
        row["hash"] = self._chains[table] = link(self._last_hash(table), FACTS[str(table.__tablename__)], row)
        self.add(table, row)
        self._standing[table, row_id] = row
        return row_id

    def queued(self, table: type[SQLModel], row_id: int) -> Values | None:
        """Return an entry that is queued here and that nothing cancels."""
        return self._standing.get((table, row_id))

    def cancelled(self, table: type[SQLModel], row_id: int) -> None:
        """Note that an entry which may be queued here no longer counts."""
        self._standing.pop((table, row_id), None)

    def flush(self) -> None:
        """Send what is queued to the database."""
        for table in sorted(self._pending, key=tables.PARENTS_FIRST.index):
            insert_rows(self.session, table, self._pending[table])
        self._pending.clear()
        self._standing.clear()

    def _last_hash(self, table: type[SQLModel]) -> bytes:
        if table not in self._chains:
            self._chains[table] = self._newest(table, "hash") or GENESIS
        return self._chains[table]

    def _take_id(self, table: type[SQLModel]) -> int:
        row_id = self._next_ids.get(table) or (self._newest(table, "id") or 0) + 1
        self._next_ids[table] = row_id + 1
        return row_id

    def _newest(self, table: type[SQLModel], column: str) -> Any:
        query = f"SELECT {column} FROM {table.__tablename__} ORDER BY id DESC LIMIT 1"
        row = driver(self.session).execute(query).fetchone()
        return row[0] if row else None
