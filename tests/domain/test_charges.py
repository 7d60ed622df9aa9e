"""Swedish fees, and what stops a charge in any country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.case import Case
from app.domain.charges import (
    collection_demand_fee,
    compensation,
    letter_fee,
    plan_fee,
    reminder_fee,
)
from app.domain.hindrance import Hindrance
from app.domain.history import DisputeClosed, LetterKind, PlanSigned
from app.domain.invoice import Facts, Origin
from app.domain.money import EUR, NOK, Currency, Money
from app.domain.payment_plan import PlanId
from app.statutes import load
from tests.domain.cases import (
    CONSUMER,
    charged,
    disputed,
    happened,
    letter,
    money,
    norwegian,
    paid,
    says,
    swedish,
    with_facts,
)

STATUTES = load()
DUE = date(2026, 3, 2)
LATER = date(2026, 4, 20)
AGREED = Facts(due_agreed=True, fee_agreed=True)
NOTHING_KNOWN = Facts()


# Sweden. Reminder: Lag (1981:739) 2 § and 4 § first paragraph 1; demand: 3 § 1 and 4 § first paragraph 2.


@pytest.mark.parametrize(
    ("facts", "reminder", "demand"),
    [
        (AGREED, "60.00", "180.00"),  # 60 + 180 = 240
        (NOTHING_KNOWN, None, "180.00"),  # not agreed: 180
        (Facts(fee_agreed=False), None, "180.00"),
    ],
)
def test_a_swedish_reminder_fee_needs_an_agreement_and_a_demand_fee_does_not(
    facts: Facts, reminder: str | None, demand: str
) -> None:
    case = swedish("4 800", DUE, customer=CONSUMER, facts=facts)
    missing = None if reminder else Hindrance.FEE_NOT_AGREED
    assert says(reminder_fee(case, LATER, STATUTES)) == (reminder, None, missing)
    assert says(collection_demand_fee(case, LATER, STATUTES)) == (demand, None, None)


@pytest.mark.parametrize(
    ("agreed_on", "supplied_on", "allowed"),
    [
        (date(2026, 2, 1), None, True),
        (date(2026, 2, 10), None, True),  # the day of the invoice: "senast i samband med skuldens uppkomst"
        (date(2026, 2, 11), None, False),
        (date(2026, 2, 10), date(2026, 2, 5), False),
        (None, date(2026, 2, 5), True),
    ],
)
def test_the_fee_must_be_agreed_no_later_than_when_the_debt_arose(
    agreed_on: date | None, supplied_on: date | None, allowed: bool
) -> None:
    facts = Facts(fee_agreed=True, fee_agreed_on=agreed_on, supplied_on=supplied_on)
    charge = reminder_fee(swedish("4 800", DUE, facts=facts, issued=date(2026, 2, 10)), LATER, STATUTES)
    assert charge.allowed is allowed
    assert charge.reason == (None if allowed else Hindrance.FEE_AGREED_TOO_LATE)


@pytest.mark.parametrize(
    ("sent_on", "reminder", "demand"),
    [(date(2013, 3, 15), "50.00", "160.00"), (date(2013, 3, 16), "60.00", "180.00")],
)
def test_the_day_of_sending_picks_the_swedish_amounts(sent_on: date, reminder: str, demand: str) -> None:
    # Förordning (1981:1057) to 2013-03-15; Lag (1981:739) 4 § as of SFS 2013:56 from 2013-03-16.
    case = swedish("4 800", date(2013, 1, 15), facts=AGREED)
    assert says(reminder_fee(case, sent_on, STATUTES))[0] == reminder
    assert says(collection_demand_fee(case, sent_on, STATUTES))[0] == demand


def test_each_swedish_fee_is_claimed_once_an_invoice() -> None:
    reminded = charged(swedish("4 800", DUE), LetterKind.REMINDER, date(2026, 3, 17), date(2026, 3, 31), "60")
    assert reminder_fee(reminded, LATER, STATUTES).reason is Hindrance.FEE_USED
    assert collection_demand_fee(reminded, LATER, STATUTES).allowed
    demanded = charged(reminded, LetterKind.COLLECTION_DEMAND, LATER, date(2026, 5, 4), "180")
    assert collection_demand_fee(demanded, date(2026, 6, 1), STATUTES).reason is Hindrance.FEE_USED


def test_a_fee_in_a_letter_counts_as_used_for_every_invoice_in_it() -> None:
    listed = happened(
        swedish("4 800", DUE), letter(LetterKind.REMINDER, date(2026, 3, 31), money("60"), fee_bearing=True),
        date(2026, 3, 17),
    )  # fmt: skip
    assert reminder_fee(listed, LATER, STATUTES).reason is Hindrance.FEE_USED


def test_the_plan_fee_is_swedish_and_claimed_once() -> None:
    case = swedish("4 800", DUE, customer=CONSUMER)
    assert says(plan_fee(case, LATER, STATUTES)) == ("170.00", None, None)
    signed = happened(case, PlanSigned(PlanId(1), fee_bearing=True), LATER)
    free = happened(case, PlanSigned(PlanId(1)), LATER)
    assert plan_fee(signed, LATER, STATUTES).reason is Hindrance.FEE_USED
    assert plan_fee(free, LATER, STATUTES).allowed
    assert plan_fee(norwegian("4 800", DUE), LATER, STATUTES).reason is Hindrance.NOT_IN_THIS_LAW


# What stops every charge.


def _settled(case: Case) -> Case:
    return happened(case, DisputeClosed(upheld=False), LATER)


def _of_origin(origin: Origin) -> Case:
    case = swedish("4 800", DUE)
    return replace(case, invoice=replace(case.invoice, origin=origin))


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (replace(swedish("4 800", DUE), invoice=replace(swedish("4 800", DUE).invoice, law=None)),
         Hindrance.LAW_UNSET),
        (paid(swedish("4 800", DUE), "4 800", LATER), Hindrance.PAID),
        (_of_origin(Origin.FEE), Hindrance.DERIVED_CLAIM),
        (_of_origin(Origin.INTEREST), Hindrance.DERIVED_CLAIM),
        (with_facts(swedish("4 800", DUE), Facts(due_agreed=True, fee_agreed=True, delivered=False)),
         Hindrance.NOT_DELIVERED),
        (disputed(swedish("4 800", DUE), None, date(2026, 4, 1)), Hindrance.DISPUTED),
        (disputed(swedish("4 800", DUE), "4 800", date(2026, 4, 1)), Hindrance.DISPUTED),
        (disputed(swedish("4 800", DUE), "1 000", date(2026, 4, 1)), None),
        (_settled(disputed(swedish("4 800", DUE), None, date(2026, 4, 1))), None),
    ],
    ids=["no law", "paid", "fee invoice", "interest invoice", "not delivered", "whole dispute",
         "whole dispute by amount", "part disputed", "dispute over"],
)  # fmt: skip
def test_what_stops_every_charge(case: Case, reason: Hindrance | None) -> None:
    for judge in (reminder_fee, collection_demand_fee, plan_fee, compensation):
        assert judge(case, LATER, STATUTES).reason == reason


@pytest.mark.parametrize("currency", [EUR, NOK])
def test_an_invoice_in_another_currency_bears_no_fee(currency: Currency) -> None:
    case = swedish("4 800", DUE)
    amount = Money(480000, currency)
    foreign = replace(
        case,
        invoice=replace(case.invoice, currency=currency, total=amount, amount_due=amount),
        ledger=(replace(case.ledger[0], amount=amount),),
    )
    assert reminder_fee(foreign, LATER, STATUTES).reason is Hindrance.FOREIGN_CURRENCY
    assert compensation(foreign, LATER, STATUTES).reason is Hindrance.FOREIGN_CURRENCY


def test_nothing_is_charged_before_the_invoice_is_late() -> None:
    charge = collection_demand_fee(swedish("4 800", DUE), DUE, STATUTES)
    assert says(charge) == (None, date(2026, 3, 3), Hindrance.NOT_LATE)


def test_a_friendly_letter_never_bears_a_fee() -> None:
    assert letter_fee(LetterKind.FRIENDLY, swedish("4 800", DUE), LATER, STATUTES) is None
