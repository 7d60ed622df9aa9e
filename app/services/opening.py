"""How the app begins on a computer: with a file of its own, or with a copy of one from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.services.desk import Desk

if TYPE_CHECKING:
    from app.domain.file_key import FileKey


def has_file(desk: Desk) -> bool:
    """Say whether there is a database already, so that no copy may take its place."""
    return desk.path.exists() and desk.path.stat().st_size > 0


def open_copy(desk: Desk, source: Path, key: FileKey | None = None) -> None:
    """Copy a file of ours, such as a backup, to the usual place and open it there.

    Without a `key` that of an encrypted copy is asked of the keyring.

    Raises:
        KeyNeededError, KeyringTroubleError: It is encrypted, and its key is not to be had unasked.
        OtherKeyError, WrongKeyError: It is encrypted, and not opened by `key`.
        FileTroubleError: It is not ours, newer than this app, damaged, or cannot be copied; nothing changed.
    """
    from app.services.keys import key_from_keyring
    from app.storage.adopting import adopt

    key = key or key_from_keyring(source)
    adopt(source, desk.path, key)
    desk.open_with(key)
