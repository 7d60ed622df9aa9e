"""One window at a time: a note beside the file says which computer has it open, and a lock says it is so now.

On one computer the lock of the operating system tells whether the other window still lives. Between computers
that share a folder there is no such lock to rely on; there a note that is written anew every minute says so.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from app.storage.errors import FileTroubleError

HEARTBEAT_SECONDS = 60
SILENT_AFTER = timedelta(seconds=5 * HEARTBEAT_SECONDS)
_LOCKED_BYTE = 1 << 30  # far behind the note, which others may read while the byte is locked


class InUseError(FileTroubleError):
    """Another window has the file open; `computer` is its name where it is not this one, else empty."""

    def __init__(self, path: Path, computer: str = "") -> None:
        super().__init__(path)
        self.computer = computer


class Claim:
    """This window's hold on a file; let go with `release`."""

    def __init__(self, path: Path, note: IO[str]) -> None:
        self._path = path
        self._note = note

    def beat(self, now: datetime) -> None:
        """Say that this window still has the file open.

        Raises:
            InUseError: Another computer has taken the file meanwhile, as after a long sleep of this one.
        """
        other = _other_computer(self._note)
        if other and now - other[1] < SILENT_AFTER:
            raise InUseError(self._path, other[0])
        _write(self._note, now)

    def release(self) -> None:
        """Let others open the file."""
        with suppress(OSError):
            if _other_computer(self._note) is None:
                _place(self._path).unlink()
        self._note.close()


def claim(path: Path, now: datetime) -> Claim | None:
    """Hold a file for this window; `None` where no note can be written, as on a medium that is read-only.

    Raises:
        InUseError: Another window has it open, here or on another computer.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note = _opened(_place(path))
    except OSError:
        return None
    try:
        if not _locked(note):
            raise InUseError(path)
        other = _other_computer(note)
        if other and now - other[1] < SILENT_AFTER:
            raise InUseError(path, other[0])
        _write(note, now)
    except BaseException:
        note.close()
        raise
    return Claim(path, note)


def refuse_elsewhere(path: Path, now: datetime) -> None:
    """Refuse a file that a window on another computer has open; nothing is noted down.

    Raises:
        InUseError: Its note was written within the last minutes.
    """
    try:
        with _place(path).open(encoding="utf-8") as note:
            other = _other_computer(note)
    except OSError:
        return
    if other and now - other[1] < SILENT_AFTER:
        raise InUseError(path, other[0])


def _place(path: Path) -> Path:
    return path.with_name(f"{path.name}.open")


def _opened(place: Path) -> IO[str]:
    return os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")


def _locked(note: IO[str]) -> bool:
    """Take the operating system's lock, which ends with the process however that ends."""
    try:
        if os.name == "nt":
            import msvcrt

            note.seek(_LOCKED_BYTE)
            msvcrt.locking(note.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(note.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _other_computer(note: IO[str]) -> tuple[str, datetime] | None:
    """Return which other computer has written the note, and when; `None` where it is ours or unreadable."""
    note.seek(0)
    try:
        kept = json.loads(note.read())
        computer, at = str(kept["computer"]), datetime.fromisoformat(kept["at"])
    except (ValueError, KeyError, TypeError):
        return None
    return None if computer == _here() or at.tzinfo is None else (computer, at)


def _here() -> str:
    """Return the name of this computer, without loading anything for it before the first paint."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _write(note: IO[str], now: datetime) -> None:
    with suppress(OSError):
        note.seek(0)
        note.truncate()
        json.dump({"computer": _here(), "at": now.isoformat()}, note)
        note.flush()
