"""The worked examples of the trade, from the first invoice to the last öre, through the real database."""

from datetime import date
from pathlib import Path

from app.domain.history import InterestLetGo, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.services import contact, payments, reminders, sending
from app.services.contact import Call
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, Office, kronor


def send(office: Office, case_id: CaseId, kind: LetterKind) -> reminders.Proposal:
    """Make a letter today and mark it as sent."""
    proposal = reminders.propose(office.desk, [case_id], Wish(kind))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    return proposal


def business_case(office: Office) -> CaseId:
    who = office.customer("Bryggeri Tre Tumlare AB")
    case_id = office.invoice(
        who, "10431", "29860.00", issued="2026-09-28", due="2026-10-28",
        reference="10431005", due_agreed=True, fee_agreed=True,
    )  # fmt: skip
    office.sleep_until("2026-11-02")
    payments.book_payment(office.desk, case_id, kronor("5000"))
    return case_id


def test_a_swedish_business_from_promise_to_reminder_and_call(office: Office) -> None:
    case_id = business_case(office)
    office.sleep_until("2026-11-09")
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=office.desk.today().replace(day=16)))

    office.sleep_until("2026-11-16")
    assert [row.section for row in office.work_list()] == ["waiting"]
    office.sleep_until("2026-11-17")
    assert [(row.section, row.reason) for row in office.work_list()] == [("first", "broken_promise")]

    office.sleep_until("2026-11-18")
    letter = send(office, case_id, LetterKind.REMINDER)
    assert str(letter.claim.total.amount) == "25069.88"
    assert letter.claim.pay_by == date(2026, 12, 2)
    assert office.open(case_id) == "25069.88"
    (row,) = office.work_list()
    assert (row.next_step, row.act_on) == ("call", date(2026, 12, 3))


def test_the_sum_of_a_letter_settles_it_until_its_day_to_pay(office: Office) -> None:
    case_id = business_case(office)
    office.sleep_until("2026-11-18")
    send(office, case_id, LetterKind.REMINDER)
    office.sleep_until("2026-12-02")
    payments.book_payment(office.desk, case_id, kronor("25069.88"))
    assert office.open(case_id) == "0.00"
    assert office.work_list() == []


def test_a_payment_without_any_letter_may_bring_the_lawful_interest_or_leave_it(office: Office) -> None:
    case_id = business_case(office)
    office.sleep_until("2026-11-25")
    payments.book_payment(office.desk, case_id, kronor("25057.56"))
    assert office.open(case_id) == "0.00"
    kinds = [entry.kind for entry in office.case(case_id).live_ledger]
    assert kinds == ["principal", "payment", "late_interest", "payment"]


def test_the_principal_alone_closes_a_case_whose_interest_was_never_booked(office: Office) -> None:
    case_id = business_case(office)
    office.sleep_until("2026-11-25")
    payments.book_payment(office.desk, case_id, kronor("24860"))
    assert office.open(case_id) == "0.00"
    let_go = [entry.event for entry in office.case(case_id).live_history][-1]
    assert let_go == InterestLetGo(kronor("197.56"))


def test_a_swedish_consumer_is_never_charged_a_fee_that_was_not_agreed(office: Office) -> None:
    office.sleep_until("2026-08-03")
    who = office.customer("Åsa Öberg", kind=CustomerKind.CONSUMER)
    case_id = office.invoice(
        who, "77", "4800.00", issued="2026-08-03", due="2026-09-02", interest_notice_given=True
    )
    office.sleep_until("2026-09-17")
    letter = send(office, case_id, LetterKind.REMINDER)
    assert str(letter.claim.total.amount) == "4819.73"
    assert letter.claim.pay_by == date(2026, 10, 1)
    assert not letter.claim.fee_bearing


def test_a_norwegian_business_pays_interest_and_one_small_fee(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-08-15", NORWEGIAN_FIRM)
    who = office.customer("Lyngbris Kystferie AS", country="NO")
    case_id = office.invoice(who, "3217", "25000", issued="2026-08-15", due="2026-09-15", currency="NOK")
    office.sleep_until("2026-09-30")
    letter = send(office, case_id, LetterKind.REMINDER)
    assert str(letter.claim.total.amount) == "25163.86"
    assert letter.claim.pay_by == date(2026, 10, 14)


def test_a_norwegian_consumer_whose_invoice_fell_due_on_a_sunday(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-02-01", NORWEGIAN_FIRM)
    who = office.customer("Kari Nordmann", country="NO", kind=CustomerKind.CONSUMER)
    case_id = office.invoice(who, "3218", "8750", issued="2026-02-01", due="2026-03-01", currency="NOK")
    office.sleep_until("2026-03-15")
    assert not reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER)).claim.fee_bearing
    office.sleep_until("2026-03-17")
    letter = send(office, case_id, LetterKind.REMINDER)
    assert str(letter.claim.total.amount) == "8831.15"
    assert letter.claim.pay_by == date(2026, 3, 31)
