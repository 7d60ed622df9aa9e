"""Interest half-year by half-year: cut at the turn of June to July, and summed without losing an öre."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.half_years import by_half, interest_lines
from app.domain.interest_rate import RateStretch
from app.domain.late_interest import accrue, total
from app.domain.ledger import PrincipalStep
from app.domain.money import SEK, Money

RATES = (
    RateStretch(date(2024, 1, 1), date(2024, 6, 30), Decimal(12)),
    RateStretch(date(2024, 7, 1), date(2024, 12, 31), Decimal(12)),
    RateStretch(date(2025, 1, 1), date(2026, 12, 31), Decimal(11)),
)


def test_a_rate_that_holds_for_years_is_told_half_year_by_half_year() -> None:
    steps = (PrincipalStep(date(2025, 5, 31), Money(10_000_00, SEK)),)
    segments = accrue(steps, start=date(2025, 5, 31), through=date(2026, 1, 31), rates=RATES)
    whole = Money.of(total(segments), SEK)
    lines = interest_lines(segments, whole)
    assert [(line.first_day.isoformat(), line.last_day.isoformat(), line.days) for line in lines] == [
        ("2025-06-01", "2025-06-30", 30),
        ("2025-07-01", "2025-12-31", 184),
        ("2026-01-01", "2026-01-31", 31),
    ]
    # 10 000 x 11 % x 30/365 = 90.41; x 214/365 = 644.93, so 554.52 more; x 245/365 = 738.36, so 93.43 more
    assert [line.amount.minor for line in lines] == [9041, 55452, 9343]
    assert by_half(lines, whole) == {
        (2025, 1): Money(9041, SEK), (2025, 2): Money(55452, SEK), (2026, 1): Money(9343, SEK),
    }  # fmt: skip


@given(
    minor=st.integers(1, 10**9),
    start=st.dates(date(2024, 1, 1), date(2026, 11, 1)),
    days=st.integers(1, 700),
)
def test_the_lines_add_up_to_the_interest_and_cover_each_day_once(minor: int, start: date, days: int) -> None:
    through = min(start + timedelta(days=days), date(2026, 12, 31))
    segments = accrue((PrincipalStep(start, Money(minor, SEK)),), start=start, through=through, rates=RATES)
    whole = Money.of(total(segments), SEK)
    lines = interest_lines(segments, whole)
    assert Money.total((line.amount for line in lines), SEK) == whole
    assert Money.total(by_half(lines, whole).values(), SEK) == whole
    assert sum(line.days for line in lines) == (through - start).days
    assert all((line.last_day - line.first_day).days + 1 == line.days for line in lines)
    assert all(line.first_day.month // 7 == line.last_day.month // 7 for line in lines)
