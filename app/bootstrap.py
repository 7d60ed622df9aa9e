"""The composition root: opens the desk from a path and supplies the one clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from app.services.desk import Desk
from app.storage.database import Database

FILE_NAME = "betalt.db"


class SystemClock:
    """The computer's own clock, or a day given for it that stands still."""

    def __init__(self, fixed: date | None = None) -> None:
        self._fixed = fixed

    def today(self) -> date:
        """Return the local date, or the day that was given."""
        return self._fixed or date.today()

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)


def default_path() -> Path:
    """Return where the database lies when nothing else is said: the platform's place for user data."""
    from platformdirs import user_data_path

    return user_data_path("betalt", appauthor=False) / FILE_NAME


def open_desk(path: Path | None = None, *, today: date | None = None, source: str = "cli") -> Desk:
    """Open the database at a path, or at its usual place, and lay it on a desk.

    Raises:
        FileTroubleError: It is not ours, newer than this app, locked, or cannot be read or written.
    """
    return Desk(SystemClock(today), Database(path or default_path()), source)
