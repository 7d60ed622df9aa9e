"""What was charged and what is known today: no charge stands that would not have been lawful on its day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.domain.case import Case
from app.domain.charge import Charge
from app.domain.charges import compensation, letter_fee
from app.domain.history import LetterSent
from app.domain.ledger import CHARGES, EntryKind, LedgerEntry
from app.statutes import load
from tests.domain.random_cases import EVENTS, Event, cases
from tests.domain.test_favour import TURNS, World, learnt, live

STATUTES = load()
# A credit note is a fact about the amount, and a fee charged elsewhere is one about another letter.
ABOUT_THE_CLAIM = [
    turn for turn in TURNS if turn not in ("a third was credited", "a fee was charged elsewhere")
]


def judged_anew(case: Case, entry: LedgerEntry) -> Charge | None:
    """Return what the law says of a charge on its day, with all that happened before and is known now."""
    on = entry.effective_on
    position = case.ledger.index(entry)
    letter = next(told.event for told in case.live_history if told.happened_on == on)
    assert isinstance(letter, LetterSent)
    before = replace(
        case,
        ledger=case.ledger[:position],
        history=tuple(told for told in case.history if told.happened_on < on),
    )
    if entry.kind is EntryKind.LATE_COMPENSATION:
        return compensation(before, on, STATUTES)
    return letter_fee(letter.kind, before, on, STATUTES)


@pytest.mark.parametrize("turn", ABOUT_THE_CLAIM)
@given(case=cases(), events=EVENTS)
def test_no_charge_outlives_the_fact_it_stood_on(turn: str, case: Case, events: list[Event]) -> None:
    world = World(case)
    first = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on)
    live(world, case.invoice.law, events, first)
    after = learnt(world, turn)
    for entry in after.live_ledger:
        if entry.kind in CHARGES:
            charge = judged_anew(after, entry)
            assert charge is not None
            assert charge.amount is not None, (entry.kind, charge.reason)
            assert charge.amount >= entry.amount
