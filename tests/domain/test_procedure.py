"""The ladder by law and kind of customer, and the day of each rung."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.business_days import is_bank_day, next_bank_day
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import CallMade, LetterKind, Outcome
from app.domain.party import Contact, Customer, CustomerId, CustomerKind, Tone
from app.domain.payer import UsualWindow
from app.domain.procedure import NextRung, ladder, next_rung
from app.domain.step import Step
from tests.domain.cases import BUSINESS, CONSUMER, UNSET, happened, letter, norwegian, swedish

PHONE = Contact(phone="070-1740605")
PUBLIC = Customer(CustomerId(1), "Kommunen", CustomerKind.PUBLIC)
CALL, FRIENDLY, REMINDER = Step.CALL, Step.FRIENDLY, Step.REMINDER
DEMAND, WARNING, HAND_OVER = Step.COLLECTION_DEMAND, Step.COLLECTION_WARNING, Step.HAND_OVER


def reachable(customer: Customer) -> Customer:
    return replace(customer, contact=PHONE)


def following(
    case: Case, *, usual: UsualWindow | None = None, warning_allowed: Callable[[date], bool] = lambda _: True
) -> NextRung:
    due_on = effective_due_on(case)
    assert due_on is not None
    return next_rung(case, due_on, usual=usual, warning_allowed=warning_allowed)


def take(case: Case, found: NextRung) -> Case:
    """Return the case after its rung was taken on its day."""
    kind, on = found.rung.letter, found.act_on
    if kind is None:
        return happened(case, CallMade(Outcome.SAYS_PAID), on)
    pay_by = next_bank_day(on + timedelta(days=found.rung.pay_in), case.country)
    return happened(case, letter(kind, pay_by, case.open), on)


def climb(case: Case, *, warning_allowed: Callable[[date], bool] = lambda _: True) -> list[tuple[Step, str]]:
    """Take each rung on its day, up to the hand-over."""
    days: list[tuple[Step, str]] = []
    while not days or days[-1][0] is not HAND_OVER:
        found = following(case, warning_allowed=warning_allowed)
        days.append((found.rung.step, found.act_on.isoformat()))
        case = take(case, found)
    return days


# decisions.md 6: days after the effective due date moved to the next bank day, then bank days after pay-by.
LADDERS = [
    pytest.param(
        swedish("29 860", date(2026, 10, 28), customer=reachable(BUSINESS)),
        [
            (CALL, "2026-11-02"),  # day 3 is a Saturday
            (FRIENDLY, "2026-11-04"),
            (REMINDER, "2026-11-12"),
            (CALL, "2026-11-27"),
            (DEMAND, "2026-12-01"),
            (HAND_OVER, "2026-12-16"),
        ],
        id="SE business",
    ),
    pytest.param(
        swedish("4 800", date(2026, 9, 2), customer=reachable(CONSUMER)),
        [
            (CALL, "2026-09-07"),
            (FRIENDLY, "2026-09-09"),
            (REMINDER, "2026-09-17"),  # decisions.md 12
            (CALL, "2026-10-02"),
            (DEMAND, "2026-10-06"),  # decisions.md 12
            (HAND_OVER, "2026-10-23"),
        ],
        id="SE consumer",
    ),
    pytest.param(
        norwegian("25 000", date(2026, 9, 15), customer=BUSINESS),
        [
            (FRIENDLY, "2026-09-22"),  # no phone number, no call
            (REMINDER, "2026-09-30"),  # decisions.md 12
            (WARNING, "2026-10-19"),  # decisions.md 12
            (HAND_OVER, "2026-11-05"),
        ],
        id="NO business without a phone",
    ),
    pytest.param(
        norwegian("8 750", date(2026, 3, 1), customer=reachable(CONSUMER)),
        [
            (CALL, "2026-03-05"),  # the due date is a Sunday and counts as the Monday
            (FRIENDLY, "2026-03-09"),
            (REMINDER, "2026-03-17"),  # decisions.md 12
            (CALL, "2026-04-01"),
            (WARNING, "2026-04-08"),  # Easter between, decisions.md 12
            (HAND_OVER, "2026-04-27"),
        ],
        id="NO consumer",
    ),
]


@pytest.mark.parametrize(("case", "expected"), LADDERS)
def test_each_rung_has_its_day(case: Case, expected: list[tuple[Step, str]]) -> None:
    assert climb(case) == expected


# Step, days to pay, tone: decisions.md 6.
@pytest.mark.parametrize(
    ("case", "reminder", "last"),
    [
        (swedish("1", date(2026, 9, 2)), (14, Tone.PLAIN), (DEMAND, 10, Tone.FIRM)),
        (swedish("1", date(2026, 9, 2), customer=PUBLIC), (14, Tone.PLAIN), (DEMAND, 10, Tone.FIRM)),
        (swedish("1", date(2026, 9, 2), customer=CONSUMER), (14, Tone.WARM), (DEMAND, 14, Tone.PLAIN)),
        (swedish("1", date(2026, 9, 2), customer=UNSET), (14, Tone.WARM), (DEMAND, 14, Tone.PLAIN)),
        (norwegian("1", date(2026, 9, 2)), (14, Tone.PLAIN), (WARNING, 14, Tone.FIRM)),
        (norwegian("1", date(2026, 9, 2), customer=CONSUMER), (14, Tone.WARM), (WARNING, 14, Tone.PLAIN)),
    ],
)
def test_letters_give_time_and_tone_by_law_and_kind(
    case: Case, reminder: tuple[int, Tone], last: tuple[Step, int, Tone]
) -> None:
    rungs = ladder(case)
    assert [rung.step for rung in rungs] == [CALL, FRIENDLY, REMINDER, CALL, last[0], HAND_OVER]
    assert (rungs[1].pay_in, rungs[1].tone) == (7, Tone.WARM)
    assert (rungs[2].pay_in, rungs[2].tone) == reminder
    assert (rungs[4].pay_in, rungs[4].tone) == last[1:]


def test_without_a_law_there_is_neither_demand_nor_warning() -> None:
    case = swedish("1", date(2026, 9, 2))
    unset = replace(case, invoice=replace(case.invoice, law=None))
    assert [rung.step for rung in ladder(unset)] == [CALL, FRIENDLY, REMINDER, CALL, HAND_OVER]


def test_where_the_rules_are_not_reviewed_the_warning_is_a_second_reminder() -> None:
    steps = [step for step, _ in climb(norwegian("1", date(2026, 9, 15)), warning_allowed=lambda _: False)]
    assert steps == [FRIENDLY, REMINDER, REMINDER, HAND_OVER]


def test_a_call_since_the_letter_stands_for_the_second_call() -> None:
    case = swedish("1", date(2026, 10, 28), customer=reachable(BUSINESS))
    case = happened(case, letter(LetterKind.REMINDER, date(2026, 12, 2), case.open), date(2026, 11, 18))
    assert (following(case).rung.step, following(case).act_on) == (CALL, date(2026, 12, 3))
    called = happened(case, CallMade(Outcome.NO_ANSWER), date(2026, 11, 20))
    assert (following(called).rung.step, following(called).act_on) == (DEMAND, date(2026, 12, 7))


def test_an_old_invoice_starts_with_the_first_step() -> None:
    assert following(swedish("1", date(2024, 1, 15), customer=reachable(BUSINESS))).rung.step is CALL


def test_what_was_sent_before_a_new_due_date_is_not_counted() -> None:
    case = swedish("1", date(2026, 10, 28))
    early = happened(case, letter(LetterKind.REMINDER, date(2026, 10, 20), case.open), date(2026, 10, 6))
    assert following(early).rung.step is FRIENDLY


# The customer's usual window moves the first two rungs: decisions.md 6.
@pytest.mark.parametrize(
    ("last_day", "call", "friendly"),
    [(0, 3, 7), (2, 3, 7), (5, 6, 10), (8, 9, 13), (9, 10, 14), (30, 10, 14)],
)
def test_the_customers_rhythm_moves_the_first_call_and_letter(
    last_day: int, call: int, friendly: int
) -> None:
    due_on = date(2026, 11, 2)
    usual = UsualWindow(0, last_day)
    first = following(swedish("1", due_on, customer=reachable(BUSINESS)), usual=usual)
    assert first.act_on == next_bank_day(due_on + timedelta(days=call), "SE")
    second = following(swedish("1", due_on), usual=usual)
    assert second.act_on == next_bank_day(due_on + timedelta(days=friendly), "SE")


@pytest.mark.parametrize("day", range(1, 29))
def test_every_day_is_a_bank_day(day: int) -> None:
    for _, on in climb(swedish("1", date(2026, 12, day), customer=reachable(CONSUMER))):
        assert is_bank_day(date.fromisoformat(on), "SE")
