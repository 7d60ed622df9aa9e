"""A plan that is not kept: the call comes first, its end in writing only when the agreement allows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import history
from app.domain.allowed import kinds_of, letter_step
from app.domain.business_days import add_bank_days, is_bank_day
from app.domain.case import Case
from app.domain.deadline import PayByTooEarlyError, pay_by
from app.domain.follow_up import Surroundings, summarise
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind, Outcome
from app.domain.money import SEK, Money
from app.domain.party import Contact
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanState
from app.domain.plan_end import ended, missed
from app.domain.respite import free_of_interest
from app.domain.situation import situation
from app.domain.step import Reason, Step
from app.statutes import load
from tests.domain.cases import BUSINESS, happened, money, swedish

STATUTES = load()
SIGNED_ON = date(2026, 11, 18)
DUE_ON = date(2026, 11, 30)  # a Monday; the fourth bank day after it is Friday 4 December
MISSED_ON, ENDS_FROM = date(2026, 12, 4), date(2026, 12, 8)
PHONE = replace(BUSINESS, contact=Contact(phone="070-1740605"))
AROUND = Surroundings(warning_allowed=lambda _: True)
NO_ANSWER = history.CallMade(Outcome.NO_ANSWER)
PROMISE = history.PromiseMade(money("12 430"), date(2026, 12, 11))
REACHED = history.CallMade(Outcome.CALL_BACK)


def with_plan(*amounts: int, paid: int = 0, first: date = DUE_ON, **facts: object) -> Case:
    """Return a case with a signed plan, an instalment every 30 days."""
    parts = tuple(
        Instalment(first + timedelta(days=30 * n), Money(minor, SEK)) for n, minor in enumerate(amounts)
    )
    plan = Plan(PlanId(7), PlanState.SIGNED, parts, SIGNED_ON, SIGNED_ON, paid=Money(paid, SEK))
    case = swedish("24 860", date(2026, 10, 28), customer=PHONE)
    case = happened(case, history.PlanPrinted(7), SIGNED_ON)
    return replace(happened(case, history.PlanSigned(7), SIGNED_ON), plan=plan, **facts)  # type: ignore[arg-type]


A_PLAN = with_plan(12_430_00, 12_430_00)
FRIDAY, MONDAY = MISSED_ON, date(2026, 12, 7)

# What was done since the instalment was missed -> next step, its day, and why.
SINCE = [
    ((), Step.PLAN_CALL, MISSED_ON, Reason.MISSED_INSTALMENT),
    (((REACHED, date(2026, 11, 27)),), Step.PLAN_CALL, MISSED_ON, Reason.MISSED_INSTALMENT),
    (((NO_ANSWER, FRIDAY),), Step.PLAN_CALL, MONDAY, Reason.NO_ANSWER),
    (((NO_ANSWER, FRIDAY), (NO_ANSWER, MONDAY)), Step.PLAN_END, ENDS_FROM, Reason.MISSED_INSTALMENT),
    (((REACHED, FRIDAY), (history.CallBackAgreed(date(2026, 12, 9)), FRIDAY)), Step.CALL, date(2026, 12, 9),
     Reason.CALL_BACK),
    (((history.CallMade(Outcome.CANNOT_PAY), FRIDAY), (history.CannotPay(), FRIDAY)), Step.PLAN, MONDAY,
     Reason.PLAN_WANTED),
    (((history.CallMade(Outcome.SAYS_PAID), FRIDAY), (history.SaidPaid(), FRIDAY)), Step.MATCH_PAYMENT,
     date(2026, 12, 9), Reason.SAID_PAID),
    (((history.CallMade(Outcome.PROMISED), FRIDAY), (PROMISE, FRIDAY)),
     Step.CALL, date(2026, 12, 14), Reason.BROKEN_PROMISE),
    (((NO_ANSWER, date(2026, 12, 14)), (NO_ANSWER, date(2026, 12, 15))), Step.PLAN_END, date(2026, 12, 16),
     Reason.MISSED_INSTALMENT),
]  # fmt: skip


@pytest.mark.parametrize(("done", "step", "act_on", "reason"), SINCE)
def test_what_came_of_the_call_decides_what_comes_next(
    done: tuple[tuple[history.Event, date], ...], step: Step, act_on: date, reason: Reason
) -> None:
    case = A_PLAN
    for event, day in done:
        case = happened(case, event, day)
    found = summarise(case, AROUND)
    assert (found.next_step, found.act_on, found.reason) == (step, act_on, reason)


def test_a_missed_instalment_is_put_off_like_anything_else() -> None:
    case = happened(A_PLAN, history.Snoozed(date(2026, 12, 10)), FRIDAY)
    found = summarise(case, AROUND)
    assert (found.next_step, found.act_on) == (Step.PLAN_CALL, date(2026, 12, 10))
    called = happened(case, NO_ANSWER, MONDAY)
    assert summarise(called, AROUND).act_on == ENDS_FROM


def test_without_a_telephone_number_the_letter_comes_as_soon_as_it_may() -> None:
    found = summarise(replace(A_PLAN, customer=BUSINESS), AROUND)
    assert (found.next_step, found.act_on, found.missed_on) == (Step.PLAN_END, ENDS_FROM, MISSED_ON)


def test_only_a_case_with_a_plan_knows_the_letter_that_ends_one() -> None:
    free = swedish("24 860", date(2026, 10, 28))
    assert LetterKind.PLAN_END not in kinds_of(free)
    assert letter_step(LetterKind.PLAN_END, free, ENDS_FROM, STATUTES).reason is Hindrance.NO_PLAN
    assert kinds_of(A_PLAN)[0] is LetterKind.PLAN_END


@pytest.mark.parametrize(
    ("on", "from_day"),
    [(ENDS_FROM - timedelta(days=1), ENDS_FROM), (ENDS_FROM, None), (date(2027, 1, 20), None)],
)
def test_the_letter_waits_until_the_agreement_allows_it(on: date, from_day: date | None) -> None:
    step = letter_step(LetterKind.PLAN_END, A_PLAN, on, STATUTES)
    assert (step.allowed, step.from_day, step.law) == (from_day is None, from_day, None)


def test_nothing_ends_a_plan_while_the_invoice_is_wholly_disputed() -> None:
    dispute = history.DisputeOpened(history.DisputeReason.OTHER, None, date(2026, 12, 20))
    step = letter_step(LetterKind.PLAN_END, happened(A_PLAN, dispute, FRIDAY), date(2027, 1, 20), STATUTES)
    assert step.reason is Hindrance.DISPUTED


@pytest.mark.parametrize("law", ["SE", "NO"])
def test_it_leaves_ten_days_to_pay_as_the_agreement_says(law: str) -> None:
    on, tenth = date(2026, 12, 8), date(2026, 12, 18)
    assert pay_by(LetterKind.PLAN_END, on, law, STATUTES, chosen=tenth) == tenth
    with pytest.raises(PayByTooEarlyError) as refused:
        pay_by(LetterKind.PLAN_END, on, law, STATUTES, chosen=tenth - timedelta(days=1))
    assert (refused.value.earliest, refused.value.law) == (tenth, None)


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_an_instalment_is_never_too_late_before_eight_days_and_four_bank_days(due_on: date) -> None:
    first = due_on if is_bank_day(due_on, "SE") else add_bank_days(due_on, 1, "SE")
    found = missed(with_plan(12_430_00, 12_430_00, first=first))
    assert found is not None
    assert found.ends_from == max(first + timedelta(days=8), add_bank_days(first, 4, "SE"))


@given(st.lists(st.integers(1_00, 10_000_00), min_size=1, max_size=6), st.integers(0, 40_000_00))
def test_what_is_missing_is_what_was_due_by_then_less_what_came_in(amounts: list[int], paid: int) -> None:
    found = missed(with_plan(*amounts, paid=paid))
    if paid >= sum(amounts):
        assert found is None
        return
    assert found is not None
    due = sum(amount for n, amount in enumerate(amounts) if DUE_ON + timedelta(days=30 * n) <= found.due_on)
    assert found.missing.minor == due - paid > 0


def test_once_it_is_ended_the_days_it_was_kept_stay_free_of_interest() -> None:
    after = ended(A_PLAN, ENDS_FROM)
    assert (after.plan, situation(after, None).plan) == (None, None)
    assert free_of_interest(after, date(2027, 1, 31)) == ((SIGNED_ON + timedelta(days=1), ENDS_FROM),)
    assert free_of_interest(A_PLAN, date(2027, 1, 31))[0][1] == date(2027, 1, 31)
