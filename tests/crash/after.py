"""What has to be so after a crash: the file opens, all that was said is there, nothing is there by half.

Of a file that is locked no copy in plain is left once the next start has tidied up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from sqlite3 import Connection

from app.services import drafts
from app.services.desk import Desk
from app.services.plain_copies import tidy
from app.services.safekeeping import check
from app.storage.backup import contents
from tests.crash.work import INVOICES_A_FILE, Place

# Each counts what was done by half; all are 0 in a file that is whole.
_HALVES = {
    "an import with some of its invoices": (
        "SELECT count(*) FROM (SELECT batch_id FROM invoice GROUP BY batch_id "
        f"HAVING count(*) <> {INVOICES_A_FILE})"
    ),
    "a call without its promise": (
        "SELECT abs((SELECT count(*) FROM history_entry WHERE kind = 'call_made') - "
        "(SELECT count(*) FROM history_entry WHERE kind = 'promise_made'))"
    ),
    "a payment without its entry": (
        "SELECT abs((SELECT count(*) FROM payment) - "
        "(SELECT count(*) FROM ledger_entry WHERE kind = 'payment'))"
    ),
    "a payment without its line in the history": (
        "SELECT abs((SELECT count(*) FROM payment) - "
        "(SELECT count(*) FROM history_entry WHERE kind = 'payment_booked'))"
    ),
    "a letter sent without its line in the history": (
        "SELECT abs((SELECT count(*) FROM letter WHERE sent_on IS NOT NULL) - "
        "(SELECT count(*) FROM history_entry WHERE kind = 'letter_sent'))"
    ),
    "a letter without its paper": (
        "SELECT count(*) FROM letter WHERE id NOT IN (SELECT letter_id FROM letter_file)"
    ),
    "an action without its journal": (
        "SELECT count(*) FROM history_entry WHERE kind = 'promise_made' AND "
        "(SELECT count(*) FROM action WHERE kind = 'call') < "
        "(SELECT count(*) FROM history_entry WHERE kind = 'promise_made')"
    ),
}
_FOUND = {
    "firm": "SELECT count(*) FROM firm WHERE name = ?",
    "import": f"SELECT count(*) = {INVOICES_A_FILE} FROM invoice WHERE number LIKE ? || '-%'",
    "call": "SELECT count(*) FROM history_note WHERE note = ?",
    "letter": "SELECT count(*) FROM letter WHERE id = ?",
    "sent": "SELECT count(*) FROM letter WHERE id = ? AND sent_on IS NOT NULL",
    "payment": "SELECT count(*) FROM payment WHERE reference = ?",
}


def faults(place: Place, said: Iterable[tuple[str, str]]) -> list[str]:
    """Open the file as the app does and return what is not as it has to be."""
    desk = place.desk()
    try:
        return [*_faults(desk, list(said))]
    finally:
        desk.database.close()


def _faults(desk: Desk, said: list[tuple[str, str]]) -> Iterator[str]:
    connection = desk.database.connection
    for kind, token in said:
        if not _is_there(desk, connection, kind, token):
            yield f"lost: {kind} {token}"
    for half, query in _HALVES.items():
        if connection.execute(query).fetchone()[0]:
            yield f"half: {half}"
    if connection.execute("SELECT count(*) FROM invoice").fetchone()[0]:
        yield from check(desk).problems
    tidy(desk)
    if desk.database.key is not None:
        yield from (f"in plain: {path.name}" for path in _readable(desk.path.parent))


def _readable(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its backups in which a customer can be read."""
    for path in (*folder.glob("betalt*"), *folder.glob("backups/*")):
        if b"Kund " in path.read_bytes():
            yield path


def _is_there(desk: Desk, connection: Connection, kind: str, token: str) -> bool:
    if kind == "draft":
        return drafts.load(desk, f"note:{token}") == {"text": token}
    if kind in ("locked", "unlocked", "daily"):
        return True  # that the file has opened is what they come to
    if kind == "backup":
        return contents(Path(token), desk.database.key).invoices > 0
    return bool(connection.execute(_FOUND[kind], (token,)).fetchone()[0])
