"""Reading columns that came through the driver, without the table classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

CHUNK = 500


@lru_cache(maxsize=8192)
def day(value: str | None) -> date | None:
    """Return a day kept as ISO text; `None` for NULL. A list names the same few days again and again."""
    return None if value is None else date.fromisoformat(value)


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Return values so many at a time as one query can name."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
