"""A case that gets more facts in favour of the customer never costs the customer more.

A life is played twice with the same days, letters and payments: as it is, and with one fact turned toward
the customer. What the customer has paid and what would settle the rest are compared, in every way the law
lets the creditor ask for more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import interest_claimed_on, interest_to_book, owed
from app.domain.case import Case, InvoicedFee
from app.domain.groundless import groundless_charges
from app.domain.invoice import AgreedInterest, Invoice, Origin
from app.domain.ledger import EntryId, EntryKind
from app.domain.money import Money
from app.domain.party import Customer
from app.statutes import load
from tests.domain.cases import BUSINESS, CONSUMER, UNSET, booked, disputed, sent
from tests.domain.random_cases import EVENTS, Event, cases, dearest, kind_of

STATUTES = load()
UNCONFIRMED = replace(BUSINESS, kind_confirmed=False)


# Facts turned toward the customer. Each returns the case as it would then have been from the start.


def _facts(case: Case, **known: object) -> Case:
    facts = replace(case.invoice.facts, **known)  # type: ignore[arg-type]
    return replace(case, invoice=replace(case.invoice, facts=facts))


def _paper(case: Case, **known: object) -> Case:
    paper: Invoice = replace(case.invoice, **known)  # type: ignore[arg-type]
    return replace(case, invoice=paper)


def _who(customer: Customer) -> Callable[[Case], Case]:
    """Return the turn to a customer whom the law protects more, if it does."""
    return lambda case: replace(case, customer=customer) if case.customer.is_business else case


def _lower_rate(case: Case) -> Case:
    agreed = case.invoice.facts.agreed
    if agreed is None:
        return _facts(case, agreed=AgreedInterest(Decimal(2)))
    if agreed.fixed_percent is not None:
        return _facts(case, agreed=AgreedInterest(agreed.fixed_percent / 2))
    return _facts(case, agreed=AgreedInterest(None, (agreed.margin_points or Decimal(0)) - 1))


def _credited(case: Case) -> Case:
    owed_now = case.open
    return booked(
        case, EntryKind.CREDIT, -Money(owed_now.minor // 3, owed_now.currency), case.invoice.issued_on
    )


def _fee_elsewhere(case: Case) -> Case:
    """A fee that another system charged lies outside the case: it only uses up what we may charge."""
    fee = InvoicedFee(Money(3500, case.invoice.currency), case.invoice.issued_on + timedelta(days=20), None)
    return replace(case, invoiced_fees=(fee,))


def _later_arrival(case: Case) -> Case:
    before = case.invoice.facts.delivered_on or case.invoice.issued_on
    return _facts(case, delivered_on=before + timedelta(days=9))


def _later_due(case: Case) -> Case:
    due_on = case.invoice.due_on or case.invoice.issued_on
    return _paper(case, due_on=due_on + timedelta(days=15))


def _agreed_late(case: Case) -> Case:
    return _facts(case, fee_agreed_on=case.invoice.issued_on + timedelta(days=400))


TURNS: dict[str, Callable[[Case], Case]] = {
    "the due date was not agreed": lambda case: _facts(case, due_agreed=False),
    "whether it was agreed is not known": lambda case: _facts(case, due_agreed=None),
    "no fee was agreed": lambda case: _facts(case, fee_agreed=False),
    "whether a fee was agreed is not known": lambda case: _facts(case, fee_agreed=None),
    "the fee was agreed too late": _agreed_late,
    "interest was not announced": lambda case: _facts(case, interest_notice_given=False),
    "it never arrived": lambda case: _facts(case, delivered=False),
    "it arrived later": _later_arrival,
    "it is due later": _later_due,
    "the customer is a consumer": _who(CONSUMER),
    "the kind of the customer is not known": _who(UNSET),
    "the kind of the customer is not confirmed": _who(UNCONFIRMED),
    "a lower rate was agreed": _lower_rate,
    "a third was credited": _credited,
    "the law is not chosen": lambda case: _paper(case, law=None),
    "it claims interest itself": lambda case: _paper(case, origin=Origin.INTEREST),
    "a fee was charged elsewhere": _fee_elsewhere,
}


@dataclass
class World:
    """One way things may have been, and what the customer has paid in it."""

    case: Case
    paid: int = 0

    def cost(self, on: date) -> int:
        return self.paid + owed(self.case, on, STATUTES).total.minor


def live(world: World, law: str | None, events: list[Event], first: date) -> date:
    """Play a life in a world; what is refused there does not happen. Returns the last day of it."""
    today, last = first, first
    for what, days, part in events:
        today += timedelta(days=days)
        case = world.case
        if what == "pay":
            taken = min(case.open.minor, case.invoice.amount_due.minor * part // 100 + 1)
            if taken > 0:
                world.case = booked(case, EntryKind.PAYMENT, Money(-taken, case.invoice.currency), today)
                world.paid += taken
        elif case.open.minor > 0:
            asked = dearest(case, kind_of(what, law), today, interest=what != "bare")
            if asked is not None and asked.pay_by:
                world.case, last = sent(case, asked), max(last, asked.pay_by)
    return max(today, last)


def turned_worlds(case: Case, turn: str) -> tuple[World, World]:
    return World(case), World(TURNS[turn](case))


@pytest.mark.parametrize("turn", TURNS)
@given(case=cases(), wait=st.integers(1, 500))
def test_no_letter_asks_for_more(turn: str, case: Case, wait: int) -> None:
    as_it_is, turned = (world.case for world in turned_worlds(case, turn))
    on = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on) + timedelta(days=wait)
    for what in ("friendly", "reminder", "last"):
        kind = kind_of(what, case.invoice.law)
        asked, asked_less = dearest(as_it_is, kind, on), dearest(turned, kind, on)
        if asked and asked_less:
            assert asked_less.total <= asked.total
    assert owed(turned, on, STATUTES).total <= owed(as_it_is, on, STATUTES).total


@pytest.mark.parametrize("turn", TURNS)
@given(case=cases(), events=EVENTS, later=st.integers(1, 200))
def test_no_life_costs_more(turn: str, case: Case, events: list[Event], later: int) -> None:
    as_it_is, turned = turned_worlds(case, turn)
    first = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on)
    last = max(live(world, case.invoice.law, events, first) for world in (as_it_is, turned))
    on = last + timedelta(days=later)
    assert turned.cost(on) <= as_it_is.cost(on)


def learnt(world: World, turn: str) -> Case:
    """Return the case once the fact is learnt of: what it makes unlawful goes back at once."""
    case = TURNS[turn](world.case)
    gone = groundless_charges(case, STATUTES)
    for entry in gone:
        undone = replace(entry, id=EntryId(entry.id + 500), amount=-entry.amount, reverses=entry.id)
        case = replace(case, ledger=(*case.ledger, undone))
    through = interest_claimed_on(case)
    excess = interest_to_book(case, through, STATUTES) if through else Money.zero(case.invoice.currency)
    if through and excess.minor < 0:
        case = booked(case, EntryKind.LATE_INTEREST, excess, through, through)
    return case


@pytest.mark.parametrize("turn", TURNS)
@given(case=cases(), events=EVENTS, later=st.integers(1, 200))
def test_nothing_learnt_later_costs_more(turn: str, case: Case, events: list[Event], later: int) -> None:
    world = World(case)
    first = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on)
    on = live(world, case.invoice.law, events, first) + timedelta(days=later)
    after = learnt(world, turn)
    assert owed(after, on, STATUTES).total <= owed(world.case, on, STATUTES).total
    ladder = kind_of("last", case.invoice.law)
    asked, asked_less = dearest(world.case, ladder, on), dearest(after, ladder, on)
    if asked and asked_less:
        assert asked_less.total <= asked.total


@given(case=cases(), events=EVENTS, part=st.integers(1, 100), wait=st.integers(1, 60))
def test_a_dispute_never_makes_a_letter_dearer(case: Case, events: list[Event], part: int, wait: int) -> None:
    world = World(case)
    first = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on)
    on = live(world, case.invoice.law, events, first) + timedelta(days=wait)
    contested = Money(case.invoice.amount_due.minor * part // 100 + 1, case.invoice.currency)
    after = disputed(world.case, str(contested.amount), on)
    for what in ("reminder", "last"):
        kind = kind_of(what, case.invoice.law)
        asked, asked_less = dearest(world.case, kind, on), dearest(after, kind, on)
        if asked and asked_less:
            assert asked_less.total <= asked.total


@given(
    case=cases(),
    events=EVENTS,
    part=st.integers(1, 90),
    later=st.integers(1, 300),
    earlier=st.integers(1, 90),
)
def test_paying_earlier_never_costs_more(
    case: Case, events: list[Event], part: int, later: int, earlier: int
) -> None:
    world = World(case)
    first = max(case.invoice.due_on or case.invoice.issued_on, case.invoice.issued_on)
    day = live(world, case.invoice.law, events, first) + timedelta(days=later)
    sum_ = Money(max(world.case.open.minor * part // 100, 0), case.invoice.currency)
    if not sum_:
        return
    late = booked(world.case, EntryKind.PAYMENT, -sum_, day)
    soon = booked(world.case, EntryKind.PAYMENT, -sum_, day - timedelta(days=earlier))
    on = day + timedelta(days=30)
    assert owed(soon, on, STATUTES).total <= owed(late, on, STATUTES).total
