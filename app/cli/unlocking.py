"""Opening a locked file on the command line: by the keyring, by the environment, or by asking."""

from __future__ import annotations

import os
import sys

from app.i18n import _
from app.services.desk import Desk

VARIABLE = "BETALT_PASSPHRASE"


def unlock(desk: Desk) -> None:
    """Open the file; where the keyring does not, with what the environment or the person there says.

    Both may give the passphrase or the words of the recovery sheet.

    Raises:
        KeyNeededError, KeyringTroubleError: Nobody says anything.
        RuleError, FileTroubleError: What was said does not open it.
    """
    from app import keychain
    from app.services import keys
    from app.storage.errors import KeyNeededError

    try:
        desk.database  # noqa: B018 - opened here, so that trouble shows at once
    except (KeyNeededError, keychain.KeyringTroubleError):
        typed = os.environ.get(VARIABLE) or _asked()
        if not typed:
            raise
        keys.unlock(desk, typed)


def _asked() -> str:
    """Ask the person at the terminal without showing what is typed; empty where there is nobody."""
    if not sys.stdin.isatty():
        return ""
    from getpass import getpass

    return getpass(_("Passphrase or words of the recovery sheet") + ": ", stream=sys.stderr)
