"""The rate by law, customer and agreement, and the end of what is known of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.invoice import AgreedInterest
from app.domain.late_interest import lawful_interest
from app.domain.money import EUR, Money
from app.domain.party import CustomerKind
from tests.domain.interest_cases import (
    AGREED,
    SE_BUSINESS,
    STATUTES,
    d,
    invoiced,
    lines,
    money,
    paying,
)


@pytest.mark.parametrize(
    ("law", "kind", "agreed", "rate", "source"),
    [
        ("SE", None, None, "10.00", "räntelagen 6 §"),
        ("SE", None, AgreedInterest(fixed_percent=Decimal("24.00")), "24.00", "1 § st2, no ceiling"),
        ("SE", None, AgreedInterest(fixed_percent=Decimal("5.00")), "5.00", "a lower rate is always used"),
        ("SE", CustomerKind.BUSINESS, AgreedInterest(margin_points=Decimal("12.00")), "14.00", "1 § st2"),
        ("NO", None, None, "12.25", "forsinkelsesrenteloven § 3"),
        ("NO", None, AgreedInterest(fixed_percent=Decimal("18.00")), "12.25", "§ 4, consumer ceiling"),
        ("NO", None, AgreedInterest(fixed_percent=Decimal("6.00")), "6.00", "a lower rate is always used"),
        ("NO", None, AgreedInterest(margin_points=Decimal("10.00")), "12.25", "§ 4, consumer ceiling"),
        ("NO", CustomerKind.BUSINESS, AgreedInterest(margin_points=Decimal("10.00")), "14.25", "§ 1"),
        ("NO", CustomerKind.BUSINESS, AgreedInterest(fixed_percent=Decimal("18.00")), "18.00", "§ 1"),
        ("NO", CustomerKind.PUBLIC, AgreedInterest(fixed_percent=Decimal("18.00")), "18.00", "§ 1"),
    ],
)
def test_the_rate_follows_the_law_the_customer_and_the_agreement(
    law: str, kind: CustomerKind | None, agreed: AgreedInterest | None, rate: str, source: str
) -> None:
    facts = replace(AGREED, agreed=agreed)
    case = invoiced("1000", issued="2026-07-01", due="2026-08-03", law=law, kind=kind, facts=facts)
    segments = lawful_interest(case, d("2026-08-31"), STATUTES).segments
    assert [str(segment.rate) for segment in segments] == [rate], source


def test_an_agreement_to_take_no_interest_takes_none() -> None:
    facts = replace(AGREED, agreed=AgreedInterest(fixed_percent=Decimal(0)))
    case = invoiced("1000", issued="2026-07-01", due="2026-08-03", facts=facts)
    assert lawful_interest(case, d("2026-08-31"), STATUTES).segments == ()


def test_a_rate_that_would_fall_below_zero_is_zero() -> None:
    facts = replace(AGREED, agreed=AgreedInterest(margin_points=Decimal("0.25")))
    case = invoiced("1000", issued="2018-01-02", due="2018-02-01", facts=facts)
    assert lawful_interest(case, d("2018-06-30"), STATUTES).exact == 0


def test_interest_runs_in_the_currency_of_the_invoice_whatever_the_law() -> None:
    case = invoiced("1000", issued="2026-03-02", due="2026-04-01", facts=AGREED)
    owed = Money.of(Decimal(1000), EUR)
    opening = replace(case.ledger[0], amount=owed)
    foreign = replace(case, invoice=replace(case.invoice, currency=EUR, amount_due=owed), ledger=(opening,))
    assert lawful_interest(foreign, d("2026-05-01"), STATUTES).amount == Money(822, EUR)


def test_interest_runs_to_the_last_known_day_and_says_so() -> None:
    beyond = lawful_interest(SE_BUSINESS, d("2027-02-01"), STATUTES)
    known = lawful_interest(SE_BUSINESS, d("2026-12-31"), STATUTES)
    assert (beyond.amount, beyond.through) == (known.amount, d("2026-12-31"))
    assert (beyond.known_through_hit, known.known_through_hit) == (d("2026-12-31"), None)


def test_a_case_paid_within_the_known_days_says_nothing_of_the_end_of_the_rates() -> None:
    paid = paying(SE_BUSINESS, "24860", "2026-11-25")
    accrual = lawful_interest(paid, d("2027-02-01"), STATUTES)
    assert (accrual.amount, accrual.known_through_hit) == (money("197.56"), None)


def test_a_claim_older_than_the_rates_bears_interest_from_the_first_known_day() -> None:
    case = invoiced("1000", issued="2014-05-02", due="2014-06-02", facts=AGREED)
    accrual = lawful_interest(case, d("2014-07-31"), STATUTES)
    assert accrual.known_from_hit == d("2014-07-01")
    assert lines(accrual.segments) == [(31, 365, "9.00", "7.64")]


def test_a_fixed_rate_needs_no_table_and_has_no_end() -> None:
    facts = replace(AGREED, agreed=AgreedInterest(fixed_percent=Decimal("12.00")))
    case = invoiced("1000", issued="2027-01-04", due="2027-02-03", facts=facts)
    accrual = lawful_interest(case, d("2028-02-03"), STATUTES)
    assert lines(accrual.segments) == [(331, 365, "12.00", "108.82"), (34, 366, "12.00", "11.15")]
    assert accrual.known_through_hit is None
