"""The generated databases are like the real thing: whole, chained, and summarised as a rebuild would."""

from pathlib import Path

from app.storage import integrity
from tests.benchmarks.generate import Size, generate


def test_a_generated_database_passes_every_check(tmp_path: Path) -> None:
    database = generate(tmp_path / "small.betalt", Size(customers=40, invoices=300, open=60))
    counted = "SELECT (SELECT count(*) FROM invoice), (SELECT count(*) FROM ledger_entry)"
    assert database.connection.execute(counted).fetchone() == (300, 900)
    assert integrity.check(database, lambda _: True) == []
    database.close()


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    hashes = []
    for name in ("one", "two"):
        database = generate(tmp_path / name, Size(customers=5, invoices=20, open=5))
        hashes.append(database.connection.execute("SELECT hash FROM ledger_entry").fetchall())
        database.close()
    assert hashes[0] == hashes[1]
