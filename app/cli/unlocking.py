"""Opening a locked file on the command line: by the keyring, by the environment, or by asking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from app.i18n import _
from app.services.desk import Desk

VARIABLE = "BETALT_PASSPHRASE"
Result = TypeVar("Result")


def unlock(desk: Desk) -> None:
    """Open the file; where the keyring does not, with what the environment or the person there says.

    Both may give the passphrase or the words of the recovery sheet.

    Raises:
        KeyNeededError, KeyringTroubleError: Nobody says anything.
        RuleError, FileTroubleError: What was said does not open it.
    """
    from app.services import keys

    def work(typed: str) -> None:
        if typed:
            keys.unlock(desk, typed)
        else:
            desk.database  # noqa: B018 - opened here, so that trouble shows at once

    with_typed(work)


def with_typed(work: Callable[[str], Result], *, from_stdin: bool = False) -> Result:
    """Do something that may need a key: first with nothing typed, then with what is said or read.

    With `from_stdin` the words or the passphrase are all that stands on standard input.

    Raises:
        KeyNeededError, KeyringTroubleError: Nobody says anything.
        RuleError, FileTroubleError: What was said does not open it.
    """
    from app import keychain
    from app.storage.errors import KeyNeededError

    try:
        return work("")
    except (KeyNeededError, keychain.KeyringTroubleError):
        typed = sys.stdin.read() if from_stdin else os.environ.get(VARIABLE) or _asked()
        if not typed.strip():
            raise
        return work(typed.strip() if from_stdin else typed)


def _asked() -> str:
    """Ask the person at the terminal without showing what is typed; empty where there is nobody."""
    if not sys.stdin.isatty():
        return ""
    from getpass import getpass

    return getpass(_("Passphrase or words of the recovery sheet") + ": ", stream=sys.stderr)
