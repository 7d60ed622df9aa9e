"""The database file: opened, recognised, kept private, brought to the newest schema."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.cipher import check_key
from app.storage.connection import APPLICATION_ID, NEWEST_REVISION, connect
from app.storage.errors import (
    DamagedFileError,
    FileTroubleError,
    ForeignFileError,
    NewerFileError,
    WrongKeyError,
    driver_trouble,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlalchemy import Engine

    from app.domain.file_key import FileKey


class Database:
    """One file of ours. Reading goes through `connection`; writing through `UnitOfWork`.

    The file is created on the first opening with mode 0600. Opening recognises foreign, newer, locked and
    damaged files and changes nothing in them.
    """

    def __init__(self, path: Path, key: FileKey | None = None) -> None:
        """Open `path`, creating it where there is none; a new one is encrypted if a key is given.

        Raises:
            KeyNeededError, OtherKeyError, WrongKeyError: It is encrypted, and not opened by `key`.
            ForeignFileError: The file is no database, or another program's.
            NewerFileError: A newer version of the app has written it.
            FileTroubleError: It cannot be opened, read or written.
        """
        self.path = path
        self.key = check_key(path, key)
        self._local = threading.local()
        try:
            with driver_trouble(path):
                fresh = _prepare(path)
                found = None if fresh else _revision(self.connection)
                if found != NEWEST_REVISION:
                    self._upgrade(found)
        except FileTroubleError as error:
            self.close()
            if self.key and isinstance(error, ForeignFileError):
                raise (DamagedFileError if self.key.fits else WrongKeyError)(path) from error
            raise

    def _upgrade(self, found: str | None) -> None:
        from app.storage.upgrade import known_revisions, upgrade

        if found is not None and found not in known_revisions():
            raise NewerFileError(self.path, found)
        upgrade(self.path, self.connection, self.engine, from_revision=found, key=self.key)

    @property
    def connection(self) -> Connection:
        """Return this thread's own connection for reading."""
        if not hasattr(self._local, "connection"):
            self._local.connection = connect(self.path, self.key)
        connection: Connection = self._local.connection
        return connection

    @cached_property
    def engine(self) -> Engine:
        """Return the SQLAlchemy engine for writing; loaded when first asked for, after the first paint."""
        return self._engine("BEGIN IMMEDIATE")

    @cached_property
    def reader(self) -> Engine:
        """Return the engine for looking at whole cases; it neither waits for a writer nor holds one up."""
        return self._engine("BEGIN")

    def _engine(self, start: str) -> Engine:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import SingletonThreadPool

        engine = create_engine(
            "sqlite://", creator=lambda: connect(self.path, self.key), poolclass=SingletonThreadPool
        )
        event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(start))
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose queries all see one moment of the file."""
        connection = self.connection
        with driver_trouble(self.path):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")

    def close(self) -> None:
        """Close this thread's connections."""
        for engine in ("engine", "reader"):
            if engine in self.__dict__:
                getattr(self, engine).dispose()
        self.let_go()

    def close_everywhere(self) -> None:
        """Close the connections of all threads, none of which may be in the midst of something."""
        self.close()
        self._local = threading.local()  # with the one before go the connections that others left in it

    def let_go(self) -> None:
        """Close this thread's connection for reading; those of other threads are theirs to close."""
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection


def _prepare(path: Path) -> bool:
    """Make an empty private file where there is none; say whether it is fresh."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.stat().st_size:
            return False
        path.chmod(0o600)
    return True


def _revision(connection: Connection) -> str | None:
    """Return the schema of a file; `None` where the making of it was cut short before anything was in it."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if not mark and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return None
    if mark != APPLICATION_ID:
        raise ForeignFileError
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None
