"""The program as a whole: general options, the command, and an exit code for whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.cli import general
from app.cli.refusal import RULE, TROUBLE, RefusedError, wrong_usage
from app.cli.terminal import PROGRAM, Terminal
from app.domain.errors import BetaltError, RuleError
from app.i18n import _


def run(argv: Sequence[str]) -> int:
    """Run one command line; every foreseen trouble ends in a sentence and a code, never in a traceback."""
    _write_any_sign()
    terminal = Terminal(general.General())
    try:
        general.speak(terminal.general)
        terminal.general, rest = _split(argv)
        general.speak(terminal.general)
        return _answer(terminal, rest)
    except RefusedError as refused:
        code, said = refused.code, refused.said
    except BetaltError as error:
        from app.services.explain.errors import error as words

        code, said = RULE if isinstance(error, RuleError) else TROUBLE, words(error)
    except KeyboardInterrupt:
        code, said = TROUBLE, _("Stopped.")
    finally:
        terminal.close()
    terminal.warn(said)
    return code


def _answer(terminal: Terminal, rest: list[str]) -> int:
    if rest == ["today"]:
        # Asked for every morning: the library behind the others takes longer to load than the list to read.
        from app.cli.morning import today

        today(terminal)
        return 0
    from app.cli.commands import run_command

    return run_command(terminal, rest)


def _split(argv: Sequence[str]) -> tuple[general.General, list[str]]:
    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:
        return general.General(), list(argv)
    if any(_is_broken(word) for word in argv):
        raise wrong_usage(_("The command line has characters that are not text."))
    return general.take(argv)


def _is_broken(word: str) -> bool:
    """Say whether a word has bytes that the system could not read as text."""
    return any("\ud800" <= sign <= "\udfff" for sign in word)


def _write_any_sign() -> None:
    """Let an output that lacks a sign write its code instead of stopping the work."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
