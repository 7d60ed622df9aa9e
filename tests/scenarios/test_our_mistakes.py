"""Our own mistakes: a corrected invoice, an apology, a new due date, and nothing added to what was owed.

The invoice of 30 days is due 2026-10-28. A reminder of 2026-11-18, 21 days late, adds in Sweden
24 860 × 10 % × 21/365 = 143.03 and the agreed 60; in Norway 24 860 × 12.25 % × 21/365 = 175.21 and 38.
"""

from __future__ import annotations

import pytest

from app.domain.history import LetterKind, Outcome, UnpaidReason
from tests.scenarios.story import CLOSED, Stage, Story

REMINDER = {"SE": "25063.03", "NO": "25073.21"}
CHARGES = {"SE": "203.03", "NO": "213.21"}
CORRECTED = [
    UnpaidReason.NOT_SENT,
    UnpaidReason.WRONG_AMOUNT,
    UnpaidReason.MISSING_REFERENCE,
    UnpaidReason.LATE_DELIVERY,
]


@pytest.mark.parametrize("reason", CORRECTED)
def test_a_corrected_invoice_starts_the_case_anew(story: Story, reason: UnpaidReason) -> None:
    # On the first call nobody answers, and a reminder goes out with its charges.
    story.called("2026-11-02", Outcome.NO_ANSWER)
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-03")
    assert story.sent("2026-11-18", LetterKind.REMINDER) == story.by_land(REMINDER)
    assert story.stage() == Stage(story.by_land(REMINDER), story.by_land(CHARGES), "call", "2026-12-03")

    # The customer answers: the mistake was ours. Every charge goes back, and 30 days begin anew.
    story.called("2026-12-03", Outcome.CALL_BACK, by="2026-12-07", why=reason)
    assert story.stage() == Stage("24860.00", "0.00", "correct_invoice", "2026-12-03")
    assert story.due_on() == "2027-01-04"
    assert story.row() == ("then", "correct_invoice")

    # The corrected invoice goes out with the apology, and the case rests until the new due date has passed.
    story.answered("2026-12-04")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2027-01-07")
    assert story.row() is None
    assert story.state() == "not_due"

    # It is paid on the new due date, to the öre, and the case is closed.
    story.paid("2027-01-04", "24860.00")
    assert story.stage() == CLOSED
    assert story.state() == "paid"


def test_the_right_recipient_gets_it_with_a_new_due_date(story: Story) -> None:
    story.sent("2026-11-18", LetterKind.REMINDER)
    assert story.stage().open == story.by_land(REMINDER)

    # The invoice went to someone who left. The right person gets it, with a week to pay and nothing added.
    story.called("2026-12-03", Outcome.WRONG_RECIPIENT)
    assert story.stage() == Stage("24860.00", "0.00", "check_delivery", "2026-12-08")
    assert story.due_on() == "2026-12-10"

    # It has arrived: the procedure counts from the new due date.
    story.called("2026-12-08", Outcome.PROMISED, by="2026-12-10")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-12-11")
    assert story.state() == "promised"
    story.paid("2026-12-10", "24860.00")
    assert story.stage() == CLOSED
