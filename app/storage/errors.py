"""What the file and the disk may answer, named apart so that each gets its own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.errors import TroubleError


class FileTroubleError(TroubleError):
    """Something about a file stops us; `path` is that file. Nothing in it changed."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        self.path = path


class ForeignFileError(FileTroubleError):
    """The file is no database of ours."""


class LockedFileError(FileTroubleError):
    """Another program holds the file."""


class DiskFullError(FileTroubleError):
    """There is no room left."""


class ReadOnlyFileError(FileTroubleError):
    """The file or its folder may not be written."""


class DamagedFileError(FileTroubleError):
    """The file is ours, but parts of it cannot be read."""


class KeyNeededError(FileTroubleError):
    """The file is encrypted and its key is not known; `by_passphrase` says what would lead to it."""

    def __init__(self, path: Path | None = None, *, by_passphrase: bool = False) -> None:
        super().__init__(path)
        self.by_passphrase = by_passphrase


class OtherKeyError(FileTroubleError):
    """The key belongs to another file, or to this one before its key was changed."""


class WrongKeyError(FileTroubleError):
    """The passphrase or the key does not open the file."""


class NewerFileError(FileTroubleError):
    """A newer version of the app wrote the file; `revision` is its schema."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(path)
        self.revision = revision


_BY_TEXT: tuple[tuple[str, type[FileTroubleError]], ...] = (
    ("not a database", ForeignFileError),
    ("no such table: alembic_version", ForeignFileError),
    ("file is encrypted", ForeignFileError),
    ("locked", LockedFileError),
    ("busy", LockedFileError),
    ("full", DiskFullError),
    ("readonly", ReadOnlyFileError),
    ("unable to open", ReadOnlyFileError),
    ("malformed", DamagedFileError),
    ("disk i/o", DamagedFileError),
)


@contextmanager
def driver_trouble(path: Path) -> Iterator[None]:
    """Turn what the driver and the system say about a file into our own errors."""
    try:
        yield
    except FileTroubleError as error:
        error.path = error.path or path
        raise
    except dbapi2.DatabaseError as error:
        raise _named(error)(path) from error
    except PermissionError as error:
        raise ReadOnlyFileError(path) from error
    except OSError as error:
        kind = DiskFullError if error.errno == 28 else ReadOnlyFileError
        raise kind(path) from error


@contextmanager
def driver_errors() -> Iterator[None]:
    """Let what the driver raised through SQLAlchemy come out as the driver raised it."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, dbapi2.DatabaseError):
            raise error.orig from error
        raise


def _named(error: dbapi2.DatabaseError) -> type[FileTroubleError]:
    text = str(error).lower()
    for words, kind in _BY_TEXT:
        if words in text:
            return kind
    raise error
