"""How loud a case is: every line of the rule in a table, in its order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.attention import Section, State, attention, days_late, section
from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from tests.domain.summaries import summaries

TODAY = date(2026, 11, 18)


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _summary(**facts: object) -> Summary:
    """Return an invoice nine days late whose next call is tomorrow, but for what is given."""
    usual: dict[str, object] = {
        "case_id": CaseId(1), "open": Money(100, SEK), "due_on": _ago(9), "on_its_way_until": _ago(7),
        "act_on": _ago(-1), "next_step": Step.CALL, "reason": Reason.CALL_DUE,
    }  # fmt: skip
    return Summary(**(usual | facts))  # type: ignore[arg-type]


DUE = {"act_on": TODAY}

# The numbers are the lines of decisions.md section 7.
LINES: list[tuple[str, dict[str, object], State]] = [
    ("1 nothing left", {"open": Money(0, SEK)}, State.PAID),
    ("1 too much paid, handed over or not", {"open": Money(-1, SEK), "handed_over_on": _ago(3)}, State.PAID),
    ("2 handed over", {"handed_over_on": _ago(3), "unconfirmed": Money(100, SEK)}, State.HANDED_OVER),
    ("3 a payment that covers it waits", {"unconfirmed": Money(100, SEK), **DUE}, State.ALMOST_DONE),
    ("3 one that does not cover it", {"unconfirmed": Money(99, SEK)}, State.OVERDUE),
    ("4 answer day passed", {"answer_on": _ago(1), **DUE}, State.ACT_NOW),
    ("4 answer day is today", {"answer_on": TODAY, **DUE}, State.DISPUTED),
    ("4 promise lapses today", {"promise_lapses_on": TODAY, **DUE}, State.ACT_NOW),
    ("4 promise lapsed, to be acted on tomorrow", {"promise_lapses_on": _ago(2)}, State.OVERDUE),
    ("4 instalment missed", {"missed_on": TODAY, **DUE}, State.ACT_NOW),
    ("5 open dispute", {"answer_on": _ago(-3), "missed_on": _ago(-3)}, State.DISPUTED),
    ("6 signed plan", {"missed_on": _ago(-3), "promise_lapses_on": _ago(-3)}, State.PLAN),
    ("7 promise not lapsed", {"promise_lapses_on": _ago(-1), "paused_until": _ago(-3)}, State.PROMISED),
    ("8 paused", {"paused_until": _ago(-1)}, State.PAUSED),
    ("8 the pause ends today", {"paused_until": TODAY}, State.OVERDUE),
    ("9 no due date", {"due_on": None, "on_its_way_until": None, **DUE}, State.NOT_DUE),
    ("9 the due date itself", {"due_on": TODAY}, State.NOT_DUE),
    ("9 may be on its way", {"due_on": _ago(1), "on_its_way_until": TODAY}, State.NOT_DUE),
    ("9 no longer", {"due_on": _ago(2), "on_its_way_until": _ago(1)}, State.OVERDUE),
    ("10 a formal step is due", {"next_step": Step.REMINDER, **DUE}, State.ACT_NOW),
    ("10 a friendly one is not formal", {"next_step": Step.FRIENDLY, **DUE}, State.OVERDUE),
    ("10 fifteen days late", {"due_on": _ago(15), **DUE}, State.ACT_NOW),
    ("10 fourteen days late", {"due_on": _ago(14), **DUE}, State.OVERDUE),
    ("10 never before its day", {"due_on": _ago(90), "next_step": Step.HAND_OVER}, State.OVERDUE),
    ("11 late, otherwise", {}, State.OVERDUE),
]


@pytest.mark.parametrize(("facts", "expected"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_the_first_line_that_applies_decides(facts: dict[str, object], expected: State) -> None:
    assert attention(_summary(**facts), TODAY, bank_read_through=None) is expected


@pytest.mark.parametrize(
    ("read_through", "expected"),
    [(None, State.NOT_DUE), (_ago(2), State.NOT_DUE), (_ago(1), State.NOT_DUE), (TODAY, State.OVERDUE)],
)
def test_bank_files_after_the_due_date_end_the_benefit_of_the_doubt(
    read_through: date | None, expected: State
) -> None:
    late = _summary(due_on=_ago(1), on_its_way_until=_ago(-1))
    assert attention(late, TODAY, bank_read_through=read_through) is expected


def test_act_now_is_never_shown_before_its_day() -> None:
    for summary in summaries(3_000, seed=5):
        if attention(summary, TODAY, bank_read_through=None) is State.ACT_NOW:
            assert summary.act_on is not None
            assert summary.act_on <= TODAY


def test_every_state_is_reached_by_the_generated_summaries() -> None:
    reached = {attention(one, TODAY, bank_read_through=None) for one in summaries(3_000, seed=5)}
    assert reached == set(State)


@pytest.mark.parametrize(
    ("facts", "state", "expected"),
    [
        ({}, State.PAID, None),
        (DUE, State.ACT_NOW, Section.FIRST),
        (DUE | {"reason": Reason.CALL_BACK}, State.OVERDUE, Section.FIRST),
        (DUE, State.OVERDUE, Section.THEN),
        (DUE, State.HANDED_OVER, Section.THEN),
        (DUE | {"due_on": None}, State.NOT_DUE, Section.THEN),
        ({}, State.OVERDUE, Section.WAITING),
        ({"due_on": _ago(-5)}, State.PROMISED, Section.WAITING),
        ({"due_on": _ago(-5)}, State.NOT_DUE, None),
        ({"due_on": None}, State.NOT_DUE, None),
        ({"due_on": _ago(-5), "act_on": None}, State.HANDED_OVER, Section.WAITING),
    ],
)
def test_a_case_stands_in_one_section(
    facts: dict[str, object], state: State, expected: Section | None
) -> None:
    assert section(_summary(**facts), state, TODAY) is expected


@pytest.mark.parametrize(
    ("due_on", "expected"), [(None, 0), (TODAY, 0), (_ago(-4), 0), (_ago(1), 1), (_ago(90), 90)]
)
def test_days_late_count_from_the_day_after(due_on: date | None, expected: int) -> None:
    assert days_late(due_on, TODAY) == expected
