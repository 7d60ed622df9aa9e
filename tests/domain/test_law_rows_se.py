"""Sweden, row by row: fees, compensation, start of interest, time to pay; each side of every limit.

`C` and `B` are a consumer and a business; where both stand in one row the law makes no difference.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.allowed import letter_step
from app.domain.case import Case
from app.domain.charges import collection_demand_fee, compensation, plan_fee, reminder_fee
from app.domain.deadline import PayByTooEarlyError, pay_by
from app.domain.due import effective_due_on
from app.domain.history import LetterKind
from app.domain.invoice import Facts
from app.domain.late_interest import interest_start, lawful_interest
from app.domain.ledger import EntryKind
from app.domain.party import Customer
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    UNSET,
    booked,
    charged,
    happened,
    letter,
    says,
    sent,
    swedish,
    with_facts,
)
from tests.domain.random_cases import dearest

STATUTES = load()
DUE = date(2026, 3, 2)
KIND = {"C": CONSUMER, "B": BUSINESS, "U": UNSET, "P": replace(BUSINESS, name="Kommunen")}
AGREED = Facts(due_agreed=True, fee_agreed=True)


def d(text: str) -> date:
    return date.fromisoformat(text)


def who(letters: str) -> list[Customer]:
    return [KIND[each] for each in letters]


# Lag (1981:739) 4 §, in force 2013-03-16; before it förordning 1981:1057 (repealed by SFS 2013:59).
@pytest.mark.parametrize(
    ("kinds", "sent_on", "reminder", "demand", "plan", "source"),
    [
        ("CB", "2013-03-15", "50.00", "160.00", "150.00", "förordning 1981:1057 (SFS 1996:938)"),
        ("CB", "2013-03-16", "60.00", "180.00", "170.00", "lag 1981:739 4 § (SFS 2013:56)"),
        ("CBUP", "2013-12-31", "60.00", "180.00", "170.00", "4 §, picked by the day of sending"),
        ("CBUP", "2020-01-01", "60.00", "180.00", "170.00", "4 §"),
        ("CBUP", "2026-12-31", "60.00", "180.00", "170.00", "4 §: a standing table"),
        ("CBUP", "2027-01-01", "60.00", "180.00", "170.00", "4 §: no end of the year ends it"),
    ],
)
def test_the_fees_are_those_of_the_day_of_sending(
    *, kinds: str, sent_on: str, reminder: str, demand: str, plan: str, source: str
) -> None:
    for customer in who(kinds):
        case = swedish("4800", date(2013, 1, 2), customer=customer, facts=AGREED)
        asked = [rule(case, d(sent_on), STATUTES) for rule in (reminder_fee, collection_demand_fee, plan_fee)]
        assert [says(charge)[0] for charge in asked] == [reminder, demand, plan], source


# 2 §: agreed no later than when the debt arose. It arises with the supply, or the invoice if that is earlier.
@pytest.mark.parametrize(
    ("kinds", "agreed", "agreed_on", "supplied_on", "fee", "source"),
    [
        ("CBUP", True, None, None, "60.00", "2 §: agreed, on a day nobody doubts"),
        ("CBUP", True, "2026-02-02", None, "60.00", "2 §: on the day of the invoice"),
        ("CBUP", True, "2026-02-03", None, None, "2 §: the day after it"),
        ("CBUP", True, "2026-01-20", "2026-01-20", "60.00", "2 §: on the day of the supply"),
        ("CBUP", True, "2026-01-21", "2026-01-20", None, "2 §: the day after the supply"),
        ("CBUP", True, "2026-02-02", "2026-02-10", "60.00", "2 §: invoiced before the supply"),
        ("CBUP", True, "2026-02-10", "2026-02-10", None, "2 §: the invoice is the earlier"),
        ("CBUP", False, None, None, None, "law 8.3: not agreed, 180 only"),
        ("CBUP", None, None, None, None, "decisions 1: unknown is never yes"),
    ],
)
def test_the_reminder_fee_is_agreed_no_later_than_when_the_debt_arose(
    *, kinds: str, agreed: bool | None, agreed_on: str | None, supplied_on: str | None, fee: str | None,
    source: str,
) -> None:  # fmt: skip
    facts = Facts(
        fee_agreed=agreed,
        fee_agreed_on=d(agreed_on) if agreed_on else None,
        supplied_on=d(supplied_on) if supplied_on else None,
    )
    for customer in who(kinds):
        case = swedish("4800", DUE, customer=customer, facts=facts, issued=date(2026, 2, 2))
        assert says(reminder_fee(case, date(2026, 4, 20), STATUTES))[0] == fee, source
        assert says(collection_demand_fee(case, date(2026, 4, 20), STATUTES))[0] == "180.00", source


# Law 8.3, first two lines: what a whole ladder comes to beside the principal.
def ladder(case: Case, *, compensated_first: bool = False) -> str:
    """Send the dearest reminder and demand; return what they book beside interest."""
    if compensated_first:
        case = charged_compensation(case)
    for kind, day in ((LetterKind.REMINDER, 10), (LetterKind.COLLECTION_DEMAND, 60)):
        asked = dearest(case, kind, DUE + timedelta(days=day), interest=False)
        assert asked is not None
        case = sent(case, asked)
    return str((case.open - case.invoice.amount_due).amount)


def charged_compensation(case: Case) -> Case:
    asked = compensation(case, DUE + timedelta(days=5), STATUTES)
    assert asked.amount is not None
    told = letter(LetterKind.REMINDER, DUE + timedelta(days=8), case.open, compensated=True)
    case = happened(case, told, DUE + timedelta(days=5))
    return booked(case, EntryKind.LATE_COMPENSATION, asked.amount, DUE + timedelta(days=5))


@pytest.mark.parametrize(
    ("kind", "fee_agreed", "compensated_first", "expected", "source"),
    [
        ("C", True, False, "240.00", "law 8.3: 60 + 180"),
        ("C", False, False, "180.00", "law 8.3: not agreed"),
        ("C", None, False, "180.00", "law 8.3: not known"),
        ("U", True, False, "240.00", "decisions 1: unset is a consumer"),
        ("B", True, True, "450.00", "law 8.3: 450 alone swallows 60 + 180, 5 § st2"),
        ("B", False, True, "450.00", "5 § st2"),
        ("P", True, True, "450.00", "4 a §: toward public bodies too"),
        ("B", True, False, "450.00", "5 § st2: 450 in the demand, net of the 60 before"),
    ],
)
def test_a_whole_ladder_comes_to_what_the_act_allows(
    kind: str, fee_agreed: bool | None, compensated_first: bool, expected: str, source: str
) -> None:
    case = swedish("4800", DUE, customer=KIND[kind], facts=Facts(due_agreed=True, fee_agreed=fee_agreed))
    assert ladder(case, compensated_first=compensated_first) == expected, source


# Räntelag 3 and 4 §§: the day interest starts (the day after it is the first that bears any).
NOTICE, NONE = Facts(interest_notice_given=True), Facts()


@pytest.mark.parametrize(
    ("kinds", "issued", "due", "facts", "start", "source"),
    [
        ("CU", "2026-03-02", "2026-04-01", NOTICE, "2026-04-01", "law 8.3"),
        ("CU", "2026-03-02", "2026-04-16", NOTICE, "2026-04-16", "law 8.3: never before the claim is due"),
        ("CU", "2026-03-02", "2026-03-12", NOTICE, "2026-04-01", "law 8.3: 30 days after sending"),
        ("CU", "2026-03-02", "2026-03-12", NONE, None, "4 § st2: no sentence, no interest"),
        ("CU", "2026-03-02", "2026-03-12", Facts(interest_notice_given=False), None, "4 § st2"),
        ("BP", "2026-03-02", "2026-03-12", NONE, "2026-04-01", "4 § st2: no sentence needed"),
        ("BP", "2026-03-02", "2026-04-16", NONE, "2026-04-16", "2 § st1"),
        ("CBUP", "2026-03-02", "2026-03-12", Facts(due_agreed=True), "2026-03-12", "3 § st1"),
        ("CBUP", "2026-03-02", "2026-03-31", replace(NOTICE, due_agreed=False), "2026-04-01", "4 § st1"),
        ("CBUP", "2026-12-02", "2027-01-01", Facts(due_agreed=True), "2027-01-04", "3 § and weekend"),
        ("BP", "2026-02-01", "2026-02-10", NONE, "2026-03-03", "4 §: 30 days over February"),
        ("BP", "2024-02-01", "2024-02-10", NONE, "2024-03-02", "4 §: 30 days over a leap February"),
        ("CU", "2026-03-02", "2026-03-12", replace(NOTICE, delivered_on=d("2026-04-10")), "2026-04-10",
         "4 § st1: never before it arrived"),
        ("CU", "2026-03-02", "2026-03-12", replace(NOTICE, delivered_on=d("2026-03-20")), "2026-04-01",
         "4 § st1: the later of both"),
    ],
)  # fmt: skip
def test_interest_starts_on_the_day_of_the_act(
    *, kinds: str, issued: str, due: str, facts: Facts, start: str | None, source: str
) -> None:
    for customer in who(kinds):
        case = swedish("36500", d(due), customer=customer, facts=facts, issued=d(issued))
        found = interest_start(case).on
        assert found == (d(start) if start else None), source
        if found and found.year == 2026:
            days = (timedelta(0), timedelta(days=1), timedelta(days=2))
            told = [str(lawful_interest(case, found + day, STATUTES).amount.amount) for day in days]
            assert told == ["0.00", "10.00", "20.00"], source  # 36 500 x 10 % / 365 = 10 a day


# Skuldebrevslagen 5 § by analogy: a due date on no bank day moves to the next one.
@pytest.mark.parametrize(
    ("printed", "effective", "source"),
    [
        ("2026-02-27", "2026-02-27", "a Friday stays"),
        ("2026-02-28", "2026-03-02", "Saturday"),
        ("2026-03-01", "2026-03-02", "Sunday"),
        ("2026-04-02", "2026-04-02", "Maundy Thursday is a bank day"),
        ("2026-04-03", "2026-04-07", "Good Friday to Easter Tuesday"),
        ("2026-04-30", "2026-04-30", "Walpurgis Night is a bank day"),
        ("2026-05-01", "2026-05-04", "1 May, a Friday"),
        ("2026-05-14", "2026-05-15", "Ascension Day"),
        ("2025-06-06", "2025-06-09", "National Day, a Friday"),
        ("2026-06-18", "2026-06-18", "the day before Midsummer Eve"),
        ("2026-06-19", "2026-06-22", "Midsummer Eve"),
        ("2026-10-31", "2026-11-02", "All Saints' Day, a Saturday"),
        ("2026-12-23", "2026-12-23", "the day before Christmas Eve"),
        ("2026-12-24", "2026-12-28", "Christmas Eve"),
        ("2026-12-30", "2026-12-30", "the day before New Year's Eve"),
        ("2026-12-31", "2027-01-04", "New Year's Eve, over the turn of the year"),
        ("2026-01-06", "2026-01-07", "Epiphany"),
    ],
)
def test_a_due_date_moves_to_the_next_bank_day(printed: str, effective: str, source: str) -> None:
    for customer in who("CB"):
        case = swedish("100", d(printed), customer=customer, issued=d(printed) - timedelta(days=20))
        assert effective_due_on(case) == d(effective), source
        early, late = (letter_step(LetterKind.FRIENDLY, case, d(effective) + timedelta(days=n), STATUTES)
                       for n in (0, 1))  # fmt: skip
        assert (early.allowed, late.allowed) == (False, True), source


# Inkassolagen 5 §, guideline p. 26: 8 days from sending, 4 bank days after receipt (post: 2nd bank day).
@pytest.mark.parametrize(
    ("channel", "sent_on", "earliest", "source"),
    [
        ("post", "2026-11-02", "2026-11-10", "Monday: received Wednesday, 8 days decide"),
        ("post", "2026-11-05", "2026-11-13", "Thursday: received Monday 9th, fourth day Friday 13th"),
        ("post", "2026-11-06", "2026-11-16", "Friday: received Tuesday 10th; day 8 is a Saturday"),
        ("post", "2026-11-07", "2026-11-16", "Saturday: received Tuesday 10th; day 8 is a Sunday"),
        ("email", "2026-11-06", "2026-11-16", "Friday: day 8 is a Saturday"),
        ("email", "2026-11-04", "2026-11-12", "Wednesday: 8 days decide"),
        ("post", "2026-03-30", "2026-04-09", "Easter: received 1 April; 2, 7, 8, 9 April; day 8 is the 7th"),
        ("email", "2026-04-01", "2026-04-09", "Easter: 2, 7, 8, 9 April"),
        ("post", "2026-12-21", "2027-01-04", "Christmas: received 23rd; 28, 29, 30, 4 January"),
        ("email", "2026-12-23", "2027-01-04", "Christmas: 28, 29, 30, 4 January"),
        ("post", "2026-06-16", "2026-06-25", "Midsummer: received 18th; 22, 23, 24, 25"),
    ],
)
def test_a_demand_names_no_earlier_day(channel: str, sent_on: str, earliest: str, source: str) -> None:
    on, kind = d(sent_on), LetterKind.COLLECTION_DEMAND
    least = on + timedelta(days=8)
    assert pay_by(kind, on, "SE", STATUTES, chosen=least, channel=channel) == d(earliest), source
    with pytest.raises(PayByTooEarlyError):
        pay_by(kind, on, "SE", STATUTES, chosen=least - timedelta(days=1), channel=channel)


# 4 a §: between businesses, claims due from 2013-03-16, once interest runs; never for others.
@pytest.mark.parametrize(
    ("kind", "due", "on", "sum_", "source"),
    [
        ("B", "2013-03-15", "2013-06-03", None, "4 a §: due before the Act"),
        ("B", "2013-03-18", "2013-06-03", "450.00", "4 a §: due after it"),
        ("B", "2026-03-02", "2026-03-02", None, "not on the due date"),
        ("B", "2026-03-02", "2026-03-03", "450.00", "the first day that bears interest"),
        ("P", "2026-03-02", "2026-03-03", "450.00", "4 a §: public bodies"),
        ("C", "2026-03-02", "2026-06-03", None, "never from a consumer"),
        ("U", "2026-03-02", "2026-06-03", None, "never from a kind not known"),
    ],
)
def test_the_450_are_for_businesses_once_interest_runs(
    kind: str, due: str, on: str, sum_: str | None, source: str
) -> None:
    case = swedish("4800", d(due), customer=KIND[kind], facts=AGREED)
    assert says(compensation(case, d(on), STATUTES))[0] == sum_, source
    unconfirmed = replace(case, customer=replace(case.customer, kind_confirmed=False))
    assert compensation(unconfirmed, d(on), STATUTES).amount is None, "decisions 1: a kind the user has set"


def test_each_fee_is_taken_once_an_invoice() -> None:
    """Lag 1981:739 5 § first paragraph; one of each kind (decisions 5)."""
    for customer in who("CB"):
        case = with_facts(swedish("4800", DUE, customer=customer), AGREED)
        case = charged(case, LetterKind.REMINDER, date(2026, 4, 1), date(2026, 4, 15), "60")
        case = charged(case, LetterKind.COLLECTION_DEMAND, date(2026, 4, 20), date(2026, 5, 4), "180")
        for rule in (reminder_fee, collection_demand_fee):
            assert rule(case, date(2028, 1, 3), STATUTES).amount is None
