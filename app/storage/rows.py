"""Writing many rows at once: one prepared statement a table, straight through the driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlmodel import Session, SQLModel

Values = Mapping[str, Any]


def insert_rows(
    session: Session, table: type[SQLModel], rows: Sequence[Values], *, replace: bool = False
) -> None:
    """Insert rows; a column that a row does not name takes the default of its table class.

    With `replace`, a row with the same key is replaced.
    """
    if not rows:
        return
    columns, defaults, statement = _shape(table, replace)
    values = [tuple(map({**defaults, **row}.get, columns)) for row in rows]
    session.connection().exec_driver_sql(statement, values)


@cache
def _shape(table: type[SQLModel], replace: bool) -> tuple[tuple[str, ...], dict[str, Any], str]:
    columns = tuple(table.model_fields)
    defaults = {name: field.default for name, field in table.model_fields.items() if not field.is_required()}
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    marks = ", ".join("?" * len(columns))
    return columns, defaults, f"{verb} INTO {table.__tablename__} ({', '.join(columns)}) VALUES ({marks})"
