"""The effective due date: the later of what is known, moved to a bank day, unless a new one was granted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.case import Case
from app.domain.due import days_late, effective_due_on, is_late
from app.domain.history import DeliveryFailed, Event, FactChanged, HistoryEntry, HistoryId
from app.domain.invoice import CaseId, Facts, Invoice
from app.domain.money import SEK, Money
from app.domain.party import Customer, CustomerId

ISSUED = date(2026, 2, 2)
OWED = Money(1_000_00, SEK)
CUSTOMER = Customer(CustomerId(1), "Acme AB")


def _case(due_on: date | None, *, law: str | None = "SE", delivered_on: date | None = None) -> Case:
    facts = Facts(delivered_on=delivered_on)
    invoice = Invoice(
        CaseId(1), CUSTOMER.id, "1001", SEK, OWED, OWED, ISSUED, due_on, law=law, facts=facts
    )  # fmt: skip
    return Case(invoice, CUSTOMER)


def _entry(number: int, on: date, event: Event, *, retracts: int | None = None) -> HistoryEntry:
    taken = HistoryId(retracts) if retracts is not None else None
    return HistoryEntry(
        HistoryId(number), CaseId(1), on, datetime(2026, 3, 1, tzinfo=UTC), event, retracts=taken
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "law", "delivered_on", "expected"),
    [
        (date(2026, 3, 4), "SE", None, date(2026, 3, 4)),
        (date(2026, 3, 1), "NO", None, date(2026, 3, 2)),  # Sunday, gjeldsbrevloven § 5, decisions 12
        (date(2026, 6, 19), "SE", None, date(2026, 6, 22)),  # Midsummer Eve, skuldebrevslagen 5 §
        (date(2026, 6, 19), "NO", None, date(2026, 6, 19)),
        (date(2026, 1, 15), "SE", None, ISSUED),
        (date(2026, 3, 4), "SE", date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 3, 4), "SE", date(2026, 2, 4), date(2026, 3, 4)),
        (None, "SE", date(2026, 3, 7), None),
    ],
)
def test_the_later_of_due_issued_and_delivered_counts(
    due_on: date | None, law: str, delivered_on: date | None, expected: date | None
) -> None:
    assert effective_due_on(_case(due_on, law=law, delivered_on=delivered_on)) == expected


def test_without_a_law_the_customers_country_picks_the_calendar() -> None:
    unset = _case(date(2026, 5, 14), law=None)
    norwegian = replace(unset, customer=replace(CUSTOMER, country="NO"))
    assert effective_due_on(unset) == date(2026, 5, 14)
    assert effective_due_on(norwegian) == date(2026, 5, 15)


def test_a_granted_due_date_replaces_the_printed_one_and_moves_to_a_bank_day() -> None:
    failed = DeliveryFailed(wrong_recipient=False, new_due_on=date(2026, 3, 14))
    case = replace(_case(date(2026, 3, 4)), history=(_entry(1, date(2026, 3, 7), failed),))
    assert effective_due_on(case) == date(2026, 3, 16)


def test_a_granted_day_never_brings_the_due_date_forward() -> None:
    """No interest runs before the claim is due (Räntelagen 2 §), whatever a call about it grants."""
    failed = DeliveryFailed(wrong_recipient=False, new_due_on=date(2026, 3, 14))
    early = (_entry(1, date(2026, 3, 7), failed),)
    assert effective_due_on(replace(_case(date(2026, 3, 31)), history=early)) == date(2026, 3, 31)
    arrived_later = _case(date(2026, 3, 4), delivered_on=date(2026, 3, 20))
    assert effective_due_on(replace(arrived_later, history=early)) == date(2026, 3, 20)


def test_a_retracted_grant_leaves_the_printed_due_date() -> None:
    failed = DeliveryFailed(wrong_recipient=True, new_due_on=date(2026, 3, 16))
    history = (
        _entry(1, date(2026, 3, 7), failed),
        _entry(2, date(2026, 3, 7), failed, retracts=1),
    )
    assert effective_due_on(replace(_case(date(2026, 3, 4)), history=history)) == date(2026, 3, 4)


def test_a_due_date_set_after_the_grant_holds() -> None:
    failed = DeliveryFailed(wrong_recipient=False, new_due_on=date(2026, 3, 16))
    changed = FactChanged("due_on", "2026-03-04", "2026-04-01")
    history = (_entry(1, date(2026, 3, 7), failed), _entry(2, date(2026, 3, 9), changed))
    assert effective_due_on(replace(_case(date(2026, 4, 1)), history=history)) == date(2026, 4, 1)


def test_late_starts_the_day_after_the_effective_due_date() -> None:
    case = _case(date(2026, 3, 1))
    assert not is_late(case, date(2026, 3, 2))
    assert is_late(case, date(2026, 3, 3))
    assert days_late(case, date(2026, 3, 17)) == 15
    assert days_late(case, date(2026, 1, 1)) == 0
    assert days_late(_case(None), date(2027, 1, 1)) == 0
