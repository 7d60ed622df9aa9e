"""Looking after the file: verifying everything in it, and making the summaries anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.errors import BetaltError
from app.i18n import N_, _
from app.services.desk import Desk
from app.storage.errors import DamagedFileError, ForeignFileError

if TYPE_CHECKING:
    from app.storage.integrity import Problem

_SAID = {
    "damaged": N_("Pages of the file cannot be read. Restore the latest backup."),
    "orphan": N_("Row {row} of {table} belongs to nothing that is still there. Restore the latest backup."),
    "broken_chain": N_(
        "Row {row} of {table} was changed or removed from outside. Restore a backup from before that."
    ),
    "stale_summary": N_("The summary of case {row} is out of date. Make the summaries anew: betalt rebuild."),
    "letter_without_bytes": N_("The paper of letter {row} is gone. Restore a backup that still has it."),
    "plan_sum": N_("The instalments of plan {row} do not make up its sum. End the plan and make a new one."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found wrong, a sentence each, the worst first; `remarks` are no faults of the file."""

    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


def check(desk: Desk, *, told: Callable[[int, int], bool] = lambda *_: True) -> Checked:
    """Verify the pages, both chains, the letters, the plans and every summary. Nothing is changed.

    `told` is given how many of how many cases are compared, and stops the comparing when it answers no.

    Raises:
        FileTroubleError: The file cannot be read at all.
    """
    from app.storage.integrity import check as verify

    found = verify(desk.database, desk.warning_allowed, told=told)
    return Checked(tuple(map(_words, found)), _read_long_ago(desk))


def _read_long_ago(desk: Desk) -> tuple[str, ...]:
    """Return which tables without an end were last compared with the law more than a year ago."""
    from app.services.explain.tables import known_words, table_title
    from app.services.rates import READ_AGAIN_DAYS

    limit = desk.today() - timedelta(days=READ_AGAIN_DAYS)
    tables = (desk.statutes.table(*key) for key in desk.statutes.tables)
    old = [table for table in tables if table.read_on and table.read_on < limit]
    return tuple(f"{table_title(table.name)} ({table.country}): {known_words(table)}" for table in old)


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """How far a chain of entries has come: `table`, the number of its newest entry, and its SHA-256 in hex.

    Whoever has this can show later that nothing before it was altered.
    """

    table: str
    entry: int
    sha256: str


def chain_ends(desk: Desk) -> tuple[ChainEnd, ...]:
    """Return the ends of the ledger's chain and of the history's, for the evidence pack."""
    from app.storage.chain import ends

    found = ends(desk.database.connection)
    return tuple(ChainEnd(table, entry, hashed.hex()) for table, (entry, hashed) in found.items())


def look_over(desk: Desk) -> str:
    """Read every page and compare with what was left; return why to restore, empty if all is well.

    `pages`: parts cannot be read. `older`: entries are missing that were there. Takes seconds on a large
    file; the connection of the thread is closed afterwards.
    """
    from app.storage import damage

    try:
        return damage.find(desk.database) or ""
    finally:
        desk.database.let_go()


def seal(desk: Desk) -> None:
    """Note how far the file has come, so that an older one in its place is noticed."""
    from app.storage import damage

    try:
        damage.seal(desk.database)
    finally:
        desk.database.let_go()


def why_restore(error: BetaltError) -> str:
    """Return why a backup should be brought back when opening failed so; empty if that would not help."""
    return "pages" if isinstance(error, DamagedFileError | ForeignFileError) else ""


def rebuild(desk: Desk, *, told: Callable[[int, int], bool] = lambda *_: True) -> int:
    """Make every summary anew and return how many there are.

    `told` is given how many of how many cases are done.

    Raises:
        RebuildStoppedError: `told` answered no; nothing is changed.
    """
    from app.storage import integrity

    with desk.begin() as work:
        count = integrity.rebuild(work, told=told)
        work.commit()
    return count


def _words(problem: Problem) -> str:
    return _(_SAID[problem.kind]).format(row=problem.row_id, table=problem.table)
