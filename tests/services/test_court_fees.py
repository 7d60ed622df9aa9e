"""What the public ways cost, day by day, with the source beside each row; and nothing that is not known."""

from __future__ import annotations

from datetime import date

import pytest

from app import statutes
from app.domain.money import NOK, SEK, Money
from app.services.court_fees import CourtFees, court_fees

TABLES = statutes.load()


@pytest.mark.parametrize(
    ("law", "on", "court", "enforcement"),
    [
        # Förordning 1992:1094 1 and 6 §§
        ("SE", date(2026, 11, 18), Money(30000, SEK), Money(60000, SEK)),
        # Rettsgebyrloven §§ 1, 7, 14: 1 345 x 1.54 and x 0.69, decimals kept (Prop. 80 L (2023-2024))
        ("NO", date(2026, 11, 18), Money(207130, NOK), Money(92805, NOK)),
        # 1 277 x 1.10 = 1 404.70 as that bill prints it; 1 277 x 1.21
        ("NO", date(2024, 6, 30), Money(140470, NOK), Money(154517, NOK)),
        # 1 277 x 1.54 from 2024-07-01
        ("NO", date(2024, 7, 1), Money(196658, NOK), Money(154517, NOK)),
        # The tables end; the next rettsgebyr is not decided
        ("NO", date(2027, 1, 1), None, None),
    ],
)
def test_the_fee_is_that_of_the_day_of_the_application(
    law: str, on: date, court: Money | None, enforcement: Money | None
) -> None:
    fees = court_fees(law, on, TABLES)
    assert (fees.court, fees.enforcement) == (court, enforcement)


def test_sweden_refunds_own_work_up_to_380_and_gives_two_weeks_to_answer() -> None:
    fees = court_fees("SE", date(2026, 11, 18), TABLES)
    assert (fees.own_work, fees.reply_days) == (Money(38000, SEK), 14)  # Lag 1990:746 48 and 25 §§


def test_a_claim_without_a_law_has_no_fees() -> None:
    assert court_fees("", date(2026, 11, 18), TABLES) == CourtFees()
