"""Our time beside the bare minimum, measured in one run: `python -m tests.benchmarks.run [--sizes]`.

The bare side is `sqlite3` of the standard library on the same file. With `--sizes` the first screen is also
measured on 10 000 and 1 000 000 invoices, 5 000 of them open each time.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from app.domain.history import CallMade, InvoiceTaken, Outcome
from app.domain.invoice import CaseId, Invoice
from app.domain.money import SEK, Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.storage import lists, worklist
from app.storage.database import Database
from app.storage.search import search
from app.storage.unit_of_work import begin
from tests.benchmarks.generate import LARGE, MOMENT, SMALL, TODAY, USUAL, Size, generate

SCREEN = 100
IMPORTED = 5_000
Work = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """Seconds of each round."""

    rounds: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.rounds)

    def __str__(self) -> str:
        return f"{self.least * 1000:9.2f} {median(self.rounds) * 1000:9.2f}"


def measure(work: Work, rounds: int) -> Measured:
    """Time work so many times, the first time not counted."""
    work()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return Measured(tuple(times))


def compare(name: str, ours: Work, bare: Work, *, rounds: int = 15) -> None:
    """Print our time and the bare one, in milliseconds, and how many times as long ours takes."""
    mine, least = measure(ours, rounds), measure(bare, rounds)
    print(f"{name:34} {mine}   {least}   {mine.least / least.least:6.1f} x")


def bare_connection(database: Database) -> sqlite3.Connection:
    connection = sqlite3.connect(database.path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


_SCREEN = """
SELECT s.*, c.name, i.number FROM case_summary s
CROSS JOIN customer c ON c.id = s.customer_id CROSS JOIN invoice i ON i.id = s.invoice_id
WHERE s.open_minor > 0 AND s.act_on <= ? ORDER BY s.rank, s.open_minor DESC LIMIT ?
"""
_WHOLE = """
SELECT customer_id, currency, min(rank), sum(open_minor), count(*), invoice_id, due_on, reason, reason_on,
    reason_minor, usual_first, usual_last, next_step, act_on, names_on, call_back_at, promised_by,
    paused_until, handed_over_on, plan_done, plan_parts, level
