"""Every command and every option of the command line, with words that were never meant for it."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from app.cli.commands import COMMANDS
from app.domain.history import LetterKind, Outcome
from tests.cli_shell import ended
from tests.hostile.place import Answer, Kind, looked_over
from tests.hostile.values import word

_CODES = (0, 1, 2, 3)
_KNOWN = (
    "0-0", "0-1", "1-0", "1-1", "2-0", "2-1", "Kund 0", "Kund 1", "Kund 2/2-0", "invoice", "customer", "SE",
    "business", "yes", "no", "monthly", "out.csv", "out.xlsx", "out.pdf", "out.json", "invoices",
    "customers", "plans", "letters", "2026-12-01", "+9", "100", "12,50", "certain", "reference_rate", "x.db",
    *Outcome, *LetterKind,
)  # fmt: skip
_SLOW = {"demo": 0.02, "check": 0.2, "rebuild": 0.3}
"""Commands that take long, and the share of their turns in which they are tried."""


@cache
def options(name: str) -> tuple[str, ...]:
    """Return every option that a command takes."""
    module, _text = COMMANDS[name]
    found: Any = getattr(import_module(f"app.cli.{module}"), f"{name.replace('-', '_')}_command")
    callbacks = (
        [found] if inspect.isfunction(found) else [each.callback for each in found.registered_commands]
    )
    return tuple(
        f"--{parameter.replace('_', '-')}"
        for each in callbacks
        for parameter in inspect.signature(each).parameters
    )


def command_line(chance: Random) -> list[str]:
    """Return a command line: a command, and words of which some are what it asks for."""
    name = chance.choice(list(COMMANDS))
    while chance.random() > _SLOW.get(name, 1):
        name = chance.choice(list(COMMANDS))
    said = [name if chance.random() < 0.97 else word(chance)]
    for _ in range(chance.choice((0, 1, 2, 2, 3, 4, 6))):
        kind = chance.random()
        if kind < 0.35 and options(name):
            said.append(chance.choice(options(name)))
        said.append(str(chance.choice(_KNOWN)) if chance.random() < 0.5 else word(chance))
    return said


def _opened(folder: Path) -> Iterator[Answer]:
    here = Path.cwd()
    with looked_over(folder) as place:
        place.desk.close()
        os.chdir(folder)
        try:
            yield _answer(place.desk.path)
        finally:
            os.chdir(here)


def _answer(data: Path) -> Answer:
    def answer(chance: Random) -> None:
        said, as_json = command_line(chance), chance.random() < 0.4
        today = "2026-11-18" if chance.random() < 0.9 else word(chance)
        end = ended(["--data", str(data), "--today", today, *(["--json"] if as_json else []), *said])
        assert end.code in _CODES, end
        assert "Traceback" not in end.err
        assert end.code == 0 or end.err.strip()
        if as_json and end.code == 0 and "--help" not in said:
            json.loads(end.out)

    return answer


KINDS = (Kind("command lines", 9, 200, _opened),)
