"""What on an invoice is remarked on, and what is left alone because it is unknown or in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app import statutes
from app.domain.invoice_checks import Check, Finding, Paper, findings, longest_term
from app.domain.money import NOK
from app.domain.party import CustomerKind
from tests.domain.cases import money

LAW = statutes.load()
ISSUED = date(2026, 10, 1)
SOUND = Paper(
    ISSUED,
    date(2026, 10, 31),
    money("12 500"),
    country="SE",
    kind=CustomerKind.BUSINESS,
    lines=money("10 000"),
    vat=money("2 500"),
    terms_days=30,
    is_reachable=True,
    payment_reference="104125",
    buyer_reference="Maja",
)


def checks(**facts: object) -> list[Check]:
    return [found.check for found in findings(replace(SOUND, **facts), LAW)]  # type: ignore[arg-type]


def test_a_sound_invoice_is_not_remarked_on() -> None:
    assert checks() == []


def test_what_is_unknown_is_no_fault() -> None:
    assert findings(Paper(ISSUED, None, money("12 500")), LAW) == ()
    assert findings(Paper(ISSUED, date(2027, 10, 1), money("12 500")), LAW) == ()


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        ({"lines": money("9 999")}, Check.SUM_DIFFERS),
        ({"vat": money("2 501")}, Check.SUM_DIFFERS),
        ({"twins": ("10413",)}, Check.LIKELY_DUPLICATE),
        ({"due_on": date(2026, 10, 30)}, Check.DUE_OFF_TERMS),
        ({"due_on": date(2026, 11, 15), "terms_days": 45}, Check.TERM_TOO_LONG),
        ({"buyer_reference": " "}, Check.NO_BUYER_REFERENCE),
        ({"is_reachable": False}, Check.UNKNOWN_RECIPIENT),
        ({"payment_reference": ""}, Check.NO_PAYMENT_REFERENCE),
    ],
)
def test_each_fault_is_remarked_on_by_itself(facts: dict[str, object], check: Check) -> None:
    assert checks(**facts) == [check]


@pytest.mark.parametrize("lines", ["9 999.01", "10 000.50", "10 000.99", "9 999.50"])
def test_rounding_to_whole_units_is_in_order(lines: str) -> None:
    assert checks(lines=money(lines)) == []


def test_a_due_date_moved_to_the_next_bank_day_is_in_order() -> None:
    assert checks(due_on=date(2026, 11, 2)) == [Check.TERM_TOO_LONG]
    assert checks(due_on=date(2026, 11, 2), due_agreed=True) == []


# Räntelagen 2 a-2 c §§ and forsinkelsesrenteloven §§ 2 a and 2 b: law.md SE-I7 and NO-I4.
TERMS = [
    ("SE", CustomerKind.BUSINESS, 30),
    ("SE", CustomerKind.PUBLIC, 30),
    ("SE", CustomerKind.CONSUMER, None),
    ("SE", None, None),
    ("NO", CustomerKind.BUSINESS, 60),
    ("NO", CustomerKind.PUBLIC, 30),
    ("NO", CustomerKind.CONSUMER, None),
    ("", CustomerKind.BUSINESS, None),
]  # fmt: skip


@pytest.mark.parametrize(("country", "kind", "days"), TERMS)
def test_the_longest_term_by_law(country: str, kind: CustomerKind | None, days: int | None) -> None:
    assert longest_term(country, kind, ISSUED, LAW) == days


@pytest.mark.parametrize(
    ("country", "kind", "due", "agreed", "too_long"),
    [
        ("SE", CustomerKind.BUSINESS, date(2026, 10, 31), None, False),
        ("SE", CustomerKind.BUSINESS, date(2026, 11, 1), None, True),
        ("SE", CustomerKind.BUSINESS, date(2026, 11, 1), False, True),
        ("SE", CustomerKind.BUSINESS, date(2026, 11, 1), True, False),
        ("SE", CustomerKind.PUBLIC, date(2026, 11, 1), True, True),
        ("NO", CustomerKind.BUSINESS, date(2026, 11, 30), None, False),
        ("NO", CustomerKind.BUSINESS, date(2026, 12, 1), None, True),
        ("NO", CustomerKind.PUBLIC, date(2026, 11, 1), None, True),
        ("NO", CustomerKind.PUBLIC, date(2026, 11, 1), True, False),
        ("NO", CustomerKind.CONSUMER, date(2027, 3, 1), None, False),
    ],
)
def test_a_term_beyond_the_law_needs_an_agreement(
    country: str, kind: CustomerKind, due: date, agreed: bool | None, too_long: bool
) -> None:
    paper = Paper(ISSUED, due, money("12 500", NOK), country=country, kind=kind, due_agreed=agreed)
    given = (due - ISSUED).days
    most = longest_term(country, kind, ISSUED, LAW)
    expected = (Finding(Check.TERM_TOO_LONG, (("days", given), ("most", most or 0))),) if too_long else ()
    assert findings(paper, LAW) == expected
