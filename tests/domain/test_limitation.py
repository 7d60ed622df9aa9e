"""Limitation: the last day, what moved it, and the warning six months before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import CallMade, LetterKind, Outcome, PlanSigned, PromiseMade, ProofKept, Snoozed
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.limitation import CONSUMER_YEARS, GENERAL_YEARS, Moved, limitation
from app.domain.party import Customer
from app.domain.step import Reason, Step
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    UNSET,
    booked,
    happened,
    letter,
    money,
    norwegian,
    paid,
    swedish,
)

ISSUED, DUE = date(2024, 2, 1), date(2024, 3, 2)
SUPPLIED = Facts(supplied_on=date(2024, 1, 10))
AGREED = Facts(supplied_on=date(2024, 1, 10), due_agreed=True)


def told(case: Case) -> tuple[str, Moved]:
    found = limitation(case)
    assert found is not None
    return found.on.isoformat(), found.moved_by


@pytest.mark.parametrize(
    ("law", "customer", "facts", "expected", "source"),
    [
        ("NO", CONSUMER, SUPPLIED, ("2027-01-10", Moved.SUPPLIED), "law 8.3, foreldelsesloven § 3"),
        ("NO", BUSINESS, SUPPLIED, ("2027-01-10", Moved.SUPPLIED), "law 8.3, no consumer rule in Norway"),
        # A Saturday: interest begins after Monday, limitation counts from the day that was agreed.
        ("NO", CONSUMER, AGREED, ("2027-03-02", Moved.DUE_AGREED), "law 8.3: due date agreed before"),
        ("NO", CONSUMER, Facts(), ("2027-02-01", Moved.ISSUED), "law 3.7: else the invoice date"),
        ("SE", BUSINESS, Facts(), ("2034-02-01", Moved.ISSUED), "preskriptionslagen 2 § st1"),
        ("SE", BUSINESS, SUPPLIED, ("2034-01-10", Moved.SUPPLIED), "preskriptionslagen 2 § st1"),
        ("SE", CONSUMER, SUPPLIED, ("2027-01-10", Moved.SUPPLIED), "preskriptionslagen 2 § st2"),
        ("SE", UNSET, SUPPLIED, ("2027-01-10", Moved.SUPPLIED), "decisions 11: unset counts 3 years"),
        ("SE", CONSUMER, AGREED, ("2027-01-10", Moved.SUPPLIED), "the due date starts nothing in Sweden"),
    ],
)
def test_limitation_counts_from_the_day_of_law(
    *, law: str, customer: Customer, facts: Facts, expected: tuple[str, Moved], source: str
) -> None:
    build = swedish if law == "SE" else norwegian
    assert told(build("1000", DUE, issued=ISSUED, customer=customer, facts=facts)) == expected, source


def test_only_without_the_day_of_the_work_may_the_true_day_be_earlier() -> None:
    cases = [norwegian("1000", DUE, issued=ISSUED, facts=facts) for facts in (Facts(), SUPPLIED, AGREED)]
    assert [found.may_be_earlier for case in cases if (found := limitation(case))] == [True, False, False]


def test_a_claim_without_a_law_has_no_day() -> None:
    case = swedish("1000", DUE)
    assert limitation(replace(case, invoice=replace(case.invoice, law=None))) is None


LETTER = date(2025, 5, 5)
PROMISED = date(2025, 6, 2)


def with_letter(case: Case, *, proof: date | None = None) -> Case:
    case = happened(case, letter(LetterKind.REMINDER, LETTER + timedelta(days=14), case.open), LETTER)
    return happened(case, ProofKept(case.live_history[-1].id), proof) if proof else case


def with_promise(case: Case, *, written: bool) -> Case:
    case = happened(case, PromiseMade(case.open, PROMISED + timedelta(days=9)), PROMISED)
    return happened(case, ProofKept(case.live_history[-1].id), PROMISED) if written else case


def with_interest_paid(case: Case) -> Case:
    currency = case.invoice.currency
    case = booked(case, EntryKind.LATE_INTEREST, money("50", currency), date(2025, 5, 5))
    return paid(case, "1010", date(2025, 7, 1))


SE_CASE = swedish("1000", DUE, issued=ISSUED, customer=CONSUMER, facts=Facts())
NO_CASE = norwegian("1000", DUE, issued=ISSUED, customer=CONSUMER)
FIRST = "2027-02-01"


@pytest.mark.parametrize(
    ("case", "expected", "source"),
    [
        (with_letter(SE_CASE), (FIRST, Moved.ISSUED), "SE 5 §: only with proof that it arrived"),
        (with_letter(SE_CASE, proof=date(2025, 5, 7)), ("2028-05-07", Moved.LETTER_ARRIVED), "SE 5–6 §§"),
        (with_letter(NO_CASE, proof=date(2025, 5, 7)), (FIRST, Moved.ISSUED), "NO: a reminder never does"),
        (with_promise(SE_CASE, written=False), (FIRST, Moved.ISSUED), "SE: a spoken promise is no proof"),
        (with_promise(SE_CASE, written=True), ("2028-06-02", Moved.PROMISE), "SE 5 § 1"),
        (with_promise(NO_CASE, written=False), (FIRST, Moved.ISSUED), "NO § 14: proof"),
        (with_promise(NO_CASE, written=True), ("2028-06-02", Moved.PROMISE), "NO §§ 14, 20"),
        (paid(SE_CASE, "10", date(2025, 7, 1)), ("2028-07-01", Moved.PAYMENT), "SE 5 § 1: pays a part"),
        (paid(NO_CASE, "10", date(2025, 7, 1)), (FIRST, Moved.ISSUED), "NO § 14: principal alone is no yes"),
        (with_interest_paid(NO_CASE), ("2028-07-01", Moved.INTEREST_PAID), "NO § 14: paying interest"),
        (happened(SE_CASE, PlanSigned(1), date(2025, 8, 4)), ("2028-08-04", Moved.PLAN), "SE 5 § 1"),
        (happened(NO_CASE, PlanSigned(1), date(2025, 8, 4)), ("2028-08-04", Moved.PLAN), "NO §§ 14, 20"),
        (paid(SE_CASE, "10", date(2027, 2, 1)), ("2030-02-01", Moved.PAYMENT), "the last day still moves it"),
        (paid(SE_CASE, "10", date(2027, 2, 2)), (FIRST, Moved.ISSUED), "what is barred stays barred"),
    ],
)
def test_only_what_can_be_proved_moves_it(case: Case, expected: tuple[str, Moved], source: str) -> None:
    assert told(case) == expected, source


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    case = swedish("1000", date(2024, 3, 29), issued=date(2024, 2, 29), customer=CONSUMER, facts=Facts())
    assert told(case) == ("2027-02-28", Moved.ISSUED)


def test_the_years_are_those_of_the_tables() -> None:
    statutes, day = load(), date(2026, 11, 22)
    assert statutes.table("SE", "limitation_general").on(day).value == GENERAL_YEARS["SE"]
    assert statutes.table("SE", "limitation_consumer").on(day).value == CONSUMER_YEARS["SE"]
    assert statutes.table("NO", "limitation_general").on(day).value == GENERAL_YEARS["NO"]
    assert GENERAL_YEARS["NO"] == CONSUMER_YEARS["NO"]


# The warning: a case that waits comes up once, six months before.

WAITING = happened(NO_CASE, Snoozed(date(2027, 1, 20)), date(2026, 7, 1))
AROUND = Surroundings(warning_allowed=lambda _: True)


def test_a_case_that_waits_comes_up_six_months_before() -> None:
    summary = summarise(WAITING, AROUND)
    assert (summary.limitation_on, summary.reason) == (date(2027, 2, 1), Reason.LIMITATION_NEAR)
    assert (summary.act_on, summary.reason_on) == (date(2026, 8, 1), date(2027, 2, 1))


@pytest.mark.parametrize(
    "later",
    [CallMade(Outcome.NO_ANSWER), Snoozed(date(2027, 1, 20))],
)
def test_once_the_user_has_seen_to_it_the_procedure_goes_on(later: CallMade | Snoozed) -> None:
    summary = summarise(happened(WAITING, later, date(2026, 8, 1)), AROUND)
    assert summary.reason is not Reason.LIMITATION_NEAR
    assert summary.act_on is not None
    assert summary.act_on > date(2026, 8, 1)


def test_what_is_to_be_done_before_keeps_its_own_reason() -> None:
    summary = summarise(NO_CASE, AROUND)
    assert (summary.next_step, summary.reason) == (Step.FRIENDLY, Reason.LETTER_DUE)
    assert summary.limitation_on == date(2027, 2, 1)


def test_a_closed_case_has_no_limitation() -> None:
    closed = summarise(paid(NO_CASE, "1000", date(2024, 3, 1)), AROUND)
    assert (closed.limitation_on, closed.next_step) == (None, Step.NONE)
