"""Killed without warning in the middle of its work, the app has lost nothing that it said was saved."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from app.domain.history import NoteTaken
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.storage import integrity
from app.storage.database import Database
from app.storage.unit_of_work import NewEntry
from tests.storage.book import Book

KILLS = 20

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the killing needs fork, which this system has not"
)


def _work_until_killed(book: Book, case_id: CaseId, answer: int) -> None:
    """Book and tell in one action after another; say each id once it is saved."""
    while True:
        with book.begin() as work:
            work.book(NewEntry(case_id, EntryKind.REMINDER_FEE, Money(1, SEK), book.today))
            work.tell(case_id, NoteTaken(), note="x" * 500)
            saved = work.commit("note")
        os.write(answer, f"{saved}\n".encode())


def _killed_after(book: Book, case_id: CaseId, seconds: float) -> list[int]:
    """Let a process of its own work for a while, kill it, and return the ids that it said were saved."""
    hear, answer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _work_until_killed(Book(Database(book.database.path)), case_id, answer)
        finally:
            os._exit(1)
    os.close(answer)
    with os.fdopen(hear) as heard:
        first = heard.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        told = (first + heard.read()).split("\n")[:-1]
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return [int(line) for line in told]


def test_a_killed_app_has_lost_nothing_it_said_was_saved(book: Book) -> None:
    case_id = book.invoice(book.customer(), minor=1_000_00)
    book.database.close()
    saved: list[int] = []
    draw = random.Random(11)
    for _ in range(KILLS):
        saved += _killed_after(book, case_id, draw.uniform(0, 0.03))
    kept = [row["id"] for row in book.rows("SELECT id FROM action WHERE kind = 'note' ORDER BY id")]
    assert len(saved) >= KILLS
    assert set(saved) <= set(kept)
    fees, notes = (
        book.rows("SELECT count(*) AS n FROM ledger_entry WHERE kind = 'reminder_fee'")[0]["n"],
        book.rows("SELECT count(*) AS n FROM history_note")[0]["n"],
    )
    assert (fees, notes) == (len(kept), len(kept))
    assert book.summary(case_id)["open_minor"] == 1_000_00 + len(kept)
    assert integrity.check(book.database, lambda _: True) == []
