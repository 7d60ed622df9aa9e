"""How a customer usually pays: the 20th to the 80th percentile of five invoices or more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.payer import ENOUGH_INVOICES, UsualWindow, usual_window


@pytest.mark.parametrize(
    ("days_late", "expected"),
    [
        ((), None),
        ((3, 3, 3, 3), None),
        ((8, 5, 6, 7, 5), UsualWindow(5, 7)),
        ((-9, -1, 0, 0, 4), UsualWindow(0, 0)),
        ((0, 0, 0, 30, 90), UsualWindow(0, 30)),
        (tuple(range(10)), UsualWindow(1, 7)),
    ],
)
def test_the_window_leaves_out_the_fifth_at_either_end(
    days_late: tuple[int, ...], expected: UsualWindow | None
) -> None:
    assert usual_window(days_late) == expected


@given(days_late=st.lists(st.integers(-60, 400), min_size=ENOUGH_INVOICES))
def test_at_most_a_fifth_of_the_payments_lie_on_either_side(days_late: list[int]) -> None:
    window = usual_window(days_late)
    assert window is not None
    counted = [max(days, 0) for days in days_late]
    assert sum(days < window.first_day for days in counted) * 5 <= len(counted)
    assert sum(days > window.last_day for days in counted) * 5 <= len(counted)
