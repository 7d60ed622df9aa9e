"""The four worked examples of the house rules, to the öre: from the first letter to the last."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.amounts import owed
from app.domain.case import Case
from app.domain.claim import Claim, claim
from app.domain.history import LetterKind, PromiseMade
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    happened,
    money,
    norwegian,
    paid,
    sent,
    swedish,
)

STATUTES = load()
REMINDER, DEMAND = LetterKind.REMINDER, LetterKind.COLLECTION_DEMAND
WARNING = LetterKind.COLLECTION_WARNING


def _letter(case: Case, kind: LetterKind, on: date, *, fee: bool, compensation: bool = False) -> Claim:
    return claim([case], kind, on, STATUTES, interest=True, fee=fee, compensation=compensation, pay_by=None)


def _new(letter: Claim, kind: EntryKind) -> Money:
    return Money.total((entry.amount for entry in letter.entries if entry.kind is kind), letter.currency)


def _swedish_business() -> Case:
    case = paid(swedish("29 860", date(2026, 10, 28), issued=date(2026, 9, 28)), "5 000", date(2026, 11, 2))
    promise = PromiseMade(money("24 860"), date(2026, 11, 16))
    return happened(case, promise, date(2026, 11, 4))


def _swedish_consumer(*, sentence: bool) -> Case:
    facts = Facts(interest_notice_given=sentence or None)
    issued = date(2026, 8, 3)
    return swedish("4 800", date(2026, 9, 2), customer=CONSUMER, facts=facts, issued=issued)


# Amounts: interest new in the letter, fee, total of the letter; then the day to pay.
LETTERS = [
    pytest.param(
        _swedish_business(),
        [
            (REMINDER, date(2026, 11, 18), True, "149.88", "60", "25 069.88", date(2026, 12, 2)),
            (DEMAND, date(2026, 12, 7), True, "129.41", "180", "25 379.29", date(2026, 12, 17)),
        ],
        id="SE business, due date and fee agreed, part paid",
    ),
    pytest.param(
        _swedish_consumer(sentence=True),
        [
            (REMINDER, date(2026, 9, 17), False, "19.73", "0", "4 819.73", date(2026, 10, 1)),
            (DEMAND, date(2026, 10, 6), True, "24.98", "180", "5 024.71", date(2026, 10, 20)),
        ],
        id="SE consumer, interest sentence on the invoice",
    ),
    pytest.param(
        norwegian("25 000", date(2026, 9, 15), customer=BUSINESS),
        [
            (REMINDER, date(2026, 9, 30), True, "125.86", "38", "25 163.86", date(2026, 10, 14)),
            (WARNING, date(2026, 10, 19), True, "159.41", "38", "25 361.27", date(2026, 11, 2)),
        ],
        id="NO business",
    ),
    pytest.param(
        norwegian("8 750", date(2026, 3, 1), customer=CONSUMER),
        [
            (REMINDER, date(2026, 3, 17), True, "43.15", "38", "8 831.15", date(2026, 3, 31)),
            (WARNING, date(2026, 4, 8), True, "63.29", "38", "8 932.44", date(2026, 4, 22)),
        ],
        id="NO consumer, due on a Sunday",
    ),
]


@pytest.mark.parametrize(("case", "letters"), LETTERS)
def test_each_letter_of_the_worked_examples_is_right_to_the_ore(
    case: Case, letters: list[tuple[LetterKind, date, bool, str, str, str, date]]
) -> None:
    currency = case.invoice.currency
    for kind, on, with_fee, interest, fee, total, pay_by in letters:
        letter = _letter(case, kind, on, fee=with_fee)
        fees = _new(letter, EntryKind.REMINDER_FEE) + _new(letter, EntryKind.COLLECTION_FEE)
        assert _new(letter, EntryKind.LATE_INTEREST) == money(interest, currency)
        assert fees == money(fee, currency)
        assert letter.total == money(total, currency)
        assert letter.pay_by == pay_by
        case = sent(case, letter)
        assert case.open == letter.total
        for day in (on, pay_by):
            assert owed(case, day, STATUTES).total == letter.total


@pytest.mark.parametrize(
    ("case", "first", "second", "entry", "total"),
    [
        (
            _swedish_business(),
            (REMINDER, date(2026, 11, 18)),
            (DEMAND, date(2026, 12, 7)),
            "390",
            "25 589.29",
        ),
        (
            norwegian("25 000", date(2026, 9, 15)),
            (REMINDER, date(2026, 9, 30)),
            (WARNING, date(2026, 10, 19)),
            "392",
            "25 715.27",
        ),
    ],
    ids=["SE 450", "NO § 3 a"],
)
def test_the_compensation_in_the_second_letter_is_net_of_the_first_fee(
    case: Case, first: tuple[LetterKind, date], second: tuple[LetterKind, date], entry: str, total: str
) -> None:
    currency = case.invoice.currency
    reminded = sent(case, _letter(case, *first, fee=True))
    letter = _letter(reminded, *second, fee=False, compensation=True)
    assert _new(letter, EntryKind.LATE_COMPENSATION) == money(entry, currency)
    assert letter.total == money(total, currency)


def test_interest_without_any_letter_is_rounded_once() -> None:
    assert owed(_swedish_business(), date(2026, 11, 25), STATUTES).total == money("25 057.56")


@pytest.mark.parametrize(
    ("kind", "on", "fee", "total"),
    [(REMINDER, date(2026, 9, 17), False, "4 800.00"), (DEMAND, date(2026, 10, 6), True, "4 980.00")],
)
def test_a_consumer_without_the_interest_sentence_owes_no_interest(
    kind: LetterKind, on: date, fee: bool, total: str
) -> None:
    assert _letter(_swedish_consumer(sentence=False), kind, on, fee=fee).total == money(total)
