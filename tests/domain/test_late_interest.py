"""Late interest against the vectors of the fact sheet, the worked examples, and the laws of arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.dated_table import NotInForceError
from app.domain.history import (
    LetterKind,
)
from app.domain.interest_rate import RateStretch, UnknownLawError
from app.domain.late_interest import accrue, calculate, lawful_interest, total
from app.domain.ledger import PrincipalStep
from app.domain.money import NOK, SEK, Money
from app.domain.party import CustomerKind
from tests.domain.interest_cases import (
    AGREED,
    DAY,
    NO_BUSINESS,
    NO_CONSUMER,
    SE_BUSINESS,
    SE_CONSUMER,
    SE_REMINDED,
    STATUTES,
    after,
    d,
    invoiced,
    lawful,
    letter,
    lines,
    money,
    paying,
    statutory,
)


@pytest.mark.parametrize(
    ("vector", "country", "amount", "due", "paid", "parts", "expected"),
    [
        ("SE-A", "SE", "10000", "2026-04-15", "2026-05-15", [(30, 365, "10.00", "82.19")], "82.19"),
        ("SE-B", "SE", "50000", "2026-10-23", "2026-11-22", [(30, 365, "10.00", "410.96")], "410.96"),
        ("NO-A", "NO", "10000", "2026-08-03", "2026-09-14", [(42, 365, "12.25", "140.96")], "140.96"),
        (
            "NO-D", "NO", "8750", "2025-12-15", "2026-01-31",
            [(16, 365, "12.25", "46.99"), (31, 365, "12.00", "89.18")], "136.16",
        ),  # the vector counts 12-15 itself as its first day; from a due date it is the day after
    ],
)  # fmt: skip
def test_the_calculator_gives_the_vectors_that_name_a_due_date(
    *, vector: str, country: str, amount: str, due: str, paid: str, parts: list[object], expected: str
) -> None:
    currency = SEK if country == "SE" else NOK
    result = calculate(
        money(amount, currency), due=d(due), paid=d(paid), country=country, customer_kind=None,
        statutes=STATUTES,
    )  # fmt: skip
    assert lines(result.segments) == parts, vector
    assert result.total == money(expected, currency), vector


@pytest.mark.parametrize(
    ("vector", "country", "amount", "first_day", "last_day", "divisor", "parts", "expected"),
    [
        (
            "SE-C", "SE", "12500", "2024-12-01", "2025-07-31", 365,
            [(31, 365, "12.00", "127.40"), (181, 365, "11.00", "681.85"), (31, 365, "10.00", "106.16")],
            "915.41",
        ),
        (
            "SE-C2", "SE", "12500", "2024-12-01", "2025-07-31", None,
            [(31, 366, "12.00", "127.05"), (181, 365, "11.00", "681.85"), (31, 365, "10.00", "106.16")],
            "915.06",
        ),
        (
            "NO-B", "NO", "25000", "2025-06-16", "2026-07-31", None,
            [(15, 365, "12.50", "128.42"), (184, 365, "12.25", "1543.84"),
             (181, 365, "12.00", "1487.67"), (31, 365, "12.25", "260.10")],
            "3420.03",
        ),
        ("NO-C", "NO", "10000", "2024-02-01", "2024-03-31", None, [(60, 366, "12.50", "204.92")], "204.92"),
        ("NO-C", "NO", "10000", "2024-02-01", "2024-03-31", 365, [(60, 365, "12.50", "205.48")], "205.48"),
        (
            "NO-D", "NO", "8750", "2025-12-15", "2026-01-31", None,
            [(17, 365, "12.25", "49.92"), (31, 365, "12.00", "89.18")], "139.10",
        ),
    ],
)  # fmt: skip
def test_accrual_gives_the_vectors_that_name_their_first_day(
    *, vector: str, country: str, amount: str, first_day: str, last_day: str, divisor: int | None,
    parts: list[object], expected: str,
) -> None:  # fmt: skip
    start, through = d(first_day) - DAY, d(last_day)
    segments = accrue(
        (PrincipalStep(start, money(amount)),), start=start, through=through,
        rates=statutory(country, d(first_day), through), divisor=divisor,
    )  # fmt: skip
    assert lines(segments) == parts, vector
    assert Money.of(total(segments), SEK) == money(expected), vector


@pytest.mark.parametrize(
    ("vector", "amount", "first_day", "last_day", "rates", "published"),
    [  # Kronofogden's own tool counts both days and cuts the öre; reported by Lawline, section 8.1
        ("KFM-1", "6780", "2021-01-01", "2021-04-20", [("2021-01-01", "8")], 163),
        (
            "KFM-2", "650", "2013-07-12", "2016-09-29",
            [("2013-07-12", "9"), ("2015-01-01", "8"), ("2016-07-01", "7.5")], 176,
        ),
        ("KFM-3", "300000", "2018-10-01", "2018-10-31", [("2018-10-01", "7.5")], 1910),
    ],
)  # fmt: skip
def test_accrual_agrees_with_the_results_that_kronofogden_published(
    *, vector: str, amount: str, first_day: str, last_day: str, rates: list[tuple[str, str]], published: int
) -> None:
    firsts = [d(first) for first, _ in rates]
    lasts = [*(first - DAY for first in firsts[1:]), d(last_day)]
    stretches = [
        RateStretch(first, last, Decimal(rate))
        for first, last, (_, rate) in zip(firsts, lasts, rates, strict=True)
    ]
    start = d(first_day) - DAY
    segments = accrue(
        (PrincipalStep(start, money(amount)),), start=start, through=d(last_day), rates=stretches,
        divisor=365,
    )  # fmt: skip
    assert int(total(segments)) == published, vector


@pytest.mark.parametrize(
    ("example", "case", "through", "expected"),
    [
        ("SE business, reminder", SE_BUSINESS, "2026-11-18", "149.88"),
        ("SE business, nothing more while it runs", SE_REMINDED, "2026-12-02", "149.88"),
        ("SE business, counts again once it has run out", SE_REMINDED, "2026-12-03", "252.04"),
        ("SE business, demand", SE_REMINDED, "2026-12-07", "279.29"),
        ("SE business, paid without a letter", paying(SE_BUSINESS, "24860", "2026-11-25"), "2026-12-31",
         "197.56"),
        ("SE consumer, reminder", SE_CONSUMER, "2026-09-17", "19.73"),
        ("SE consumer, demand", SE_CONSUMER, "2026-10-06", "44.71"),
        ("NO business, reminder", NO_BUSINESS, "2026-09-30", "125.86"),
        ("NO business, warning", NO_BUSINESS, "2026-10-19", "285.27"),
        ("NO consumer, reminder", NO_CONSUMER, "2026-03-17", "43.15"),
        ("NO consumer, warning", NO_CONSUMER, "2026-04-08", "106.44"),
    ],
)  # fmt: skip
def test_the_worked_examples_come_out_to_the_ore(
    example: str, case: Case, through: str, expected: str
) -> None:
    assert lawful(case, through) == expected, example


def test_without_the_interest_sentence_a_swedish_consumer_owes_none() -> None:
    case = invoiced("4800", issued="2026-08-03", due="2026-09-02", kind=None)
    assert lawful(case, "2026-10-06") == "0.00"


def test_a_part_payment_splits_the_interest_and_its_day_still_bears_on_the_earlier_sum() -> None:
    segments = lawful_interest(SE_BUSINESS, d("2026-11-18"), STATUTES).segments
    found = [(s.first_day, s.last_day, s.days, s.principal) for s in segments]
    assert found == [
        (d("2026-10-29"), d("2026-11-02"), 5, money("29860")),
        (d("2026-11-03"), d("2026-11-18"), 16, money("24860")),
    ]


def _calculated(due: str, paid: str, country: str = "NO") -> Money:
    return calculate(
        money("8750", NOK), due=d(due), paid=d(paid), country=country,
        customer_kind=CustomerKind.CONSUMER, statutes=STATUTES,
    ).total  # fmt: skip


def test_a_printed_due_date_on_a_sunday_moves_to_monday() -> None:
    assert _calculated("2026-03-01", "2026-03-17") == money("43.15", NOK)


def test_payment_in_time_costs_nothing_even_where_no_rate_is_known() -> None:
    assert _calculated("2026-03-01", "2026-03-02") == money("0", NOK)
    assert _calculated("2027-03-01", "2027-02-27") == money("0", NOK)


@pytest.mark.parametrize(("due", "paid"), [("2026-12-01", "2027-01-01"), ("2014-06-02", "2014-07-31")])
def test_the_calculator_refuses_a_span_it_does_not_know(due: str, paid: str) -> None:
    with pytest.raises(NotInForceError):
        _calculated(due, paid)


def test_the_calculator_refuses_a_country_without_rules() -> None:
    with pytest.raises(UnknownLawError):
        _calculated("2026-03-01", "2026-03-17", "DK")


def test_the_calculator_names_the_section_that_sets_the_rate() -> None:
    result = calculate(
        money("100"), due=d("2026-04-15"), paid=d("2026-05-15"), country="SE", customer_kind=None,
        statutes=STATUTES,
    )  # fmt: skip
    assert (result.law, result.start) == ("Räntelag (1975:635) 6 §", d("2026-04-15"))


DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(1, 10**9)
RATES = statutory("SE", date(2014, 7, 1), date(2026, 12, 31))


@given(amount=AMOUNTS, days=st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_interest_over_two_adjoining_stretches_is_interest_over_both(amount: int, days: list[date]) -> None:
    start, middle, end = days
    steps = (PrincipalStep(start, Money(amount, SEK)),)
    whole = accrue(steps, start=start, through=end, rates=RATES)
    parts = (
        *accrue(steps, start=start, through=middle, rates=RATES),
        *accrue(steps, start=middle, through=end, rates=RATES),
    )
    assert total(whole) == total(parts)
    assert sum(part.days for part in whole) == (end - start).days


def test_a_sum_that_is_exactly_half_an_ore_is_rounded_up_however_it_is_cut() -> None:
    start, end = d("2025-01-01"), d("2025-03-15")  # 73 days are a fifth of a year
    rate = [RateStretch(start, end, Decimal("10.00"))]
    steps = (PrincipalStep(start, money("0.25")),)
    daily = [
        part
        for n in range(73)
        for part in accrue(steps, start=start + n * DAY, through=start + (n + 1) * DAY, rates=rate)
    ]
    assert total(daily) == Decimal("0.005")
    assert Money.of(total(daily), SEK) == money("0.01")


@given(
    amount=st.integers(1, 10**8),
    payments=st.lists(
        st.tuples(st.integers(1, 10**8), st.dates(date(2026, 1, 1), date(2026, 12, 1))), max_size=5
    ),
    through=st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    reminded=st.none() | st.dates(date(2026, 2, 1), date(2026, 11, 1)),
)
def test_interest_is_never_negative_and_no_payment_raises_it(
    amount: int, payments: list[tuple[int, date]], through: date, reminded: date | None
) -> None:
    case = invoiced(str(Decimal(amount) / 100), issued="2025-12-01", due="2026-01-02", facts=AGREED)
    if reminded is not None:
        pay_by = (reminded + timedelta(days=14)).isoformat()
        case = after(case, reminded.isoformat(), letter(LetterKind.REMINDER, pay_by))
    before = lawful_interest(case, through, STATUTES).exact
    for paid, on in payments:
        case = paying(case, str(Decimal(paid) / 100), on.isoformat())
        now = lawful_interest(case, through, STATUTES).exact
        assert 0 <= now <= before
        before = now


@given(
    through=st.dates(date(2026, 10, 1), date(2027, 3, 1)),
    letters=st.lists(
        st.tuples(st.dates(date(2026, 10, 1), date(2026, 12, 20)), st.integers(1, 30)), max_size=3
    ),
)
def test_a_letter_never_makes_interest_dearer(through: date, letters: list[tuple[date, int]]) -> None:
    plain, case = SE_BUSINESS, SE_BUSINESS
    for sent_on, days in letters:
        pay_by = (sent_on + timedelta(days=days)).isoformat()
        case = after(case, sent_on.isoformat(), letter(LetterKind.REMINDER, pay_by))
    reminded = lawful_interest(case, through, STATUTES).exact
    assert 0 <= reminded <= lawful_interest(plain, through, STATUTES).exact
