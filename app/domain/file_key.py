"""The key of a database: what opens it, and the mark by which a file says which key that is.

The first 16 bytes of an encrypted file are its salt. Ours begin with four letters that say how the file is
opened: by a random key, whose mark is worked out from the key itself, or by a passphrase, where the rest is
random. So a file names its key without any list beside it, a backup carries the mark of its original, and
the key of another file is told apart from a damaged file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.errors import RuleError

KEY_BYTES = 32
MARK_BYTES = 16
BY_KEY, BY_PASSPHRASE = b"btlk", b"btlp"
SHORTEST_PASSPHRASE = 10
_ITERATIONS = 256_000


class PassphraseTooShortError(RuleError):
    """A passphrase has at least `SHORTEST_PASSPHRASE` characters; `length` is how many there are."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens a database.

    Attributes:
        raw: 32 bytes; never shown, logged or written anywhere but in the keyring and on the recovery sheet.
        mark: The first 16 bytes of every file that it opens.
    """

    raw: bytes = field(repr=False)
    mark: bytes

    @property
    def name(self) -> str:
        """Return under which name the keyring keeps the key; it says nothing about the key."""
        return self.mark.hex()

    @property
    def by_passphrase(self) -> bool:
        """Say whether a passphrase leads to the key, so that no keyring has to keep it."""
        return self.mark.startswith(BY_PASSPHRASE)

    @property
    def fits(self) -> bool:
        """Say whether key and mark are known to belong together; a passphrase shows only by trying."""
        return self.mark == from_raw(self.raw).mark


def from_raw(raw: bytes) -> FileKey:
    """Return the key of 32 random bytes with the mark that belongs to it."""
    import hashlib  # nothing that is not encrypted needs it before the first paint

    return FileKey(raw, BY_KEY + hashlib.sha256(b"betalt" + raw).digest()[: MARK_BYTES - len(BY_KEY)])


def from_passphrase(passphrase: str, mark: bytes) -> FileKey:
    """Return the key to which a passphrase leads in a file of this mark; takes a quarter of a second.

    It is SQLCipher's own derivation (PBKDF2, HMAC-SHA512, 256 000 rounds), done once for all connections, so
    that any program that knows SQLCipher opens the file with the same words.
    """
    import hashlib
    import unicodedata

    words = unicodedata.normalize("NFC", passphrase).encode()
    return FileKey(hashlib.pbkdf2_hmac("sha512", words, mark, _ITERATIONS, KEY_BYTES), mark)


def chosen_passphrase(passphrase: str, randomness: bytes) -> FileKey:
    """Return the key of a passphrase that is newly chosen; `randomness` is 12 random bytes.

    Raises:
        PassphraseTooShortError: It has fewer than `SHORTEST_PASSPHRASE` characters.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShortError(len(passphrase))
    return from_passphrase(passphrase, BY_PASSPHRASE + randomness)


def is_mark(start: bytes) -> bool:
    """Say whether a file that begins so is an encrypted one of ours."""
    return len(start) >= MARK_BYTES and start.startswith((BY_KEY, BY_PASSPHRASE))
