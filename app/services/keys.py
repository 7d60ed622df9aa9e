"""The key of the file in use: found in the keyring, typed as words or passphrase, kept for the next start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app import keychain
from app.domain.errors import BetaltError
from app.domain.file_key import BY_PASSPHRASE, FileKey, from_passphrase, from_raw
from app.domain.recovery_words import RecoveryWordsError, decode
from app.services.desk import Desk
from app.storage.cipher import mark_of
from app.storage.database import Database
from app.storage.errors import KeyNeededError, OtherKeyError, WrongKeyError


def key_of(desk: Desk) -> FileKey | None:
    """Return the key of the file in use, `None` where it is not encrypted.

    Raises:
        FileTroubleError, KeyringTroubleError: The file cannot be opened.
    """
    return desk.database.key


def open_with(path: Path, key: FileKey | None) -> Database:
    """Open a file such as a backup; `key` is not used where that file is not encrypted.

    Raises:
        KeyNeededError, OtherKeyError, WrongKeyError: The key does not open it.
        FileTroubleError: It is not ours, newer than this app, damaged, or cannot be read.
    """
    return Database(path, key)


def is_about_key(error: BetaltError) -> bool:
    """Say whether typing the words or the passphrase, or typing them again, is the way on."""
    kinds = (KeyNeededError, OtherKeyError, WrongKeyError, RecoveryWordsError, keychain.KeyringTroubleError)
    return isinstance(error, kinds)


def is_encrypted(path: Path) -> bool:
    """Say whether a file is an encrypted one of ours; a look at its first bytes."""
    return mark_of(path) is not None


def asks_passphrase(path: Path) -> bool:
    """Say whether a passphrase was chosen for the file, rather than a key in the keyring."""
    return (mark_of(path) or b"").startswith(BY_PASSPHRASE)


def key_from_keyring(path: Path) -> FileKey | None:
    """Return the key to open a file with, as far as no person has to be asked.

    Raises:
        KeyNeededError: The file has a passphrase, or the keyring does not know its key.
        KeyringTroubleError: There is no keyring, or it is locked.
    """
    mark = mark_of(path)
    if mark is None:
        return None
    if mark.startswith(BY_PASSPHRASE):
        raise KeyNeededError(path, by_passphrase=True)
    raw = keychain.fetch(mark.hex())
    if raw is None:
        raise KeyNeededError(path)
    return FileKey(raw, mark)


def key_from_typed(path: Path, typed: str) -> FileKey:
    """Return the key that the words of a recovery sheet, or a passphrase, lead to.

    The words open every file; anything else is taken as the passphrase where the file has one.

    Raises:
        RecoveryWordsError: Words were expected, and these are mistyped.
    """
    mark = mark_of(path)
    by_passphrase = mark is not None and mark.startswith(BY_PASSPHRASE)
    try:
        raw = decode(typed)
    except RecoveryWordsError:
        if mark is None or not by_passphrase:
            raise
        return from_passphrase(typed, mark)
    return FileKey(raw, mark) if mark and by_passphrase else from_raw(raw)


def unlock(desk: Desk, typed: str) -> None:
    """Open the file in use with what was typed; the keyring keeps a random key for the next start if it can.

    Raises:
        RecoveryWordsError: The words are mistyped.
        OtherKeyError, WrongKeyError: They do not open this file.
        FileTroubleError: The file itself cannot be opened.
    """
    key = key_from_typed(desk.path, typed)
    desk.open_with(key)
    remember(key)


def remember(key: FileKey) -> None:
    """Let the keyring keep a random key for the next start, if it can."""
    if not key.by_passphrase:
        with suppress(keychain.KeyringTroubleError):
            keychain.keep(key.name, key.raw)
