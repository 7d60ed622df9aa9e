"""Reading columns that came through the driver, without the table classes."""

from __future__ import annotations

from datetime import date


def day(value: object) -> date | None:
    """Return a day kept as ISO text; `None` for NULL."""
    return date.fromisoformat(value) if isinstance(value, str) else None
