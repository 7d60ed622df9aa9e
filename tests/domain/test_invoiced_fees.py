"""A fee that was charged on an invoice of its own counts like one of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.case import Case, InvoicedFee
from app.domain.charges import collection_demand_fee, compensation, reminder_fee, warning_fee
from app.domain.hindrance import Hindrance
from app.statutes import load
from tests.domain.cases import money, norwegian, says, swedish

STATUTES = load()
DUE = date(2026, 9, 1)
ON = date(2026, 10, 15)


def with_fee(case: Case, amount: str, charged_on: date, pay_by: date | None) -> Case:
    fee = InvoicedFee(money(amount, case.invoice.currency), charged_on, pay_by)
    return replace(case, invoiced_fees=(fee,))


@pytest.mark.parametrize(
    ("amount", "reminder", "demand"),
    [
        ("60", (None, None, Hindrance.FEE_USED), ("180.00", None, None)),  # Lag (1981:739) 4 §: a reminder's
        ("60.01", (None, None, Hindrance.FEE_USED), (None, None, Hindrance.FEE_USED)),  # may be a demand's
        ("180", (None, None, Hindrance.FEE_USED), (None, None, Hindrance.FEE_USED)),
    ],
)
def test_a_swedish_fee_invoice_uses_up_the_fees_it_may_have_been_for(
    amount: str, reminder: object, demand: object
) -> None:
    case = with_fee(swedish("10 000", DUE), amount, date(2026, 9, 20), None)
    assert says(reminder_fee(case, ON, STATUTES)) == reminder
    assert says(collection_demand_fee(case, ON, STATUTES)) == demand


@pytest.mark.parametrize(
    ("pay_by", "on", "expected"),
    [
        # Inkassoforskriften § 1-3: the second fee after a missed deadline of 14 days, which this one named.
        (date(2026, 10, 4), date(2026, 10, 4), (None, date(2026, 10, 5), Hindrance.DEADLINE_RUNNING)),
        (date(2026, 10, 4), date(2026, 10, 5), ("38.00", None, None)),
        # No deadline is known: six months.
        (None, ON, (None, date(2027, 3, 21), Hindrance.REGIME_UNREVIEWED)),
    ],
)
def test_a_norwegian_fee_invoice_counts_as_the_first_purring(
    pay_by: date | None, on: date, expected: tuple[object, date | None, Hindrance]
) -> None:
    case = with_fee(norwegian("10 000", DUE), "38", date(2026, 9, 20), pay_by)
    amount, from_day, reason = says(warning_fee(case, on, STATUTES))
    if reason is Hindrance.REGIME_UNREVIEWED:
        assert (amount, reason) == (None, expected[2])
    else:
        assert (amount, from_day, reason) == expected


def test_two_norwegian_fee_invoices_leave_no_small_fee() -> None:
    first = InvoicedFee(
        money("35", norwegian("1", DUE).invoice.currency), date(2025, 10, 1), date(2025, 10, 15)
    )
    case = norwegian("10 000", date(2025, 9, 1))
    case = replace(case, invoiced_fees=(first, replace(first, charged_on=date(2025, 10, 20))))
    assert says(reminder_fee(case, date(2025, 11, 20), STATUTES)) == (
        None, date(2026, 4, 21), Hindrance.FEE_USED,
    )  # fmt: skip


def test_the_compensation_is_net_of_invoiced_fees() -> None:
    swedes = with_fee(swedish("10 000", DUE), "60", date(2026, 9, 20), None)
    assert says(compensation(swedes, ON, STATUTES)) == ("390.00", None, None)  # Lag (1981:739) 5 §
    norwegians = with_fee(norwegian("10 000", DUE), "38", date(2026, 9, 20), None)
    assert says(compensation(norwegians, ON, STATUTES)) == ("392.00", None, None)  # § 1-5, § 3 a
