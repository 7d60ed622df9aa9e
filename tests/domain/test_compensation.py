"""Compensation between businesses: Lag (1981:739) 4 a and 5 §§; forsinkelsesrenteloven § 3 a."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain.case import Case
from app.domain.charges import (
    collection_demand_fee,
    compensation,
    reminder_fee,
)
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.party import Customer, CustomerKind
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    UNSET,
    booked,
    charged,
    happened,
    letter,
    money,
    norwegian,
    says,
    swedish,
)

STATUTES = load()
DUE = date(2026, 3, 2)
LATER = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("case", "on", "amount"),
    [
        (swedish("4 800", DUE), LATER, "450.00"),
        (swedish("4 800", date(2013, 3, 18)), date(2013, 4, 20), "450.00"),
        (norwegian("4 800", date(2026, 7, 10)), date(2026, 8, 1), "430.00"),
        (norwegian("4 800", date(2026, 6, 10)), date(2026, 8, 1), "430.00"),  # the lower of 460 and 430
        (norwegian("4 800", date(2025, 6, 10)), date(2025, 8, 1), "460.00"),  # the lower of 470 and 460
    ],
)
def test_the_compensation_is_a_flat_sum(case: Case, on: date, amount: str) -> None:
    assert says(compensation(case, on, STATUTES)) == (amount, None, None)


def test_the_compensation_is_not_known_for_a_half_year_without_a_row() -> None:
    charge = compensation(norwegian("4 800", date(2026, 12, 1)), date(2027, 1, 4), STATUTES)
    assert says(charge) == (None, None, Hindrance.AMOUNT_UNKNOWN)


def test_claims_due_before_the_swedish_compensation_existed_have_none() -> None:
    charge = compensation(swedish("4 800", date(2013, 3, 15)), date(2013, 4, 20), STATUTES)
    assert charge.reason is Hindrance.AMOUNT_UNKNOWN


@pytest.mark.parametrize(
    ("customer", "reason"),
    [
        (CONSUMER, Hindrance.CONSUMER),
        (UNSET, Hindrance.CONSUMER),
        (replace(BUSINESS, kind_confirmed=False), Hindrance.KIND_UNCONFIRMED),
        (replace(BUSINESS, kind=CustomerKind.PUBLIC), None),
    ],
    ids=["consumer", "unset", "inferred business", "public"],
)
@pytest.mark.parametrize("country", [swedish, norwegian])
def test_the_compensation_needs_a_kind_that_the_user_has_confirmed(
    country: Callable[..., Case], customer: Customer, reason: Hindrance | None
) -> None:
    assert compensation(country("4 800", DUE, customer=customer), LATER, STATUTES).reason == reason


def test_the_compensation_waits_until_interest_runs() -> None:
    # Due date not agreed: interest from 30 days after the invoice, Räntelag (1975:635) 4 §.
    case = swedish("4 800", date(2026, 3, 12), facts=Facts(), issued=date(2026, 3, 2))
    assert says(compensation(case, date(2026, 4, 1), STATUTES)) == (
        None,
        date(2026, 4, 2),
        Hindrance.NO_INTEREST,
    )
    assert compensation(case, date(2026, 4, 2), STATUTES).allowed


@pytest.mark.parametrize(
    ("fees", "net"),
    [((), "450.00"), (("60",), "390.00"), (("60", "180"), "210.00"), (("60", "180", "170"), "40.00")],
)
def test_all_three_swedish_fees_and_the_compensation_come_to_the_compensation(
    fees: tuple[str, ...], net: str
) -> None:
    case = swedish("4 800", DUE)
    kinds = (EntryKind.REMINDER_FEE, EntryKind.COLLECTION_FEE, EntryKind.PLAN_FEE)
    for kind, fee in zip(kinds, fees, strict=False):
        case = booked(case, kind, money(fee), LATER)
    assert says(compensation(case, LATER, STATUTES)) == (net, None, None)


@pytest.mark.parametrize("fees", ["450", "470"])
def test_fees_that_reach_the_compensation_leave_nothing_to_compensate(fees: str) -> None:
    case = booked(swedish("4 800", DUE), EntryKind.COLLECTION_FEE, money(fees), LATER)
    assert compensation(case, LATER, STATUTES).reason is Hindrance.COVERED_BY_FEES


def test_a_purring_fee_and_section_3a_come_to_section_3a() -> None:
    case = norwegian("4 800", date(2026, 7, 10))
    reminded = charged(case, LetterKind.REMINDER, date(2026, 7, 24), date(2026, 8, 7), "38")
    assert says(compensation(reminded, date(2026, 8, 10), STATUTES))[0] == "392.00"


def _compensated(case: Case, booked_net: str) -> Case:
    net = money(booked_net, case.invoice.currency)
    case = booked(case, EntryKind.LATE_COMPENSATION, net, date(2026, 3, 17))
    return happened(
        case, letter(LetterKind.REMINDER, date(2026, 3, 31), net, compensated=True), date(2026, 3, 17)
    )


def test_after_the_compensation_a_fee_counts_only_where_all_fees_exceed_it() -> None:
    case = _compensated(swedish("4 800", DUE), "450")
    assert compensation(case, LATER, STATUTES).reason is Hindrance.COMPENSATION_USED
    assert reminder_fee(case, LATER, STATUTES).reason is Hindrance.COVERED_BY_COMPENSATION
    assert collection_demand_fee(case, LATER, STATUTES).reason is Hindrance.COVERED_BY_COMPENSATION
    # The arithmetic of 5 §: 290 in fees before, 180 now, 470 together: 20 above the 450.
    dear = booked(swedish("4 800", DUE), EntryKind.PLAN_FEE, money("290"), date(2026, 3, 10))
    assert says(collection_demand_fee(_compensated(dear, "160"), LATER, STATUTES))[0] == "20.00"
    even = booked(swedish("4 800", DUE), EntryKind.PLAN_FEE, money("270"), date(2026, 3, 10))
    charge = collection_demand_fee(_compensated(even, "180"), LATER, STATUTES)
    assert charge.reason is Hindrance.COVERED_BY_COMPENSATION
