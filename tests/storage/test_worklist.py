"""The morning list: one row a customer and currency, the worst invoice first, sums that add up."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.attention import Section, State
from app.domain.history import CallBackAgreed, DisputeOpened, DisputeReason, PromiseMade, Snoozed
from app.domain.invoice import CaseId
from app.domain.money import EUR, SEK, Money
from app.domain.step import Reason, Step
from app.storage.worklist import WorkItem, figures, names, to_do, work_list
from tests.storage.book import Book


def rows(book: Book, *, first: int = -1) -> list[WorkItem]:
    return work_list(book.database.connection, book.today, book.bank_read_through, first=first)


def test_a_row_shows_its_worst_invoice_and_sums_them_all(book: Book) -> None:
    who = book.customer()
    oldest = book.invoice(who, "1", 1_000_00, due_on=date(2026, 8, 3))
    worst = book.invoice(who, "2", 2_000_00, due_on=date(2026, 11, 9))
    not_due = book.invoice(who, "3", 4_000_00, due_on=date(2026, 12, 20))
    book.tell(oldest, Snoozed(date(2026, 12, 1)))
    (row,) = rows(book)
    assert (row.case_id, row.state, row.section) == (worst, State.OVERDUE, Section.THEN)
    assert (row.cases, row.open) == (2, Money(3_000_00, SEK))
    assert row.oldest_due_on == date(2026, 8, 3)
    assert row.due_on == date(2026, 11, 9)
    assert book.state(not_due) is State.NOT_DUE


def test_of_two_equally_bad_invoices_the_older_is_shown(book: Book) -> None:
    who = book.customer()
    book.invoice(who, "1", due_on=date(2026, 11, 9))
    older = book.invoice(who, "2", due_on=date(2026, 11, 6))
    (row,) = rows(book)
    assert row.case_id == older


def test_currencies_are_never_added_together(book: Book) -> None:
    who = book.customer()
    book.invoice(who, "1", 1_000_00)
    book.invoice(who, "2", 2_000_00, currency=EUR)
    assert {row.open for row in rows(book)} == {Money(1_000_00, SEK), Money(2_000_00, EUR)}
    sums = figures(book.database.connection, book.today)
    assert [(one.currency, one.overdue.minor) for one in sums] == [(EUR, 2_000_00), (SEK, 1_000_00)]


def test_rows_come_in_the_order_of_the_day(book: Book) -> None:
    def one(name: str, minor: int, due_on: date = date(2026, 11, 9)) -> CaseId:
        return book.invoice(book.customer(name), name, minor, due_on=due_on)

    small, large = one("small", 1_000_00), one("large", 9_000_00)
    book.today = date(2026, 11, 10)
    broken = one("broken", 500_00)
    book.tell(broken, PromiseMade(Money(500_00, SEK), date(2026, 11, 13)))
    back, promised, disputed = one("back", 100_00), one("promised", 700_00), one("disputed", 800_00)
    book.tell(back, CallBackAgreed(date(2026, 11, 18), "10:30"))
    book.tell(promised, PromiseMade(Money(700_00, SEK), date(2026, 11, 27)))
    book.tell(disputed, DisputeOpened(DisputeReason.OTHER, None, date(2026, 11, 20)))
    one("later", 100_00, date(2026, 12, 9))
    book.today = date(2026, 11, 18)
    found = [(row.case_id, row.section) for row in rows(book)]
    assert found == [
        (broken, Section.FIRST), (back, Section.FIRST), (large, Section.THEN), (small, Section.THEN),
        (disputed, Section.WAITING), (promised, Section.WAITING),
    ]  # fmt: skip
    assert to_do(book.database.connection, book.today, None) == 4
    assert [row.case_id for row in rows(book, first=2)] == [broken, back]


def test_a_row_carries_what_its_sentence_needs(book: Book) -> None:
    case_id = book.invoice(book.customer())
    book.today = date(2026, 11, 10)
    book.tell(case_id, PromiseMade(Money(29_860_00, SEK), date(2026, 11, 16)))
    book.today = date(2026, 11, 18)
    (row,) = rows(book)
    assert (row.state, row.reason, row.next_step) == (State.ACT_NOW, Reason.BROKEN_PROMISE, Step.CALL)
    assert (row.reason_on, row.act_on) == (date(2026, 11, 16), date(2026, 11, 17))
    shown = names(book.database.connection, [case_id])
    assert (shown[case_id].customer, shown[case_id].number) == ("Norrskärs Båtvarv AB", "10412")


def test_figures_lay_what_is_open_on_its_age(book: Book) -> None:
    who = book.customer()
    for n, days_ago in enumerate((0, 1, 14, 15, 30, 33, 58, 61)):
        book.invoice(who, str(n), 10**n * 100, due_on=book.today - timedelta(days=days_ago))
    book.pay(book.invoice(who, "paid", 7_00), 7_00)
    (sums,) = figures(book.database.connection, book.today)
    assert [age.minor // 100 for age in sums.ages] == [1, 110, 11000, 1100000, 10000000]
    assert (sums.overdue.minor, sums.came_in.minor) == (11111110_00, 7_00)
    assert sums.open == sums.overdue + Money(1_00, SEK)
    assert sums.cases == 8
