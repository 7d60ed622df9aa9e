"""Matching at full size beside the bare minimum: `python -m tests.benchmarks.matching`.

10 000 payments that wait against 100 000 invoices of which 5 000 are open. The bare side reads the same rows
with `sqlite3` and looks each reference up in a dictionary. Then the figures of the generated set.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from app.domain.matching_run import match_all
from app.services import matching
from app.services.desk import Desk
from app.storage.database import Database
from app.storage.payments import NewPayment, add_payment
from app.storage.unit_of_work import begin
from tests.benchmarks.generate import MOMENT, NOW, TODAY, USUAL, generate
from tests.benchmarks.run import compare, measure
from tests.matching_set import generate as generate_set
from tests.matching_set import score
from tests.office import SetClock, kronor

PAYMENTS = 10_000
SET = 5_000


class StoppedError(Exception):
    """The benchmark pressed *cancel*."""


def payments(database: Database) -> Iterator[NewPayment]:
    """Yield payments into the open invoices: half with their reference, the rest as people write them."""
    draw = random.Random(11)
    rows = database.connection.execute(
        "SELECT i.number, i.payment_reference, s.open_minor, c.name FROM case_summary s "
        "JOIN invoice i ON i.id = s.invoice_id JOIN customer c ON c.id = s.customer_id WHERE s.open_minor > 0"
    ).fetchall()
    for n in range(PAYMENTS):
        number, reference, minor, name = draw.choice(rows)
        kind, on = draw.random(), TODAY - timedelta(days=draw.randrange(30))
        amount = kronor(f"{minor / 100:.2f}" if kind < 0.8 else f"{draw.randrange(100, 90_000)}.00")
        said = reference if kind < 0.5 else ""
        text = f"faktura {number}" if 0.5 <= kind < 0.65 else ""
        yield NewPayment(on, amount, payer=name, reference=said, message=text, bank_id=f"b:{n}")


def bare(path: Path) -> int:
    """Read what there is to match and look up references and sums, and nothing else."""
    connection = sqlite3.connect(path)
    query = (
        "SELECT i.payment_reference, s.open_minor, i.id FROM case_summary s "
        "JOIN invoice i ON i.id = s.invoice_id WHERE s.open_minor > 0"
    )
    known = {(reference, minor): case_id for reference, minor, case_id in connection.execute(query)}
    waiting = connection.execute("SELECT reference, amount_minor FROM payment WHERE customer_id IS NULL")
    return sum((reference, minor) in known for reference, minor in waiting)


def stopping(desk: Desk) -> float:
    """Return the seconds from *cancel* until the matching has stopped."""
    pressed = 0.0

    def progress(done: int, of: int) -> None:
        nonlocal pressed
        if pressed:
            raise StoppedError
        if done > of // 3:
            pressed = time.perf_counter()

    with suppress(StoppedError):
        matching.overview(desk, progress=progress)
    return time.perf_counter() - pressed


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="betalt") as folder:
        path = Path(folder) / "usual.db"
        database = generate(path, USUAL)
        with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
            for new in payments(database):
                add_payment(work, new)
            work.commit()
        desk = Desk(SetClock(NOW.date()), path, "benchmark")
        seen = matching.overview(desk)
        print(f"{'':34} {'least ms':>9} {'median':>9}   bare: least, median")
        compare(f"match {PAYMENTS} payments", lambda: matching.overview(desk), lambda: bare(path), rounds=3)
        print(f"certain {len(seen.certain)}, likely {len(seen.likely)}, unknown {len(seen.unknown)}")
        print(f"stopped {stopping(desk) * 1000:.0f} ms after cancel")
        start = time.perf_counter()
        done = matching.accept_certain(desk)
        print(f"booked {done.booked} certain ones in {time.perf_counter() - start:.2f} s")
    made = generate_set(1, SET)
    found = score(made, match_all(made.payments, made.books))
    took = measure(lambda: match_all(made.payments, made.books), 3)
    print(f"generated set of {SET}: {took} ms")
    print(f"wrong among {found.certain} certain: {len(found.wrong)}")
    print(f"usable ones certain or likely: {found.share_proposed:.2f} %, with the true invoices: "
          f"{found.share_found:.2f} %")  # fmt: skip


if __name__ == "__main__":
    main()
