"""Reading columns that came through the driver, without the table classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.storage.errors import DamagedFileError

CHUNK = 500
_YEARS = range(1800, 2400)  # wider than what is taken in, as days are counted on from there


def day(value: str | None) -> date | None:
    """Return a day kept as ISO text; `None` for NULL.

    Raises:
        DamagedFileError: As `kept_day`.
    """
    return None if value is None else kept_day(value)


@lru_cache(maxsize=8192)
def kept_day(text: str) -> date:
    """Return a day kept as ISO text. A list names the same few days again and again.

    Raises:
        DamagedFileError: It is none, or one that we never write: those lie within a few years of our own.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise DamagedFileError from error
    if found.year not in _YEARS:
        raise DamagedFileError
    return found


def kept_moment(text: str) -> datetime:
    """Return a moment kept as ISO text.

    Raises:
        DamagedFileError: It is none.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise DamagedFileError from error


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Return values so many at a time as one query can name."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
