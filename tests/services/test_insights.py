"""Insights: sums that agree to the öre, answers that say only what is known, one page of paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import i18n
from app.domain.contact import Outcome, UnpaidReason
from app.domain.insight import Paid
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services import contact, insights, insights_rhythm, payments, reason_paths, undoing
from app.services.insights_answer import Answer, Insights
from app.storage.insight_reading import ageing
from app.storage.receivables import open_claims
from tests.documents import reading
from tests.office import Office, kronor


@pytest.fixture(autouse=True)
def _swedish() -> None:
    i18n.use("sv")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a firm whose customer has paid six invoices six days late, and owes two more."""
    office = Office.opened(tmp_path / "betalt.db", "2026-05-01")
    who = office.customer("Bryggeri Tre Tumlare AB")
    for month in range(5, 11):
        office.sleep_until(f"2026-{month:02}-01")
        case = office.invoice(
            who, str(month), "1000", issued=f"2026-{month:02}-01", due=f"2026-{month:02}-14", due_agreed=True
        )
        due = office.case(case).invoice.due_on
        assert due is not None
        paid_on = due + timedelta(days=6)
        office.sleep_until(paid_on.isoformat())
        payments.book_payment(office.desk, case, kronor("1000"), received_on=paid_on)
    office.sleep_until("2026-11-02")
    office.invoice(who, "late", "500.25", issued="2026-09-01", due="2026-09-25", due_agreed=True)
    office.invoice(who, "soon", "24860", issued="2026-11-02", due="2026-11-20", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


def answer(found: Insights, key: str) -> Answer:
    return next(each for each in found.answers if each.key == key)


def test_the_titles_are_the_answers(office: Office) -> None:
    found = insights.insights(office.desk)
    assert answer(found, "days").title == "Kunderna betalar 6 dagar efter förfallodagen"
    assert answer(found, "ageing").title == "25\u00a0360,25\u00a0kr är öppet"
    assert answer(found, "expected").title.startswith("Ungefär 24\u00a0860\u00a0kr väntas in")
    assert "500,25\u00a0kr" in answer(found, "expected").note


def test_under_five_paid_invoices_nothing_is_made_up(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    who = office.customer("Måsvikens Marina AB")
    office.invoice(who, "1", "800", issued="2026-10-01", due="2026-10-30")
    found = insights.insights(office.desk)
    assert found.summary == "Efter fem betalda fakturor syns mönster här."
    assert [each.key for each in found.answers] == ["expected", "ageing"]
    assert answer(found, "expected").title == "För lite är känt för att säga vad som kommer in"
    assert found.advice == ""


def test_the_rhythm_of_a_customer_is_the_last_six_invoices_and_what_helped(office: Office) -> None:
    # Paid six days after the printed day; 14 May 2026 is Ascension Day, 14 June a Sunday.
    found = answer(insights.insights(office.desk), "rhythm")
    assert found.title == "1 kund och deras rytm"
    assert found.rows == (("Bryggeri Tre Tumlare AB", "5, 5, 6, 6, 6, 6", "dag 5–6", ""),)
    case = CaseId(office.desk.database.connection.execute("SELECT max(id) FROM invoice").fetchone()[0])
    contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
    office.sleep_until("2026-11-20")
    payments.book_payment(office.desk, case, kronor("24860"), received_on=date(2026, 11, 20))
    (mark,) = answer(insights.insights(office.desk), "rhythm").marks
    assert mark.parts == (5, 6, 6, 6, 6, 0)
    assert mark.words == "dag 5–6. Hjälper: Samtal"


def test_five_customers_are_shown_the_promptest_first() -> None:
    days = {CustomerId(who): [Paid(date(2026, 5, n + 1), who * 3) for n in range(5)] for who in range(7)}
    names = {who: f"Bageri {who}" for who in days}
    found = insights_rhythm.rhythm(days, names, {})
    assert found is not None
    assert [row[0] for row in found.rows] == [f"Bageri {who}" for who in range(5)]
    assert [row[2] for row in found.rows][:2] == ["i tid", "dag 3"]
    assert insights_rhythm.rhythm({CustomerId(1): days[CustomerId(1)][:4]}, names, {}) is None


def test_an_earlier_day_shows_what_was_open_then(office: Office) -> None:
    found = insights.insights(office.desk, as_of=date(2026, 6, 15))
    assert answer(found, "ageing").rows[-1][2] == "1\u00a0000,00\u00a0kr"
    assert "15 juni 2026" in answer(found, "ageing").note


def test_currencies_are_never_added(office: Office) -> None:
    who = office.customer("Granbar AS", country="NO")
    office.invoice(who, "n1", "300", issued="2026-11-02", due="2026-11-20", currency="NOK")
    title = answer(insights.insights(office.desk), "ageing").title
    assert title == "25\u00a0360,25\u00a0kr + 300\u00a0NOK är öppet"


def test_a_call_that_is_taken_back_is_not_counted(office: Office) -> None:
    case = CaseId(office.desk.database.connection.execute("SELECT max(id) FROM invoice").fetchone()[0])
    contact.log_call(office.desk, [case], contact.Call(Outcome.NOT_RECEIVED))
    assert answer(insights.insights(office.desk), "reasons").rows == (("Fakturan kom bort", "1"),)
    undoing.undo(office.desk)
    assert "reasons" not in [each.key for each in insights.insights(office.desk).answers]


def test_why_it_is_unpaid_counts_the_last_reason_of_each_invoice_and_our_own_mistakes(
    office: Office,
) -> None:
    case = CaseId(office.desk.database.connection.execute("SELECT max(id) FROM invoice").fetchone()[0])
    contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
    reason_paths.give_reason(office.desk, [case], UnpaidReason.WRONG_AMOUNT)
    found = answer(insights.insights(office.desk), "reasons")
    assert found.rows == (("Vårt fel: fel belopp", "1"),)
    assert found.note == "Från 1 faktura, 1 av dem vårt eget fel"


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_paper_is_one_page_with_every_title(office: Office, language: str) -> None:
    i18n.use(language)
    pdf = insights.pdf(office.desk, "all")
    words = reading.flowing(pdf)
    assert len(reading.pages(pdf)) == 1
    for each in insights.insights(office.desk, "all").answers:
        assert " ".join(each.title.split()) in words
    assert insights.pdf(office.desk, "all") == pdf


invoices = st.lists(
    st.tuples(
        st.integers(1, 9_999_999),
        st.sampled_from(["SEK", "NOK", "EUR"]),
        st.integers(0, 120),
        st.lists(st.tuples(st.integers(1, 100), st.integers(0, 150)), max_size=2),
    ),
    min_size=1,
    max_size=5,
)


def _fill(office: Office, rows: Sequence[tuple[int, str, int, list[tuple[int, int]]]]) -> None:
    who = office.customer("Bryggeri Tre Tumlare AB")
    first = date(2026, 1, 1)
    office.sleep_until("2026-06-30")
    for number, (minor, currency, day, paid) in enumerate(rows):
        issued = first + timedelta(days=day)
        case = office.invoice(
            who, str(number), str(kronor("0.01").amount * minor), issued=issued.isoformat(),
            due=(issued + timedelta(days=20)).isoformat(), currency=currency,
        )  # fmt: skip
        for percent, after in paid:
            part = kronor(str(kronor("0.01").amount * (minor * percent // 200)), currency)
            on = min(issued + timedelta(days=after), office.clock.day)
            if part:
                payments.book_payment(office.desk, case, part, received_on=on)


@settings(max_examples=12, deadline=None)
@given(rows=invoices, on=st.integers(0, 200))
def test_ages_add_up_to_what_was_open_in_each_currency_on_any_day(
    rows: list[tuple[int, str, int, list[tuple[int, int]]]], on: int
) -> None:
    with TemporaryDirectory() as folder:
        office = Office.opened(Path(folder) / "betalt.db", "2026-01-01")
        _fill(office, rows)
        day = date(2026, 1, 1) + timedelta(days=on)
        connection = office.desk.database.connection
        ages, claims = ageing(connection, day), list(open_claims(connection, day))
        office.desk.database.close()
    aged: Counter[str] = Counter()
    for age in ages:
        aged[age.amount.currency] += age.amount.minor
    owed: Counter[str] = Counter()
    for claim in claims:
        owed[claim.principal.currency] += claim.principal.minor + claim.charges.minor
    assert aged == owed
