"""Make the small databases that are kept for the schema of a release: `python -m tests.databases.make`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.file_key import FileKey, from_raw
from app.domain.history import CallMade, DisputeOpened, DisputeReason, Outcome, PromiseMade, Snoozed
from app.domain.ledger import EntryKind
from app.domain.money import NOK, SEK, Money
from app.domain.party import Contact, CustomerKind
from app.storage.connection import NEWEST_REVISION
from app.storage.database import Database
from tests.storage.book import Book

KEY = from_raw(bytes(range(32)))
"""Of the encrypted files; it keeps nothing secret."""


def path_of(revision: str, key: FileKey | None) -> Path:
    """Return where the file of a schema is kept."""
    return Path(__file__).parent / (f"{revision}-encrypted.db" if key else f"{revision}.db")


def make(path: Path, key: FileKey | None = None) -> None:
    """Fill a new file with a little of everything and close it, its write-ahead log merged."""
    book = Book(Database(path, key))
    yard = book.customer()
    first = book.invoice(yard, "10412")
    book.pay(first, 5_000_00)
    promise = PromiseMade(Money(24_860_00, SEK), date(2026, 11, 25))
    book.tell(first, CallMade(Outcome.PROMISED, 4), promise, note="Chefen är bortrest till fredag.")
    book.book(first, EntryKind.REMINDER_FEE, 60_00)
    settled = book.invoice(yard, "10388", 1_200_00)
    book.pay(settled, 1_200_00)
    eva = book.customer("Eva Ek", kind=CustomerKind.CONSUMER, contact=Contact(email="eva@example.se"))
    book.tell(
        book.invoice(eva, "10420", 4_800_00), DisputeOpened(DisputeReason.OTHER, None, date(2026, 11, 25))
    )
    bryggen = book.customer("Bryggen Kafé AS", country="NO")
    norwegian = book.invoice(bryggen, "2001", 8_750_00, law="NO", currency=NOK)
    book.tell(norwegian, Snoozed(date(2026, 12, 1)))
    book.database.close()  # the pool of writers too, which would keep the file in its write-ahead mode
    book.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.database.connection.execute("PRAGMA journal_mode = DELETE")
    if key is None:  # the pages of an encrypted file keep their size
        book.database.connection.execute("PRAGMA page_size = 1024")
    book.database.connection.execute("VACUUM")
    book.database.close()


if __name__ == "__main__":
    for key in (None, KEY):
        target = path_of(NEWEST_REVISION, key)
        target.unlink(missing_ok=True)
        make(target, key)
