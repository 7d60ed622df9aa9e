"""A dispute from its opening to its end, and what a payment would lead to."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.history import DisputeReason, LetterKind
from app.domain.invoice import CaseId
from app.services import contact, disputes, payments, reminders, sending, undoing
from app.services.desk import Desk
from app.services.dispute_errors import NoDisputeError
from app.services.errors import PastDayError
from app.services.finding import find
from app.services.paying import payables, payment_outlook
from app.services.snoozing import snooze_days
from tests.office import Office, kronor

pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return an invoice with an agreed fee, 21 days late on 18 November."""
    made = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"),
        "10431",
        "24860",
        issued="2026-09-28",
        due="2026-10-28",
        due_agreed=True,
        fee_agreed=True,
        fee_agreed_on=date(2026, 6, 2),
        fee_source="offerten",
    )
    office.sleep_until("2026-11-18")
    return made


def send_reminder(desk: Desk, case_id: CaseId) -> None:
    proposal = reminders.propose(desk, [case_id], reminders.Wish(LetterKind.REMINDER))
    sending.mark_sent(desk, sending.make(desk, proposal))


def test_an_answered_dispute_waits_for_the_next_answer(office: Office, case_id: CaseId) -> None:
    contact.open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT)
    disputes.answer_dispute(office.desk, case_id, date(2026, 12, 2), note="Skickade tidrapporten.")
    (row,) = disputes.disputables(office.desk, [case_id])
    assert row.dispute is not None
    assert row.dispute.answer_by == date(2026, 12, 2)


def test_an_answer_day_in_the_past_is_refused(office: Office, case_id: CaseId) -> None:
    contact.open_dispute(office.desk, case_id, DisputeReason.OTHER)
    with pytest.raises(PastDayError):
        disputes.answer_dispute(office.desk, case_id, date(2026, 11, 17))


def test_a_customer_who_was_right_pays_no_fee(office: Office, case_id: CaseId) -> None:
    send_reminder(office.desk, case_id)
    with_fee = office.case(case_id).open
    contact.open_dispute(office.desk, case_id, DisputeReason.WRONG_DELIVERY)
    disputes.close_dispute(office.desk, case_id, upheld=True)
    assert with_fee - office.case(case_id).open == kronor("60")
    undoing.undo(office.desk)
    assert office.case(case_id).open == with_fee


def test_what_is_not_disputed_is_neither_answered_nor_ended(office: Office, case_id: CaseId) -> None:
    send_reminder(office.desk, case_id)
    before = office.case(case_id)
    with pytest.raises(NoDisputeError):
        disputes.close_dispute(office.desk, case_id, upheld=True)
    with pytest.raises(NoDisputeError):
        disputes.answer_dispute(office.desk, case_id, date(2026, 12, 2))
    assert office.case(case_id) == before


def test_a_claim_that_stands_keeps_its_fee(office: Office, case_id: CaseId) -> None:
    send_reminder(office.desk, case_id)
    with_fee = office.case(case_id).open
    contact.open_dispute(office.desk, case_id, DisputeReason.NOT_ORDERED)
    disputes.close_dispute(office.desk, case_id, upheld=False)
    assert office.case(case_id).open == with_fee
    assert disputes.disputables(office.desk, [case_id])[0].dispute is None


@pytest.mark.parametrize(
    ("amount", "follows"),
    [
        ("24860", "Sedan: fakturan är betald."),
        ("5000", "Sedan: 19 860,00 kr är kvar att betala."),
        # 24 860 × 10 % × 21/365 = 143.03 of lawful interest is taken before anything is left over.
        ("25003.03", "Sedan: fakturan är betald, med 143,03 kr i ränta."),
        ("25103.03", "Sedan: fakturan är betald, och 100,00 kr blir kundens tillgodohavande."),
    ],
)
def test_a_payment_says_what_it_leads_to(office: Office, case_id: CaseId, amount: str, follows: str) -> None:
    (payable,) = payables(office.desk, [case_id])
    said = payment_outlook(office.desk, payable, kronor(amount), office.desk.today())
    assert said.replace("\N{NO-BREAK SPACE}", " ") == follows


def test_the_open_amount_is_offered(office: Office, case_id: CaseId) -> None:
    assert payables(office.desk, [case_id])[0].amount == kronor("24860")


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 18), [19, 20, 23, 25]),
        # On a Friday the Friday to come is a week away, and Monday comes first.
        (date(2026, 11, 20), [21, 27, 23, 27]),
    ],
)
def test_the_days_to_put_off_to_lie_ahead(today: date, days: list[int]) -> None:
    assert [choice.day.day for choice in snooze_days(today)] == days


def test_a_search_finds_customer_and_invoice_in_words(office: Office, case_id: CaseId) -> None:
    found = find(office.desk, "tumlare")
    assert [(result.title, result.beside.replace("\N{NO-BREAK SPACE}", " ")) for result in found.results][
        :1
    ] == [("Bryggeri Tre Tumlare AB", "")]
    (invoice,) = find(office.desk, "10431").results
    assert (invoice.title, invoice.case_id) == ("Faktura 10431", case_id)


def test_a_search_without_a_hit_asks_what_was_meant(office: Office, case_id: CaseId) -> None:
    found = find(office.desk, "bryggeri tre tumlade")
    assert found.words == "Inget på ”bryggeri tre tumlade”."
    assert found.meant == "Bryggeri Tre Tumlare AB"


def test_a_dispute_upheld_gives_back_the_charges_that_were_paid(office: Office, case_id: CaseId) -> None:
    proposal = reminders.propose(office.desk, [case_id], reminders.Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    contact.open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT)
    payments.book_payment(office.desk, case_id, proposal.claim.total)
    disputes.close_dispute(office.desk, case_id, upheld=True)
    assert office.open(case_id) == "0.00"
    kept = [entry.amount for entry in office.case(case_id).live_ledger if entry.kind == "payment"]
    assert [str((proposal.claim.total + amount).amount) for amount in kept] == ["60.00"]
