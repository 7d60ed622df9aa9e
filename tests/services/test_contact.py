"""Calls and what they lead to: the day a case comes back, and with which next step."""

from datetime import date

import pytest

from app.domain.history import CallMade, DisputeReason, Outcome
from app.domain.invoice import CaseId
from app.domain.promise import AmountNotPositiveError, PromiseInThePastError
from app.services import contact, undoing
from app.services.contact import Call
from app.services.errors import CaseClosedError, FutureDayError, NothingToRedoError, PastDayError
from app.services.payments import book_payment
from tests.office import Office, kronor


@pytest.fixture
def late_case(office: Office) -> CaseId:
    """Return an invoice that is six days late, on Tuesday 2026-11-03."""
    who = office.customer("Kvarnhjulets Bageri AB")
    case_id = office.invoice(who, "10438", "18750", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-03")
    return case_id


# What happened, and from decisions section 7: the day the case comes back, and the step.
COMES_BACK = [
    (Call(Outcome.PROMISED, by=date(2026, 11, 13)), date(2026, 11, 16), "call"),
    (Call(Outcome.PROMISED), date(2026, 11, 11), "call"),
    (Call(Outcome.NO_ANSWER), date(2026, 11, 4), "call"),
    (Call(Outcome.CALL_BACK, by=date(2026, 11, 5), at="10:30"), date(2026, 11, 5), "call"),
    (Call(Outcome.CANNOT_PAY), date(2026, 11, 4), "plan"),
    (Call(Outcome.NOT_RECEIVED), date(2026, 11, 6), "check_delivery"),
    (Call(Outcome.WRONG_RECIPIENT), date(2026, 11, 6), "check_delivery"),
    (Call(Outcome.SAYS_PAID), date(2026, 11, 6), "match_payment"),
    (Call(Outcome.DISPUTED, reason=DisputeReason.WRONG_AMOUNT), date(2026, 11, 10), "answer_dispute"),
]


@pytest.mark.parametrize(("call", "act_on", "step"), COMES_BACK, ids=lambda value: str(value)[:40])
def test_each_outcome_brings_the_case_back_on_its_day(
    office: Office, late_case: CaseId, call: Call, act_on: date, step: str
) -> None:
    contact.log_call(office.desk, [late_case], call)
    office.sleep_until(act_on.isoformat())
    (row,) = office.work_list()
    assert (row.act_on, row.next_step) == (act_on, step)


def test_a_second_call_without_answer_suggests_the_letter(office: Office, late_case: CaseId) -> None:
    contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER))
    office.sleep_until("2026-11-04")
    contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER))
    (row,) = office.work_list()
    assert (row.act_on, row.next_step, row.reason) == (date(2026, 11, 5), "friendly", "no_answer_twice")


def test_a_promised_day_that_has_passed_is_refused_and_nothing_is_kept(
    office: Office, late_case: CaseId
) -> None:
    before = len(office.case(late_case).history)
    with pytest.raises(PromiseInThePastError):
        contact.log_call(office.desk, [late_case], Call(Outcome.PROMISED, by=date(2026, 11, 2)))
    with pytest.raises(AmountNotPositiveError):
        contact.log_call(office.desk, [late_case], Call(Outcome.PROMISED, amount=kronor("0")))
    with pytest.raises(PastDayError):
        contact.log_call(office.desk, [late_case], Call(Outcome.CALL_BACK, by=date(2026, 11, 2)))
    with pytest.raises(FutureDayError):
        contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER, happened_on=date(2026, 11, 4)))
    assert len(office.case(late_case).history) == before


def test_a_call_on_a_paid_invoice_is_refused(office: Office, late_case: CaseId) -> None:
    book_payment(office.desk, late_case, kronor("18750"))
    with pytest.raises(CaseClosedError):
        contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER))


