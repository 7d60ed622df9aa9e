"""Encrypting the file in use, giving it another key, and taking the encryption away again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import keychain
from app.domain.file_key import FileKey
from app.services.desk import Desk
from app.services.keys import asks_passphrase, is_encrypted
from app.services.plain_copies import Tidied, tidy
from app.storage.cipher import new_key, new_passphrase
from app.storage.errors import FileTroubleError
from app.storage.resealing import reseal

__all__ = ["Protection", "new_key", "new_passphrase", "protection", "recovery_sheet", "seal", "unseal"]


@dataclass(frozen=True, slots=True)
class Protection:
    """How the file in use is protected.

    Attributes:
        keyring: This computer has a keyring that could keep a key.
    """

    encrypted: bool
    by_passphrase: bool
    keyring: bool


def protection(desk: Desk) -> Protection:
    """Return how the file in use is protected, and what else is possible here."""
    return Protection(is_encrypted(desk.path), asks_passphrase(desk.path), keychain.is_there())


def recovery_sheet(desk: Desk, key: FileKey) -> bytes:
    """Return the sheet with the key as words, as a PDF in the language of the screen."""
    from app.documents.recovery_sheet import SheetContent, render
    from app.services.firm import read_firm

    return render(SheetContent(key, read_firm(desk).name, desk.today()))


def seal(desk: Desk, key: FileKey, second: Path | None = None) -> Tidied:
    """Encrypt the file in use with a new key, also in place of the one it has.

    A random key is in the keyring before anything needs it. The key before stays there, for the backups that
    were made with it. Backups here and in the second folder, and copies from before a new version, are
    encrypted too; what is returned says which could not be.

    Raises:
        KeyringTroubleError: The keyring does not keep the key; nothing changed.
        LockedFileError: The file is open elsewhere; nothing changed.
        FileTroubleError: The file cannot be read or written; nothing changed.
    """
    if not key.by_passphrase:
        keychain.keep(key.name, key.raw)
    try:
        _reseal(desk, key)
    except FileTroubleError:
        if not key.by_passphrase:
            with suppress(keychain.KeyringTroubleError):
                keychain.forget(key.name)
        raise
    return tidy(desk, second)


def unseal(desk: Desk) -> None:
    """Take the encryption away; the keyring keeps the key for the backups that were made with it.

    Raises:
        LockedFileError: The file is open elsewhere; nothing changed.
        FileTroubleError: The file cannot be read or written; nothing changed.
    """
    _reseal(desk, None)


def _reseal(desk: Desk, key: FileKey | None) -> None:
    before = now = desk.database.key
    desk.close()  # with it goes what other threads of ours read with
    try:
        reseal(desk.path, before, key)
        now = key
    finally:
        desk.open_with(now)
