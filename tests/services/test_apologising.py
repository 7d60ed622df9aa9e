"""We wrote after the money had come: one key takes back what the letter claimed."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.history import ChargesWithdrawn, LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.services import apologising, payments, reminders, sending, undoing
from app.services.apologising import NothingToWithdrawError
from app.services.reminders import Wish
from tests.office import Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return 10 000 kr due on 2026-09-17, reminded of on 10-18: 84.93 of interest and 60 of fee."""
    who = office.customer("Norrskärs Båtvarv HB")
    agreed = {"due_agreed": True, "fee_agreed": True}
    case_id = office.invoice(who, "1", "10000", issued="2026-09-01", due="2026-09-17", **agreed)
    office.sleep_until("2026-10-18")
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    return case_id


def pay(office: Office, case_id: CaseId, amount: str, on: date) -> None:
    payments.book_payment(office.desk, case_id, kronor(amount), received_on=on)


def booked(office: Office, case_id: CaseId, kind: EntryKind) -> str:
    amounts = (entry.amount for entry in office.case(case_id).live_ledger if entry.kind is kind)
    return str(Money.total(amounts, SEK).amount)


def test_what_was_paid_before_the_letter_owes_nothing_after_the_apology(
    office: Office, case_id: CaseId
) -> None:
    pay(office, case_id, "10000", date(2026, 10, 12))
    # Interest goes back to the day of payment by itself: 25 days, 68.49. The fee and that stand till then.
    assert office.open(case_id) == "128.49"
    found = apologising.what_to_withdraw(office.desk, case_id)
    assert found is not None
    assert (found.number, found.paid_on, str(found.amount.amount)) == ("1", date(2026, 10, 12), "128.49")
    apologising.withdraw_charges(office.desk, [case_id])
    assert office.open(case_id) == "0.00"
    assert office.case(case_id).live_history[-1].event == ChargesWithdrawn(kronor("128.49"))
    assert apologising.what_to_withdraw(office.desk, case_id) is None


def test_the_letters_sum_paid_before_it_comes_back_as_credit(office: Office, case_id: CaseId) -> None:
    pay(office, case_id, "10144.93", date(2026, 10, 12))
    apologising.withdraw_charges(office.desk, [case_id])
    assert (office.open(case_id), booked(office, case_id, EntryKind.PAYMENT)) == ("0.00", "-10000.00")


def test_a_part_that_came_before_the_letter_takes_its_fee_and_leaves_lawful_interest(
    office: Office, case_id: CaseId
) -> None:
    pay(office, case_id, "4000", date(2026, 10, 12))
    # 10 000 for 25 days and 6 000 for 6 days at 10 %: 68.49 + 9.86
    apologising.withdraw_charges(office.desk, [case_id])
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == "0.00"
    assert booked(office, case_id, EntryKind.LATE_INTEREST) == "78.36"


@pytest.mark.parametrize("on", [date(2026, 10, 18), date(2026, 10, 20)])
def test_money_that_came_with_or_after_the_letter_withdraws_nothing(
    office: Office, case_id: CaseId, on: date
) -> None:
    office.sleep_until("2026-10-20")
    pay(office, case_id, "10000", on)
    assert apologising.what_to_withdraw(office.desk, case_id) is None
    with pytest.raises(NothingToWithdrawError):
        apologising.withdraw_charges(office.desk, [case_id])
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == "60.00"


def test_a_payment_known_before_the_letter_is_no_reason_to_apologise(office: Office) -> None:
    who = office.customer("Kvarnhjulets Bageri AB")
    case_id = office.invoice(who, "2", "10000", issued="2026-09-01", due="2026-09-17", due_agreed=True)
    office.sleep_until("2026-10-01")
    pay(office, case_id, "4000", date(2026, 10, 1))
    office.sleep_until("2026-10-18")
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    assert apologising.what_to_withdraw(office.desk, case_id) is None


def test_the_withdrawal_is_one_action_that_can_be_undone(office: Office, case_id: CaseId) -> None:
    pay(office, case_id, "10000", date(2026, 10, 12))
    apologising.withdraw_charges(office.desk, [case_id])
    undoing.undo(office.desk)
    assert office.open(case_id) == "128.49"
    undoing.redo(office.desk)
    assert office.open(case_id) == "0.00"
