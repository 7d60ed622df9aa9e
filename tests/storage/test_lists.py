"""The lists of invoices, customers, plans and letters: who is in them, in which order, at what cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.attention import State
from app.domain.history import (
    CallMade,
    DisputeOpened,
    DisputeReason,
    HandedOver,
    LetterKind,
    Outcome,
    PlanSigned,
    PromiseMade,
    Snoozed,
)
from app.domain.invoice import CaseId
from app.domain.money import EUR, SEK, Money
from app.domain.payment_plan import Instalment, PlanInterest, PlanState, spread
from app.storage import customer_list, journal, lists, paper_lists
from app.storage.customer_list import CustomerSort, Promises
from app.storage.letters import NewLetter, NewPlan, add_letter, add_plan, change_plan, mark_sent
from app.storage.lists import Counts, InvoiceFilter, InvoiceSort
from app.storage.paper_lists import LetterFilter
from tests.storage.book import TODAY, Book

LATER = TODAY + timedelta(days=7)


@dataclass
class Shop:
    """A book with one invoice for every filter, by name."""

    book: Book
    cases: dict[str, CaseId]

    def shown(self, **wish: Any) -> list[str]:
        named: dict[int, str] = {case_id: name for name, case_id in self.cases.items()}
        ids = lists.invoice_ids(
            self.book.database.connection, today=self.book.today, bank_read_through=None, **wish
        )
        return [named[case_id] for case_id in ids]


@pytest.fixture
def shop(book: Book) -> Shop:
    cases: dict[str, CaseId] = {}
    made = Shop(book, cases)
    days = {
        "new": -30,
        "today": 0,
        "late": 9,
        "promised": 20,
        "disputed": 40,
        "paused": 45,
        "agency": 90,
        "paid": 50,
    }
    for n, (name, days_ago) in enumerate(days.items()):
        due_on = TODAY - timedelta(days=days_ago)
        cases[name] = book.invoice(
            book.customer(f"{name.title()} AB"), f"{200 - n}", 1_000_00 + n, due_on=due_on
        )
    book.tell(cases["promised"], PromiseMade(Money(1_000_00, SEK), LATER))
    book.tell(cases["disputed"], DisputeOpened(DisputeReason.OTHER, None, LATER))
    book.tell(cases["paused"], Snoozed(LATER))
    book.tell(cases["agency"], HandedOver("Ombudet"))
    book.pay(cases["paid"], 1_000_00 + 7)
    return made


def plan_of(book: Book, cases: list[CaseId], *, signed: bool = True, number: str = "P-2026-0001") -> int:
    """Make a plan of two instalments over cases of one customer."""
    with book.begin() as work:
        loaded = work.cases(cases)
        total = Money.total((case.open for case in loaded.values()), SEK)
        who = next(iter(loaded.values())).customer.id
        paper = NewLetter(number, "plan", who, "sv", None, total, {}, tuple(loaded), "plan.pdf", b"%PDF")
        parts = spread(total, [TODAY + timedelta(days=10), TODAY + timedelta(days=40)])
        plan_id = add_plan(
            work, NewPlan(who, add_letter(work, paper), PlanInterest.NONE, parts, tuple(loaded))
        )
        if signed:
            change_plan(work, plan_id, "signed", signed_on=TODAY)
            for case_id in loaded:
                work.tell(case_id, PlanSigned(plan_id))
        work.commit("plan")
    return plan_id


OPEN = ["agency", "paused", "disputed", "promised", "late", "today", "new"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (InvoiceFilter.ALL_OPEN, OPEN),
        (InvoiceFilter.OVERDUE, ["agency", "paused", "disputed", "promised", "late"]),
        (InvoiceFilter.PROMISED, ["promised"]),
        (InvoiceFilter.DISPUTED, ["disputed"]),
        (InvoiceFilter.PAUSED, ["paused"]),
        (InvoiceFilter.IN_PLAN, []),
        (InvoiceFilter.HANDED_OVER, ["agency"]),
        (InvoiceFilter.PAID, ["paid"]),
        (InvoiceFilter.NOT_DUE, ["today", "new"]),
        (InvoiceFilter.LATE_1_14, ["late"]),
        (InvoiceFilter.LATE_15_30, ["promised"]),
        (InvoiceFilter.LATE_31_60, ["paused", "disputed"]),
        (InvoiceFilter.OVER_60, ["agency"]),
    ],
)
def test_each_filter_shows_its_invoices(shop: Shop, chosen: InvoiceFilter, expected: list[str]) -> None:
    assert shop.shown(filter=chosen) == expected


def test_an_invoice_in_a_signed_plan_is_found_there(shop: Shop) -> None:
    plan_of(shop.book, [shop.cases["late"]])
    assert shop.shown(filter=InvoiceFilter.IN_PLAN) == ["late"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (InvoiceSort.NUMBER, ["agency", "paused", "disputed", "promised", "late", "today", "new"]),
        (InvoiceSort.CUSTOMER, ["agency", "disputed", "late", "new", "paused", "promised", "today"]),
        (InvoiceSort.OPEN, ["new", "today", "late", "promised", "disputed", "paused", "agency"]),
        (InvoiceSort.DUE, OPEN),
        (InvoiceSort.STATE, ["late", "disputed", "promised", "paused", "agency", "today", "new"]),
    ],
)
def test_each_column_orders_the_list(shop: Shop, sort: InvoiceSort, expected: list[str]) -> None:
    assert shop.shown(sort=sort) == expected


@pytest.mark.parametrize("sort", InvoiceSort)
def test_every_order_keeps_every_invoice_and_can_be_turned(shop: Shop, sort: InvoiceSort) -> None:
    assert sorted(shop.shown(sort=sort)) == sorted(OPEN)
    assert sorted(shop.shown(sort=sort, descending=True)) == sorted(OPEN)
    if sort is not InvoiceSort.CLOSED:
        assert shop.shown(sort=sort)[0] != shop.shown(sort=sort, descending=True)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("promised", ["promised"]),
        ("PROMIS", ["promised"]),
        ("197", ["promised"]),
        ("ab late", ["late"]),
        ("zz", []),
    ],
)
def test_the_list_is_narrowed_by_words_of_invoice_and_customer(
    shop: Shop, text: str, expected: list[str]
) -> None:
    assert shop.shown(text=text) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["Zorn", "Ås", "Ängs", "Ørn"]),
        ("nb", ["Zorn", "Ängs", "Ørn", "Ås"]),
        ("en", ["Ängs", "Ås", "Ørn", "Zorn"]),
    ],
)
def test_names_are_ordered_as_the_language_has_it(book: Book, language: str, expected: list[str]) -> None:
    for n, name in enumerate(("Ørn", "Ås", "Zorn", "Ängs")):
        book.invoice(book.customer(name), str(n))
    connection, days = book.database.connection, {"today": book.today, "bank_read_through": None}
    ids = lists.invoice_ids(connection, **days, sort=InvoiceSort.CUSTOMER, language=language)  # type: ignore[arg-type]
    assert [row.customer for row in lists.invoice_rows(connection, ids, **days)] == expected  # type: ignore[arg-type]
    who = customer_list.customer_ids(connection, **days, language=language)  # type: ignore[arg-type]
    assert [row.name for row in customer_list.customer_rows(connection, who, **days)] == expected  # type: ignore[arg-type]


def test_a_row_shows_state_sums_and_days(shop: Shop) -> None:
    ids = [shop.cases["promised"], 99, shop.cases["paid"]]
    promised, paid = lists.invoice_rows(
        shop.book.database.connection, ids, today=TODAY, bank_read_through=None
    )
    assert (promised.state, promised.number, promised.customer) == (State.PROMISED, "197", "Promised AB")
    assert (promised.open, promised.total, promised.promised_by) == (Money(1_000_03, SEK),) * 2 + (LATER,)
    assert promised.due_on == TODAY - timedelta(days=20)
    assert (paid.state, paid.closed_as, paid.closed_on) == (State.PAID, "paid", TODAY)
    assert paid.open == Money.zero(SEK)


def test_an_invoice_taken_back_is_in_no_list(shop: Shop) -> None:
    case_id = shop.book.invoice(shop.book.customer("Fel AB"), "fel")
    with shop.book.begin() as work:
        last = journal.last_done(work.session)
        assert last is not None
        journal.undo(work, last.id)
        work.commit()
    shop.cases["wrong"] = case_id
    assert "wrong" not in [*shop.shown(), *shop.shown(filter=InvoiceFilter.PAID)]


def test_the_navigation_counts(shop: Shop) -> None:
    connection = shop.book.database.connection
    assert lists.counts(connection) == Counts(invoices=7, customers=7, plans=0, letters=0)
    plan_of(shop.book, [shop.cases["late"]])
    plan_of(shop.book, [shop.cases["promised"]], signed=False, number="P-2026-0002")
    assert lists.counts(connection) == Counts(invoices=7, customers=7, plans=1, letters=2)


def test_a_customer_shows_how_it_stands_and_how_it_pays(book: Book) -> None:
    who = book.customer("Båtvarvet AB", number="77")
    for n, late in enumerate((0, 4, 30)):
        book.today = date(2026, 6, 1) + timedelta(days=late)
        book.pay(book.invoice(who, f"p{n}", 100_00, due_on=date(2026, 6, 1)), 100_00)
    book.today = TODAY
    book.invoice(who, "late", 500_00)
    book.invoice(who, "new", 200_00, due_on=date(2026, 12, 15))
    book.invoice(who, "euro", 300_00, currency=EUR, due_on=date(2026, 12, 15))
    days = {"today": TODAY, "bank_read_through": None}
    (row,) = customer_list.customer_rows(book.database.connection, [who], **days)  # type: ignore[arg-type]
    assert (row.name, row.number, row.state) == ("Båtvarvet AB", "77", State.ACT_NOW)
    assert row.open == (Money(300_00, EUR), Money(700_00, SEK))
    assert row.overdue == (Money(500_00, SEK),)
    assert (row.paid, row.median_days_late, row.last_contact_on) == (3, 4, None)


def test_the_last_contact_is_the_last_call_or_letter_that_stands(book: Book) -> None:
    who = book.customer()
    case_id = book.invoice(who)
    book.tell(case_id, CallMade(Outcome.NO_ANSWER))
    book.today = LATER
    wrong = book.tell(case_id, CallMade(Outcome.NO_ANSWER))

    def last() -> date | None:
        (row,) = customer_list.customer_rows(
            book.database.connection, [who], today=LATER, bank_read_through=None
        )
        return row.last_contact_on

    assert last() == LATER
    with book.begin() as work:
        journal.undo(work, wrong)
        work.commit()
    assert last() == TODAY


def test_promises_are_counted_as_kept_or_broken(book: Book) -> None:
    who, other = book.customer(), book.customer("Utan löften AB")
    first, second = book.invoice(who, "1", 500_00), book.invoice(who, "2", 900_00)
    for case_id in (first, second, book.invoice(who, "3", 100_00)):
        book.tell(case_id, PromiseMade(Money(100_00, SEK), LATER if case_id != 3 else date(2027, 3, 1)))
    book.pay(first, 100_00)
    found = customer_list.promises(book.database, [who, other], LATER + timedelta(days=30))
    assert found == {who: Promises(kept=1, decided=2)}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (CustomerSort.OPEN, ["Stor AB", "Liten AB", "Betald AB"]),
        (CustomerSort.OVERDUE, ["Liten AB", "Betald AB", "Stor AB"]),
        (CustomerSort.NAME, ["Stor AB", "Liten AB", "Betald AB"]),
        (CustomerSort.STATE, ["Betald AB", "Stor AB", "Liten AB"]),
    ],
)
def test_customers_are_ordered_by_each_column(book: Book, sort: CustomerSort, expected: list[str]) -> None:
    book.invoice(book.customer("Stor AB"), "1", 900_00, due_on=date(2026, 12, 15))
    book.invoice(book.customer("Liten AB"), "2", 100_00)
    book.pay(book.invoice(book.customer("Betald AB"), "3", 50_00), 50_00)
    connection, days = book.database.connection, {"today": TODAY, "bank_read_through": None}
    ids = customer_list.customer_ids(connection, **days, sort=sort, descending=True)  # type: ignore[arg-type]
    assert [row.name for row in customer_list.customer_rows(connection, ids, **days)] == expected  # type: ignore[arg-type]
    open_only = customer_list.customer_ids(connection, **days, open_only=True)  # type: ignore[arg-type]
    assert len(open_only) == 2
    assert customer_list.customer_ids(connection, **days, text="lit AB") == open_only[:1]  # type: ignore[arg-type]


def test_a_plan_shows_how_far_it_has_come(book: Book) -> None:
    who = book.customer()
    first, second = book.invoice(who, "1", 600_00), book.invoice(who, "2", 400_00)
    plan_id = plan_of(book, [first, second])
    printed = plan_of(book, [second], signed=False, number="P-2026-0002")
    book.pay(first, 550_00)
    connection = book.database.connection
    assert paper_lists.plan_ids(connection) == [plan_id, printed]
    assert paper_lists.plan_ids(connection, active_only=True) == [plan_id]
    signed, drafted = paper_lists.plan_rows(connection, [plan_id, printed])
    due_on = TODAY + timedelta(days=40)
    assert (signed.state, signed.done, signed.parts) == (PlanState.SIGNED, 1, 2)
    assert signed.waits_for == Instalment(due_on, Money(500_00, SEK))
    assert (signed.left, signed.case_ids) == (Money(450_00, SEK), (first, second))
    assert (drafted.state, drafted.done, drafted.left) == (PlanState.PRINTED, 0, Money(400_00, SEK))


def test_letters_are_found_in_outbox_and_archive(book: Book) -> None:
    who = book.customer()
    case_id = book.invoice(who)
    with book.begin() as work:
        papers = [
            NewLetter(
                f"P-2026-{n:04d}",
                "reminder",
                who,
                "sv",
                LATER,
                Money(100, SEK),
                {},
                (case_id,),
                "a.pdf",
                b"%PDF",
            )
            for n in (1, 2)
        ]
        sent, printed = (add_letter(work, paper) for paper in papers)
        mark_sent(work, sent, TODAY)
        work.commit("letter")
    find: Callable[..., list[int]] = paper_lists.letter_ids
    connection = book.database.connection
    assert find(connection) == [printed, sent]
    assert find(connection, filter=LetterFilter.OUTBOX) == [printed]
    assert find(connection, filter=LetterFilter.SENT) == [sent]
    assert find(connection, text="0002 norrskar") == [printed]
    (row,) = paper_lists.letter_rows(connection, [sent])
    assert (row.number, row.kind, row.sent_on, row.cases) == ("P-2026-0001", LetterKind.REMINDER, TODAY, 1)
    assert (row.pay_by, row.total, row.customer) == (LATER, Money(100, SEK), "Norrskärs Båtvarv AB")


class Counting:
    """A connection that counts its queries."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.queries: list[str] = []

    def execute(self, query: str, *values: Any) -> Any:
        self.queries.append(query)
        return self.connection.execute(query, *values)


