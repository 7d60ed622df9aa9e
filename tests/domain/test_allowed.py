"""What may be done with a case on a day: yes, not yet and from when, or no and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain.allowed import Allowed, allowed
from app.domain.case import Case
from app.domain.hindrance import Hindrance
from app.domain.history import DeliveryFailed, HandedOver, LetterKind, PromiseMade, Recalled
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.money import NOK
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanState
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    booked,
    charged,
    disputed,
    happened,
    letter,
    money,
    norwegian,
    paid,
    swedish,
    with_facts,
)  # fmt: skip

STATUTES = load()
DUE = date(2026, 3, 2)
ON = date(2026, 4, 20)


def _steps(case: Case, on: date = ON, *, agency: bool = True, bank: date | None = ON) -> dict[str, Allowed]:
    answers = allowed(case, on, STATUTES, agency=agency, bank_read_through=bank)
    steps = {answer.step: answer for answer in answers}
    assert len(steps) == len(answers)
    return steps


def _yes(case: Case, on: date = ON, *, agency: bool = True) -> set[str]:
    return {step for step, answer in _steps(case, on, agency=agency, bank=on).items() if answer.allowed}


def test_every_law_has_its_own_steps() -> None:
    others = ["late_compensation", "plan", "plan_with_fee", "hand_over"]
    assert list(_steps(swedish("100", DUE))) == [
        "friendly", "reminder", "reminder_with_fee", "collection_demand", "collection_demand_with_fee",
        *others,
    ]  # fmt: skip
    assert list(_steps(norwegian("100", DUE))) == [
        "friendly", "reminder", "reminder_with_fee", "collection_warning", "collection_warning_with_fee",
        "payment_demand", "payment_demand_with_fee", "enforcement_notice", *others,
    ]  # fmt: skip


def test_a_late_swedish_business_invoice_with_all_agreed_allows_all_but_handing_it_over_unasked() -> None:
    assert _yes(swedish("100", DUE)) == set(_steps(swedish("100", DUE))) - {"hand_over"}


def test_an_unset_law_leaves_a_friendly_letter_and_a_plain_reminder() -> None:
    case = swedish("100", DUE)
    unset = replace(case, invoice=replace(case.invoice, law=None))
    assert _yes(unset) == {"friendly", "reminder"}
    assert _steps(unset)["plan"].reason is Hindrance.LAW_UNSET


def test_a_norwegian_payment_demand_comes_after_a_missed_warning() -> None:
    case = norwegian("100", DUE)
    assert _steps(case)["payment_demand"].reason is Hindrance.WARNING_FIRST
    warned = charged(case, LetterKind.COLLECTION_WARNING, date(2026, 3, 20), date(2026, 4, 7), "38")
    assert {"payment_demand", "payment_demand_with_fee", "hand_over"} <= _yes(warned)
    assert not {"payment_demand", "hand_over"} & _yes(warned, date(2026, 4, 7))


def test_a_warning_sent_before_a_new_due_date_was_granted_does_not_count() -> None:
    warned = charged(norwegian("100", DUE), LetterKind.COLLECTION_WARNING, date(2026, 3, 20), ON, "38")
    granted = happened(warned, DeliveryFailed(wrong_recipient=True, new_due_on=date(2026, 5, 4)), ON)
    for step in ("payment_demand", "payment_demand_with_fee", "hand_over"):
        assert (
            _steps(granted, date(2026, 6, 1), bank=date(2026, 6, 1))[step].reason is Hindrance.WARNING_FIRST
        )


@pytest.mark.parametrize(
    ("case", "on", "step", "from_day", "reason"),
    [
        (swedish("100", DUE), DUE, "friendly", date(2026, 3, 3), Hindrance.NOT_LATE),
        (swedish("100", DUE), DUE, "collection_demand_with_fee", date(2026, 3, 3), Hindrance.NOT_LATE),
        (norwegian("100", DUE), DUE, "reminder", date(2026, 3, 3), Hindrance.NOT_LATE),
        (norwegian("100", DUE), DUE, "reminder_with_fee", date(2026, 3, 16), Hindrance.FEE_TOO_EARLY),
        (norwegian("100", DUE), date(2026, 3, 10), "reminder_with_fee", date(2026, 3, 16),
         Hindrance.FEE_TOO_EARLY),
        (swedish("100", DUE, facts=Facts()), ON, "reminder_with_fee", None, Hindrance.FEE_NOT_AGREED),
        (swedish("100", DUE, customer=CONSUMER), ON, "late_compensation", None, Hindrance.CONSUMER),
        (norwegian("100", DUE), ON, "plan_with_fee", None, Hindrance.NOT_IN_THIS_LAW),
    ],
)  # fmt: skip
def test_not_yet_names_the_day_and_blocked_names_none(
    case: Case, on: date, step: str, from_day: date | None, reason: Hindrance
) -> None:
    answer = _steps(case, on)[step]
    assert (answer.allowed, answer.from_day, answer.reason) == (False, from_day, reason)


def test_a_fee_carries_its_amount_and_its_section() -> None:
    answer = _steps(norwegian("100", DUE))["reminder_with_fee"]
    assert (answer.amount, answer.law) == (money("38", NOK), "Inkassoforskriften §§ 1-2 og 1-3")


def test_a_running_letter_waits_for_its_day_to_pay() -> None:
    reminded = happened(swedish("100", DUE), letter(LetterKind.REMINDER, ON, money("100")), date(2026, 4, 6))
    answer = _steps(reminded)["collection_demand"]
    assert (answer.from_day, answer.reason) == (date(2026, 4, 21), Hindrance.LETTER_RUNNING)
    assert answer.law is None
    assert "collection_demand" in _yes(reminded, date(2026, 4, 21))
    assert "plan" in _yes(reminded)


def test_a_promise_holds_letters_until_it_lapses() -> None:
    promised = happened(swedish("100", DUE), PromiseMade(money("100"), date(2026, 4, 24)), date(2026, 4, 17))
    answer = _steps(promised)["friendly"]
    assert (answer.from_day, answer.reason) == (date(2026, 4, 27), Hindrance.PROMISE_RUNNING)
    assert _yes(promised) == {"plan", "plan_with_fee"}
    assert "reminder" in _yes(promised, date(2026, 4, 27))


def _with_plan(case: Case) -> Case:
    parts = (Instalment(date(2026, 5, 4), money("100")),)
    return replace(case, plan=Plan(PlanId(1), PlanState.SIGNED, parts, ON, signed_on=ON))


@pytest.mark.parametrize(
    ("case", "reason", "still"),
    [
        (paid(swedish("100", DUE), "100", ON), Hindrance.PAID, set()),
        (happened(swedish("100", DUE), HandedOver("Inkasso AB"), ON), Hindrance.HANDED_OVER, set()),
        (_with_plan(swedish("100", DUE)), Hindrance.PLAN_SIGNED, set()),
        (disputed(swedish("100", DUE), None, ON), Hindrance.DISPUTED, {"plan"}),
        (
            with_facts(swedish("100", DUE), Facts(delivered=False)),
            Hindrance.NOT_DELIVERED,
            {"friendly", "plan"},
        ),
        (
            disputed(booked(swedish("100", DUE), EntryKind.REMINDER_FEE, money("60"), DUE), "100", ON),
            Hindrance.DISPUTED,
            {"plan"},
        ),
        (swedish("100", DUE), None, set(_steps(swedish("100", DUE))) - {"hand_over"}),
        (disputed(swedish("100", DUE), "40", ON), None, set(_steps(swedish("100", DUE))) - {"hand_over"}),
    ],
    ids=[
        "paid",
        "handed over",
        "plan signed",
        "wholly disputed",
        "not delivered",
        "all principal disputed",
        "free",
        "part disputed",
    ],
)
def test_what_holds_a_case_holds_its_letters(case: Case, reason: Hindrance | None, still: set[str]) -> None:
    assert _steps(case)["reminder"].reason == reason
    assert _yes(case) == still


def test_a_recalled_case_may_be_followed_up_again() -> None:
    case = happened(swedish("100", DUE), HandedOver("Inkasso AB"), date(2026, 4, 1))
    assert "reminder" in _yes(happened(case, Recalled(), ON))


def test_an_invoice_without_a_due_date_has_no_step_at_all() -> None:
    case = swedish("100", DUE)
    assert _yes(replace(case, invoice=replace(case.invoice, due_on=None))) == set()


@pytest.mark.parametrize(
    ("country", "step", "law"),
    [
        ("SE", "collection_demand", "Inkassolagen (1974:182) 8 §"),
        ("NO", "collection_warning", "Inkassoloven § 17"),
    ],
)
def test_a_dispute_names_the_section_that_stops_the_demand(country: str, step: str, law: str) -> None:
    case = swedish("100", DUE) if country == "SE" else norwegian("100", DUE)
    assert _steps(disputed(case, None, ON))[step].law == law


def test_after_the_reviewed_day_norway_has_reminders_without_a_fee() -> None:
    on = date(2027, 1, 4)
    case = norwegian("100", date(2026, 11, 2))
    steps = _steps(case, on)
    assert steps["reminder"].allowed
    for blocked in (
        "reminder_with_fee",
        "collection_warning",
        "collection_warning_with_fee",
        "payment_demand",
    ):
        assert (steps[blocked].reason, steps[blocked].from_day) == (Hindrance.REGIME_UNREVIEWED, None)


# Handing over.


def reminded(case: Case) -> Case:
    """Return the case with a reminder of 10 March, to be paid by the 24th."""
    asked = letter(LetterKind.REMINDER, date(2026, 3, 24), money("100", case.invoice.currency))
    return happened(case, asked, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("make", "agency", "reason", "law"),
    [
        (swedish, True, Hindrance.REMINDER_FIRST, None),
        (swedish, False, Hindrance.DEMAND_FIRST, "Inkassolagen (1974:182) 6 §"),
        (norwegian, True, Hindrance.WARNING_FIRST, "Inkassoloven § 9"),
        (norwegian, False, Hindrance.REMINDER_FIRST, "Tvisteloven § 5-2"),
    ],
)
def test_nobody_is_handed_over_who_was_never_asked(
    make: Callable[..., Case], agency: bool, reason: Hindrance, law: str | None
) -> None:
    answer = _steps(make("100", DUE), agency=agency)["hand_over"]
    assert (answer.reason, answer.law, answer.from_day) == (reason, law, None)


def test_a_swedish_agency_takes_over_after_a_reminder_and_an_authority_after_an_inkassokrav() -> None:
    """Inkassolagen 6 §: no legal step before a demand whose time has passed."""
    case = reminded(swedish("100", DUE))
    assert "hand_over" in _yes(case, agency=True)
    assert "hand_over" not in _yes(case, agency=False)
    assert "hand_over" not in _yes(case, date(2026, 3, 24), agency=True)
    demanded = charged(case, LetterKind.COLLECTION_DEMAND, date(2026, 3, 26), date(2026, 4, 7), "180")
    assert "hand_over" in _yes(demanded, agency=False)


def test_a_friendly_letter_is_not_enough_to_hand_a_case_over() -> None:
    asked = letter(LetterKind.FRIENDLY, date(2026, 3, 24), money("100"))
    case = happened(swedish("100", DUE), asked, date(2026, 3, 10))
    assert _steps(case)["hand_over"].reason is Hindrance.REMINDER_FIRST


@pytest.mark.parametrize("part", ["40", "100"])
def test_what_is_not_disputed_may_be_handed_over(part: str) -> None:
    """Decisions 5: an open dispute stops the hand-over for the disputed part."""
    answer = _steps(disputed(reminded(swedish("100", DUE)), part, ON))["hand_over"]
    assert answer.allowed is (part == "40")
    assert answer.law == (None if part == "40" else "Inkassolagen (1974:182) 8 §")


@pytest.mark.parametrize(
    ("read_through", "allowed_then"),
    [
        (ON, True),  # Monday 2026-04-20
        (date(2026, 4, 15), True),  # three bank days before
        (date(2026, 4, 14), False),
        (None, False),
    ],
)
def test_a_hand_over_wants_bank_data_no_older_than_three_bank_days(
    read_through: date | None, allowed_then: bool
) -> None:
    answer = _steps(reminded(swedish("100", DUE, customer=BUSINESS)), bank=read_through)["hand_over"]
    assert answer.allowed is allowed_then
    assert answer.reason == (None if allowed_then else Hindrance.BANK_DATA_OLD)


@pytest.mark.parametrize(
    ("on", "reason"),
    [(date(2026, 12, 30), Hindrance.WARNING_FIRST), (date(2027, 1, 4), None)],
    ids=["rules of 1988: inkassovarsel", "later: a formal letter of ours is enough"],
)
def test_a_norwegian_agency_is_handed_what_the_rules_of_the_day_ask_for(
    on: date, reason: Hindrance | None
) -> None:
    reminded = happened(
        norwegian("100", date(2026, 10, 1)),
        letter(LetterKind.REMINDER, date(2026, 11, 2), money("100", NOK)),
        date(2026, 10, 19),
    )
    assert _steps(reminded, on, bank=on)["hand_over"].reason == reason
