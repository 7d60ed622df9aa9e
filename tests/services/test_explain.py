"""There are words for every state, reason and step, short enough for where they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app import i18n
from app.domain.attention import State
from app.domain.history import DisputeReason, LetterKind, Outcome
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.party import Contact
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from app.services.explain.amounts import component_name
from app.services.explain.fields import expectation, field_name
from app.services.explain.next_step import next_step
from app.services.explain.outcomes import dispute_word, letter_name, outcome_word
from app.services.explain.reasons import reason
from app.services.explain.states import state_name, state_word
from app.services.explain.steps import step_action, step_name
from app.services.facts import CUSTOMER_FIELDS, INVOICE_FIELDS
from app.storage.work_facts import Attempts
from tests.services.cases import late_cases
from tests.services.saying import FAR, TODAY, in_every_language, is_complete, standing

LONGEST_REASON = 60


@pytest.mark.parametrize("why", [why for why in Reason if why is not Reason.NONE])
@pytest.mark.parametrize(
    "tried", [Attempts(), Attempts(FAR, True, 2), Attempts(FAR, False, 12), Attempts(FAR)]
)
def test_every_reason_is_one_short_sentence(why: Reason, tried: Attempts) -> None:
    step = Step.FRIENDLY if why is Reason.LETTER_DUE else Step.COLLECTION_DEMAND
    facts = standing(why, next_step=step)
    sentences = in_every_language(lambda: reason(State.OVERDUE, facts, TODAY, tried=tried))
    assert is_complete(sentences)
    assert max(map(len, sentences)) <= LONGEST_REASON


@pytest.mark.parametrize("state", [state for state in State if state is not State.PAID])
@pytest.mark.parametrize("act_on", [FAR, date(2026, 12, 24)])
def test_every_state_says_why_the_case_waits(state: State, act_on: date) -> None:
    facts = standing(Reason.ASK_PARTNER, act_on=act_on, next_step=Step.CHECK_DELIVERY)
    sentences = in_every_language(lambda: reason(state, facts, TODAY))
    assert is_complete(sentences)
    assert max(map(len, sentences)) <= LONGEST_REASON


@pytest.mark.parametrize(
    ("state", "facts", "said"),
    [
        (State.ACT_NOW, standing(Reason.BROKEN_PROMISE, reason_on=date(2026, 11, 16)),
         "Lovade betala i måndags. Inget har kommit in."),
        (State.ACT_NOW, standing(Reason.MISSED_INSTALMENT, plan_done=2, plan_parts=4),
         "Avbetalning 3 av 4 skulle ha kommit 24 september."),
        (State.OVERDUE, standing(Reason.FIRST_LATE), "Första gången sen. Ett vänligt samtal räcker ofta."),
        (State.OVERDUE, standing(Reason.PAST_RHYTHM, usual_first=5, usual_last=8, due_on=date(2026, 11, 9)),
         "Brukar betala dag 5–8. I dag är det dag 9."),
        (State.OVERDUE, standing(Reason.CHECK_DELIVERY),
         "Fick aldrig fakturan. Kolla att den nya kommit fram."),
        (State.ALMOST_DONE, standing(Reason.PAYMENT_WAITS, reason_amount=Money(312000, SEK)),
         "En inbetalning på 3 120 kr väntar på ditt ja."),
        (State.PROMISED, standing(Reason.BROKEN_PROMISE, promised_by=date(2026, 11, 20)),
         "Lovade betala på fredag"),
        (State.DISPUTED, standing(Reason.DISPUTE_ANSWER, names_on=date(2026, 11, 23)),
         "Bestrider. Du svarar senast måndag"),
        (State.PLAN, standing(Reason.MISSED_INSTALMENT, plan_done=2, plan_parts=4),
         "Avbetalning 2 av 4 klar"),
        (State.PAUSED, standing(Reason.CALL_DUE), "Pausad"),
        (State.HANDED_OVER, standing(Reason.ASK_PARTNER, handed_over_on=date(2026, 11, 2),
                                     act_on=date(2026, 12, 2)), "Hos ombud sedan 2 november"),
    ],
)  # fmt: skip
def test_the_sentences_of_the_design_come_out_for_its_facts(state: State, facts: Summary, said: str) -> None:
    i18n.use("sv")
    assert reason(state, facts, TODAY).replace("\u00a0", " ") == said


def test_an_unanswered_mail_and_two_calls_are_named_together() -> None:
    i18n.use("sv")
    tried = Attempts(date(2026, 11, 5), by_post=False, calls=2)
    said = reason(State.ACT_NOW, standing(Reason.FORMAL_DUE), TODAY, tried=tried)
    assert said == "Inget svar på mejl 5 nov eller två samtal."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.PROMISED, ("Lovad 25 nov", "Lovet 25. nov.", "Promised 25 Nov")),
        (State.PLAN, ("Plan 2/4", "Plan 2/4", "Plan 2/4")),
        (State.PAUSED, ("Pausad till 1 dec", "På pause til 1. des.", "Paused until 1 Dec")),
        (State.NOT_DUE, ("Kan vara på väg", "Kan være på vei", "May be on its way")),
        (State.ACT_NOW, ("Agera nu", "Gjør noe nå", "Act now")),
        (State.HANDED_OVER, ("Hos ombud", "Hos inkasso", "Handed over")),
    ],
)
def test_a_state_names_its_day_or_count(state: State, words: tuple[str, str, str]) -> None:
    facts = standing(
        Reason.NONE, promised_by=date(2026, 11, 25), paused_until=date(2026, 12, 1), plan_done=2, plan_parts=4
    )
    assert tuple(in_every_language(lambda: state_word(state, facts, TODAY))) == words


@pytest.mark.parametrize("closed_as", ["paid", "credited", "written_off"])
def test_a_closed_case_says_what_closed_it(closed_as: str) -> None:
    facts = standing(Reason.NONE)
    sentences = in_every_language(lambda: state_word(State.PAID, facts, TODAY, closed_as=closed_as))
    assert is_complete(sentences)


def test_each_way_of_closing_has_a_word_of_its_own() -> None:
    facts = standing(Reason.NONE)
    ways = ("paid", "credited", "written_off")
    assert len({state_word(State.PAID, facts, TODAY, closed_as=way) for way in ways}) == len(ways)


@pytest.mark.parametrize(
    ("say", "members"),
    [
        (state_name, State),
        (step_name, Step),
        (letter_name, LetterKind),
        (outcome_word, Outcome),
        (dispute_word, DisputeReason),
        (component_name, EntryKind),
        (field_name, [*INVOICE_FIELDS, *CUSTOMER_FIELDS]),
        (expectation, ["yes_no", "day", "percent", "SE|NO"]),
    ],
)
def test_every_name_is_translated(say: object, members: object) -> None:
    assert callable(say)
    for member in members:  # type: ignore[attr-defined]
        assert is_complete(in_every_language(partial(say, member))), member


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_button_and_a_key(step: Step) -> None:
    assert all(in_every_language(lambda: step_action(step).label))
    assert step_action(step).key


@pytest.mark.parametrize("step", Step)
def test_every_next_step_has_a_headline(step: Step) -> None:
    facts = standing(Reason.CALL_DUE, next_step=step)
    case = late_cases()[0]
    sentences = in_every_language(
        lambda: next_step(case, facts, State.OVERDUE, TODAY, tried=Attempts()).headline
    )
    assert is_complete(sentences)


def test_the_best_time_to_call_is_a_reason() -> None:
    i18n.use("sv")
    case = late_cases()[0]
    maja = replace(case.customer, contact=Contact("Maja", best_time="på förmiddagen, 9–11"))
    facts = standing(Reason.CALL_DUE, next_step=Step.CALL)
    box = next_step(replace(case, customer=maja), facts, State.OVERDUE, TODAY, tried=Attempts())
    assert box.reasons[-1] == "Nås bäst på förmiddagen, 9–11."
    assert box.headline == "Ring Maja innan du skickar något"
