"""Random cases of any law, kind and facts, what may happen to them, and the dearest lawful letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.claim import Claim, claim
from app.domain.hindrance import NotAllowedError
from app.domain.history import LetterKind
from app.domain.invoice import AgreedInterest, Facts
from app.statutes import load
from tests.domain.cases import BUSINESS, CONSUMER, UNSET, norwegian, swedish

STATUTES = load()
PUBLIC = replace(BUSINESS, name="Lillhamra kommun")
UNCONFIRMED = replace(BUSINESS, kind_confirmed=False)

known = st.sampled_from([True, False, None])
rates = st.sampled_from(
    [None, None, AgreedInterest(Decimal(24)), AgreedInterest(Decimal(4)), AgreedInterest(None, Decimal(9))]
)
Event = tuple[str, int, int]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "friendly", "reminder", "second", "last", "bare"]),
        st.integers(0, 60),
        st.integers(1, 120),
    ),
    max_size=6,
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a fresh case: any law, kind, facts and day of the tables' last years."""
    build = draw(st.sampled_from([swedish, norwegian]))
    issued = draw(st.dates(date(2020, 8, 1), date(2025, 12, 1)))
    due = issued + timedelta(days=draw(st.integers(-2, 70)))
    facts = Facts(
        due_agreed=draw(known),
        fee_agreed=draw(known),
        interest_notice_given=draw(known),
        delivered=draw(st.sampled_from([True, None])),
        delivered_on=draw(st.none() | st.integers(0, 40).map(lambda days: issued + timedelta(days=days))),
        supplied_on=draw(st.none() | st.integers(-40, 5).map(lambda days: issued + timedelta(days=days))),
        agreed=draw(rates),
    )
    who = draw(st.sampled_from([BUSINESS, CONSUMER, UNSET, PUBLIC, UNCONFIRMED]))
    amount = f"{draw(st.integers(100, 5_000_000)) / 100:.2f}"
    return build(amount, due, customer=who, facts=facts, issued=issued)


def dearest(case: Case, kind: LetterKind, on: date, *, interest: bool = True) -> Claim | None:
    """Return the letter that asks for most of what the law allows, `None` where none may go out."""
    found = []
    for fee, compensation in ((False, False), (True, False), (False, True)):
        try:
            found.append(
                claim([case], kind, on, STATUTES, interest=interest, fee=fee, compensation=compensation,
                      pay_by=None)
            )  # fmt: skip
        except NotAllowedError:
            continue
    return max(found, key=lambda letter: letter.total.minor, default=None)


def kind_of(what: str, law: str | None) -> LetterKind:
    last = LetterKind.COLLECTION_WARNING if law == "NO" else LetterKind.COLLECTION_DEMAND
    second = LetterKind.PAYMENT_DEMAND if law == "NO" else LetterKind.REMINDER
    return {"friendly": LetterKind.FRIENDLY, "last": last, "second": second}.get(what, LetterKind.REMINDER)
