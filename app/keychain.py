"""What the system's own keyring keeps for us: under the service `betalt`, one key for each name.

No keyring, a locked one and one that forgets are normal states of a computer, told apart here so that each
gets its own sentence. The library is imported when the first encrypted file is opened, not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.errors import TroubleError

SERVICE = "betalt"


class KeyringTroubleError(TroubleError):
    """The keyring does not do what is asked of it; nothing changed."""


class KeyringAbsentError(KeyringTroubleError):
    """This computer has no keyring, or one that keeps nothing."""


class KeyringLockedError(KeyringTroubleError):
    """The keyring is locked, and was not unlocked when the system asked."""


def keep(name: str, secret: bytes) -> None:
    """Keep a secret under a name, and read it back to be sure of it.

    Raises:
        KeyringAbsentError, KeyringLockedError: It is not kept.
    """
    import keyring

    with _answers():
        keyring.set_password(SERVICE, name, secret.hex())
    if fetch(name) != secret:
        raise KeyringAbsentError


def fetch(name: str) -> bytes | None:
    """Return the secret kept under a name, or `None`.

    Raises:
        KeyringAbsentError, KeyringLockedError: The keyring cannot be asked.
    """
    import keyring

    with _answers():
        kept = keyring.get_password(SERVICE, name)
    try:
        return bytes.fromhex(kept) if kept else None
    except ValueError:
        return None


def forget(name: str) -> None:
    """Let the keyring forget what it keeps under a name, if anything.

    Raises:
        KeyringAbsentError, KeyringLockedError: The keyring cannot be asked.
    """
    import keyring
    from keyring.errors import PasswordDeleteError

    with _answers():
        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return


def is_there() -> bool:
    """Say whether this computer has a keyring that keeps secrets; it is not asked to unlock itself."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


@contextmanager
def _answers() -> Iterator[None]:
    """Turn what the library and the systems behind it raise into our two kinds."""
    from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

    try:
        yield
    except NoKeyringError as error:
        raise KeyringAbsentError from error
    except (KeyringLocked, InitError) as error:
        raise KeyringLockedError from error
    except KeyringError as error:
        raise KeyringTroubleError from error
