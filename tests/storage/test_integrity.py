"""Verifying everything finds each thing that can be wrong, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain.history import PromiseMade
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.payment_plan import Instalment, PlanInterest
from app.storage import integrity
from app.storage.chain import FACTS
from app.storage.integrity import Problem, ProblemKind
from app.storage.letters import NewLetter, NewPlan, add_letter, add_plan, mark_sent
from app.storage.summaries import RebuildStoppedError
from tests.storage.actions import Action, actions, do
from tests.storage.book import Book


def found(book: Book) -> list[Problem]:
    return integrity.check(book.database, lambda _: True)


@pytest.fixture
def lived(book: Book) -> Book:
    """A book with a customer, a promise, a payment and a letter of two cases."""
    who = book.customer()
    first, second = book.invoice(who, "10412"), book.invoice(who, "10413", 8_000_00)
    book.tell(first, PromiseMade(Money(5_000_00, SEK), date(2026, 11, 25)), note="lovade")
    book.pay(first, 5_000_00)
    with book.begin() as work:
        total = Money(32_860_00, SEK)
        letter = NewLetter(
            "P-2026-0001",
            "reminder",
            who,
            "sv",
            date(2026, 12, 2),
            total,
            {},
            (first, second),
            "a.pdf",
            b"%PDF",
        )
        mark_sent(work, add_letter(work, letter), book.today)
        work.commit("letter")
    return book


def tamper(book: Book, *statements: str) -> None:
    """Change the file as somebody would who knows SQL, past the triggers."""
    execute = book.database.connection.execute
    for table in FACTS:
        execute(f"DROP TRIGGER {table}_no_update")
        execute(f"DROP TRIGGER {table}_no_delete")
    execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        execute(statement)


def test_nothing_is_found_where_all_is_well(lived: Book) -> None:
    assert found(lived) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE ledger_entry SET amount_minor = 1 WHERE id = 2", ("ledger_entry", 2)),
        ("UPDATE ledger_entry SET effective_on = '2026-01-01' WHERE id = 3", ("ledger_entry", 3)),
        ("DELETE FROM ledger_entry WHERE id = 1", ("ledger_entry", 2)),
        ("UPDATE history_entry SET payload = '{}' WHERE id = 3", ("history_entry", 3)),
        ("UPDATE history_entry SET happened_on = '2026-01-01' WHERE id = 1", ("history_entry", 1)),
        ("UPDATE history_entry SET hash = zeroblob(32) WHERE id = 4", ("history_entry", 4)),
    ],
)
def test_the_chain_shows_an_entry_changed_behind_our_back(
    lived: Book, statement: str, expected: tuple[str, int]
) -> None:
    tamper(lived, statement)
    assert Problem(ProblemKind.BROKEN_CHAIN, *expected) in found(lived)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE case_summary SET open_minor = 1 WHERE invoice_id = 2", (ProblemKind.STALE_SUMMARY, 2)),
        ("UPDATE case_summary SET act_on = NULL WHERE invoice_id = 1", (ProblemKind.STALE_SUMMARY, 1)),
        ("DELETE FROM case_summary WHERE invoice_id = 1", (ProblemKind.STALE_SUMMARY, 1)),
        ("UPDATE invoice SET withdrawn = 1 WHERE id = 2", (ProblemKind.STALE_SUMMARY, 2)),
        ("UPDATE letter_file SET pdf = x''", (ProblemKind.LETTER_WITHOUT_BYTES, 1)),
        ("DELETE FROM letter_file", (ProblemKind.LETTER_WITHOUT_BYTES, 1)),
    ],
)
def test_what_is_kept_beside_its_source_is_compared_with_it(
    lived: Book, statement: str, expected: tuple[ProblemKind, int]
) -> None:
    tamper(lived, statement)
    assert [(problem.kind, problem.row_id) for problem in found(lived)] == [expected]


def test_a_row_that_belongs_to_nothing_is_found(lived: Book) -> None:
    tamper(lived, "DELETE FROM letter WHERE id = 1")
    kinds = {(problem.kind, problem.table) for problem in found(lived)}
    assert {(ProblemKind.ORPHAN, "letter_case"), (ProblemKind.ORPHAN, "letter_file")} <= kinds


def test_a_damaged_page_is_found(lived: Book) -> None:
    lived.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = lived.rows("SELECT rootpage FROM sqlite_master WHERE name = 'history_entry'")[0]["rootpage"]
    lived.database.close()
    with lived.database.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert found(lived) == [Problem(ProblemKind.DAMAGED)]


def test_the_instalments_of_a_plan_make_its_sum(lived: Book) -> None:
    with lived.begin() as work:
        total = Money(1_000_00, SEK)
        letter = NewLetter("P-2026-0002", "plan", 1, "sv", None, total, {}, (), "b.pdf", b"%PDF")
        parts = (Instalment(date(2026, 12, 1), Money(500_00, SEK)),) * 2
        plan_id = add_plan(work, NewPlan(1, add_letter(work, letter), PlanInterest.NONE, parts, ()))
        work.commit("plan")
    assert found(lived) == []
    tamper(lived, "UPDATE plan_instalment SET amount_minor = 49999 WHERE position = 1")
    assert found(lived) == [Problem(ProblemKind.PLAN_SUM, "plan", plan_id)]


def test_rebuilding_mends_summaries(lived: Book) -> None:
    tamper(lived, "UPDATE case_summary SET open_minor = 1, act_on = NULL")
    with lived.begin() as work:
        assert integrity.rebuild(work) == 2
        work.commit()
    assert found(lived) == []


def test_a_rebuilding_that_is_stopped_changes_nothing(lived: Book) -> None:
    tamper(lived, "UPDATE case_summary SET open_minor = 1")
    before = lived.rows("SELECT * FROM case_summary")
    with pytest.raises(RebuildStoppedError), lived.begin() as work:
        integrity.rebuild(work, told=lambda done, of: False)
    assert lived.rows("SELECT * FROM case_summary") == before


def test_a_check_tells_how_far_it_has_come_and_can_be_stopped(lived: Book) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    integrity.check(lived.database, lambda _: True, told=tell)
    assert told == [(0, 2), (2, 2)]
    tamper(lived, "UPDATE case_summary SET open_minor = 1")
    assert integrity.check(lived.database, lambda _: True, told=lambda done, of: False) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=actions(most=10))
def test_after_any_actions_all_is_well(new_book: Callable[[], Book], wanted: list[Action]) -> None:
    book = new_book()
    who = book.customer()
    ids = [book.invoice(who, f"104{n}", 4_000_00) for n in range(3)]
    for action in wanted:
        do(book, action, ids)
    assert found(book) == []


def test_a_fee_changes_what_is_open_and_the_chain_goes_on(lived: Book) -> None:
    before = lived.summary(lived.rows("SELECT id FROM invoice")[0]["id"])["open_minor"]
    case_id = lived.rows("SELECT id FROM invoice")[0]["id"]
    lived.book(case_id, EntryKind.REMINDER_FEE, 60_00)
    assert lived.summary(case_id)["open_minor"] == before + 60_00
    assert found(lived) == []
