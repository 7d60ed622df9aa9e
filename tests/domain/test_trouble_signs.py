"""Hints of financial difficulty: tables of what repeats itself, and of what is too little to say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.case import Case
from app.domain.history import PlanSigned, PromiseMade
from app.domain.trouble_signs import BrokenPromises, LongerDelays, SmallerParts, trouble_signs
from tests.domain.cases import happened, money, paid, swedish

TODAY = date(2026, 11, 18)
DUE = date(2026, 8, 14)


def open_case(number: int = 1) -> Case:
    return swedish("24 860", DUE, number=number)


def promised(case: Case, *days: tuple[int, int]) -> Case:
    """Return the case with promises for days of 2026, each made five days before."""
    for month, day in days:
        by = date(2026, month, day)
        case = happened(case, PromiseMade(money("5 000"), by), by - timedelta(days=5))
    return case


def test_two_broken_promises_are_told_with_their_number_and_the_last_day() -> None:
    case = promised(open_case(), (10, 2), (10, 30))
    assert trouble_signs([case], TODAY) == (BrokenPromises(2, date(2026, 10, 30)),)


@pytest.mark.parametrize(
    "case",
    [
        open_case(),
        promised(open_case(), (10, 2)),
        promised(open_case(), (10, 2), (11, 27)),
        paid(promised(open_case(), (10, 2), (10, 9), (10, 30)), "5 000", date(2026, 10, 29)),
        paid(promised(open_case(), (10, 2), (10, 30)), "24 860", date(2026, 11, 10)),
    ],
    ids=["none", "one", "one still running", "the latest was kept", "all is paid"],
)
def test_too_few_broken_promises_say_nothing(case: Case) -> None:
    assert trouble_signs([case], TODAY) == ()


def test_promises_older_than_a_year_say_nothing() -> None:
    case = promised(open_case(), (10, 2), (10, 30))
    assert trouble_signs([case], date(2027, 10, 31)) == ()
    assert trouble_signs([case], date(2027, 10, 2)) == (BrokenPromises(2, date(2026, 10, 30)),)


def test_one_call_about_two_invoices_is_one_promise() -> None:
    cases = [promised(open_case(1), (10, 2)), promised(open_case(2), (10, 2))]
    assert trouble_signs(cases, TODAY) == ()


def parts(*amounts: str) -> Case:
    case = open_case()
    for month, amount in enumerate(amounts, start=12 - len(amounts)):
        case = paid(case, amount, date(2026, month, 5))
    return case


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (("4 000", "2 000", "500"), ("4 000", "2 000", "500")),
        (("1 000", "4 000", "2 000", "500"), ("4 000", "2 000", "500")),
        (("4 000", "2 000"), None),
        (("4 000",), None),
        ((), None),
        (("2 000", "2 000", "2 000"), None),
        (("4 000", "2 000", "2 000"), None),
        (("500", "2 000", "4 000"), None),
        (("4 000", "500", "2 000"), None),
    ],
)
def test_parts_are_told_when_the_last_three_shrink(
    amounts: tuple[str, ...], told: tuple[str, ...] | None
) -> None:
    expected = (SmallerParts("1001", tuple(money(each) for each in told)),) if told else ()
    assert trouble_signs([parts(*amounts)], TODAY) == expected


def test_what_came_in_on_one_day_is_one_part() -> None:
    case = paid(parts("4 000", "2 000"), "500", date(2026, 11, 5))
    assert trouble_signs([case], TODAY) == ()


def test_parts_of_an_agreed_plan_say_nothing() -> None:
    case = happened(parts("4 000", "2 000", "500"), PlanSigned(1), date(2026, 8, 20))
    assert trouble_signs([case], TODAY) == ()


def history(*delays: int) -> list[Case]:
    """Return one open invoice and paid ones, each so many days late, a month apart."""
    cases = [open_case(99)]
    for number, days in enumerate(delays, start=1):
        due = date(2026, 4 + number, 15)
        due += timedelta(days={5: 2, 6: 1}.get(due.weekday(), 0))
        case = swedish("1 000", due, number=number)
        cases.append(paid(case, "1 000", due + timedelta(days=days)))
    return cases


@pytest.mark.parametrize(
    ("delays", "told"),
    [
        ((0, 4, 9, 15), (0, 4, 9, 15)),
        ((20, 0, 4, 9, 15), (0, 4, 9, 15)),
        ((4, 9, 15), None),
        ((15,), None),
        ((0, 1, 2, 3), None),
        ((10, 12, 14, 16), None),
        ((-9, -5, 0, 4), None),
        ((0, 9, 4, 15), None),
        ((15, 9, 4, 0), None),
        ((5, 5, 5, 5), None),
    ],
)
def test_delays_are_told_when_four_grow_plainly(
    delays: tuple[int, ...], told: tuple[int, ...] | None
) -> None:
    assert trouble_signs(history(*delays), TODAY) == ((LongerDelays(told),) if told else ())


def test_nothing_is_said_about_who_owes_nothing() -> None:
    assert trouble_signs(history(0, 4, 9, 15)[1:], TODAY) == ()
    assert trouble_signs([], TODAY) == ()


def test_every_sign_is_told_beside_the_others() -> None:
    case = promised(parts("4 000", "2 000", "500"), (10, 2), (10, 30))
    signs = trouble_signs([case, *history(0, 4, 9, 15)], TODAY)
    assert [type(sign) for sign in signs] == [BrokenPromises, SmallerParts, LongerDelays]
