"""Norwegian fees: inkassoforskriften §§ 1-2 and 1-3."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.case import Case
from app.domain.charges import (
    collection_demand_fee,
    reminder_fee,
    warning_fee,
)
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind
from app.statutes import load
from tests.domain.cases import (
    CONSUMER,
    charged,
    happened,
    letter,
    norwegian,
    says,
)

STATUTES = load()
DUE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("due_on", "sent_on", "fee"),
    [
        (date(2026, 3, 2), date(2026, 3, 16), "38.00"),  # 14 days
        (date(2026, 3, 1), date(2026, 3, 16), "38.00"),  # due on a Sunday, moved to Monday
        (date(2020, 9, 30), date(2021, 1, 10), "70.00"),  # 1/10 × 700
        (date(2020, 10, 1), date(2021, 1, 10), "35.00"),  # 1/20: the edge day never overcharges
        (date(2020, 10, 2), date(2021, 1, 10), "35.00"),
        (date(2025, 12, 1), date(2025, 12, 31), "35.00"),
        (date(2025, 12, 1), date(2026, 1, 1), "38.00"),  # 750/20 = 37.50, to the nearest krone from 2026
    ],
)
def test_a_norwegian_fee_is_sats_of_the_sending_day_times_fraction_of_the_due_date(
    due_on: date, sent_on: date, fee: str
) -> None:
    case = norwegian("8 750", due_on, customer=CONSUMER)
    assert says(reminder_fee(case, sent_on, STATUTES)) == (fee, None, None)
    assert says(warning_fee(case, sent_on, STATUTES)) == (fee, None, None)


def test_a_purring_on_the_thirteenth_day_bears_no_fee_and_says_from_when() -> None:
    charge = reminder_fee(norwegian("8 750", DUE, customer=CONSUMER), date(2026, 3, 15), STATUTES)
    assert says(charge) == (None, date(2026, 3, 16), Hindrance.FEE_TOO_EARLY)


@pytest.mark.parametrize(
    ("first_pay_by", "sent_on", "expected"),
    [
        # Deadline 2026-03-30 (14 days) missed: the second fee from the day after it.
        (date(2026, 3, 30), date(2026, 3, 30), (None, date(2026, 3, 31), Hindrance.DEADLINE_RUNNING)),
        (date(2026, 3, 30), date(2026, 3, 31), ("38.00", None, None)),
        # A deadline of 13 days never counts (NO-F6); more than six months later fees start again (NO-F7).
        (date(2026, 3, 29), date(2026, 4, 20), (None, date(2026, 9, 17), Hindrance.DEADLINE_TOO_SHORT)),
        (None, date(2026, 4, 20), (None, date(2026, 9, 17), Hindrance.DEADLINE_TOO_SHORT)),
        (date(2026, 3, 29), date(2026, 9, 16), (None, date(2026, 9, 17), Hindrance.DEADLINE_TOO_SHORT)),
        (date(2026, 3, 29), date(2026, 9, 17), ("38.00", None, None)),
    ],
)
def test_the_second_small_fee_needs_a_missed_deadline_of_fourteen_days(
    first_pay_by: date | None, sent_on: date, expected: tuple[str | None, date | None, Hindrance | None]
) -> None:
    case = charged(norwegian("8 750", DUE), LetterKind.REMINDER, date(2026, 3, 16), first_pay_by, "38")
    assert says(warning_fee(case, sent_on, STATUTES)) == expected


def _purring_and_warning() -> Case:
    case = charged(norwegian("8 750", DUE), LetterKind.REMINDER, date(2026, 3, 16), date(2026, 3, 30), "38")
    return charged(case, LetterKind.COLLECTION_WARNING, date(2026, 4, 8), date(2026, 4, 22), "38")


def test_a_third_small_fee_waits_until_six_months_after_the_second() -> None:
    case = _purring_and_warning()
    assert says(reminder_fee(case, date(2026, 5, 1), STATUTES)) == (
        None,
        date(2026, 10, 9),
        Hindrance.FEE_USED,
    )
    assert reminder_fee(case, date(2026, 10, 9), STATUTES).allowed


def test_letters_without_a_fee_and_letters_long_ago_do_not_count() -> None:
    case = norwegian("8 750", date(2025, 2, 3))
    old = charged(case, LetterKind.REMINDER, date(2025, 3, 3), date(2025, 3, 17), "35")
    plain = happened(old, letter(LetterKind.REMINDER, None, old.open), date(2025, 3, 20))
    again = charged(plain, LetterKind.REMINDER, date(2025, 9, 4), date(2025, 9, 18), "35")
    assert warning_fee(again, date(2025, 9, 19), STATUTES).allowed


def test_a_fee_claimed_the_same_day_counts() -> None:
    on = date(2026, 3, 16)
    reminded = charged(norwegian("8 750", DUE), LetterKind.REMINDER, on, date(2026, 3, 30), "38")
    assert reminder_fee(reminded, on, STATUTES).reason is Hindrance.DEADLINE_RUNNING


def test_only_one_of_the_two_small_fees_may_be_for_a_warning() -> None:
    warned = charged(
        norwegian("8 750", DUE), LetterKind.COLLECTION_WARNING, date(2026, 3, 16), date(2026, 3, 30), "38"
    )
    assert warning_fee(warned, date(2026, 4, 8), STATUTES).reason is Hindrance.FEE_USED
    assert reminder_fee(warned, date(2026, 4, 8), STATUTES).allowed


def test_our_own_payment_demand_bears_a_fee_once_the_warning_was_missed() -> None:
    case = _purring_and_warning()
    before, after = date(2026, 4, 22), date(2026, 4, 23)
    reminded = charged(norwegian("8 750", DUE), LetterKind.REMINDER, DUE, date(2026, 3, 30), "38")
    assert collection_demand_fee(reminded, after, STATUTES).reason is Hindrance.WARNING_FIRST
    assert collection_demand_fee(norwegian("8 750", DUE), after, STATUTES).reason is Hindrance.WARNING_FIRST
    assert says(collection_demand_fee(case, before, STATUTES)) == (None, after, Hindrance.DEADLINE_RUNNING)
    assert says(collection_demand_fee(case, after, STATUTES)) == ("113.00", None, None)  # 112.50 rounded
    demanded = charged(case, LetterKind.PAYMENT_DEMAND, after, date(2026, 5, 7), "113")
    assert collection_demand_fee(demanded, date(2026, 6, 1), STATUTES).reason is Hindrance.FEE_USED


@pytest.mark.parametrize(
    ("due_on", "sent_on"),
    [(date(2026, 12, 1), date(2027, 1, 1)), (date(2026, 12, 20), date(2026, 12, 29))],
    ids=["sent after the reviewed day", "first lawful day after the reviewed day"],
)
def test_no_norwegian_fee_under_rules_that_nobody_has_reviewed(due_on: date, sent_on: date) -> None:
    charge = reminder_fee(norwegian("8 750", due_on), sent_on, STATUTES)
    assert says(charge) == (None, None, Hindrance.REGIME_UNREVIEWED)
