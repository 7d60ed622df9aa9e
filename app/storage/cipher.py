"""Which key a file needs, new keys, and telling SQLCipher the key of a connection."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.file_key import (
    BY_PASSPHRASE,
    KEY_BYTES,
    MARK_BYTES,
    FileKey,
    chosen_passphrase,
    from_raw,
    is_mark,
)
from app.storage.errors import KeyNeededError, OtherKeyError

if TYPE_CHECKING:
    from sqlite3 import Connection


def new_key() -> FileKey:
    """Return a random key of 256 bits."""
    return from_raw(os.urandom(KEY_BYTES))


def new_passphrase(passphrase: str) -> FileKey:
    """Return the key of a passphrase that is newly chosen, with a random mark.

    Raises:
        PassphraseTooShortError: It is too short to protect anything.
    """
    return chosen_passphrase(passphrase, os.urandom(MARK_BYTES - len(BY_PASSPHRASE)))


def mark_of(path: Path) -> bytes | None:
    """Return the mark of an encrypted file of ours; `None` for any other, and where there is none."""
    try:
        with path.open("rb") as file:
            start = file.read(MARK_BYTES)
    except OSError:
        return None  # opening it in earnest says what is wrong
    return start if is_mark(start) else None


def check_key(path: Path, key: FileKey | None) -> FileKey | None:
    """Return the key to open a file with: `None` where the file is not encrypted, or not there yet.

    Raises:
        KeyNeededError: The file is encrypted, and no key is given.
        OtherKeyError: The key belongs to another file.
    """
    mark = mark_of(path)
    if mark is None:
        return None if path.exists() and path.stat().st_size else key
    if key is None:
        raise KeyNeededError(path, by_passphrase=mark.startswith(BY_PASSPHRASE))
    if key.mark != mark:
        raise OtherKeyError(path)
    return key


def unlock(connection: Connection, key: FileKey) -> None:
    """Let a connection that was just opened read and write with a key; a wrong one shows at the first query.

    What SQLCipher would print about a wrong key is kept quiet: we say it ourselves.
    """
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{literal(key)}"')


def literal(key: FileKey) -> str:
    """Return the key and its salt as SQLCipher wants to be told them, so that nothing is derived."""
    return f"x'{key.raw.hex()}{key.mark.hex()}'"
