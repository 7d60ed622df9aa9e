"""Looking after the file: verifying everything in it, and making the summaries anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.services.desk import Desk

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
    """What was found wrong, a sentence each, the worst first."""

    problems: tuple[str, ...] = ()

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

    return Checked(tuple(map(_words, verify(desk.database, desk.warning_allowed, told=told))))


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