def test_a_list_opens_with_a_fixed_number_of_queries(shop: Shop) -> None:
    plan_of(shop.book, [shop.cases["late"]])
    days = {"today": TODAY, "bank_read_through": None}

    def asked(read: Callable[[Any], object]) -> int:
        counting = Counting(shop.book.database.connection)
        read(counting)
        return len(counting.queries)

    every = list(shop.cases.values())
    assert asked(lambda it: lists.invoice_ids(it, **days)) == 1  # type: ignore[arg-type]
    assert asked(lambda it: lists.invoice_rows(it, every, **days)) == 1  # type: ignore[arg-type]
    assert asked(lambda it: customer_list.customer_ids(it, **days)) == 1  # type: ignore[arg-type]
    assert asked(lambda it: customer_list.customer_rows(it, every, **days)) == 5  # type: ignore[arg-type]
    assert asked(lambda it: paper_lists.plan_rows(it, [1])) == 4
    assert asked(lambda it: paper_lists.letter_rows(it, [1])) == 1
    assert asked(lists.counts) == 1


@pytest.mark.parametrize("chosen", [one for one in InvoiceFilter if one is not InvoiceFilter.PAID])
def test_open_invoices_are_read_by_their_index(book: Book, chosen: InvoiceFilter) -> None:
    counting = Counting(book.database.connection)
    lists.invoice_ids(counting, today=TODAY, bank_read_through=None, filter=chosen)  # type: ignore[arg-type]
    values = {"today": "", "bank_read_through": "", "day_14": "", "day_30": "", "day_60": ""}
    plan = [row["detail"] for row in _plan(book, counting.queries[0], values)]
    assert any("case_summary USING INDEX summary_open" in line for line in plan), plan


def _plan(book: Book, query: str, values: dict[str, str]) -> list[dict[str, Any]]:
    cursor = book.database.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)
    return [{"detail": row[3]} for row in cursor]
