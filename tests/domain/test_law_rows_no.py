"""Norway, row by row: fees, deadlines, the six months, due dates; each side of every limit.

The rules make no difference between consumer and business here (inkassoforskriften, NO-F9), which each row
asks of both.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.allowed import allowed, letter_step
from app.domain.case import Case
from app.domain.charges import collection_demand_fee, compensation, letter_fee, reminder_fee, warning_fee
from app.domain.deadline import PayByTooEarlyError, pay_by
from app.domain.due import effective_due_on
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind
from app.domain.late_interest import lawful_interest
from app.domain.ledger import EntryKind
from app.domain.money import NOK
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
    money,
    norwegian,
    says,
)

STATUTES = load()
KIND = {"C": CONSUMER, "B": BUSINESS, "U": UNSET}
REMINDER, WARNING = LetterKind.REMINDER, LetterKind.COLLECTION_WARNING
DEMAND, NOTICE = LetterKind.PAYMENT_DEMAND, LetterKind.ENFORCEMENT_NOTICE


def d(text: str) -> date:
    return date.fromisoformat(text)


def both(amount: str, due: str) -> list[Case]:
    return [norwegian(amount, d(due), customer=customer) for customer in (CONSUMER, BUSINESS)]


def day_of(text: str) -> date | None:
    return d(text) if text else None


# Inkassoforskriften § 1-2: from the 14th day after the due date that holds.
@pytest.mark.parametrize(
    ("due", "sent_on", "fee", "from_day", "source"),
    [
        ("2026-03-02", "2026-03-15", None, "2026-03-16", "law 8.3: day 13"),
        ("2026-03-02", "2026-03-16", "38.00", "", "law 8.3: day 14"),
        ("2026-03-01", "2026-03-15", None, "2026-03-16", "a Sunday, moved to Monday 2"),
        ("2026-03-01", "2026-03-16", "38.00", "", "a Sunday, moved to Monday 2"),
        ("2025-12-18", "2025-12-31", None, "2026-01-01", "day 13 over the turn of the year"),
        ("2025-12-18", "2026-01-01", "38.00", "", "day 14 over the turn of the year"),
        ("2026-02-16", "2026-03-01", None, "2026-03-02", "day 13 over February"),
        ("2024-02-16", "2024-03-01", "35.00", "", "day 14 over a leap February"),
        ("2024-02-16", "2024-02-29", None, "2024-03-01", "day 13 on the leap day"),
        ("2026-03-27", "2026-04-09", None, "2026-04-10", "day 13 past Easter: calendar days"),
        ("2026-04-02", "2026-04-20", None, "2026-04-21", "Maundy Thursday, moved to Tuesday 7 April"),
        ("2026-04-02", "2026-04-21", "38.00", "", "Maundy Thursday, moved to Tuesday 7 April"),
    ],
)
def test_the_first_fee_waits_fourteen_days(
    due: str, sent_on: str, fee: str | None, from_day: str, source: str
) -> None:
    for case in both("8750", due):
        for rule in (reminder_fee, warning_fee):
            amount, first, reason = says(rule(case, d(sent_on), STATUTES))
            assert (amount, first) == (fee, day_of(from_day)), source
            assert reason is (None if fee else Hindrance.FEE_TOO_EARLY), source


# §§ 1-1, 1-2: the sats of the day of sending, the fraction of the due date, rounded from 2026-01-01.
@pytest.mark.parametrize(
    ("due", "sent_on", "small", "large", "source"),
    [
        ("2015-01-02", "2015-12-31", "65.00", "195.00", "650 x 1/10, 3/10"),
        ("2015-01-02", "2016-01-01", "67.00", "201.00", "670 x 1/10, 3/10"),
        ("2015-01-02", "2016-12-31", "67.00", "201.00", "670"),
        ("2015-01-02", "2017-01-01", "70.00", "210.00", "700"),
        ("2020-09-30", "2021-01-10", "70.00", "210.00", "law 8.3: claims due to 2020-09-30 keep 1/10"),
        ("2020-10-01", "2021-01-10", "35.00", "105.00", "law 8.3: from 2020-10-01 1/20 and 3/20"),
        ("2020-10-02", "2021-01-10", "35.00", "105.00", "law 8.3"),
        ("2020-09-30", "2025-12-31", "70.00", "210.00", "the fraction follows the due date"),
        ("2020-09-30", "2026-01-01", "75.00", "225.00", "750 x 1/10, 3/10"),
        ("2025-11-03", "2025-12-31", "35.00", "105.00", "law 8.3: the day before the new sats"),
        ("2025-11-03", "2026-01-01", "38.00", "113.00", "law 8.3: 37.50 and 112.50, to the nearest krone"),
        ("2026-03-02", "2026-12-31", "38.00", "113.00", "the last day of the act of 1988"),
    ],
)
def test_the_fee_is_sats_times_fraction(due: str, sent_on: str, small: str, large: str, source: str) -> None:
    for case in both("8750", due):
        assert says(reminder_fee(case, d(sent_on), STATUTES)) == (small, None, None), source
        assert says(warning_fee(case, d(sent_on), STATUTES)) == (small, None, None), source
        warned = _warned_without_fee(case, d(sent_on))
        assert says(collection_demand_fee(warned, d(sent_on), STATUTES)) == (large, None, None), source


def _warned_without_fee(case: Case, on: date) -> Case:
    """Return the case after a warning without fee whose fourteen days ended the day before."""
    told = letter(WARNING, on - timedelta(days=1), case.open)
    return happened(case, told, on - timedelta(days=15))


# § 1-3: the second small fee after a missed deadline of at least 14 days; then six months.
@pytest.mark.parametrize(
    ("first", "pay_by_", "second", "fee", "source"),
    [
        ("2026-03-16", "2026-03-30", "2026-03-30", None, "the last day of the deadline is in time"),
        ("2026-03-16", "2026-03-30", "2026-03-31", "38.00", "law 8.3: the deadline was missed"),
        ("2026-03-16", "2026-03-29", "2026-04-20", None, "13 days are no deadline (NO-F6)"),
        ("2026-03-16", "2026-03-29", "2026-09-16", None, "13 days: the last day of the six months"),
        ("2026-03-16", "2026-03-29", "2026-09-17", "38.00", "13 days: more than six months (NO-F7)"),
        ("2025-08-31", "2025-09-15", "2025-09-16", "35.00", "missed"),
        ("2025-12-18", "2026-01-02", "2026-01-02", None, "over the turn of the year"),
        ("2025-12-18", "2026-01-02", "2026-01-03", "38.00", "the second at the new sats"),
    ],
)
def test_the_second_small_fee_waits_for_a_missed_deadline(
    first: str, pay_by_: str, second: str, fee: str | None, source: str
) -> None:
    for case in both("8750", "2025-08-01"):
        for kind in (REMINDER, WARNING):
            claimed = charged(case, kind, d(first), d(pay_by_), "38")
            rule = warning_fee if kind is REMINDER else reminder_fee
            assert says(rule(claimed, d(second), STATUTES))[0] == fee, source


@pytest.mark.parametrize(
    ("last", "sent_on", "fee", "source"),
    [
        ("2025-04-22", "2025-10-22", None, "NO-F7: six months to the day"),
        ("2025-04-22", "2025-10-23", "35.00", "NO-F7: more than six months"),
        ("2025-08-31", "2026-02-28", None, "the six months end with February"),
        ("2025-08-31", "2026-03-01", "38.00", "the day after"),
        ("2025-07-01", "2026-01-01", None, "over the turn of the year"),
        ("2025-07-01", "2026-01-02", "38.00", "over the turn of the year"),
        ("2023-08-31", "2024-02-29", None, "the six months end with a leap day"),
        ("2023-08-31", "2024-03-01", "35.00", "the day after a leap day"),
    ],
)
def test_after_two_small_fees_the_third_waits_six_months(
    last: str, sent_on: str, fee: str | None, source: str
) -> None:
    for case in both("8750", "2023-01-02"):
        once = charged(case, REMINDER, d(last) - timedelta(days=30), d(last) - timedelta(days=10), "35")
        twice = charged(once, WARNING, d(last), d(last) + timedelta(days=14), "35")
        for rule in (reminder_fee, warning_fee):
            assert says(rule(twice, d(sent_on), STATUTES))[0] == fee, source


# Inkassoloven §§ 9 and 10, inkassoforskriften § 1-3, tvangsfullbyrdelsesloven § 4-18: 14 days from sending.
@pytest.mark.parametrize("kind", [REMINDER, WARNING, DEMAND, NOTICE])
@pytest.mark.parametrize(
    ("sent_on", "earliest", "source"),
    [
        ("2026-03-16", "2026-03-30", "Monday to Monday"),
        ("2026-03-14", "2026-03-30", "day 14 is a Saturday"),
        ("2026-03-19", "2026-04-07", "day 14 is Maundy Thursday: past Easter"),
        ("2026-04-17", "2026-05-04", "day 14 is 1 May, a Friday"),
        ("2026-05-03", "2026-05-18", "day 14 is 17 May, a Sunday"),
        ("2026-12-10", "2026-12-24", "Christmas Eve is a bank day"),
        ("2026-12-11", "2026-12-28", "Christmas Day"),
        ("2026-12-18", "2027-01-04", "day 14 is New Year's Day"),
    ],
)
def test_a_formal_letter_leaves_fourteen_days(
    kind: LetterKind, sent_on: str, earliest: str, source: str
) -> None:
    on = d(sent_on)
    chosen = on + timedelta(days=14)
    assert pay_by(kind, on, "NO", STATUTES, chosen=chosen) == d(earliest), source
    with pytest.raises(PayByTooEarlyError):
        pay_by(kind, on, "NO", STATUTES, chosen=chosen - timedelta(days=1))


# Gjeldsbrevloven § 5: Saturday, Sunday, holiday, 1 and 17 May; the eves are working days.
@pytest.mark.parametrize(
    ("printed", "effective", "source"),
    [
        ("2026-02-27", "2026-02-27", "a Friday stays"),
        ("2026-02-28", "2026-03-02", "Saturday"),
        ("2026-03-01", "2026-03-02", "Sunday"),
        ("2026-04-01", "2026-04-01", "Wednesday before Easter"),
        ("2026-04-02", "2026-04-07", "Maundy Thursday"),
        ("2026-04-03", "2026-04-07", "Good Friday"),
        ("2026-05-01", "2026-05-04", "1 May"),
        ("2027-05-17", "2027-05-18", "17 May, a Monday"),
        ("2026-05-14", "2026-05-15", "Ascension Day"),
        ("2026-05-25", "2026-05-26", "Whit Monday"),
        ("2026-06-19", "2026-06-19", "Midsummer Eve is a bank day"),
        ("2026-12-24", "2026-12-24", "Christmas Eve is a bank day"),
        ("2026-12-25", "2026-12-28", "Christmas Day"),
        ("2026-12-31", "2026-12-31", "New Year's Eve is a bank day"),
        ("2027-01-01", "2027-01-04", "New Year's Day"),
    ],
)
def test_a_due_date_moves_to_the_next_bank_day(printed: str, effective: str, source: str) -> None:
    for customer in (CONSUMER, BUSINESS):
        case = norwegian("36500", d(printed), customer=customer, issued=d(printed) - timedelta(days=20))
        assert effective_due_on(case) == d(effective), source
        days = (d(effective), d(effective) + timedelta(days=1))
        on_the_day, after = (lawful_interest(case, day, STATUTES) for day in days)
        assert not on_the_day.amount, source
        if d(effective) < date(2026, 12, 31):
            assert after.amount.amount in (Decimal("12.00"), Decimal("12.25")), source


# The law of 1988 is reviewed through 2026-12-31; LOV-2026-05-22-19 begins when the King decides (§ 55).
@pytest.mark.parametrize("customer", [CONSUMER, BUSINESS], ids=["consumer", "business"])
@pytest.mark.parametrize(
    ("step", "by_1988", "unreviewed", "source"),
    [
        ("friendly", True, True, "no letter of the inkassolov"),
        ("reminder", True, True, "fee-free reminders go on"),
        ("reminder_with_fee", True, False, "the fees move to a regulation nobody has seen (§ 19)"),
        ("collection_warning", True, False, "§ 20: agencies only"),
        ("collection_warning_with_fee", True, False, "§ 20"),
        ("payment_demand", True, False, "§ 21: agencies only"),
        ("payment_demand_with_fee", True, False, "§ 21"),
        ("enforcement_notice", True, True, "tvangsfullbyrdelsesloven § 4-18 stands apart"),
    ],
)
def test_what_the_new_act_may_change_stops_with_the_reviewed_day(
    customer: Customer, step: str, by_1988: bool, unreviewed: bool, source: str
) -> None:
    case = norwegian("8750", date(2026, 9, 1), customer=customer)
    case = happened(case, letter(WARNING, date(2026, 12, 14), case.open), date(2026, 11, 30))
    for on, expected in ((date(2026, 12, 31), by_1988), (date(2027, 1, 1), unreviewed)):
        steps = {one.step: one for one in allowed(case, on, STATUTES, agency=True, bank_read_through=on)}
        assert steps[step].allowed is expected, source


# Law 8.3 and NO-F8: fees and § 3 a offset each other; § 3 a is never a consumer's.
@pytest.mark.parametrize(
    ("kind", "fees", "sum_", "source"),
    [
        ("B", (), "430.00", "§ 3 a alone"),
        ("B", ("38",), "392.00", "law 8.3: 38 + 392 = 430, not 468"),
        ("B", ("38", "38"), "354.00", "two small fees"),
        ("B", ("38", "38", "113"), "241.00", "and a betalingsoppfordring"),
        ("C", (), None, "§ 4: never from a consumer"),
        ("U", (), None, "decisions 1: unset is a consumer"),
    ],
)
def test_the_compensation_is_net_of_fees(
    kind: str, fees: tuple[str, ...], sum_: str | None, source: str
) -> None:
    case = norwegian("25000", date(2026, 7, 10), customer=KIND[kind])
    for number, fee in enumerate(fees):
        kind_ = EntryKind.COLLECTION_FEE if fee == "113" else EntryKind.REMINDER_FEE
        case = booked(case, kind_, money(fee, NOK), date(2026, 8, 1) + timedelta(days=30 * number))
    assert says(compensation(case, date(2026, 12, 1), STATUTES))[0] == sum_, source


@pytest.mark.parametrize("kind", [REMINDER, WARNING])
def test_no_fee_follows_a_compensation_that_covers_it(kind: LetterKind) -> None:
    """§ 1-5: 430 swallow a purring of 38."""
    case = norwegian("25000", date(2026, 7, 10))
    told = letter(REMINDER, date(2026, 8, 17), case.open, compensated=True)
    case = happened(booked(case, EntryKind.LATE_COMPENSATION, money("430", NOK), d("2026-08-03")), told,
                    d("2026-08-03"))  # fmt: skip
    charge = letter_fee(kind, case, date(2026, 9, 1), STATUTES)
    assert charge is not None
    assert says(charge) == (None, None, Hindrance.COVERED_BY_COMPENSATION)


def test_a_letter_before_the_due_date_has_passed_is_no_purring() -> None:
    """§ 9: after the due date."""
    for case in both("8750", "2026-03-02"):
        days = [letter_step(WARNING, case, d(day), STATUTES).allowed for day in ("2026-03-02", "2026-03-03")]
        assert days == [False, True]
