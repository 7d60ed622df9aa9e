"""The ledger: what counts, what is open, and how what lowers a case is laid on its parts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.invoice import CaseId
from app.domain.ledger import (
    LOWERING,
    EntryId,
    EntryKind,
    LedgerEntry,
    balance,
    booked_interest,
    principal_steps,
    split,
    standing,
)
from app.domain.money import SEK, Money

FIRST = date(2026, 10, 1)
PRINCIPAL, INTEREST, FEE = EntryKind.PRINCIPAL, EntryKind.LATE_INTEREST, EntryKind.REMINDER_FEE
PAYMENT = EntryKind.PAYMENT


def _entry(
    number: int, kind: EntryKind, minor: int, *, day: int = 0, reverses: int | None = None
) -> LedgerEntry:
    on = FIRST + timedelta(days=day)
    cancels = None if reverses is None else EntryId(reverses)
    return LedgerEntry(EntryId(number), CaseId(1), kind, Money(minor, SEK), on, on, cancels)


def _reversals(entry: LedgerEntry, count: int) -> list[LedgerEntry]:
    """Return an entry, its reversal, the reversal of that, and so on."""
    chain = [entry]
    for n in range(count):
        last = chain[-1]
        chain.append(_entry(entry.id + n + 1, last.kind, -last.amount.minor, reverses=last.id))
    return chain


@pytest.mark.parametrize("count", range(6))
def test_an_entry_counts_while_its_reversals_cancel_each_other(count: int) -> None:
    chain = _reversals(_entry(1, PAYMENT, -500), count)
    stands = count % 2 == 0
    assert standing(chain) == ((chain[0],) if stands else ())
    assert balance(chain, SEK) == Money(-500 if stands else 0, SEK)


ENTRIES = st.lists(
    st.tuples(st.sampled_from(EntryKind), st.integers(1, 10_000), st.integers(0, 3)), max_size=8
)


@given(drawn=ENTRIES)
def test_the_standing_entries_sum_to_the_balance(drawn: list[tuple[EntryKind, int, int]]) -> None:
    ledger: list[LedgerEntry] = []
    for kind, minor, reversals in drawn:
        signed = -minor if kind in LOWERING else minor
        ledger += _reversals(_entry(len(ledger) + 1, kind, signed), reversals)
    assert balance(standing(ledger), SEK) == balance(ledger, SEK)


# Principal first, then interest, then charges: decisions.md 4.
@pytest.mark.parametrize(
    ("paid", "principal", "interest", "charges"),
    [
        (0, 1000, 30, 60),
        (400, 600, 30, 60),
        (1000, 0, 30, 60),
        (1010, 0, 20, 60),
        (1030, 0, 0, 60),
        (1060, 0, 0, 30),
        (1090, 0, 0, 0),
        (1100, 0, 0, -10),
    ],
)
def test_what_lowers_a_case_takes_principal_then_interest_then_charges(
    paid: int, principal: int, interest: int, charges: int
) -> None:
    ledger = [
        _entry(1, PRINCIPAL, 1000),
        _entry(2, INTEREST, 30),
        _entry(3, FEE, 60),
        _entry(4, PAYMENT, -paid),
    ]
    left = split(ledger, SEK)
    assert (left.principal.minor, left.interest.minor, left.charges.minor) == (principal, interest, charges)


@given(drawn=ENTRIES)
def test_the_parts_of_a_case_sum_to_what_is_open(drawn: list[tuple[EntryKind, int, int]]) -> None:
    ledger = [
        _entry(n, kind, -minor if kind in LOWERING else minor) for n, (kind, minor, _) in enumerate(drawn, 1)
    ]
    left = split(ledger, SEK)
    assert left.principal + left.interest + left.charges == balance(ledger, SEK)


def test_the_unpaid_principal_falls_with_each_day_of_payment() -> None:
    ledger = [
        _entry(1, PRINCIPAL, 1000), _entry(2, PAYMENT, -300, day=5), _entry(3, FEE, 60, day=6),
        _entry(4, PAYMENT, -200, day=5), _entry(5, PAYMENT, -900, day=9),
    ]  # fmt: skip
    steps = [((step.after - FIRST).days, step.unpaid.minor) for step in principal_steps(ledger, SEK)]
    assert steps == [(0, 1000), (5, 500), (9, 0)]


def test_interest_claimed_counts_whether_paid_or_not() -> None:
    ledger = [_entry(1, INTEREST, 30), _entry(2, PAYMENT, -30), *_reversals(_entry(3, INTEREST, 12), 1)]
    assert booked_interest(ledger, SEK) == Money(30, SEK)
