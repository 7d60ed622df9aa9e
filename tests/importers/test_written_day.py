"""Days in every form that Nordic and English programs write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.written_day import Order, date_order, is_order_proven, last_of_month, take_apart, to_date


def day(text: str, order: Order = "") -> date | None:
    parts = take_apart(text)
    assert parts is not None
    return to_date(parts, order or date_order([text]))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-18",
        "2026/11/18",
        "2026.11.18",
        "20261118",
        "261118",
        "26-11-18",
        "18.11.2026",
        "18.11.26",
        "18/11-26",
        "18/11 2026",
        "18-11-2026",
        "11/18/2026",
        "Nov 18 2026",
        "November 18, 2026",
        "Nov 18th, 2026",
        "18 nov 2026",
        "18. november 2026",
        "18-nov-2026",
        "ons 18 nov 2026",
        "2026-11-18T10:00:00",
        "2026-11-18 00:00:00",
        "18.11.2026 10:15",
        "2026-11-18T10:00:00+01:00",
        "46344",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert day(text) == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "month"), [("3 maj 2026", 5), ("3 mai 2026", 5), ("3 okt 2026", 10), ("3 des 2026", 12)]
)
def test_months_have_their_nordic_names(text: str, month: int) -> None:
    assert day(text) == date(2026, month, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "12",
        "1 2 3",
        "0000-01-01",
        "10438",
        "99999",
        "12 januariusque 2026",
        "١٢.١٢.2026",
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert take_apart(text) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [("2026-11-31", date(2026, 11, 30)), ("30.02.2027", date(2027, 2, 28)), ("2026-13-01", None)],
)
def test_a_day_that_does_not_exist_offers_the_last_of_its_month(text: str, last: date | None) -> None:
    parts = take_apart(text)
    assert parts is not None

    assert to_date(parts, "") is None
    assert last_of_month(parts, "") == last


@pytest.mark.parametrize(
    ("texts", "order", "is_proven"),
    [
        (["01/02/2026", "03/04/2026"], "dmy", False),
        (["01/02/2026", "03/14/2026"], "mdy", True),
        (["01/02/2026", "14/03/2026"], "dmy", True),
        (["2026-01-02"], "ymd", True),
        ([], "", True),
    ],
)
def test_the_order_of_a_column_is_what_most_days_prove(texts: list[str], order: str, is_proven: bool) -> None:
    assert date_order(texts) == order
    assert is_order_proven(texts) is is_proven


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2063, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d"]),
)
def test_a_day_written_by_a_program_is_read_back(when: date, form: str) -> None:
    assert day(when.strftime(form)) == when


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_not_but_never_an_accident(text: str) -> None:
    parts = take_apart(text)
    if parts is not None:
        for order in ("ymd", "dmy", "mdy", ""):
            to_date(parts, order)
            last_of_month(parts, order)


@pytest.mark.parametrize("text", ["2826-11-16", "1899-12-31"])
def test_a_day_of_another_age_is_none(text: str) -> None:
    parts = take_apart(text)
    assert parts is not None
    assert to_date(parts, "ymd") is None
