"""The lists in words: what is in them, in which order, and what each row says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.history import LetterKind, Outcome
from app.domain.party import CustomerKind
from app.services import contact, listing, paper_listing, payments, plans, reminders, sending
from app.services.contact import Call
from app.services.fact_form import fact_form, terms
from app.services.facts import set_facts
from app.services.listing import ListRow, Query
from tests.office import Office, kronor


@pytest.fixture
def books(office: Office) -> Office:
    """Two customers, one of them with two invoices, on the day after the second one fell due."""
    brewery, yard = office.customer("Bryggeri Tre Tumlare AB"), office.customer("Norrskärs Båtvarv HB")
    office.invoice(brewery, "10431", "29860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.invoice(yard, "10398", "15400", issued="2026-08-18", due="2026-09-17")
    office.invoice(yard, "10412", "400", issued="2026-09-01", due="2026-11-30")
    office.sleep_until("2026-11-18")
    return office


def numbers(office: Office, query: Query) -> list[str]:
    rows = listing.invoice_rows(office.desk, listing.invoice_ids(office.desk, query))
    return [row.cells[2] for row in rows]


def first(office: Office, query: Query) -> ListRow:
    """Return the first row of the invoices asked for."""
    return listing.invoice_rows(office.desk, listing.invoice_ids(office.desk, query))[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["10398", "10431", "10412"]),
        (Query(sort="-open"), ["10431", "10398", "10412"]),
        (Query(sort="customer"), ["10431", "10398", "10412"]),
        (Query("overdue"), ["10398", "10431"]),
        (Query("15-30"), ["10431"]),
        (Query("over_60"), ["10398"]),
        (Query("not_due"), ["10412"]),
        (Query("paid"), []),
        (Query(text="norrskär"), ["10398", "10412"]),
    ],
)
def test_a_filter_an_order_and_words_narrow_the_invoices(
    books: Office, query: Query, found: list[str]
) -> None:
    assert numbers(books, query) == found


def test_a_row_says_what_is_open_how_late_it_is_and_what_comes_next(books: Office) -> None:
    row = first(books, Query("15-30"))
    assert row.cells == (
        "act_now", "Act now", "10431", "Bryggeri Tre Tumlare AB", "28 Sept", "28 Oct",
        "29,860\N{NO-BREAK SPACE}kr", "21 days", "A call",
    )  # fmt: skip


def test_a_closed_invoice_says_when_it_was_closed(books: Office) -> None:
    (case_id,) = listing.invoice_rows(books.desk, listing.invoice_ids(books.desk, Query("not_due")))[
        0
    ].case_ids
    payments.book_payment(books.desk, case_id, kronor("400"))
    row = first(books, Query("paid", sort="-closed"))
    assert row.cells[0] == "paid"
    assert row.cells[-1] == "Closed 18 Nov"


def test_paid_invoices_begin_with_the_latest_and_open_ones_with_the_oldest() -> None:
    assert listing.usual_order("paid") == "-closed"
    assert listing.usual_order("overdue") == "due"


def test_every_filter_and_order_offered_can_be_asked_for(books: Office) -> None:
    for filter_, _words in listing.invoice_filters():
        for order, _name in listing.invoice_orders():
            listing.invoice_ids(books.desk, Query(filter_, sort=order))
    for order, _name in listing.customer_orders():
        assert len(listing.customer_ids(books.desk, Query(sort=order))) == 2


def test_a_customer_shows_sums_promises_and_the_last_contact(books: Office) -> None:
    yard = first(books, Query("over_60"))
    contact.log_call(books.desk, yard.case_ids, Call(Outcome.PROMISED, by=date(2026, 11, 20)))
    books.sleep_until("2026-11-25")
    rows = listing.customer_rows(books.desk, listing.customer_ids(books.desk, Query("open", text="norrskär")))
    assert rows[0].cells == (
        "act_now", "Act now", "Norrskärs Båtvarv HB", "15,800\N{NO-BREAK SPACE}kr",
        "15,400\N{NO-BREAK SPACE}kr", "", "0 of 1", "18 Nov",
    )  # fmt: skip


def test_the_open_cases_of_a_customer_begin_with_the_worst(books: Office) -> None:
    row = listing.customer_rows(books.desk, listing.customer_ids(books.desk, Query(text="norrskär")))[0]
    assert [books.case(case_id).invoice.number for case_id in row.case_ids] == ["10398", "10412"]


def test_open_cases_keep_to_the_currency_of_the_worst_one(office: Office) -> None:
    hotel = office.customer("Fjällbris Gårdshotell AS")
    late = office.invoice(hotel, "1", "100", issued="2026-09-01", due="2026-09-05")
    office.invoice(hotel, "2", "100", issued="2026-09-01", due="2026-12-30", currency="NOK")
    assert listing.customer_rows(office.desk, [hotel])[0].case_ids == (late,)


def test_letters_not_sent_lead_and_an_unsigned_agreement_cannot_be_sent(books: Office) -> None:
    (case_id,) = listing.invoice_rows(books.desk, listing.invoice_ids(books.desk, Query("over_60")))[
        0
    ].case_ids
    friendly = reminders.Wish(LetterKind.FRIENDLY)
    sent = sending.make(books.desk, reminders.propose(books.desk, [case_id], friendly))
    sending.mark_sent(books.desk, sent)
    books.sleep_until("2026-12-01")
    printed = sending.make(books.desk, reminders.propose(books.desk, [case_id], friendly))
    plans.make(
        books.desk,
        plans.propose(books.desk, [case_id], plans.PlanWish(2, books.desk.today() + timedelta(30))),
    )
    rows = paper_listing.letter_rows(books.desk, paper_listing.letter_ids(books.desk, Query()))
    assert [row.stage for row in rows] == ["plan", "outbox", "sent"]
    assert [row.id for row in rows[1:]] == [printed, sent]
    assert rows[1].cells[1:5] == ("Friendly reminder", "Norrskärs Båtvarv HB", "1 Dec", "Not sent yet")
    outbox = paper_listing.letter_ids(books.desk, Query("outbox"))
    assert sent not in outbox


def test_a_plan_is_worded_by_how_far_it_has_come(books: Office) -> None:
    (case_id,) = listing.invoice_rows(books.desk, listing.invoice_ids(books.desk, Query("over_60")))[
        0
    ].case_ids
    wish = plans.PlanWish(2, date(2026, 12, 1))
    plan_id = plans.make(books.desk, plans.propose(books.desk, [case_id], wish))

    def words() -> tuple[str, ...]:
        return paper_listing.plan_rows(books.desk, [plan_id])[0].cells[:4]

    assert words() == ("paused", "Waits for signature", "Norrskärs Båtvarv HB", "1 Dec")
    plans.sign(books.desk, plan_id)
    assert words()[:2] == ("plan", "Plan 0/2")
    books.sleep_until("2026-12-06")
    assert words()[0] == "plan"
    books.sleep_until("2026-12-07")
    assert words()[0] == "act_now"
    plans.end(books.desk, plan_id, why="ended")
    assert words()[:2] == ("handed_over", "Ended")
    assert paper_listing.plan_ids(books.desk, Query("active")) == ()


def test_an_inferred_kind_is_asked_for_until_it_is_confirmed(office: Office) -> None:
    who = office.customer("Bryggeri Tre Tumlare AB", kind=None, identifier="5599901013")
    case_id = office.invoice(who, "1", "100", issued="2026-09-01", due="2026-09-05")
    form = fact_form(office.desk, case_id)
    assert form.answers["kind"] == ""
    assert "suggests a business" in form.questions[0].hint

    set_facts(office.desk, case_id, {"due_agreed": "yes"}, {"kind": "business"})
    case = office.case(case_id)
    assert case.customer.kind is CustomerKind.BUSINESS
    assert case.customer.kind_confirmed
    assert fact_form(office.desk, case_id).answers["due_agreed"] == "yes"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "30 days, interest by law"),
        ({"agreed_rate": "12"}, "30 days, 12.00% interest agreed"),
        ({"agreed_margin": "4"}, "30 days, agreed interest"),
        ({"due_on": ""}, "interest by law"),
    ],
)
def test_the_terms_name_the_days_and_which_interest_holds(
    office: Office, changes: dict[str, str], said: str
) -> None:
    case_id = office.invoice(office.customer("Acme AB"), "1", "100", issued="2026-09-01", due="2026-10-01")
    set_facts(office.desk, case_id, changes, {})
    assert terms(office.case(case_id)) == said
