"""The desk: what every action is given. The clock, the memory, the statutes, and who is working."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.services.explain.words import use_home
from app.storage.cipher import mark_of
from app.storage.database import Database
from app.storage.firm import firm_country

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.dated_table import Statutes
    from app.domain.file_key import FileKey
    from app.domain.follow_up import Surroundings
    from app.domain.payer import UsualWindow
    from app.domain.procedure import Procedures
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
        key: What opens an encrypted file; asked of the keyring where it is not given.
    """

    clock: Clock
    path: Path
    source: str = "cli"
    key: FileKey | None = None

    @cached_property
    def database(self) -> Database:
        """Open the file, or make it.

        Raises:
            FileTroubleError: It is not ours, newer than this app, locked, or cannot be read or written.
            KeyNeededError, KeyringTroubleError: It is encrypted, and its key is not to be had unasked.
        """
        database = Database(self.path, self.key or self._kept_key())
        use_home(firm_country(database.connection))
        return database

    def open_with(self, key: FileKey | None) -> None:
        """Open the file with a key and remember that, or go on as before.

        Raises:
            OtherKeyError, WrongKeyError: The key does not open it.
            FileTroubleError: The file itself cannot be opened.
        """
        database = Database(self.path, key)
        self.close()
        self.key = database.key
        self.database = database
        use_home(firm_country(database.connection))

    def close(self) -> None:
        """Let go of the file and of its key; what is asked next opens it anew."""
        if "database" in vars(self):
            self.database.close_everywhere()
        for kept in ("database", "statutes", "procedures"):
            vars(self).pop(kept, None)
        self.key = None

    def rest(self) -> None:
        """Close what this thread reads with; the file and its key stay known."""
        if "database" in vars(self):
            self.database.let_go()

    @property
    def encrypted(self) -> bool:
        """Say whether the file that is open is encrypted; nothing is read."""
        return "database" in vars(self) and self.database.key is not None

    def _kept_key(self) -> FileKey | None:
        if mark_of(self.path) is None:
            return None
        from app.services.keys import key_from_keyring  # only where there is something to unlock

        return key_from_keyring(self.path)

    @cached_property
    def statutes(self) -> Statutes:
        """Return the tables of law, with what the user has added to them."""
        return _statutes(self.database.connection)

    @cached_property
    def procedures(self) -> Procedures:
        """Return the procedures that the user has changed."""
        from app.storage.rules import procedures

        return procedures(self.database.connection)

    def judge_by(self, work: UnitOfWork) -> Statutes:
        """Let the rest of an action follow the rules as it has changed them itself; return its tables."""
        from app.storage.rows import driver

        work.flush()
        changed = _statutes(driver(work.session))
        work.warning_allowed = partial(_warning_allowed, changed)
        return changed

    def forget_rules(self) -> None:
        """Read tables and procedures anew when they are next asked for."""
        for kept in ("statutes", "procedures"):
            vars(self).pop(kept, None)

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
        return _warning_allowed(self.statutes, on)

    def surroundings(
        self, usual: UsualWindow | None = None, *, first_time_late: bool = False
    ) -> Surroundings:
        """Return what a follow-up is judged by: the rules of this desk, and how the customer has paid."""
        from app.domain.follow_up import Surroundings

        return Surroundings(self.warning_allowed, usual, first_time_late, self.procedures)


def _statutes(connection: Connection) -> Statutes:
    from app import statutes  # the first screen needs no table of law
    from app.storage import rules

    return statutes.load_kept(rules.extra_rows(connection), rules.own_fees(connection))


def _warning_allowed(statutes: Statutes, on: date) -> bool:
    return statutes.inkasso_regime(on) == OWN_COLLECTION_REGIME
