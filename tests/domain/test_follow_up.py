"""What comes next: the table of the house rules, the worked days, and one step for every open invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import history
from app.domain.attention import State, attention, section
from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import DisputeReason, Event, LetterKind, Outcome
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.party import Contact
from app.domain.payer import UsualWindow
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanState
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from tests.domain.cases import BUSINESS, booked, happened, letter, money, paid, swedish

AROUND = Surroundings(warning_allowed=lambda _: True)
DUE = date(2026, 10, 28)
SAID = date(2026, 11, 6)  # a Friday
PHONE = replace(BUSINESS, contact=Contact(phone="070-1740605"))


def open_case(**facts: object) -> Case:
    return replace(swedish("24 860", DUE, customer=PHONE), **facts)  # type: ignore[arg-type]


def judged(case: Case) -> Summary:
    return summarise(case, AROUND)


def _plan(state: PlanState) -> Plan:
    parts = tuple(Instalment(date(2026, month, 1), Money(12_430_00, SEK)) for month in (11, 12))
    return Plan(PlanId(7), state, parts, SAID, SAID, paid=Money.zero(SEK))


NO_ANSWER = history.CallMade(Outcome.NO_ANSWER)
LATER = date(2026, 11, 25)
PROMISE = history.PromiseMade(money("24 860"), date(2026, 11, 20))
NOT_RECEIVED = history.DeliveryFailed(wrong_recipient=False, new_due_on=date(2026, 11, 13))
DISPUTE = history.DisputeOpened(DisputeReason.OTHER, None, LATER)
FRIENDLY = letter(LetterKind.FRIENDLY, date(2026, 11, 13), money("24 860"))
REMINDER = letter(LetterKind.REMINDER, date(2026, 11, 20), money("24 860"))

# What happened last on Friday 2026-11-06 -> step, day, reason: decisions.md 7, second table.
LAST = [
    ((), Step.CALL, date(2026, 11, 2), Reason.CALL_DUE),
    ((PROMISE,), Step.CALL, date(2026, 11, 23), Reason.BROKEN_PROMISE),
    ((NO_ANSWER,), Step.CALL, date(2026, 11, 9), Reason.NO_ANSWER),
    ((NO_ANSWER, NO_ANSWER), Step.FRIENDLY, date(2026, 11, 9), Reason.NO_ANSWER_TWICE),
    ((history.CallBackAgreed(LATER, "10:30"),), Step.CALL, LATER, Reason.CALL_BACK),
    ((NOT_RECEIVED,), Step.CHECK_DELIVERY, date(2026, 11, 11), Reason.CHECK_DELIVERY),
    ((history.SaidPaid(),), Step.MATCH_PAYMENT, date(2026, 11, 11), Reason.SAID_PAID),
    ((history.CannotPay(),), Step.PLAN, date(2026, 11, 9), Reason.PLAN_WANTED),
    ((history.PlanPrinted(7),), Step.PLAN_SIGNATURE, date(2026, 11, 13), Reason.PLAN_UNSIGNED),
    ((DISPUTE,), Step.ANSWER_DISPUTE, LATER, Reason.DISPUTE_ANSWER),
    ((history.HandedOver("Ombudet"),), Step.ASK_PARTNER, date(2026, 12, 6), Reason.ASK_PARTNER),
    ((history.Snoozed(LATER),), Step.CALL, LATER, Reason.CALL_DUE),
    ((FRIENDLY,), Step.REMINDER, date(2026, 11, 16), Reason.FORMAL_DUE),
    ((REMINDER,), Step.CALL, date(2026, 11, 23), Reason.DEADLINE_PASSED),
]  # fmt: skip


@pytest.mark.parametrize(("events", "step", "act_on", "reason"), LAST)
def test_what_happened_last_leads_to_one_step_and_day(
    events: tuple[Event, ...], step: Step, act_on: date, reason: Reason
) -> None:
    case = open_case()
    for event in events:
        case = happened(case, event, SAID)
    found = judged(case)
    assert (found.next_step, found.act_on, found.reason) == (step, act_on, reason)


def test_the_worked_example_of_a_swedish_business() -> None:
    """decisions.md 12: promise for 11-16 not kept, reminder 11-18, call 12-03, demand 12-07."""
    case = paid(open_case(), "5 000", date(2026, 11, 2))
    case = happened(case, history.PromiseMade(money("19 860"), date(2026, 11, 16)), date(2026, 11, 4))
    assert (judged(case).act_on, judged(case).promise_lapses_on) == (date(2026, 11, 17), date(2026, 11, 17))
    assert attention(judged(case), date(2026, 11, 16), bank_read_through=None) is State.PROMISED
    assert attention(judged(case), date(2026, 11, 17), bank_read_through=None) is State.ACT_NOW
    case = happened(case, letter(LetterKind.REMINDER, date(2026, 12, 2), case.open), date(2026, 11, 18))
    assert (judged(case).next_step, judged(case).act_on) == (Step.CALL, date(2026, 12, 3))
    case = happened(case, history.CallMade(Outcome.CANNOT_PAY), date(2026, 12, 3))
    found = judged(case)
    assert (found.next_step, found.act_on, found.level) == (
        Step.COLLECTION_DEMAND, date(2026, 12, 7), "reminder",
    )  # fmt: skip


def test_a_promise_kept_in_time_no_longer_holds() -> None:
    case = happened(open_case(), history.PromiseMade(money("5 000"), date(2026, 11, 20)), SAID)
    kept = paid(case, "5 000", date(2026, 11, 20))
    late = paid(case, "5 000", date(2026, 11, 23))
    assert judged(kept).promise_lapses_on is None
    assert judged(late).promise_lapses_on == date(2026, 11, 23)


def test_a_signed_plan_waits_for_its_next_instalment() -> None:
    case = open_case(plan=_plan(PlanState.SIGNED))
    found = judged(case)
    assert (found.next_step, found.act_on) == (Step.PLAN_CALL, date(2026, 11, 5))
    assert (found.missed_on, found.names_on) == (date(2026, 11, 5), date(2026, 11, 1))
    on_the_way = replace(_plan(PlanState.SIGNED), paid=Money(12_430_00, SEK))
    found = judged(open_case(plan=on_the_way))
    assert (found.missed_on, found.plan_done, found.plan_parts) == (date(2026, 12, 7), 1, 2)


def test_a_plan_not_signed_holds_nothing() -> None:
    assert judged(open_case(plan=_plan(PlanState.PRINTED))).plan_id is None


def test_money_that_waits_for_a_yes_comes_first() -> None:
    case = happened(open_case(), history.HandedOver("Ombudet"), SAID)
    case = replace(case, unconfirmed=money("24 860"), unconfirmed_on=date(2026, 11, 10))
    found = judged(case)
    assert (found.next_step, found.act_on) == (Step.MATCH_PAYMENT, date(2026, 11, 10))
    assert found.handed_over_on == SAID


def test_a_disputed_part_is_answered_in_time_though_the_rest_is_handed_over() -> None:
    case = happened(happened(open_case(), DISPUTE, SAID), history.HandedOver("Ombudet"), SAID)
    assert (judged(case).next_step, judged(case).act_on) == (Step.ANSWER_DISPUTE, LATER)
    found = judged(happened(case, history.DisputeAnswered(date(2026, 12, 18)), LATER))
    assert (found.next_step, found.act_on) == (Step.ANSWER_DISPUTE, date(2026, 12, 18))
    found = judged(happened(case, history.DisputeClosed(upheld=False), LATER))
    assert (found.next_step, found.act_on) == (Step.ASK_PARTNER, date(2026, 12, 25))


def test_without_a_due_date_the_facts_come_first() -> None:
    case = open_case()
    case = replace(case, invoice=replace(case.invoice, due_on=None))
    found = judged(case)
    assert (found.next_step, found.due_on) == (Step.COMPLETE_FACTS, None)
    assert found.act_on == case.invoice.issued_on


def test_a_snooze_never_brings_a_promise_back_before_it_lapses() -> None:
    case = happened(open_case(), history.PromiseMade(money("24 860"), date(2026, 11, 20)), SAID)
    snoozed = happened(case, history.Snoozed(date(2026, 11, 12)), date(2026, 11, 9))
    assert judged(snoozed).act_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("step", "ends"),
    [
        (history.CallMade(Outcome.NO_ANSWER), True),
        (history.PromiseMade(money("1"), LATER), True),
        (letter(LetterKind.FRIENDLY, LATER, money("1")), True),
        (history.NoteTaken(), False),
        (history.PaymentBooked(1, money("1")), False),
    ],
)
def test_a_new_step_ends_an_earlier_snooze(step: Event, *, ends: bool) -> None:
    case = happened(open_case(), history.Snoozed(date(2026, 12, 1)), SAID)
    later = happened(case, step, date(2026, 11, 9))
    assert (judged(later).paused_until is None) is ends


@pytest.mark.parametrize(
    ("kind", "word"),
    [(EntryKind.PAYMENT, "paid"), (EntryKind.CREDIT, "credited"), (EntryKind.WRITE_OFF, "written_off")],
)
def test_what_closed_a_case_is_the_latest_amount_that_lowered_it(kind: EntryKind, word: str) -> None:
    case = paid(open_case(), "4 860", date(2026, 11, 1))
    case = booked(case, kind, -money("20 000"), date(2026, 11, 9))
    found = judged(case)
    assert (found.next_step, found.act_on, found.closed_as) == (Step.NONE, None, word)
    assert found.closed_on == date(2026, 11, 9)


def test_an_invoice_read_in_as_paid_has_no_day_of_payment() -> None:
    found = judged(swedish("0", DUE))
    assert (found.closed_as, found.closed_on) == ("paid", None)


def test_the_first_time_late_and_the_rhythm_give_their_reasons() -> None:
    first = summarise(open_case(), replace(AROUND, first_time_late=True))
    rhythm = summarise(open_case(), replace(AROUND, usual=UsualWindow(2, 5)))
    assert (first.reason, rhythm.reason) == (Reason.FIRST_LATE, Reason.PAST_RHYTHM)
    assert (rhythm.usual_first, rhythm.usual_last) == (2, 5)


AMOUNTS = st.integers(1, 30_000_00).map(lambda minor: Money(minor, SEK))
DAYS = st.integers(0, 90).map(lambda days: date(2026, 10, 20) + timedelta(days=days))
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(history.CallMade, st.sampled_from(Outcome)),
    st.builds(history.PromiseMade, AMOUNTS, DAYS),
    st.builds(history.CallBackAgreed, DAYS),
    st.builds(history.DisputeOpened, st.sampled_from(DisputeReason), st.none() | AMOUNTS, DAYS),
    st.builds(history.DisputeAnswered, DAYS),
    st.builds(history.DisputeClosed, st.booleans()),
    st.builds(history.DeliveryFailed, st.booleans(), DAYS),
    st.builds(history.Snoozed, DAYS),
    st.builds(letter, st.sampled_from(LetterKind), st.none() | DAYS, AMOUNTS),
    st.sampled_from((
        history.SaidPaid(), history.CannotPay(), history.PlanPrinted(7), history.PlanSigned(7),
        history.PlanEnded(7, "broken"), history.NoteTaken(), history.HandedOver("Ombudet"),
        history.Recalled(),
    )),
)  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> Case:
    """Return a case under Swedish, Norwegian or no law yet, with a life behind it."""
    law = draw(st.sampled_from(("SE", "NO", None)))
    who = replace(PHONE, contact=Contact(phone=draw(st.sampled_from(("", "070-1740605")))))
    case = swedish("24 860", draw(DAYS), customer=who, issued=date(2026, 9, 28))
    case = replace(case, invoice=replace(case.invoice, law=law))
    for event, on in draw(st.lists(st.tuples(EVENTS, DAYS), max_size=8)):
        case = happened(case, event, on)
    if draw(st.booleans()):
        case = paid(case, draw(st.sampled_from(("100", "12 000", "24 860"))), draw(DAYS))
    if draw(st.booleans()):
        case = replace(case, plan=_plan(draw(st.sampled_from((PlanState.PRINTED, PlanState.SIGNED)))))
    return case


@given(case=lives(), today=DAYS, read_through=st.none() | DAYS)
def test_every_open_overdue_invoice_has_exactly_one_next_step_with_a_day(
    case: Case, today: date, read_through: date | None
) -> None:
    found = judged(case)
    state = attention(found, today, bank_read_through=read_through)
    if case.open.minor <= 0:
        assert (found.next_step, found.act_on, state) == (Step.NONE, None, State.PAID)
        return
    assert found.next_step is not Step.NONE
    assert found.reason is not Reason.NONE
    assert found.act_on is not None
    if found.due_on and found.due_on < today:
        assert section(found, state, today) is not None


@given(case=lives())
def test_nothing_formal_comes_while_something_holds_the_case(case: Case) -> None:
    found = judged(case)
    held = (found.promise_lapses_on, found.answer_on, found.missed_on, found.handed_over_on)
    if case.open.minor > 0 and any(held):
        assert found.next_step.value not in set(LetterKind) - {LetterKind.PLAN_END}
    if found.next_step is Step.PLAN_END:
        assert found.plan_id == 7
