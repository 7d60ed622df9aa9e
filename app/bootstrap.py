"""The composition root: opens the desk from a path and supplies the one clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from app.services.desk import Desk

FILE_NAME = "betalt.db"


class SystemClock:
    """The computer's own clock, or a day given for it that stands still."""

    def __init__(self, fixed: date | None = None) -> None:
        self._fixed = fixed

    def today(self) -> date:
        """Return the local date, or the day that was given."""
        return self._fixed or date.today()  # noqa: DTZ011 - the local date is what is wanted

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)


def default_path() -> Path:
    """Return where the database lies when nothing else is said: the platform's place for user data."""
    from platformdirs import user_data_path

    return user_data_path("betalt", appauthor=False) / FILE_NAME


def make_desk(path: Path | None = None, *, today: date | None = None, source: str = "cli") -> Desk:
    """Return a desk for the database at a path or at its usual place, opened when first needed."""
    return Desk(SystemClock(today), path or default_path(), source)


def open_desk(path: Path | None = None, *, today: date | None = None, source: str = "cli") -> Desk:
    """Return a desk whose database is open, made if there was none.

    Raises:
        FileTroubleError: It is not ours, newer than this app, locked, or cannot be read or written.
    """
    desk = make_desk(path, today=today, source=source)
    desk.database  # noqa: B018 - opened here, so that trouble shows at once
    return desk
