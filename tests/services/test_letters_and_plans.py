"""Letters and plans: a preview books nothing, sending or signing books everything at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.dated_table import NotInForceError
from app.domain.deadline import PayByTooEarlyError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import Event, LetterKind, LetterSent, Outcome, PlanEnded, PlanSigned
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.domain.payment_plan import PlanInterest, PlanShapeError, PlanSumError, Rhythm
from app.services import contact, facts, payments, plans, reminders, sending, undoing
from app.services.contact import Call
from app.services.errors import FutureDayError, PastDayError, TooLateToUndoError
from app.services.letter_content import AccountUnknownError
from app.services.reminders import Wish
from app.services.sending import LetterAlreadySentError, LetterOutdatedError
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return a business invoice that is 21 days late on 2026-11-18, with due date and fee agreed."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    made = office.invoice(
        who, "10431", "29860", issued="2026-09-28", due="2026-10-28", due_agreed=True, fee_agreed=True,
        reference="10431005",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    return made


def sent(office: Office, case_id: CaseId, wish: Wish) -> int:
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [case_id], wish))
    sending.mark_sent(office.desk, letter_id)
    return letter_id


def test_a_preview_and_a_print_book_nothing(office: Office, case_id: CaseId) -> None:
    before = office.case(case_id)
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.make(office.desk, proposal)
    assert office.case(case_id) == before


def test_sent_books_fee_interest_and_history_together(office: Office, case_id: CaseId) -> None:
    letter_id = sent(office, case_id, Wish(LetterKind.REMINDER))
    case = office.case(case_id)
    kinds = [entry.kind for entry in case.live_ledger]
    assert kinds == ["principal", "late_interest", "reminder_fee"]
    told = case.live_history[-1].event
    assert isinstance(told, LetterSent)
    assert (told.letter_id, told.claimed, told.pay_by) == (letter_id, case.open, date(2026, 12, 2))


def test_a_second_print_is_the_stored_copy(office: Office, case_id: CaseId) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY))
    letter_id = sending.make(office.desk, proposal)
    assert sending.stored_pdf(office.desk, letter_id) == proposal.pdf() == proposal.pdf()


def test_numbers_are_taken_when_a_letter_is_made_and_never_twice(office: Office, case_id: CaseId) -> None:
    wish = Wish(LetterKind.FRIENDLY)
    numbers = []
    for _ in range(3):
        proposal = reminders.propose(office.desk, [case_id], wish)
        numbers.append(proposal.letter.number)
        sending.make(office.desk, proposal)
    assert numbers == ["P-2026-0001", "P-2026-0002", "P-2026-0003"]


def test_a_letter_is_sent_once(office: Office, case_id: CaseId) -> None:
    letter_id = sent(office, case_id, Wish(LetterKind.FRIENDLY))
    with pytest.raises(LetterAlreadySentError):
        sending.mark_sent(office.desk, letter_id)


def test_a_letter_whose_sum_no_longer_holds_is_not_booked(office: Office, case_id: CaseId) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    letter_id = sending.make(office.desk, proposal)
    payments.book_payment(office.desk, case_id, kronor("5000"))
    with pytest.raises(LetterOutdatedError):
        sending.mark_sent(office.desk, letter_id)
    assert office.open(case_id) == "24860.00"


def test_marked_as_sent_later_every_minimum_is_checked_again(office: Office, case_id: CaseId) -> None:
    letter_id = sending.make(
        office.desk, reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY))
    )
    office.sleep_until("2026-11-30")
    with pytest.raises(PayByTooEarlyError):
        sending.mark_sent(office.desk, letter_id)
    with pytest.raises(FutureDayError):
        sending.mark_sent(office.desk, letter_id, sent_on=date(2026, 12, 1))
    with pytest.raises(PastDayError):
        sending.mark_sent(office.desk, letter_id, sent_on=date(2026, 11, 17))
    sending.mark_sent(office.desk, letter_id, sent_on=date(2026, 11, 19))
    assert office.case(case_id).live_history[-1].happened_on == date(2026, 11, 19)


def test_a_fee_asked_for_without_an_agreement_is_refused_with_the_section(office: Office) -> None:
    who = office.customer("Kvarnhjulets Bageri AB")
    case_id = office.invoice(who, "1", "1000", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=True))
    assert refused.value.reason is Hindrance.FEE_NOT_AGREED
    assert refused.value.law == "Lag (1981:739) 2 och 4 §§"
    assert not reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER)).claim.fee_bearing


def test_a_norwegian_fee_says_from_which_day_it_is_possible(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-02-01", NORWEGIAN_FIRM)
    who = office.customer("Lyngbris Kystferie AS", country="NO")
    case_id = office.invoice(who, "1", "1000", issued="2026-02-01", due="2026-03-02", currency="NOK")
    office.sleep_until("2026-03-15")
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=True))
    assert (refused.value.reason, refused.value.from_day) == (Hindrance.FEE_TOO_EARLY, date(2026, 3, 16))


def test_no_letter_goes_out_while_a_promise_holds(office: Office, case_id: CaseId) -> None:
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 11, 25)))
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY))
    assert (refused.value.reason, refused.value.from_day) == (Hindrance.PROMISE_RUNNING, date(2026, 11, 26))


def test_a_firm_without_an_account_is_told_before_anything_is_printed(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "x.db", "2026-09-28", replace(SWEDISH_FIRM, accounts=()))
    case_id = office.invoice(office.customer("A AB"), "1", "100", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    with pytest.raises(AccountUnknownError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY))


def test_a_personal_number_stands_on_no_reminder(office: Office, case_id: CaseId) -> None:
    letter = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER)).letter
    assert letter.sender.identifier == ""
    person = office.customer("Åsa Öberg", kind=CustomerKind.CONSUMER, identifier="8112189876")
    theirs = office.invoice(person, "2", "100", issued="2026-09-28", due="2026-10-28")
    letter = reminders.propose(office.desk, [theirs], Wish(LetterKind.FRIENDLY)).letter
    assert letter.recipient.identifier == ""


def test_a_sent_letter_is_undone_whole_until_midnight(office: Office, case_id: CaseId) -> None:
    before = office.work_list()
    sent(office, case_id, Wish(LetterKind.REMINDER))
    undoing.undo(office.desk)
    assert (office.open(case_id), office.work_list()) == ("29860.00", before)
    undoing.redo(office.desk)
    assert office.open(case_id) == "30091.80"
    office.sleep_until("2026-11-19")
    with pytest.raises(TooLateToUndoError):
        undoing.undo(office.desk)


def plan_of_five(office: Office, case_id: CaseId, **wish: object) -> plans.PlanProposal:
    chosen = plans.PlanWish(5, date(2026, 11, 30), Rhythm.LAST_BANK_DAY)
    return plans.propose(office.desk, [case_id], replace(chosen, **wish))  # type: ignore[arg-type]


def test_a_plan_of_five_instalments_sums_to_the_ore_on_bank_days(office: Office, case_id: CaseId) -> None:
    plan = plan_of_five(office, case_id, fee=True)
    assert str(plan.claim.total.amount) == "30201.80"
    assert [str(part.amount.amount) for part in plan.instalments] == [
        "6040.00", "6040.00", "6040.00", "6040.00", "6041.80",
    ]  # fmt: skip
    days = [part.due_on.isoformat() for part in plan.instalments]
    assert days == ["2026-11-30", "2026-12-30", "2027-01-29", "2027-02-26", "2027-03-31"]


def test_only_a_signature_books_a_plan(office: Office, case_id: CaseId) -> None:
    plan_id = plans.make(office.desk, plan_of_five(office, case_id))
    assert office.open(case_id) == "29860.00"
    assert [row.next_step for row in office.work_list()] == ["plan_signature"]
    plans.sign(office.desk, plan_id)
    assert office.open(case_id) == "30031.80"
    (row,) = office.work_list()
    assert (row.section, row.state, row.plan_parts) == ("waiting", "plan", 5)


def test_a_missed_instalment_is_on_top_on_the_fourth_bank_day(office: Office, case_id: CaseId) -> None:
    plans.sign(office.desk, plans.make(office.desk, plan_of_five(office, case_id)))
    office.sleep_until("2026-12-03")
    assert [row.section for row in office.work_list()] == ["waiting"]
    office.sleep_until("2026-12-04")
    assert [(row.section, row.reason) for row in office.work_list()] == [("first", "missed_instalment")]


def test_rows_that_do_not_sum_are_not_printed(office: Office, case_id: CaseId) -> None:
    rows = plan_of_five(office, case_id).instalments
    wrong = plan_of_five(office, case_id, rows=(*rows[:-1], replace(rows[-1], amount=kronor("100"))))
    assert wrong.missing.minor > 0
    with pytest.raises(PlanSumError):
        plans.make(office.desk, wrong)


def test_locked_rows_stay_and_the_rest_is_spread_anew(office: Office, case_id: CaseId) -> None:
    rows = plan_of_five(office, case_id).instalments
    first = replace(rows[0], amount=kronor("10000"))
    spread = plan_of_five(office, case_id, rows=(first, *rows[1:]), locked=frozenset({0}))
    assert spread.instalments[0] == first
    assert not spread.missing


def test_more_instalments_than_kronor_are_refused(office: Office) -> None:
    case_id = office.invoice(office.customer("A AB"), "1", "3", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    with pytest.raises(PlanShapeError):
        plan_of_five(office, case_id)


def test_a_plan_with_interest_says_so_in_the_history(office: Office, case_id: CaseId) -> None:
    wish = plans.PlanWish(2, date(2026, 11, 30), interest=PlanInterest.STATUTORY, fee=True)
    plan_id = plans.make(office.desk, plans.propose(office.desk, [case_id], wish))
    plans.sign(office.desk, plan_id)
    assert office.case(case_id).live_history[-1].event == PlanSigned(
        plan_id, fee_bearing=True, bears_interest=True
    )


def test_a_signed_plan_stops_letters_until_it_is_ended(office: Office, case_id: CaseId) -> None:
    plan_id = plans.make(office.desk, plan_of_five(office, case_id))
    plans.sign(office.desk, plan_id)
    with pytest.raises(NotAllowedError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    plans.end(office.desk, plan_id, why="missed")
    assert reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER)).claim.total.minor > 0


def test_printing_and_signing_a_plan_are_undone_one_by_one(office: Office, case_id: CaseId) -> None:
    before = office.work_list()
    plan_id = plans.make(office.desk, plan_of_five(office, case_id))
    plans.sign(office.desk, plan_id)
    undoing.undo(office.desk)
    assert office.open(case_id) == "29860.00"
    assert [row.next_step for row in office.work_list()] == ["plan_signature"]
    undoing.undo(office.desk)
    assert office.work_list() == before


def test_a_plan_printed_anew_ends_the_one_before_in_one_action(office: Office, case_id: CaseId) -> None:
    first = plans.make(office.desk, plan_of_five(office, case_id))
    second = plans.make(office.desk, plan_of_five(office, case_id, count=3))
    assert standing_plan(office, case_id) == (second, 3)
    assert PlanEnded(first, "replaced") in told(office, case_id)

    undoing.undo(office.desk)
    assert standing_plan(office, case_id) == (first, 5)
    assert PlanEnded(first, "replaced") not in told(office, case_id)
    undoing.redo(office.desk)
    assert standing_plan(office, case_id) == (second, 3)


def test_a_plan_replaced_for_other_invoices_lets_go_of_its_own(office: Office, case_id: CaseId) -> None:
    customer_id = office.case(case_id).customer.id
    other = office.invoice(customer_id, "10450", "9000", issued="2026-09-28", due="2026-10-28")
    before = plans.make(office.desk, plan_of_five(office, case_id))
    plans.make(office.desk, plan_of_five(office, other), replaces=before)
    assert office.case(case_id).plan is None
    assert standing_plan(office, other) == (before + 1, 5)
    undoing.undo(office.desk)
    assert standing_plan(office, case_id) == (before, 5)
    assert office.case(other).plan is None


def standing_plan(office: Office, case_id: CaseId) -> tuple[int, int]:
    """Return the id and the number of instalments of the plan that a case has."""
    plan = office.case(case_id).plan
    assert plan is not None
    return plan.id, len(plan.instalments)


def told(office: Office, case_id: CaseId) -> list[Event]:
    return [entry.event for entry in office.case(case_id).live_history]


def test_a_plan_with_interest_ends_no_later_than_the_rates_are_known(office: Office, case_id: CaseId) -> None:
    """The reference rate of 2027 H1 is decided about 2026-12-30 (Räntelagen 9 §)."""
    known = plans.PlanWish(1, date(2026, 12, 30), interest=PlanInterest.STATUTORY)
    beyond = replace(known, count=2)
    assert plans.propose(office.desk, [case_id], known).agreement
    with pytest.raises(NotInForceError):
        plans.propose(office.desk, [case_id], beyond)
    assert plans.propose(office.desk, [case_id], replace(beyond, interest=PlanInterest.NONE)).agreement
    facts.set_invoice(office.desk, case_id, {"agreed_rate": "8"})
    assert plans.propose(office.desk, [case_id], beyond).agreement
