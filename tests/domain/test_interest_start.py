"""The day from which late interest runs, and the claims that bear none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.countries import sweden
from app.domain.countries.base import NoInterest
from app.domain.history import (
    DeliveryFailed,
    LetterKind,
)
from app.domain.invoice import Facts, InvoiceKind, Origin
from app.domain.late_interest import interest_start, lawful_interest
from app.domain.party import CustomerKind
from tests.domain.interest_cases import (
    AGREED,
    NOTICE,
    STATUTES,
    after,
    d,
    invoiced,
    letter,
    money,
)

DEMAND_NOTICE = ("2026-05-04", letter(LetterKind.FRIENDLY, "2026-05-14", notice=True))


@pytest.mark.parametrize(
    ("law", "kind", "issued", "due", "facts", "expected", "source"),
    [
        ("SE", None, "2026-03-02", "2026-04-01", NOTICE, "2026-04-01", "law 8.3, räntelagen 4 §"),
        ("SE", None, "2026-03-02", "2026-04-16", NOTICE, "2026-04-16", "law 8.3, räntelagen 2 och 4 §§"),
        ("SE", None, "2026-03-02", "2026-03-12", NOTICE, "2026-04-01", "law 8.3, räntelagen 4 §"),
        ("SE", CustomerKind.CONSUMER, "2026-08-03", "2026-09-02", NOTICE, "2026-09-02", "decisions 12"),
        ("SE", CustomerKind.BUSINESS, "2026-03-02", "2026-03-12", Facts(), "2026-04-01", "4 § st2"),
        ("SE", CustomerKind.PUBLIC, "2026-03-02", "2026-03-12", Facts(), "2026-04-01", "4 § st2"),
        ("SE", CustomerKind.CONSUMER, "2026-03-02", "2026-03-12", AGREED, "2026-03-12", "3 § st1"),
        ("SE", CustomerKind.BUSINESS, "2026-09-28", "2026-10-28", AGREED, "2026-10-28", "decisions 12"),
        ("SE", None, "2026-03-02", "2026-04-01", replace(NOTICE, delivered_on=d("2026-04-09")),
         "2026-04-09", "4 § st1, never before it arrived"),
        ("NO", None, "2026-02-01", "2026-03-01", Facts(), "2026-03-02", "forsinkelsesrenteloven § 2"),
        ("NO", CustomerKind.BUSINESS, "2026-09-01", "2026-09-15", Facts(), "2026-09-15", "decisions 12"),
    ],
)  # fmt: skip
def test_interest_starts_on_the_day_of_law(
    *, law: str, kind: CustomerKind | None, issued: str, due: str, facts: Facts, expected: str, source: str
) -> None:
    start = interest_start(invoiced("1000", issued=issued, due=due, law=law, kind=kind, facts=facts))
    assert (start.on, start.reason) == (d(expected), None), source


def test_a_later_demand_with_the_sentence_starts_its_own_thirty_days() -> None:
    silent = invoiced("1000", issued="2026-03-02", due="2026-04-01", kind=None)
    assert interest_start(silent).reason is NoInterest.NOTICE_MISSING
    assert interest_start(after(silent, *DEMAND_NOTICE)).on == d("2026-06-03")  # law 8.3, 4 § st1


def test_a_resent_invoice_starts_the_thirty_days_anew() -> None:
    case = invoiced("1000", issued="2026-03-02", due="2026-04-01", facts=NOTICE)
    resent = after(case, "2026-04-08", DeliveryFailed(wrong_recipient=False, new_due_on=d("2026-04-15")))
    assert interest_start(resent).on == d("2026-05-08")
    agreed = replace(resent, invoice=replace(case.invoice, facts=AGREED))
    assert interest_start(agreed).on == d("2026-04-15")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"law": None}, NoInterest.LAW_UNSET),
        ({"law": "DK"}, NoInterest.LAW_UNSET),
        ({"due_on": None}, NoInterest.DUE_DATE_MISSING),
        ({"origin": Origin.INTEREST}, NoInterest.DERIVED_CLAIM),
        ({"origin": Origin.FEE}, NoInterest.DERIVED_CLAIM),
        ({"kind": InvoiceKind.CREDIT_NOTE}, NoInterest.CREDIT_NOTE),
        ({"facts": replace(AGREED, delivered=False)}, NoInterest.NOT_DELIVERED),
    ],
)
def test_some_claims_bear_no_interest_and_say_why(changes: dict[str, object], reason: NoInterest) -> None:
    case = invoiced("1000", issued="2026-03-02", due="2026-04-01", facts=AGREED)
    changed = replace(case, invoice=replace(case.invoice, **changes))  # type: ignore[arg-type]
    accrual = lawful_interest(changed, d("2026-10-01"), STATUTES)
    assert (accrual.start.on, accrual.start.reason) == (None, reason)
    assert (accrual.segments, accrual.amount) == ((), money("0"))


def test_the_thirty_days_of_the_rule_are_those_of_the_table() -> None:
    case = invoiced("1000", issued="2026-03-02", due="2026-03-12")
    days = STATUTES.table("SE", "interest_start_days_after_demand").on(d("2026-03-02")).value
    assert interest_start(case).on == d("2026-03-02") + timedelta(days=int(days))
    assert STATUTES.table("SE", sweden.RATE_TABLE).name == sweden.RATE_TABLE
