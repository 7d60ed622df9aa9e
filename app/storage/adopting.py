"""Taking a copy of one of our files into use, for a computer that has none yet."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.domain.file_key import FileKey
from app.storage.database import Database
from app.storage.errors import ForeignFileError, driver_trouble

_LOG = "-wal"


def adopt(source: Path, target: Path, key: FileKey | None = None) -> None:
    """Copy a file of ours to `target`, brought to the newest schema; `source` is only read.

    An encrypted file is opened with `key`, and stays encrypted.

    It is opened beside its place first, so that nothing lies there unless all went well.

    Raises:
        KeyNeededError, OtherKeyError, WrongKeyError: It is encrypted, and not opened by `key`.
        FileTroubleError: It is not ours, newer than this app, damaged, or cannot be read or copied.
    """
    beside = target.with_name(f"{target.name}.opening")
    with driver_trouble(source):
        if source.stat().st_size == 0:
            raise ForeignFileError(source)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            _copy(source, beside)
            _settle(beside, key)
            beside.replace(target)
        finally:
            for each in (beside, _log_of(beside), beside.with_name(f"{beside.name}-shm")):
                each.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy the file with what its write-ahead log still holds, readable by its owner alone."""
    for each, copy in ((source, target), (_log_of(source), _log_of(target))):
        if each.exists():
            copy.touch(mode=0o600)
            shutil.copyfile(each, copy)


def _settle(path: Path, key: FileKey | None) -> None:
    """Open the copy as the app does, and bring its write-ahead log home."""
    database = Database(path, key)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    database.engine.dispose()


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{_LOG}")
