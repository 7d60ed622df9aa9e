"""Why an invoice is unpaid decides the next step and its day: one row for each reason, in both countries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain import history
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import (
    Event,
    HistoryId,
    LetterKind,
    Outcome,
    ReasonAnswered,
    ReasonGiven,
    UnpaidReason,
)
from app.domain.party import Contact, Tone
from app.domain.procedure import ladder
from app.domain.reason_path import follows, given, implied, reason_of, restarted_due
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from tests.domain.cases import BUSINESS, happened, letter, money, norwegian, swedish

AROUND = Surroundings(warning_allowed=lambda _: True)
PHONE = replace(BUSINESS, contact=Contact(phone="070-1740605"))
ISSUED, DUE = date(2026, 10, 8), date(2026, 10, 28)
SAID = date(2026, 11, 6)  # a Friday
MONDAY, LATER = date(2026, 11, 9), date(2026, 11, 25)
RESTARTED = date(2026, 11, 26)  # the 20 days of the first invoice
WEEK = date(2026, 11, 13)


def open_case(make: Callable[..., Case] = swedish) -> Case:
    return make("24 860", DUE, customer=PHONE, issued=ISSUED)


def judged(case: Case) -> Summary:
    return summarise(case, AROUND)


def because(case: Case, reason: UnpaidReason, on: date = SAID, by: date | None = None) -> Case:
    result = follows(case, reason, on, by)
    case = happened(case, given(case, reason, on, by), on)
    return happened(case, result, on) if result else case


# Given on Friday 2026-11-06, nine days late -> step, day, why, effective due date.
PATHS = [
    (UnpaidReason.NOT_SENT, Step.CORRECT_INVOICE, SAID, Reason.OUR_MISTAKE, RESTARTED),
    (UnpaidReason.WRONG_AMOUNT, Step.CORRECT_INVOICE, SAID, Reason.OUR_MISTAKE, RESTARTED),
    (UnpaidReason.MISSING_REFERENCE, Step.CORRECT_INVOICE, SAID, Reason.OUR_MISTAKE, RESTARTED),
    (UnpaidReason.LATE_DELIVERY, Step.CORRECT_INVOICE, SAID, Reason.OUR_MISTAKE, RESTARTED),
    (UnpaidReason.WRONG_RECIPIENT, Step.CHECK_DELIVERY, date(2026, 11, 11), Reason.CHECK_DELIVERY, WEEK),
    (UnpaidReason.LOST, Step.CHECK_DELIVERY, date(2026, 11, 11), Reason.CHECK_DELIVERY, WEEK),
    (UnpaidReason.FORGOTTEN, Step.FRIENDLY, MONDAY, Reason.FORGOTTEN, DUE),
    (UnpaidReason.WAITING_FOR_APPROVAL, Step.CALL, WEEK, Reason.CALL_BACK, DUE),
    (UnpaidReason.DISSATISFIED, Step.ANSWER_DISPUTE, WEEK, Reason.DISPUTE_ANSWER, DUE),
    (UnpaidReason.MISUNDERSTOOD_TERMS, Step.EXPLAIN_TERMS, MONDAY, Reason.TERMS_UNCLEAR, DUE),
    (UnpaidReason.CANNOT_PAY, Step.PLAN, MONDAY, Reason.PLAN_WANTED, DUE),
    (UnpaidReason.HABIT, Step.CALL, date(2026, 11, 2), Reason.CALL_DUE, DUE),
    (UnpaidReason.PAID_ALREADY, Step.MATCH_PAYMENT, date(2026, 11, 11), Reason.SAID_PAID, DUE),
]  # fmt: skip


def test_every_reason_has_its_row() -> None:
    assert sorted(row[0] for row in PATHS) == sorted(UnpaidReason)


@pytest.mark.parametrize("make", [swedish, norwegian])
@pytest.mark.parametrize(("reason", "leads_to"), [(reason, leads_to) for reason, *leads_to in PATHS])
def test_a_reason_leads_to_its_own_step_and_day(
    make: Callable[..., Case], reason: UnpaidReason, leads_to: list[object]
) -> None:
    found = judged(because(open_case(make), reason))
    assert [found.next_step, found.act_on, found.reason, found.due_on] == leads_to


def test_the_first_five_reasons_are_our_own_mistakes() -> None:
    assert [reason for reason in UnpaidReason if reason.is_ours] == [
        UnpaidReason.NOT_SENT, UnpaidReason.WRONG_AMOUNT, UnpaidReason.WRONG_RECIPIENT,
        UnpaidReason.MISSING_REFERENCE, UnpaidReason.LATE_DELIVERY,
    ]  # fmt: skip


def test_the_latest_reason_counts() -> None:
    case = because(because(open_case(), UnpaidReason.CANNOT_PAY), UnpaidReason.FORGOTTEN, MONDAY)
    assert reason_of(case) is UnpaidReason.FORGOTTEN
    assert reason_of(open_case()) is None


def test_a_reason_that_was_taken_back_counts_no_longer() -> None:
    case = because(open_case(), UnpaidReason.WRONG_AMOUNT)
    *others, last = case.history
    taken_back = replace(last, id=HistoryId(last.id + 1), retracts=last.id)
    case = replace(case, history=(*others, last, taken_back))
    assert reason_of(case) is None
    assert effective_due_on(case) == DUE


def _on(case: Case, event: Event, on: date, occasion: str) -> Case:
    case = happened(case, event, on)
    *others, last = case.history
    return replace(case, history=(*others, replace(last, occasion=occasion)))


def test_a_later_reason_takes_the_place_of_what_the_call_told() -> None:
    case = _on(open_case(), history.CannotPay(), SAID, "call:1")
    case = _on(case, ReasonGiven(UnpaidReason.FORGOTTEN), SAID, "reason:2")
    assert judged(case).next_step is Step.FRIENDLY


def test_a_day_to_call_that_was_agreed_stays_whatever_the_reason() -> None:
    case = _on(open_case(), history.CallBackAgreed(LATER), SAID, "call:1")
    case = _on(case, ReasonGiven(UnpaidReason.MISUNDERSTOOD_TERMS), SAID, "reason:2")
    assert (judged(case).next_step, judged(case).act_on) == (Step.CALL, LATER)


def test_a_running_promise_outlives_a_reason_but_not_a_mistake_of_ours() -> None:
    promised = _on(open_case(), history.PromiseMade(money("24 860"), LATER), SAID, "call:1")
    forgotten = _on(promised, ReasonGiven(UnpaidReason.FORGOTTEN), SAID, "reason:2")
    assert judged(forgotten).reason is Reason.BROKEN_PROMISE
    ours = _on(promised, ReasonGiven(UnpaidReason.WRONG_AMOUNT, LATER), SAID, "reason:2")
    assert judged(ours).next_step is Step.CORRECT_INVOICE


def test_a_snooze_ends_when_a_reason_is_given_after_it() -> None:
    case = happened(open_case(), history.Snoozed(LATER), date(2026, 11, 4))
    assert judged(because(case, UnpaidReason.WRONG_AMOUNT)).act_on == SAID


def test_once_the_correction_has_gone_out_the_procedure_starts_anew() -> None:
    case = because(open_case(), UnpaidReason.WRONG_AMOUNT)
    case = happened(case, ReasonAnswered(UnpaidReason.WRONG_AMOUNT), MONDAY)
    found = judged(case)
    assert (found.next_step, found.act_on, found.level) == (Step.CALL, date(2026, 11, 30), "")


def test_a_forgotten_invoice_with_a_letter_behind_it_goes_on_as_planned() -> None:
    case = happened(open_case(), letter(LetterKind.FRIENDLY, WEEK, money("24 860")), date(2026, 11, 5))
    assert judged(because(case, UnpaidReason.FORGOTTEN)).next_step is Step.REMINDER


def test_habit_means_no_friendly_letter_and_one_tone_firmer_on_the_same_days() -> None:
    case = open_case()
    usual = [rung for rung in ladder(case) if rung.letter]
    firm = [rung for rung in ladder(because(case, UnpaidReason.HABIT)) if rung.letter]
    assert [(rung.step, rung.after_due, rung.after_deadline) for rung in firm] == [
        (rung.step, rung.after_due, rung.after_deadline) for rung in usual[1:]
    ]
    assert [rung.tone for rung in usual] == [Tone.WARM, Tone.PLAIN, Tone.FIRM]
    assert [rung.tone for rung in firm] == [Tone.FIRM, Tone.FIRM]


@pytest.mark.parametrize(
    ("due", "restarted"),
    [(DUE, RESTARTED), (ISSUED, WEEK), (date(2026, 10, 10), WEEK), (None, WEEK)],
)
def test_a_corrected_invoice_gives_the_days_of_the_first_and_a_week_at_least(
    due: date | None, restarted: date
) -> None:
    case = open_case()
    case = replace(case, invoice=replace(case.invoice, due_on=due))
    assert restarted_due(case, SAID) == restarted


def test_the_outcomes_that_say_why_and_those_that_do_not() -> None:
    assert {outcome: implied(outcome) for outcome in Outcome if implied(outcome)} == {
        Outcome.DISPUTED: UnpaidReason.DISSATISFIED,
        Outcome.CANNOT_PAY: UnpaidReason.CANNOT_PAY,
        Outcome.NOT_RECEIVED: UnpaidReason.LOST,
        Outcome.WRONG_RECIPIENT: UnpaidReason.WRONG_RECIPIENT,
        Outcome.SAYS_PAID: UnpaidReason.PAID_ALREADY,
    }
    assert implied(None) is None
