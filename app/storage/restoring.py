"""Bringing a backup back: made ready beside the file, and the file it replaces kept."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.backup import contents, copy, remove, sync_file, sync_folder
from app.storage.cipher import mark_of
from app.storage.connection import connect
from app.storage.database import Database
from app.storage.errors import DamagedFileError, FileTroubleError, ForeignFileError, driver_trouble

if TYPE_CHECKING:
    from app.domain.file_key import FileKey

_STAMP = "%Y-%m-%d-%H%M%S"
_LOG = "-wal"


def restore(
    source: Path, target: Path, key: FileKey | None, *, own_key: FileKey | None, now: datetime
) -> Path | None:
    """Put a copy of `source` in the place of `target`; return where the replaced file is kept.

    `source` is only read. The copy is verified and brought to the newest schema before anything else is
    touched, and what is replaced is on the disk under its new name before it goes. Every connection of ours
    to `target` has to be closed. `key` opens `source`, `own_key` the file that is replaced; `now` is local.

    Raises:
        FileTroubleError: Nothing has changed.
    """
    ready = target.with_name(f"{target.name}.restoring")
    with driver_trouble(source):
        contents(source, key)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            copy(source, ready, key)
            _bring_up(ready, key)
            kept = _keep(target, own_key, now)
            _swap(ready, target)
        finally:
            remove(ready)
    return kept


def _bring_up(path: Path, key: FileKey | None) -> None:
    """Open the copy as the app does, which brings an older one to the newest schema."""
    database = Database(path, key)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    for beside in path.parent.glob(f"{path.name}.before-*"):
        remove(beside)  # the backup itself is still there
    sync_file(path)


def _keep(target: Path, key: FileKey | None, now: datetime) -> Path | None:
    """Copy what will be replaced; a file that cannot be read is copied byte by byte with its log."""
    if not target.exists() or not target.stat().st_size:
        return None
    stamp = now.strftime(_STAMP)
    kept = target.with_name(f"{target.stem}.replaced-{stamp}.db")
    try:
        copy(target, kept, key)
        contents(kept, key)
        _merge_log(target, key)
    except (DamagedFileError, ForeignFileError):
        remove(kept)
        kept = target.with_name(f"{target.stem}.damaged-{stamp}.db")
        _copy_bytes(target, kept)
    except FileTroubleError:
        if mark_of(target) is None or key is not None:
            raise
        _copy_bytes(target, kept)  # encrypted, and its key is not known here
    sync_folder(target.parent)
    return kept


def _merge_log(path: Path, key: FileKey | None) -> None:
    """Bring the write-ahead log home, so that the file alone is whole should the power fail in between."""
    with driver_trouble(path), closing(connect(path, key if mark_of(path) else None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # nobody may be writing meanwhile
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy_bytes(source: Path, target: Path) -> None:
    for ending in ("", _LOG):
        each, beside = source.with_name(source.name + ending), target.with_name(target.name + ending)
        if each.exists():
            beside.touch(mode=0o600)
            shutil.copyfile(each, beside)
            sync_file(beside)


def _swap(ready: Path, target: Path) -> None:
    """Put the new file in place; the log of the old one must not be read into it."""
    for ending in (_LOG, "-shm", "-journal"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    ready.replace(target)
    with suppress(OSError):
        sync_folder(target.parent)