def test_one_call_about_two_invoices_is_one_occasion_and_shares_the_promise(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    first = office.invoice(who, "1", "1000", issued="2026-09-28", due="2026-10-28")
    second = office.invoice(who, "2", "500", issued="2026-09-28", due="2026-10-29")
    office.sleep_until("2026-11-09")
    call = Call(Outcome.PROMISED, amount=kronor("1200"), note="Betalar det mesta på fredag.")
    contact.log_call(office.desk, [first, second], call)
    histories = [office.case(case_id).live_history for case_id in (first, second)]
    promised = [getattr(entry.event, "amount", None) for told in histories for entry in told]
    assert [amount for amount in promised if amount] == [
        kronor("1000"), kronor("1000"), kronor("500"), kronor("200"),
    ]  # fmt: skip
    occasions = {entry.occasion for told in histories for entry in told if isinstance(entry.event, CallMade)}
    assert len(occasions) == 1


def test_a_promise_that_covers_only_the_first_invoice_leaves_the_second_to_the_procedure(
    office: Office,
) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    first = office.invoice(who, "1", "1000", issued="2026-09-28", due="2026-10-28")
    second = office.invoice(who, "2", "500", issued="2026-09-28", due="2026-10-29")
    office.sleep_until("2026-11-09")
    contact.log_call(office.desk, [first, second], Call(Outcome.PROMISED, amount=kronor("1000")))
    told = [type(entry.event).__name__ for entry in office.case(second).live_history]
    assert told == ["InvoiceTaken", "CallMade"]
    office.sleep_until("2026-11-10")
    (row,) = office.work_list()
    assert (row.case_id, row.section, row.next_step) == (second, "then", "friendly")


def test_a_promise_kept_in_time_leaves_the_list_and_does_not_come_back(
    office: Office, late_case: CaseId
) -> None:
    contact.log_call(office.desk, [late_case], Call(Outcome.PROMISED, by=date(2026, 11, 13)))
    office.sleep_until("2026-11-13")
    book_payment(office.desk, late_case, kronor("18750"))
    office.sleep_until("2026-11-20")
    assert office.work_list() == []


def test_a_snooze_moves_only_the_day_to_act_and_a_later_call_ends_it(
    office: Office, late_case: CaseId
) -> None:
    contact.snooze(office.desk, [late_case], date(2026, 12, 1))
    (row,) = office.work_list()
    assert (row.state, row.act_on, row.next_step) == ("paused", date(2026, 12, 1), "call")
    assert office.case(late_case).invoice.due_on == date(2026, 10, 28)
    contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER))
    (row,) = office.work_list()
    assert (row.state, row.act_on) == ("overdue", date(2026, 11, 4))


def test_a_snooze_to_today_is_refused(office: Office, late_case: CaseId) -> None:
    with pytest.raises(PastDayError):
        contact.snooze(office.desk, [late_case], date(2026, 11, 3))


def test_a_note_changes_nothing_but_the_history(office: Office, late_case: CaseId) -> None:
    before = office.work_list()
    contact.take_note(office.desk, [late_case], "Attest görs på måndagar.")
    assert office.work_list() == before
    assert office.case(late_case).live_history[-1].note == "Attest görs på måndagar."


def test_an_opened_dispute_holds_the_case_until_the_answer_day(office: Office, late_case: CaseId) -> None:
    contact.open_dispute(office.desk, late_case, DisputeReason.WRONG_DELIVERY, disputed=kronor("5000"))
    (row,) = office.work_list()
    assert (row.section, row.state, row.act_on) == ("waiting", "disputed", date(2026, 11, 10))
    office.sleep_until("2026-11-11")
    (row,) = office.work_list()
    assert (row.section, row.state, row.reason) == ("first", "act_now", "dispute_answer")


def test_every_call_can_be_undone_and_done_again(office: Office, late_case: CaseId) -> None:
    for call, act_on, step in COMES_BACK:
        before = office.work_list()
        contact.log_call(office.desk, [late_case], call)
        undoing.undo(office.desk)
        assert office.work_list() == before
        undoing.redo(office.desk)
        kept = [row for row in office.work_list() if (row.act_on, row.next_step) == (act_on, step)]
        assert kept or step == "check_delivery"
        undoing.undo(office.desk)


def test_something_new_ends_what_could_be_redone(office: Office, late_case: CaseId) -> None:
    contact.log_call(office.desk, [late_case], Call(Outcome.NO_ANSWER))
    undoing.undo(office.desk)
    contact.take_note(office.desk, [late_case], "Ringde i stället deras kontor.")
    with pytest.raises(NothingToRedoError):
        undoing.redo(office.desk)
