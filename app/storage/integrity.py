"""Verifying everything: the pages of the file, both chains, and whatever is kept beside its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Connection

from sqlmodel import Session

from app.domain.invoice import CaseId
from app.storage.cases import load_cases
from app.storage.chain import FACTS, GENESIS, link
from app.storage.database import Database
from app.storage.errors import DamagedFileError, driver_trouble
from app.storage.rows import CHUNK
from app.storage.summaries import WarningAllowed, judge, rebuild_all
from app.storage.unit_of_work import UnitOfWork

Told = Callable[[int, int], bool]


class ProblemKind(StrEnum):
    """What can be wrong with a file.

    `DAMAGED` pages cannot be read; `ORPHAN` rows belong to nothing; a `BROKEN_CHAIN` says that an entry was
    changed or removed behind our back. A `STALE_SUMMARY` can be rebuilt. A `LETTER_WITHOUT_BYTES` was sent,
    but its paper is gone; the instalments of a plan under `PLAN_SUM` do not make its sum.
    """

    DAMAGED = "damaged"
    ORPHAN = "orphan"
    BROKEN_CHAIN = "broken_chain"
    STALE_SUMMARY = "stale_summary"
    LETTER_WITHOUT_BYTES = "letter_without_bytes"
    PLAN_SUM = "plan_sum"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong: in which table, at which row (0 where it is no single one)."""

    kind: ProblemKind
    table: str = ""
    row_id: int = 0


def check(
    database: Database, warning_allowed: WarningAllowed, *, told: Told = lambda *_: True
) -> list[Problem]:
    """Verify the whole file and return what is wrong, the worst first; nothing is changed.

    What is kept beside the two lists is compared with them only where they can be read and trusted.
    `told` is given how many of how many cases are compared, and stops the comparing when it answers no.

    Raises:
        FileTroubleError: The file cannot be read at all.
    """
    connection = database.connection
    problems = [*_pages(database)] or [*_orphans(connection), *_chains(connection)]
    if any(problem.kind in (ProblemKind.DAMAGED, ProblemKind.BROKEN_CHAIN) for problem in problems):
        return problems
    problems += [*_letters(connection), *_plans(connection)]
    with Session(database.engine) as session:
        problems += _summaries(session, warning_allowed, told)
    return problems


def rebuild(work: UnitOfWork, *, told: Told = lambda *_: True) -> int:
    """Make every summary anew and return how many there are; the caller commits.

    Raises:
        RebuildStoppedError: `told` answered no; leaving without commit changes nothing.
    """
    work.flush()
    return rebuild_all(work.session, work.warning_allowed, told=told)


def _pages(database: Database) -> Iterator[Problem]:
    try:
        with driver_trouble(database.path):
            answers = database.connection.execute("PRAGMA quick_check").fetchall()
    except DamagedFileError:
        yield Problem(ProblemKind.DAMAGED)
        return
    if answers != [("ok",)]:
        yield Problem(ProblemKind.DAMAGED)


def _orphans(connection: Connection) -> Iterator[Problem]:
    for table, row_id, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(ProblemKind.ORPHAN, table, row_id or 0)


def _chains(connection: Connection) -> Iterator[Problem]:
    for table in FACTS:
        row_id = _first_break(connection, table)
        if row_id:
            yield Problem(ProblemKind.BROKEN_CHAIN, table, row_id)


def _first_break(connection: Connection, table: str) -> int | None:
    """Return the first entry that does not follow from the one before it; all after it hang in the air."""
    facts, before = FACTS[table], GENESIS
    for *values, kept in connection.execute(f"SELECT {', '.join(facts)}, hash FROM {table} ORDER BY id"):
        before = link(before, facts, dict(zip(facts, values, strict=True)))
        if before != kept:
            return int(values[0])
    return None


def _letters(connection: Connection) -> Iterator[Problem]:
    query = (
        "SELECT l.id FROM letter l LEFT JOIN letter_file f ON f.letter_id = l.id "
        "WHERE l.sent_on IS NOT NULL AND l.withdrawn = 0 AND coalesce(length(f.pdf), 0) = 0"
    )
    for (letter_id,) in connection.execute(query):
        yield Problem(ProblemKind.LETTER_WITHOUT_BYTES, "letter", letter_id)


def _plans(connection: Connection) -> Iterator[Problem]:
    query = (
        "SELECT p.id FROM plan p JOIN letter l ON l.id = p.letter_id "
        "WHERE p.withdrawn = 0 AND l.total_minor <> (SELECT coalesce(sum(i.amount_minor), 0) "
        "FROM plan_instalment i WHERE i.plan_id = p.id)"
    )
    for (plan_id,) in connection.execute(query):
        yield Problem(ProblemKind.PLAN_SUM, "plan", plan_id)


def _summaries(session: Session, warning_allowed: WarningAllowed, told: Told) -> Iterator[Problem]:
    """Compare what is kept of each case with what its own two lists give."""
    connection = session.connection()
    every = [row[0] for row in connection.exec_driver_sql("SELECT id FROM invoice WHERE withdrawn = 0")]
    kept_ids = {row[0] for row in connection.exec_driver_sql("SELECT invoice_id FROM case_summary")}
    for case_id in sorted(kept_ids - set(every)):
        yield Problem(ProblemKind.STALE_SUMMARY, "case_summary", case_id)
    for start in range(0, len(every), CHUNK):
        if not told(start, len(every)):
            return
        part = every[start : start + CHUNK]
        cases = load_cases(session, map(CaseId, part))
        marks = ", ".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f"SELECT * FROM case_summary WHERE invoice_id IN ({marks})", tuple(part)
        )
        kept = {row["invoice_id"]: dict(row) for row in rows.mappings()}
        for row in judge(session, cases, warning_allowed):
            if kept.get(row["invoice_id"]) != row:
                yield Problem(ProblemKind.STALE_SUMMARY, "case_summary", row["invoice_id"])
        session.expunge_all()
    told(len(every), len(every))
