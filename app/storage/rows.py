"""Many rows at once, straight through the driver: read as plain tuples, written by one statement a table."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from sqlite3 import Connection
from typing import Any, NamedTuple, TypeVar, cast

from sqlmodel import Session, SQLModel

CHUNK = 400
Values = Mapping[str, Any]
Row = TypeVar("Row", bound=SQLModel)


class _Shape(NamedTuple):
    columns: tuple[str, ...]
    defaults: dict[str, Any]
    keys: str
    make: Any


@cache
def _shape(table: type[SQLModel]) -> _Shape:
    columns = tuple(table.model_fields)
    defaults = {name: field.default for name, field in table.model_fields.items() if not field.is_required()}
    keys = ", ".join(column.name for column in table.__table__.primary_key)  # type: ignore[attr-defined]
    return _Shape(columns, defaults, keys, namedtuple(table.__name__, columns))


def driver(session: Session) -> Connection:
    """Return the driver's connection of a transaction, which sees what the session holds."""
    session.flush()
    return cast("Connection", session.connection().connection.driver_connection)


def insert_rows(session: Session, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Insert rows; a column that a row does not name takes the default of its table class.

    Rows that name the same columns in the same order, as those of one action do, cost one statement.
    """
    for names, alike in groupby(rows, key=tuple):
        rest = {name: value for name, value in _shape(table).defaults.items() if name not in names}
        marks = ", ".join("?" * (len(names) + len(rest)))
        statement = f"INSERT INTO {table.__tablename__} ({', '.join((*names, *rest))}) VALUES ({marks})"
        values = [(*row.values(), *rest.values()) for row in alike]
        driver(session).executemany(statement, values)


def read_rows(session: Session, table: type[Row], column: str, ids: Iterable[int]) -> Sequence[Row]:
    """Return the rows whose column is one of the ids, by chunk in the order of their keys.

    They have the fields of the table class, but are plain tuples: nothing written to them is kept.
    """
    shape = _shape(table)
    query = (
        f"SELECT {', '.join(shape.columns)} FROM {table.__tablename__} "
        f"WHERE {column} IN {{ids}} ORDER BY {shape.keys}"
    )
    return [shape.make(*row) for row in run_for(session, query, ids)]


def run_for(session: Session, statement: str, ids: Iterable[int]) -> list[Any]:
    """Run a statement over any number of ids, a chunk at a time; `{ids}` is where they go."""
    ordered, found = sorted(ids), list[Any]()
    if not ordered:
        return found
    connection = driver(session)
    for start in range(0, len(ordered), CHUNK):
        part = ordered[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        found += connection.execute(statement.format(ids=f"({marks})"), part).fetchall()
    return found
