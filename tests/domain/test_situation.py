"""What holds a case: the latest word of its history, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain import history
from app.domain.case import Case
from app.domain.history import DisputeReason, Event, HistoryEntry, HistoryId, LetterKind, Outcome
from app.domain.money import SEK, Money
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanState
from app.domain.situation import Situation, situation
from tests.domain.cases import happened, letter, money, paid, swedish

DUE = date(2026, 10, 28)
CASE = swedish("24 860", DUE)
BY, LATER = date(2026, 11, 20), date(2026, 11, 27)
DISPUTED = history.DisputeOpened(DisputeReason.WRONG_AMOUNT, money("5 000"), BY)
PROMISED = history.PromiseMade(money("10 000"), BY)


def after(*events: Event, case: Case = CASE) -> Situation:
    for n, event in enumerate(events):
        case = happened(case, event, date(2026, 11, 2 + n))
    return situation(case, DUE)


def test_nothing_has_happened() -> None:
    assert after() == Situation(None, None, None, None, None, None, None, 0, None)


@pytest.mark.parametrize(
    ("events", "answer_by"),
    [
        ((DISPUTED,), BY),
        ((DISPUTED, history.DisputeAnswered(LATER)), LATER),
        ((DISPUTED, history.DisputeClosed(upheld=False)), None),
        ((DISPUTED, history.DisputeClosed(upheld=True), DISPUTED), BY),
        ((history.DisputeAnswered(LATER),), None),
    ],
)
def test_a_dispute_is_open_until_it_is_closed(events: tuple[Event, ...], answer_by: date | None) -> None:
    found = after(*events).dispute
    assert (found.answer_by if found else None) == answer_by


def test_a_dispute_without_a_sum_is_about_all_that_is_open() -> None:
    found = after(history.DisputeOpened(DisputeReason.OTHER, None, BY)).dispute
    assert found is not None
    assert found.disputed == CASE.open


@pytest.mark.parametrize(
    ("later", "holds"),
    [
        ((), True),
        ((history.NoteTaken(),), True),
        ((history.Snoozed(LATER),), True),
        ((history.CallMade(Outcome.NO_ANSWER),), False),
        ((letter(LetterKind.STATEMENT, None, money("1")),), False),
        ((history.HandedOver("Ombudet"), history.Recalled()), False),
    ],
)
def test_a_later_step_ends_a_promise(later: tuple[Event, ...], *, holds: bool) -> None:
    assert (after(PROMISED, *later).promise is not None) is holds


def test_the_call_that_brought_the_promise_does_not_end_it() -> None:
    events: tuple[Event, ...] = (PROMISED, history.CallMade(Outcome.PROMISED))
    at = datetime(2026, 11, 2, tzinfo=UTC)
    entries = tuple(
        HistoryEntry(HistoryId(n), CASE.invoice.id, DUE, at, event, occasion="one call")
        for n, event in enumerate(events)
    )
    assert situation(replace(CASE, history=entries), DUE).promise is not None


@pytest.mark.parametrize(
    ("amount", "on", "kept"),
    [
        ("10 000", date(2026, 11, 20), True),
        ("10 000", date(2026, 11, 22), True),  # the Sunday before the first bank day after
        ("10 000", date(2026, 11, 23), False),
        ("9 999.99", date(2026, 11, 20), False),
        ("10 000", date(2026, 11, 1), False),  # before it was promised
    ],
)
def test_a_promise_is_kept_when_the_amount_came_in_before_it_lapsed(
    amount: str, on: date, *, kept: bool
) -> None:
    found = after(PROMISED, case=paid(CASE, amount, on)).promise
    assert (found is None) is kept


def test_the_third_promise_knows_it_is_the_third() -> None:
    found = after(PROMISED, PROMISED, history.PromiseMade(money("1"), LATER)).promise
    assert found is not None
    assert (found.number, found.promised_by) == (3, LATER)


def test_a_case_is_handed_over_until_it_is_recalled() -> None:
    assert after(history.HandedOver("Ombudet")).handed_over_on == date(2026, 11, 2)
    assert after(history.HandedOver("Ombudet"), history.Recalled()).handed_over_on is None


@pytest.mark.parametrize(
    ("outcomes", "count"),
    [
        ((Outcome.NO_ANSWER,), 1),
        ((Outcome.NO_ANSWER, Outcome.NO_ANSWER), 2),
        ((Outcome.NO_ANSWER, Outcome.SAYS_PAID), 0),
        ((Outcome.SAYS_PAID, Outcome.NO_ANSWER), 1),
    ],
)
def test_calls_nobody_answered_are_counted_in_a_row(outcomes: tuple[Outcome, ...], count: int) -> None:
    assert after(*(history.CallMade(outcome) for outcome in outcomes)).no_answers == count


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), None),
        ((LetterKind.STATEMENT, LetterKind.THANKS), None),
        ((LetterKind.FRIENDLY,), LetterKind.FRIENDLY),
        ((LetterKind.REMINDER, LetterKind.FRIENDLY), LetterKind.REMINDER),
    ],
)
def test_the_level_is_the_highest_letter_since_the_due_date(
    kinds: tuple[LetterKind, ...], expected: LetterKind | None
) -> None:
    assert after(*(letter(kind, None, money("1")) for kind in kinds)).level is expected


def test_a_letter_before_the_due_date_gives_no_level() -> None:
    case = happened(CASE, letter(LetterKind.REMINDER, None, money("1")), DUE)
    assert situation(case, DUE).level is None


def test_a_signed_plan_waits_for_its_first_unpaid_instalment() -> None:
    parts = tuple(Instalment(date(2026, month, 2), Money(1_000_00, SEK)) for month in (11, 12))
    plan = Plan(PlanId(7), PlanState.SIGNED, parts, DUE, DUE, paid=Money(1_000_00, SEK))
    found = situation(replace(CASE, plan=plan), DUE).plan
    assert found is not None
    assert (found.done, found.waits_for, found.missed_on) == (1, parts[1], date(2026, 12, 8))
    done = replace(plan, paid=Money(2_000_00, SEK))
    assert situation(replace(CASE, plan=done), DUE).plan is None
    assert situation(replace(CASE, plan=replace(plan, state=PlanState.PRINTED)), DUE).plan is None


def test_what_was_taken_back_holds_nothing() -> None:
    case = happened(CASE, DISPUTED, DUE)
    made = case.history[0]
    taken = replace(made, id=HistoryId(made.id + 1), retracts=made.id)
    assert situation(replace(case, history=(made, taken)), DUE).dispute is None
    again = replace(made, id=HistoryId(made.id + 2), retracts=taken.id)
    assert situation(replace(case, history=(made, taken, again)), DUE).dispute is not None
