"""Terms held against payments in real books: facts, an idea, and a word before the due date."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app import i18n
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services import contact, payments, terms_nudge, terms_review, undoing
from tests.office import Office, kronor


@pytest.fixture(autouse=True)
def _swedish() -> None:
    i18n.use("sv")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-01-05")


def pays(office: Office, name: str, *late: int, term: int = 10, **facts: str) -> CustomerId:
    """Take in a customer whose invoices, a month apart on a Monday, are paid so many days late."""
    who = office.customer(name, **facts)
    for number, days in enumerate(late):
        issued = date(2026, 1, 12) + timedelta(weeks=4 * number)
        due = issued + timedelta(days=term)
        paid = due + timedelta(days=days)
        office.sleep_until(max(paid, office.desk.today()).isoformat())
        case = office.invoice(
            who, f"{who}-{number}", "1000", issued=issued.isoformat(), due=due.isoformat(), due_agreed=True
        )
        payments.book_payment(office.desk, case, kronor("1000"), received_on=paid)
    return who


def test_a_steady_late_payer_of_a_short_term_gets_a_longer_one_in_mind(office: Office) -> None:
    who = pays(office, "Brf Tvillinggaveln", 8, 8, 8, 9, 9)
    found = terms_review.of_customer(office.desk, who)
    assert found is not None
    assert found.facts == "0 av 5 betalda fakturor betalades inom 12 dagar vid 10 dagars betalningstid."
    assert found.idea == "De betalar jämnt omkring dag 18. 20 dagars betalningstid skulle hållas."


def test_no_term_longer_than_the_law_allows_is_proposed(office: Office) -> None:
    # Räntelagen (1975:635) 2 a §: 30 days between businesses unless more was expressly approved.
    who = pays(office, "Bryggeri Tre Tumlare AB", 9, 9, 9, 9, 9, term=29)
    found = terms_review.of_customer(office.desk, who)
    assert found is not None
    assert found.idea == "De betalar jämnt 9 dagar sent. 20 dagars betalningstid ger pengarna tidigare."


def test_who_pays_in_time_is_left_alone(office: Office) -> None:
    who = pays(office, "Kvarnhjulets Bageri AB", 0, 1, 0, 2, 0)
    found = terms_review.of_customer(office.desk, who)
    assert found is not None
    assert (found.idea, found.nudge) == ("", "")
    assert found.facts.startswith("5 av 5 betalda fakturor")


def test_under_five_paid_invoices_nothing_is_said(office: Office) -> None:
    who = pays(office, "Måsvikens Marina AB", 8, 8, 8, 8)
    assert terms_review.of_customer(office.desk, who) is None


def test_the_word_before_the_due_date_speaks_the_tongue_of_the_customer(office: Office) -> None:
    who = pays(office, "Fjordbryggen AS", 8, 8, 8, 9, 9, language="nb")
    found = terms_review.of_customer(office.desk, who)
    assert found is not None
    assert found.nudge.startswith("Hei! Et kort ord i god tid")
    assert found.nudge.endswith("Vennlig hilsen Tallkotten Rör & Värme")


def owes(office: Office, who: CustomerId, number: str, due: str) -> CaseId:
    """Let a customer owe an invoice that falls due on a day, and make it the morning of 10 September."""
    office.sleep_until("2026-09-10")
    return office.invoice(who, number, "1000", issued="2026-08-31", due=due, due_agreed=True)


def test_a_nudge_is_offered_only_when_turned_on_and_for_those_who_usually_pay_late(office: Office) -> None:
    late = pays(office, "Brf Tvillinggaveln", 8, 8, 8, 9, 9)
    prompt = pays(office, "Kvarnhjulets Bageri AB", 0, 0, 0, 0, 0)
    for number, who in enumerate((late, prompt)):
        owes(office, who, f"n{number}", "2026-09-16")
    assert terms_nudge.nudges(office.desk) == ()
    terms_nudge.offer_nudge(office.desk, wanted=True)
    (found,) = terms_nudge.nudges(office.desk)
    assert found == terms_nudge.Nudge(late, "Brf Tvillinggaveln: faktura n0 förfaller 16 sep.")
    terms_nudge.offer_nudge(office.desk, wanted=False)
    assert terms_nudge.nudges(office.desk) == ()


def test_a_word_is_offered_from_a_week_before_until_it_is_said(office: Office) -> None:
    who = pays(office, "Brf Tvillinggaveln", 8, 8, 8, 9, 9)
    terms_nudge.offer_nudge(office.desk, wanted=True)
    case = owes(office, who, "n1", "2026-09-18")
    assert terms_nudge.nudges(office.desk) == ()
    office.sleep_until("2026-09-11")
    assert len(terms_nudge.nudges(office.desk)) == 1
    contact.take_note(office.desk, [case], "Skickade ett ord.")
    assert terms_nudge.nudges(office.desk) == ()
    undoing.undo(office.desk)
    assert len(terms_nudge.nudges(office.desk)) == 1
    office.sleep_until("2026-09-19")
    assert terms_nudge.nudges(office.desk) == ()


def test_all_customers_are_counted_by_term_and_the_commonest_idea_is_named(office: Office) -> None:
    for number in range(4):
        pays(office, f"Bageri {number}", 8, 8, 8, 9, 9)
    pays(office, "I tid AB", 0, 0, 0, 0, 0)
    found, advice = terms_review.for_all(office.desk)
    assert found is not None
    assert found.title == "1 av 5 kunder betalar inom 12 dagar vid 10 dagars betalningstid"
    assert ("Längre betalningstid", "4", "") in found.rows
    assert advice == ("4 av 5 kunder betalar jämnt men senare än avtalat: ge dem längre betalningstid.",)


def test_without_history_there_is_no_answer(office: Office) -> None:
    assert terms_review.for_all(office.desk) == (None, ())
