"""What a case comes to on a day, and what of the interest may be booked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.amounts import Owed, interest_to_book, owed, per_day, running_letter
from app.domain.case import Case
from app.domain.claim import claim
from app.domain.history import LetterKind
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.money import NOK, Money
from app.statutes import load
from tests.domain.cases import CONSUMER, booked, happened, letter, money, norwegian, paid, sent, swedish

STATUTES = load()
DUE = date(2026, 3, 2)
SENT, PAY_BY, AFTER = date(2026, 3, 17), date(2026, 3, 31), date(2026, 4, 1)


def _parts(sums: Owed) -> dict[EntryKind, str]:
    return {part.kind: str(part.amount.amount) for part in sums.components}


def _lettered(case: Case, kind: LetterKind) -> Case:
    wanted = claim([case], kind, SENT, STATUTES, interest=True, fee=False, compensation=False, pay_by=PAY_BY)
    return sent(case, wanted)


def test_the_parts_of_what_is_owed_sum_to_the_total() -> None:
    case = paid(swedish("10 000", DUE), "2 500", date(2026, 3, 9))
    case = booked(case, EntryKind.REMINDER_FEE, money("60"), SENT)
    sums = owed(case, date(2026, 3, 23), STATUTES)
    # 10 000 × 10 % × 7/365 = 19.178; 7 500 × 10 % × 14/365 = 28.767
    assert _parts(sums) == {
        EntryKind.PRINCIPAL: "10000.00",
        EntryKind.LATE_INTEREST: "47.95",
        EntryKind.REMINDER_FEE: "60.00",
        EntryKind.PAYMENT: "-2500.00",
    }
    assert sums.open == money("7 560.00")
    assert sums.total == money("7 607.95")
    assert Money.total((part.amount for part in sums.components), sums.open.currency) == sums.total
    interest = sums.components[1]
    assert (interest.first_day, interest.last_day) == (date(2026, 3, 3), date(2026, 3, 23))
    assert interest.law == "Räntelag (1975:635) 3 §; Räntelag (1975:635) 6 §"
    assert [part.days for part in interest.segments] == [7, 14]


@pytest.mark.parametrize(
    ("kind", "until_then", "afterwards"),
    [
        (LetterKind.FRIENDLY, "10 000.00", "10 082.19"),  # 30 days at 10 %
        (LetterKind.REMINDER, "10 041.10", "10 082.19"),  # 15 days claimed, then all 30
    ],
)
def test_the_sum_of_a_letter_settles_the_case_until_its_day_to_pay_has_passed(
    kind: LetterKind, until_then: str, afterwards: str
) -> None:
    case = _lettered(swedish("10 000", DUE), kind)
    for day in (SENT, PAY_BY):
        assert owed(case, day, STATUTES).total == money(until_then)
    assert owed(case, AFTER, STATUTES).total == money(afterwards)


def test_only_the_last_letter_of_the_ladder_counts_as_running() -> None:
    case = _lettered(swedish("10 000", DUE), LetterKind.REMINDER)
    running = running_letter(case, PAY_BY)
    assert running is not None
    assert (running.sent_on, running.pay_by) == (SENT, PAY_BY)
    assert running_letter(case, date(2026, 3, 16)) is None
    assert running_letter(case, AFTER) is None
    thanked = happened(case, letter(LetterKind.THANKS, None, money("0")), date(2026, 3, 20))
    assert running_letter(thanked, PAY_BY) == running


def test_interest_booked_too_high_is_to_be_booked_back() -> None:
    case = _lettered(swedish("10 000", DUE), LetterKind.REMINDER)
    dated_back = paid(case, "5 000", date(2026, 3, 9))
    # 10 000 for 7 days, 5 000 for 8: 19.178 + 10.959 = 30.14 instead of 41.10.
    assert interest_to_book(dated_back, SENT, STATUTES) == money("-10.96")
    assert owed(dated_back, SENT, STATUTES).unbooked_interest == money("0")


def test_a_paid_case_owes_no_interest_that_was_never_booked() -> None:
    sums = owed(paid(swedish("10 000", DUE), "10 000", date(2026, 4, 1)), date(2026, 5, 1), STATUTES)
    assert sums.total == money("0")
    assert [(part.kind, part.reason) for part in sums.unused] == [(EntryKind.LATE_INTEREST, "paid")]


def test_a_case_without_interest_says_why() -> None:
    case = swedish("4 800", DUE, customer=CONSUMER, facts=Facts())
    sums = owed(case, AFTER, STATUTES)
    assert sums.total == money("4 800")
    assert [part.reason for part in sums.unused] == ["interest_notice_missing"]


def test_interest_stops_at_the_last_day_with_a_known_rate_and_says_so() -> None:
    case = norwegian("10 000", date(2026, 12, 1))
    known, beyond = owed(case, date(2026, 12, 31), STATUTES), owed(case, date(2027, 2, 1), STATUTES)
    assert known.known_through is None
    assert beyond.known_through == date(2026, 12, 31)
    assert beyond.total == known.total


@pytest.mark.parametrize(
    ("case", "on", "expected"),
    [
        (swedish("36 500", DUE), SENT, "10"),
        (paid(swedish("36 500", DUE), "18 250", SENT), SENT, "5"),
        (swedish("36 500", DUE), DUE, "10"),
        (norwegian("36 500", DUE), SENT, "12"),
        (swedish("36 500", DUE, facts=Facts(), customer=CONSUMER), SENT, "0"),
        (swedish("36 500", DUE), date(2026, 12, 31), "0"),  # the rate of the next day is not known
    ],
    ids=["a day", "after a part payment", "from the due date", "NO", "bears none", "rate unknown"],
)
def test_each_further_day_costs_the_rate_of_the_day_on_what_is_unpaid(
    case: Case, on: date, expected: str
) -> None:
    assert per_day(case, on, STATUTES) == Decimal(expected)


def test_a_running_letter_does_not_hide_what_each_day_will_cost() -> None:
    case = _lettered(swedish("36 500", DUE), LetterKind.REMINDER)
    assert per_day(case, date(2026, 3, 20), STATUTES) == Decimal(10)


def test_norwegian_interest_is_counted_in_kroner_of_its_own() -> None:
    sums = owed(norwegian("10 000", date(2026, 8, 3)), date(2026, 9, 14), STATUTES)
    assert sums.unbooked_interest == money("140.96", NOK)
