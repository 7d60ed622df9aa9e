"""A shell for the tests of the command line: runs commands in this process, on a database of their own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import i18n
from app.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """A folder to work in, the day it is there, and the language."""

    folder: Path
    today: str = "2026-11-18"
    language: str = "en"
    data: Path = field(init=False)

    def __post_init__(self) -> None:
        self.data = self.folder / "betalt.db"

    def run(self, *words: str) -> Ended:
        """Run one command line; the general options come first."""
        general = ["--data", str(self.data), "--today", self.today, "--language", self.language]
        return ended([*general, *words])

    def done(self, *words: str) -> Any:
        """Run a command that has to go well, and return its document."""
        end = self.run(*words, "--json")
        assert end.code == 0, end.err
        return end.document

    def refused(self, *words: str) -> str:
        """Run a command that a rule has to refuse, and return the sentence."""
        end = self.run(*words)
        assert (end.code, end.out) == (1, "")
        return end.err.strip()

    def on(self, day: str) -> Shell:
        """Return the same shell on another day."""
        return Shell(self.folder, day, self.language)


def ended(argv: list[str]) -> Ended:
    """Run one command line as it stands; the language of the screen is as before afterwards."""
    out, err = io.StringIO(), io.StringIO()
    with _language_kept(), redirect_stdout(out), redirect_stderr(err):
        code = main(argv)
    return Ended(code, out.getvalue(), err.getvalue())


@contextmanager
def _language_kept() -> Iterator[None]:
    before = i18n.language()
    try:
        yield
    finally:
        i18n.use(before)


def with_firm(shell: Shell, country: str = "SE") -> Shell:
    """Name the firm, so that letters can be made."""
    account = "bankgiro=50501055" if country == "SE" else "account=99990001002"
    shell.done("firm", "name=Tallkotten", f"country={country}", account, "address=Gränd 3, 999 31 Lillhamra")
    return shell


def with_customer(shell: Shell, kind: str, country: str = "SE") -> Shell:
    """Add the customer `Kund`."""
    where = "--address", "Gatan 1, 999 47 Norrskär"
    shell.done("add", "customer", "Kund", "--kind", kind, "--country", country, *where, "phone=0701740612")
    return shell


def owes(shell: Shell, total: str, *, issued: str, due: str, facts: tuple[str, ...] = ()) -> None:
    """Add the invoice 1 of `Kund`, on the day it was issued."""
    words = ("--customer", "Kund", "--total", total, "--issued", issued, "--due", due)
    shell.on(issued).done("add", "invoice", "1", *words, *facts)
