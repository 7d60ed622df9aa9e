"""The day to pay that a letter names: preset, legal minimum, bank day."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.deadline import PayByTooEarlyError, default_pay_by, pay_by
from app.domain.history import LetterKind
from app.statutes import load

STATUTES = load()
DEMAND, WARNING = LetterKind.COLLECTION_DEMAND, LetterKind.COLLECTION_WARNING


@pytest.mark.parametrize(
    ("kind", "on", "law", "business", "expected"),
    [
        (LetterKind.FRIENDLY, date(2026, 11, 5), "SE", True, date(2026, 11, 12)),
        (LetterKind.REMINDER, date(2026, 11, 18), "SE", True, date(2026, 12, 2)),
        (DEMAND, date(2026, 12, 7), "SE", True, date(2026, 12, 17)),
        (DEMAND, date(2026, 10, 6), "SE", False, date(2026, 10, 20)),
        (LetterKind.REMINDER, date(2026, 12, 10), "SE", True, date(2026, 12, 28)),  # 24 December
        (LetterKind.REMINDER, date(2026, 12, 10), "NO", True, date(2026, 12, 24)),  # a bank day in Norway
        (WARNING, date(2026, 5, 3), "NO", False, date(2026, 5, 18)),  # 17 May
        (LetterKind.FRIENDLY, date(2026, 11, 7), None, False, date(2026, 11, 16)),  # a Saturday anywhere
    ],
)
def test_the_preset_day_to_pay_is_a_bank_day(
    kind: LetterKind, on: date, law: str | None, business: bool, expected: date
) -> None:
    assert default_pay_by(kind, on, law, business=business) == expected


@pytest.mark.parametrize(
    ("kind", "law", "earliest", "section"),
    [
        # Inkassolagen 5 §, guideline: 8 days from sending.
        (DEMAND, "SE", date(2026, 11, 10), "Inkassolagen (1974:182) 5 §"),
        # Inkassoloven §§ 9, 10; inkassoforskriften § 1-3; tvangsfullbyrdelsesloven § 4-18: 14 days.
        (LetterKind.REMINDER, "NO", date(2026, 11, 16), "Inkassoforskriften § 1-3"),
        (WARNING, "NO", date(2026, 11, 16), "Inkassoloven § 9"),
        (LetterKind.PAYMENT_DEMAND, "NO", date(2026, 11, 16), "Inkassoloven § 10"),
        (LetterKind.ENFORCEMENT_NOTICE, "NO", date(2026, 11, 16), "Tvangsfullbyrdelsesloven § 4-18"),
        # No statute: any day after the letter.
        (LetterKind.REMINDER, "SE", date(2026, 11, 3), None),
        (LetterKind.FRIENDLY, "NO", date(2026, 11, 3), None),
    ],
)
def test_a_day_before_the_minimum_is_refused_and_the_minimum_is_not(
    kind: LetterKind, law: str, earliest: date, section: str | None
) -> None:
    on = date(2026, 11, 2)
    with pytest.raises(PayByTooEarlyError) as refused:
        pay_by(kind, on, law, STATUTES, chosen=date.fromordinal(earliest.toordinal() - 1))
    assert (refused.value.earliest, refused.value.law) == (earliest, section)
    assert pay_by(kind, on, law, STATUTES, chosen=earliest) == earliest


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("post", date(2026, 12, 30)),  # received Tue 12-22; then 23, 28, 29, 30
        ("email", date(2026, 12, 28)),  # received Fri 12-18; then 21, 22, 23, 28
    ],
)
def test_a_swedish_demand_over_christmas_leaves_four_bank_days_after_receipt(
    channel: str, expected: date
) -> None:
    sent_on, chosen = date(2026, 12, 18), date(2026, 12, 26)
    assert pay_by(DEMAND, sent_on, "SE", STATUTES, chosen=chosen, channel=channel) == expected