FROM case_summary INDEXED BY summary_open WHERE open_minor > 0
GROUP BY customer_id, currency ORDER BY 3, 4 DESC
"""
_PAGE = """
SELECT s.*, c.name, i.number FROM case_summary s
CROSS JOIN customer c ON c.id = s.customer_id CROSS JOIN invoice i ON i.id = s.invoice_id
WHERE s.open_minor > 0 AND s.due_on < ? ORDER BY s.due_on LIMIT ?
"""
_SEARCH = "SELECT id FROM invoice WHERE withdrawn = 0 AND kind = 'invoice' AND instr(search, ?) LIMIT 50"


def first_screen(database: Database) -> Work:
    def show() -> object:
        rows = worklist.work_list(database.connection, TODAY, None, first=SCREEN)
        return worklist.names(database.connection, [row.case_id for row in rows])

    return show


def page(database: Database) -> Work:
    def show() -> object:
        asked: dict[str, Any] = {"today": TODAY, "bank_read_through": None}
        ids = lists.invoice_ids(database.connection, filter=lists.InvoiceFilter.OVERDUE, **asked)
        return lists.invoice_rows(database.connection, ids[:SCREEN], **asked)

    return show


def reading(database: Database) -> None:
    bare, day = bare_connection(database), TODAY.isoformat()

    def ask(query: str, *values: object) -> Work:
        return lambda: bare.execute(query, values).fetchall()

    compare("morning list, first screen", first_screen(database), ask(_SCREEN, day, SCREEN))
    compare("morning list, whole", lambda: worklist.work_list(database.connection, TODAY, None), ask(_WHOLE))
    compare("filtered page", page(database), ask(_PAGE, day, SCREEN))
    for text in ("norrskär", "104123", "norsker", "tisdag ring"):
        compare(f"search: {text}", lambda text=text: search(database.connection, text), ask(_SEARCH, text))  # type: ignore[misc]
    bare.close()


def action(database: Database) -> None:
    """Log a call, each time on another case."""
    bare = bare_connection(database)
    cases = iter(range(USUAL.invoices - USUAL.open + 1, USUAL.invoices))

    def ours() -> None:
        with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
            work.tell(CaseId(next(cases)), CallMade(Outcome.NO_ANSWER, 2), note="Ingen svarade.")
            work.commit("call", "Norrskärs Båtvarv")

    def least() -> None:
        bare.execute("BEGIN IMMEDIATE")
        told = bare.execute(
            "INSERT INTO history_entry (invoice_id, kind, version, payload, happened_on, recorded_at, "
            "occasion, hash) VALUES (?, 'note_taken', 1, '{}', '2026-11-18', '', '', zeroblob(32))",
            (next(cases),),
        ).lastrowid
        bare.execute("INSERT INTO history_note VALUES (?, 'Ingen svarade.')", (told,))
        bare.execute(
            "INSERT INTO action (kind, about, done_on, done_at, source, parts) "
            "VALUES ('call', '', '2026-11-18', '', '', '{}')"
        )
        bare.execute("UPDATE case_summary SET act_on = '2026-11-19' WHERE invoice_id = ?", (next(cases),))
        bare.execute("COMMIT")

    compare("one action: a call logged", ours, least, rounds=60)
    bare.close()


def importing(folder: Path) -> None:
    """Store 5 000 accepted rows of 1 000 customers in an empty file."""
    made: list[Database] = []

    def empty() -> Database:
        made.append(Database(folder / f"import{len(made)}.betalt"))
        return made[-1]

    def ours() -> Database:
        database = fresh.pop()
        with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
            known = []
            for n in range(IMPORTED // 5):
                who = Customer(
                    CustomerId(0), f"Kund {n} AB", CustomerKind.BUSINESS, country="SE", number=str(n)
                )
                known.append((work.add_customer(who), who))
            amount = Money(1_250_00, SEK)
            for n in range(IMPORTED):
                customer_id, who = known[n % len(known)]
                paper = Invoice(
                    CaseId(0), customer_id, str(n), SEK, amount, amount, TODAY, TODAY, law="SE", subject="El"
                )  # fmt: skip
                work.add_invoice(paper, who, event=InvoiceTaken(amount, "csv"))
            work.commit("import", "kunder.csv")
        return database

    fresh = [empty() for _ in range(6)]
    mine = measure(ours, 5)
    rows = _all_rows(made[0])
    fresh = [empty() for _ in range(6)]
    least = measure(lambda: _store(fresh.pop(), rows), 5)
    print(f"{'import of 5 000 invoices':34} {mine}   {least}   {mine.least / least.least:6.1f} x")
    print(f"{'  an invoice':34} {mine.least / IMPORTED * 1000:9.3f}")


_IMPORTED = ("customer", "invoice", "ledger_entry", "history_entry", "action", "case_summary")


def _all_rows(database: Database) -> dict[str, Sequence[Any]]:
    return {table: database.connection.execute(f"SELECT * FROM {table}").fetchall() for table in _IMPORTED}


def _store(database: Database, rows: dict[str, Sequence[Any]]) -> None:
    bare = bare_connection(database)
    bare.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        bare.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)
    bare.execute("COMMIT")
    bare.close()


def flat(folder: Path) -> None:
    """Print the first screen at both ends; with as many open it should take the same time."""
    for name, size in (("10 000", SMALL), ("1 000 000", LARGE)):
        print(f"{f'first screen of {name}':34} {measure(first_screen(_made(folder, size)), 15)}")


def _made(folder: Path, size: Size) -> Database:
    return generate(folder / f"{size.invoices}.betalt", size)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", action="store_true", help="also 10 000 and 1 000 000 invoices")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = _made(folder, USUAL)
        print(f"{'milliseconds':34} {'ours min':>9} {'median':>9}   {'bare min':>9} {'median':>9}")
        reading(database)
        action(database)
        importing(folder)
        if wanted.sizes:
            flat(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
