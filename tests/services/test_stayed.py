"""How the way of asking works: who stayed, how soon money came, and what went wrong, from real books."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app import i18n
from app.domain.contact import DisputeReason, Outcome
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services import contact, payments, stayed, undoing
from app.services.insights_answer import Answer, Insights
from tests.documents import reading
from tests.office import Office, kronor

FIRST = date(2026, 1, 5)
"""The day of the first invoice; each customer's own comes a day later than that of the one before."""


@pytest.fixture(autouse=True)
def _swedish() -> None:
    i18n.use("sv")


def buys(office: Office, who: CustomerId, on: date, number: str) -> CaseId:
    """Invoice a customer on a day, due 20 days later."""
    due = (on + timedelta(days=20)).isoformat()
    return office.invoice(who, number, "1000", issued=on.isoformat(), due=due, due_agreed=True)


def call_and_pay(office: Office, case: CaseId, called: date, after: int) -> None:
    """Call about an invoice; the money comes so many days later."""
    office.sleep_until(called.isoformat())
    contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
    paid = called + timedelta(days=after)
    office.sleep_until(paid.isoformat())
    payments.book_payment(office.desk, case, kronor("1000"), received_on=paid)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a firm with six customers called about an invoice; three of them bought again."""
    office = Office.opened(tmp_path / "betalt.db", FIRST.isoformat())
    for number in range(6):
        on = FIRST + timedelta(days=number)
        office.sleep_until(on.isoformat())
        who = office.customer(f"Bageri {number}")
        case = buys(office, who, on, f"{number}-1")
        call_and_pay(office, case, on + timedelta(days=28), after=number + 1)
        if number < 3:
            office.sleep_until("2026-04-01")
            buys(office, who, date(2026, 4, 1), f"{number}-2")
    office.sleep_until("2026-11-18")
    return office


def answer(found: Insights, key: str) -> Answer:
    return next(each for each in found.answers if each.key == key)


def test_customers_who_bought_again_after_a_follow_up_are_counted_with_their_interval(
    office: Office,
) -> None:
    found = answer(stayed.asking(office.desk), "stayed")
    assert found.title == "3 av 6 kunder handlade igen efter en uppföljning"
    # Wilson's interval for 3 of 6: 0.188 to 0.812.
    assert ("Uppföljda", "6", "3", "18–82 %") in found.rows
    assert ("Samtal", "6", "3", "18–82 %") in found.rows


def test_a_month_too_few_leaves_the_new_invoices_out(office: Office) -> None:
    # The invoices closed from 3 February on; 1 April lies within three months, but not within one.
    assert answer(stayed.asking(office.desk, 3), "stayed").title.startswith("3 av 6")
    assert answer(stayed.asking(office.desk, 1), "stayed").title.startswith("0 av 6")


def test_money_is_measured_from_the_first_contact(office: Office) -> None:
    # The days are 1 to 6: the lower of the two in the middle is 3, 80 of 100 came by day 5 or sooner.
    found = answer(stayed.asking(office.desk), "first_to_money")
    assert found.title == "3 dagar från första kontakten till pengar"
    assert found.rows[0][:3] == ("Samtal", "6", "3")


def test_an_objection_after_a_call_is_put_down_to_the_call(office: Office) -> None:
    who = office.customer("Brf Tvillinggaveln")
    case = buys(office, who, date(2026, 10, 1), "7-1")
    contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
    contact.open_dispute(office.desk, case, DisputeReason.WRONG_AMOUNT)
    found = answer(stayed.asking(office.desk), "trouble")
    assert found.title == "1 av 7 uppföljningar ledde till en invändning"
    assert ("Invändning efter: Samtal", "1") in found.rows
    undoing.undo(office.desk)
    assert answer(stayed.asking(office.desk), "trouble").title.startswith("0 av 7")


def test_with_few_follow_ups_nothing_is_made_up(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-03-01")
    case = buys(office, office.customer("Måsvikens Marina AB"), date(2026, 1, 5), "1")
    call_and_pay(office, case, date(2026, 3, 1), after=2)
    found = stayed.asking(office.desk)
    assert answer(found, "trouble").title == (
        "För få uppföljningar för att säga hur ofta de leder till invändningar"
    )
    money = answer(found, "first_to_money")
    assert money.title.startswith("För få betalningar")
    assert [mark.words for mark in money.marks] == ["1 betalning"]
    assert "stayed" not in [each.key for each in found.answers]  # six months have not passed
    assert found.advice == ""


def test_nothing_is_said_before_anybody_was_asked(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    assert stayed.asking(office.desk).answers == ()


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_paper_is_one_page_with_every_title(office: Office, language: str) -> None:
    i18n.use(language)
    pdf = stayed.pdf(office.desk)
    words = reading.flowing(pdf)
    assert len(reading.pages(pdf)) == 1
    for each in stayed.asking(office.desk).answers:
        assert " ".join(each.title.split()) in words
    assert stayed.heading() in words
