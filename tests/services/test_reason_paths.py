"""Noting why an invoice is unpaid: with a call or without one, what it takes back, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.history import DisputeOpened, LetterKind, Outcome, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.reason_path import reason_of
from app.services import reason_paths, reminders, sending
from app.services.case_view import case_page
from app.services.contact import Call, log_call
from app.services.errors import CaseClosedError, FutureDayError, PastDayError
from app.services.explain.reason_words import path_words, reason_word, text_to_customer
from app.services.payments import book_payment
from app.services.reason_paths import NothingToAnswerError, give_reason, mark_answered
from app.services.reminders import Wish
from app.services.undoing import redo, undo
from tests.office import Office, kronor
from tests.services.saying import in_every_language, is_complete


@pytest.fixture
def case_id(office: Office) -> CaseId:
    acme = office.customer("Acme AB")
    made = office.invoice(
        acme, "10412", "24860.00", issued="2026-09-28", due="2026-10-28", due_agreed=True, fee_agreed=True
    )
    office.sleep_until("2026-11-06")
    return made


def judged(office: Office, case_id: CaseId) -> tuple[str, date | None, date | None]:
    found = case_page(office.desk, case_id).summary
    return found.next_step.value, found.act_on, found.due_on


def test_the_outcome_of_a_call_says_why_by_itself(office: Office, case_id: CaseId) -> None:
    log_call(office.desk, [case_id], Call(Outcome.CANNOT_PAY))
    assert reason_of(office.case(case_id)) is UnpaidReason.CANNOT_PAY
    assert judged(office, case_id)[:2] == ("plan", date(2026, 11, 9))


def test_a_call_nobody_answered_says_nothing_about_why(office: Office, case_id: CaseId) -> None:
    log_call(office.desk, [case_id], Call(Outcome.NO_ANSWER))
    assert reason_of(office.case(case_id)) is None


def test_a_promise_may_say_why_too(office: Office, case_id: CaseId) -> None:
    log_call(office.desk, [case_id], Call(Outcome.PROMISED, why=UnpaidReason.FORGOTTEN))
    assert reason_of(office.case(case_id)) is UnpaidReason.FORGOTTEN
    assert judged(office, case_id)[:2] == ("call", date(2026, 11, 16))
    [told] = [moment for moment in case_page(office.desk, case_id).moments if moment.what == "call_made"]
    assert "13 November" in told.text


def test_our_mistake_restarts_the_due_date_and_takes_every_charge_back(
    office: Office, case_id: CaseId
) -> None:
    office.sleep_until("2026-11-18")
    _send_reminder(office, case_id)
    assert office.open(case_id) == "25063.03"
    office.sleep_until("2026-12-03")
    give_reason(office.desk, [case_id], UnpaidReason.WRONG_AMOUNT, note="Timmarna var fel")
    assert office.open(case_id) == "24860.00"
    assert judged(office, case_id) == ("correct_invoice", date(2026, 12, 3), date(2027, 1, 4))
    mark_answered(office.desk, [case_id])
    assert judged(office, case_id) == ("call", date(2027, 1, 7), date(2027, 1, 4))


def _send_reminder(office: Office, case_id: CaseId) -> None:
    wish = Wish(LetterKind.REMINDER, fee=True)
    sending.mark_sent(office.desk, sending.make(office.desk, reminders.propose(office.desk, [case_id], wish)))


def test_a_reason_can_be_taken_back_and_given_again(office: Office, case_id: CaseId) -> None:
    before = judged(office, case_id)
    done = give_reason(office.desk, [case_id], UnpaidReason.NOT_SENT)
    undo(office.desk, done.action_id)
    assert judged(office, case_id) == before
    redo(office.desk)
    assert judged(office, case_id)[0] == "correct_invoice"


def test_dissatisfaction_opens_a_dispute_once(office: Office, case_id: CaseId) -> None:
    give_reason(office.desk, [case_id], UnpaidReason.DISSATISFIED, amount=kronor("5000"))
    give_reason(office.desk, [case_id], UnpaidReason.DISSATISFIED)
    opened = [each.event for each in office.case(case_id).live_history
              if isinstance(each.event, DisputeOpened)]  # fmt: skip
    assert [each.disputed for each in opened] == [kronor("5000")]


def test_nothing_is_noted_about_an_invoice_that_is_paid(office: Office, case_id: CaseId) -> None:
    book_payment(office.desk, case_id, kronor("24860"), received_on=date(2026, 11, 6))
    with pytest.raises(CaseClosedError):
        give_reason(office.desk, [case_id], UnpaidReason.FORGOTTEN)


@pytest.mark.parametrize(
    ("reason", "day", "refused"),
    [
        (UnpaidReason.WAITING_FOR_APPROVAL, date(2026, 11, 5), PastDayError),
        (UnpaidReason.PAID_ALREADY, date(2026, 11, 7), FutureDayError),
    ],
)
def test_a_day_on_the_wrong_side_of_today_is_refused(
    office: Office, case_id: CaseId, reason: UnpaidReason, day: date, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        give_reason(office.desk, [case_id], reason, by=day)
    assert reason_of(office.case(case_id)) is None


def test_there_is_nothing_to_mark_as_sent_before_a_reason_asks_for_it(
    office: Office, case_id: CaseId
) -> None:
    with pytest.raises(NothingToAnswerError):
        mark_answered(office.desk, [case_id])


@pytest.mark.parametrize("reason", UnpaidReason)
def test_what_is_foreseen_is_what_comes(office: Office, case_id: CaseId, reason: UnpaidReason) -> None:
    sheet = reason_paths.reason_sheet(office.desk, [case_id])
    foreseen = reason_paths.path(sheet, reason)
    give_reason(office.desk, [case_id], reason)
    assert (foreseen.step.value, foreseen.act_on, foreseen.due_on) == judged(office, case_id)
    after = reason_paths.reason_sheet(office.desk, [case_id])
    assert (sheet.now, after.now) == (None, reason)
    assert after.waits is (foreseen.step.value in ("correct_invoice", "explain_terms"))


@pytest.mark.parametrize("reason", UnpaidReason)
def test_every_reason_has_a_name_a_path_and_a_message_in_every_language(
    office: Office, case_id: CaseId, reason: UnpaidReason
) -> None:
    give_reason(office.desk, [case_id], reason)
    case, after = office.case(case_id), case_page(office.desk, case_id).summary
    say: list[Callable[[], Any]] = [
        lambda: reason_word(reason),
        lambda: path_words(reason, after, date(2026, 11, 6)),
    ]
    assert all(is_complete(in_every_language(each)) for each in say)
    texts = [text_to_customer(reason, case, after, "Tallkotten", lang) for lang in ("sv", "nb", "en")]
    assert is_complete(texts)
    assert all("10412" in text and text.endswith("Tallkotten") for text in texts if "10412" in texts[0])
