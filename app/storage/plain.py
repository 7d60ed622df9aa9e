"""Reading columns that came through the driver, without the table classes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8192)
def day(value: str | None) -> date | None:
    """Return a day kept as ISO text; `None` for NULL. A list names the same few days again and again."""
    return None if value is None else date.fromisoformat(value)
