"""Every half-year of the tables: reference rate, late interest and § 3 a, on its first and its last day.

The rows are typed in from the law sheet (sections 2.1 and 3.1); each names the decision it was read from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from app.domain.charges import compensation
from app.domain.countries.base import RateTerms
from app.domain.dated_table import NotInForceError
from app.domain.hindrance import Hindrance
from app.domain.interest_rate import tariff
from app.statutes import load
from tests.domain.cases import norwegian, says

STATUTES = load()

# First day, last day, reference rate (Räntelag 9 §), late interest (6 §: 8 points more), notice.
SWEDISH = [
    ("2014-07-01", "2014-12-31", "1.00", "9.00", "SFS 2014:1015"),
    ("2015-01-01", "2015-06-30", "0.00", "8.00", "SFS 2015:3"),
    ("2015-07-01", "2015-12-31", "0.00", "8.00", "SFS 2015:519"),
    ("2016-01-01", "2016-06-30", "0.00", "8.00", "SFS 2016:4"),
    ("2016-07-01", "2016-12-31", "-0.50", "7.50", "SFS 2016:838"),
    ("2017-01-01", "2017-06-30", "-0.50", "7.50", "SFS 2017:1"),
    ("2017-07-01", "2017-12-31", "-0.50", "7.50", "SFS 2017:843"),
    ("2018-01-01", "2018-06-30", "-0.50", "7.50", "SFS 2018:1"),
    ("2018-07-01", "2018-12-31", "-0.50", "7.50", "SFS 2018:1403"),
    ("2019-01-01", "2019-06-30", "-0.50", "7.50", "SFS 2019:1"),
    ("2019-07-01", "2019-12-31", "0.00", "8.00", "SFS 2019:550"),
    ("2020-01-01", "2020-06-30", "0.00", "8.00", "SFS 2020:1"),
    ("2020-07-01", "2020-12-31", "0.00", "8.00", "SFS 2020:710"),
    ("2021-01-01", "2021-06-30", "0.00", "8.00", "SFS 2021:1"),
    ("2021-07-01", "2021-12-31", "0.00", "8.00", "SFS 2021:773"),
    ("2022-01-01", "2022-06-30", "0.00", "8.00", "SFS 2022:1"),
    ("2022-07-01", "2022-12-31", "0.50", "8.50", "SFS 2022:1339"),
    ("2023-01-01", "2023-06-30", "2.50", "10.50", "SFS 2023:1"),
    ("2023-07-01", "2023-12-31", "3.50", "11.50", "SFS 2023:509"),
    ("2024-01-01", "2024-06-30", "4.00", "12.00", "SFS 2023:954"),
    ("2024-07-01", "2024-12-31", "4.00", "12.00", "SFS 2024:613"),
    ("2025-01-01", "2025-06-30", "3.00", "11.00", "SFS 2024:1373"),
    ("2025-07-01", "2025-12-31", "2.00", "10.00", "SFS 2025:809"),
    ("2026-01-01", "2026-06-30", "2.00", "10.00", "SFS 2025:1582"),
    ("2026-07-01", "2026-12-31", "2.00", "10.00", "Riksbanken, notice number not seen"),
]
# First day, last day, late interest (forsinkelsesrenteloven § 3), regulation. Consumers and businesses alike.
NORWEGIAN = [
    ("2014-07-01", "2014-12-31", "9.50", "FOR-2014-06-24-818"),
    ("2015-01-01", "2015-06-30", "9.25", "FOR-2014-12-12-1594"),
    ("2015-07-01", "2015-12-31", "9.00", "FOR-2015-06-22-729"),
    ("2016-01-01", "2016-06-30", "8.75", "FOR-2015-12-17-1694"),
    ("2016-07-01", "2016-12-31", "8.50", "FOR-2016-06-23-784"),
    ("2017-01-01", "2017-06-30", "8.50", "FOR-2016-12-15-1583"),
    ("2017-07-01", "2017-12-31", "8.50", "FOR-2017-06-22-915"),
    ("2018-01-01", "2018-06-30", "8.50", "FOR-2017-12-14-2020"),
    ("2018-07-01", "2018-12-31", "8.50", "FOR-2018-06-21-940"),
    ("2019-01-01", "2019-06-30", "8.75", "FOR-2018-12-13-1905"),
    ("2019-07-01", "2019-12-31", "9.25", "FOR-2019-06-20-763"),
    ("2020-01-01", "2020-06-30", "9.50", "FOR-2019-12-19-2027"),
    ("2020-07-01", "2020-12-31", "8.00", "FOR-2020-06-18-1222"),
    ("2021-01-01", "2021-06-30", "8.00", "FOR-2020-12-17-2954"),
    ("2021-07-01", "2021-12-31", "8.00", "FOR-2021-06-17-2079"),
    ("2022-01-01", "2022-06-30", "8.50", "FOR-2021-12-17-3742"),
    ("2022-07-01", "2022-12-31", "9.25", "FOR-2022-06-24-1178"),
    ("2023-01-01", "2023-06-30", "10.75", "FOR-2022-12-15-2236"),
    ("2023-07-01", "2023-12-31", "11.75", "FOR-2023-06-22-1075"),
    ("2024-01-01", "2024-06-30", "12.50", "FOR-2023-12-14-2043"),
    ("2024-07-01", "2024-12-31", "12.50", "FOR-2024-06-26-1320"),
    ("2025-01-01", "2025-06-30", "12.50", "FOR-2024-12-19-3279"),
    ("2025-07-01", "2025-12-31", "12.25", "FOR-2025-06-23-1321"),
    ("2026-01-01", "2026-06-30", "12.00", "FOR-2025-12-18-2658"),
    ("2026-07-01", "2026-12-31", "12.25", "FOR-2026-06-25-1372"),
]
# First day, last day, compensation in kroner (forsinkelsesrenteloven § 3 a), regulation.
COMPENSATION = [
    ("2014-07-01", "2014-12-31", "320", "FOR-2014-06-24-818"),
    ("2015-01-01", "2015-06-30", "330", "FOR-2014-12-12-1594"),
    ("2015-07-01", "2015-12-31", "330", "FOR-2015-06-22-729"),
    ("2016-01-01", "2016-06-30", "370", "FOR-2015-12-17-1694"),
    ("2016-07-01", "2016-12-31", "370", "FOR-2016-06-23-784"),
    ("2017-01-01", "2017-06-30", "360", "FOR-2016-12-15-1583"),
    ("2017-07-01", "2017-12-31", "370", "FOR-2017-06-22-915"),
    ("2018-01-01", "2018-06-30", "380", "FOR-2017-12-14-2020"),
    ("2018-07-01", "2018-12-31", "380", "FOR-2018-06-21-940"),
    ("2019-01-01", "2019-06-30", "380", "FOR-2018-12-13-1905"),
    ("2019-07-01", "2019-12-31", "390", "FOR-2019-06-20-763"),
    ("2020-01-01", "2020-06-30", "400", "FOR-2019-12-19-2027"),
    ("2020-07-01", "2020-12-31", "430", "FOR-2020-06-18-1222"),
    ("2021-01-01", "2021-06-30", "420", "FOR-2020-12-17-2954"),
    ("2021-07-01", "2021-12-31", "400", "FOR-2021-06-17-2079"),
    ("2022-01-01", "2022-06-30", "390", "FOR-2021-12-17-3742"),
    ("2022-07-01", "2022-12-31", "400", "FOR-2022-06-24-1178"),
    ("2023-01-01", "2023-06-30", "410", "FOR-2022-12-15-2236"),
    ("2023-07-01", "2023-12-31", "460", "FOR-2023-06-22-1075"),
    ("2024-01-01", "2024-06-30", "470", "FOR-2023-12-14-2043"),
    ("2024-07-01", "2024-12-31", "460", "FOR-2024-06-26-1320"),
    ("2025-01-01", "2025-06-30", "470", "FOR-2024-12-19-3279"),
    ("2025-07-01", "2025-12-31", "460", "FOR-2025-06-23-1321"),
    ("2026-01-01", "2026-06-30", "460", "FOR-2025-12-18-2658"),
    ("2026-07-01", "2026-12-31", "430", "FOR-2026-06-25-1372"),
]


def percent_on(country: str, day: str, *, protected: bool) -> Decimal:
    on = date.fromisoformat(day)
    (stretch,) = tariff(country, RateTerms(protected=protected), STATUTES).stretches(on, on)
    return stretch.rate


@pytest.mark.parametrize("protected", [True, False], ids=["consumer", "business"])
@pytest.mark.parametrize(("first", "last", "reference", "late", "source"), SWEDISH)
def test_swedish_late_interest_is_eight_points_over_the_half_years_reference_rate(
    *, first: str, last: str, reference: str, late: str, source: str, protected: bool
) -> None:
    for day in (first, last):
        assert percent_on("SE", day, protected=protected) == Decimal(late), source
    row = STATUTES.table("SE", "reference_rate").on(date.fromisoformat(last))
    assert (row.value, row.valid_from) == (Decimal(reference), date.fromisoformat(first)), source


@pytest.mark.parametrize("protected", [True, False], ids=["consumer", "business"])
@pytest.mark.parametrize(("first", "last", "late", "source"), NORWEGIAN)
def test_norwegian_late_interest_is_that_of_the_half_year(
    *, first: str, last: str, late: str, source: str, protected: bool
) -> None:
    for day in (first, last):
        assert percent_on("NO", day, protected=protected) == Decimal(late), source


@pytest.mark.parametrize(("first", "last", "kroner", "source"), COMPENSATION)
def test_the_norwegian_compensation_is_that_of_the_half_year(
    first: str, last: str, kroner: str, source: str
) -> None:
    case = norwegian("10000", date.fromisoformat(first))
    assert says(compensation(case, date.fromisoformat(last), STATUTES))[0] == f"{kroner}.00", source


@pytest.mark.parametrize(
    ("earlier", "later"), list(pairwise(COMPENSATION)), ids=[row[0] for row in COMPENSATION[1:]]
)
def test_a_claim_of_one_half_year_asked_for_in_the_next_has_the_lower_sum(
    earlier: tuple[str, str, str, str], later: tuple[str, str, str, str]
) -> None:
    """The Act does not say which half-year counts: the customer pays the lower (decisions 5)."""
    case = norwegian("10000", date.fromisoformat(earlier[0]))
    expected = min(Decimal(earlier[2]), Decimal(later[2]))
    for day in (later[0], later[1]):
        assert says(compensation(case, date.fromisoformat(day), STATUTES))[0] == f"{expected}.00"


@pytest.mark.parametrize("country", ["SE", "NO"])
@pytest.mark.parametrize("protected", [True, False], ids=["consumer", "business"])
def test_no_rate_is_carried_into_a_half_year_that_is_not_decided(country: str, *, protected: bool) -> None:
    with pytest.raises(NotInForceError):
        percent_on(country, "2027-01-01", protected=protected)


def test_no_compensation_is_carried_into_2027() -> None:
    case = norwegian("10000", date(2026, 12, 1))
    assert says(compensation(case, date(2027, 1, 2), STATUTES)) == (None, None, Hindrance.AMOUNT_UNKNOWN)
    assert says(compensation(case, date(2026, 12, 31), STATUTES))[0] == "430.00"
