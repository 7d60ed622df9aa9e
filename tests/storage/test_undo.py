"""Undo and redo: after any actions, each step back and each step forward shows what was there before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain.history import CallMade, Outcome, PromiseMade
from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.party import Contact
from app.storage import integrity, journal, tables
from tests.storage.actions import Action, actions, do
from tests.storage.book import Book

SEVERAL = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def seen(book: Book) -> dict[str, Any]:
    """Return everything that a reader of the file would call its present state."""
    living = {
        table: book.rows(f"SELECT * FROM {table} WHERE withdrawn = 0 ORDER BY id")
        for table in ("customer", "invoice", "payment", "letter", "plan")
    }
    opened = book.rows(
        "SELECT l.invoice_id, sum(l.amount_minor) AS open FROM ledger_entry l "
        "JOIN invoice i ON i.id = l.invoice_id AND i.withdrawn = 0 GROUP BY l.invoice_id"
    )
    with book.begin() as work:
        ids = [CaseId(row["id"]) for row in living["invoice"]]
        stories = {
            case_id: ([entry.event for entry in case.live_history], [e.note for e in case.live_history])
            for case_id, case in work.cases(ids).items()
        }
    summary = book.rows("SELECT * FROM case_summary ORDER BY invoice_id")
    return living | {"open": opened, "stories": stories, "summary": summary}


def three_cases(book: Book) -> list[CaseId]:
    who = book.customer()
    due = (date(2026, 10, 28), date(2026, 11, 25), date(2026, 12, 22))
    return [book.invoice(who, f"104{n}", 4_000_00 + n * 1_000_00, due_on=due[n]) for n in range(3)]


def undo(book: Book, action_id: int) -> None:
    with book.begin() as work:
        journal.undo(work, action_id)
        work.commit()


def redo(book: Book) -> int:
    with book.begin() as work:
        known = journal.next_redo(work.session)
        assert known is not None
        journal.redo(work, known.id)
        work.commit()
    return known.id


@SEVERAL
@given(wanted=actions(most=9))
def test_each_step_back_and_forward_shows_what_was_there(
    new_book: Callable[[], Book], wanted: list[Action]
) -> None:
    book = new_book()
    ids = three_cases(book)
    views, done = [seen(book)], list[int]()
    for action in wanted:
        action_id = do(book, action, ids)
        if action_id is not None:
            done.append(action_id)
            views.append(seen(book))
    for n in reversed(range(len(done))):
        undo(book, done[n])
        assert seen(book) == views[n]
    for n, action_id in enumerate(done):
        assert redo(book) == action_id
        assert seen(book) == views[n + 1]
    for n in reversed(range(len(done))):
        undo(book, done[n])
    assert seen(book) == views[0]


@SEVERAL
@given(wanted=actions(most=12))
def test_the_summary_equals_what_a_rebuild_would_give(
    new_book: Callable[[], Book], wanted: list[Action]
) -> None:
    book = new_book()
    ids = three_cases(book)
    for action in wanted:
        do(book, action, ids)
    kept = book.rows("SELECT * FROM case_summary ORDER BY invoice_id")
    with book.begin() as work:
        integrity.rebuild(work)
        work.commit()
    assert book.rows("SELECT * FROM case_summary ORDER BY invoice_id") == kept


def test_an_invoice_taken_back_leaves_no_summary_and_no_rhythm(book: Book) -> None:
    who = book.customer()
    kept = book.invoice(who, "1")
    book.invoice(who, "2")
    with book.begin() as work:
        last = journal.last_done(work.session)
        assert last is not None
        journal.undo(work, last.id)
        work.commit()
    assert [row["invoice_id"] for row in book.rows("SELECT invoice_id FROM case_summary")] == [kept]


def test_redo_is_gone_once_something_else_was_done(book: Book) -> None:
    case_id = three_cases(book)[0]
    undo(book, book.tell(case_id, CallMade(Outcome.NO_ANSWER)))
    book.tell(case_id, CallMade(Outcome.SAYS_PAID))
    with book.begin() as work:
        assert journal.next_redo(work.session) is None


def test_undo_appends_and_never_removes(book: Book) -> None:
    case_id = three_cases(book)[0]
    made = book.tell(case_id, PromiseMade(Money(1_000_00, SEK), book.today), note="lovade")
    before = book.rows("SELECT * FROM history_entry ORDER BY id")
    undo(book, made)
    after = book.rows("SELECT * FROM history_entry ORDER BY id")
    assert after[: len(before)] == before
    assert [row["retracts_id"] for row in after[len(before) :]] == [before[-1]["id"]]


def test_the_sixth_paid_invoice_moves_the_first_call_on_the_open_one(book: Book) -> None:
    who = book.customer()
    waiting = book.invoice(who, "open")
    before = book.summary(waiting)
    for n in range(5):
        book.pay(book.invoice(who, f"paid{n}", 1_000_00), 1_000_00)
    after = book.summary(waiting)
    assert (before["usual_first"], after["usual_first"], after["usual_last"]) == (None, 21, 21)
    assert after["act_on"] > before["act_on"]


@pytest.mark.parametrize("phone", ["", "08-123 45 67"])
def test_a_new_phone_number_is_judged_at_once(book: Book, phone: str) -> None:
    who = book.customer(contact=Contact(phone="" if phone else "08-123 45 67"))
    case_id = book.invoice(who)
    with book.begin() as work:
        work.change(tables.CustomerRow, who, {"phone": phone})
        work.commit("customer")
    assert book.summary(case_id)["next_step"] == ("call" if phone else "friendly")
