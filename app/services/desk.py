"""The desk: what every action is given. The clock, the memory, the statutes, and who is working."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.services.explain.words import use_home
from app.storage.database import Database
from app.storage.firm import firm_country

if TYPE_CHECKING:
    from app.domain.dated_table import Statutes
    from app.storage.unit_of_work import UnitOfWork

OWN_COLLECTION_REGIME = "1988"


class Clock(Protocol):
    """The one source of *now*."""

    def today(self) -> date:
        """Return the local date."""

    def now(self) -> datetime:
        """Return the moment in UTC."""


@dataclass
class Desk:
    """A clock and the place of the memory, which is opened when it is first needed.

    Attributes:
        source: Names this window or `cli` in the journal, so that undo knows whose action it was.
    """

    clock: Clock
    path: Path
    source: str = "cli"

    @cached_property
    def database(self) -> Database:
        """Open the file, or make it.

        Raises:
            FileTroubleError: It is not ours, newer than this app, locked, or cannot be read or written.
        """
        database = Database(self.path)
        use_home(firm_country(database.connection))
        return database

    @cached_property
    def statutes(self) -> Statutes:
        from app import statutes  # the first screen needs no table of law

        return statutes.load()

    def today(self) -> date:
        return self.clock.today()

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work for one action; SQLModel is loaded by the first."""
        return self._work(writes=True)

    def look(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work that only looks, and so keeps nobody from writing."""
        return self._work(writes=False)

    def _work(self, *, writes: bool) -> AbstractContextManager[UnitOfWork]:
        from app.storage.unit_of_work import Moment, begin

        moment = Moment(self.today(), self.clock.now(), self.source)
        return begin(self.database, moment, warning_allowed=self.warning_allowed, writes=writes)

    def warning_allowed(self, on: date) -> bool:
        """Say whether a creditor may send a Norwegian collection warning of its own on a day."""
        return self.statutes.inkasso_regime(on) == OWN_COLLECTION_REGIME
