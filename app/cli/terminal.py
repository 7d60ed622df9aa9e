"""Where a command works: its database, what it prints, and what it warns of."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.bootstrap import default_path, make_desk
from app.cli.general import General, iso_day
from app.cli.refusal import TROUBLE, RefusedError
from app.i18n import _
from app.services.alone import refuse_elsewhere
from app.services.desk import Desk
from app.storage.cipher import mark_of

if TYPE_CHECKING:
    import typer

PROGRAM = "betalt"


@dataclass
class Terminal:
    """What every command is given: the general options, the desk they lead to, and the two outputs."""

    general: General

    @property
    def path(self) -> Path:
        return self.general.data or default_path()

    @property
    def desk(self) -> Desk:
        """Return the desk of a command that writes; the database is made where there is none."""
        return self._desk

    @property
    def desk_to_read(self) -> Desk:
        """Return the desk of a command that only reads.

        Raises:
            RefusedError: There is no database yet.
        """
        if not self.path.exists():
            said = _("There is nothing at {path} yet. Read in invoices first, or try betalt demo FILE.")
            raise RefusedError(TROUBLE, said.format(path=self.path))
        return self._desk

    @property
    def closed_desk(self) -> Desk:
        """Return a desk whose file is not opened yet, for a command that may do without what is in it.

        Raises:
            InUseError: A window on another computer has the file open.
        """
        desk = make_desk(self.path, today=self.general.today)
        refuse_elsewhere(desk)
        return desk

    @cached_property
    def _desk(self) -> Desk:
        desk = self.closed_desk
        if mark_of(self.path):
            from app.cli.unlocking import unlock  # only where there is something to unlock

            unlock(desk)
        return desk

    def close(self) -> None:
        """Let go of the database, so that nothing of it is left beside the file."""
        desk = vars(self).get("_desk")
        if desk and "database" in vars(desk):
            desk.database.close()

    @property
    def today(self) -> date:
        return self._desk.today()

    def day(self, text: str | None) -> date | None:
        """Read a day as people type it: `2026-11-18`, `fre`, `+7`; `None` stays `None`.

        Raises:
            RefusedError: It names no day.
        """
        from app.formatting import parse_date

        if text is None:
            return None
        try:
            found = parse_date(text, self.today)
        except (OverflowError, ValueError):
            found = None
        return iso_day(found.isoformat() if found else text)

    def tell(self, document: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print the document with `--json`, else the lines for people."""
        if self.general.as_json:
            plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
            lines = [json.dumps(document, ensure_ascii=plain, indent=2)]
        _write(sys.stdout, lines)

    def warn(self, said: str) -> None:
        """Say something on standard error and go on."""
        _write(sys.stderr, [said])


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    """Write lines; a reader who has gone, such as `head`, has seen enough and changes nothing."""
    try:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def at(context: typer.Context) -> Terminal:
    """Return the terminal that a command was started in."""
    terminal = context.obj
    assert isinstance(terminal, Terminal)
    return terminal


def table(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    """Return rows as lines with aligned columns; the columns in `right`, from 0, keep to the right."""
    if not rows:
        return []
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    to_right = frozenset(right)
    lines = (
        "  ".join(
            cell.rjust(width) if n in to_right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return [line.rstrip() for line in lines]
