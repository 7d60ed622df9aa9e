"""The general options, which every command takes before or after its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app import i18n, preferences
from app.cli.refusal import RefusedError, wrong_usage
from app.i18n import LANGUAGES, _

_VALUED = ("--data", "--today", "--language")
JSON = "--json"
EARLIEST_YEAR, LATEST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class General:
    """What holds for a whole call.

    Attributes:
        data: The database file; the platform's place for user data when not given.
        today: The day to act on; the computer's own when not given.
        language: Of the output: `sv`, `nb`, `en`; the user's own choice when not given.
    """

    data: Path | None = None
    today: date | None = None
    language: str = ""
    as_json: bool = False


def take(argv: Sequence[str]) -> tuple[General, list[str]]:
    """Split a command line into its general options and the rest; behind a bare `--` nothing is an option.

    Raises:
        RefusedError: A value is missing or cannot be read.
    """
    found, rest, waiting = General(), list[str](), list(argv)
    while waiting:
        word = waiting.pop(0)
        name, has_value, value = word.partition("=")
        if word == "--":
            return found, [*rest, word, *waiting]
        if word == JSON:
            found = replace(found, as_json=True)
        elif name in _VALUED:
            if not has_value and not waiting:
                raise wrong_usage(_("{option} needs a value.").format(option=name))
            found = _with(found, name, value if has_value else waiting.pop(0))
        else:
            rest.append(word)
    return found, rest


def _with(found: General, name: str, value: str) -> General:
    match name:
        case "--data":
            return replace(found, data=Path(value))
        case "--today":
            return replace(found, today=iso_day(value))
    if value not in LANGUAGES:
        raise wrong_usage(_("The language {value} is not known. Choose sv, nb or en.").format(value=value))
    return replace(found, language=value)


def iso_day(text: str) -> date:
    """Read a day written as 2026-11-18.

    Raises:
        RefusedError: It is not written like that, or lies outside the years 1970 to 2199.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise _not_a_day(text)
    return day


def _not_a_day(text: str) -> RefusedError:
    return wrong_usage(_("{typed} is not a day. Write it like 2026-11-18.").format(typed=text))


def speak(general: General) -> None:
    """Let everything said from now on be in the language asked for, or the user's own."""
    i18n.use(general.language or preferences.load().language or i18n.system_language())
