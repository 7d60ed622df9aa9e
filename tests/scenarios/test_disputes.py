"""A dispute from first call to closed case, each way out, in Sweden and in Norway: to the öre and the day."""

from __future__ import annotations

from datetime import date

from app.domain.claim import NothingToClaimError
from app.domain.dispute import disputed_principal
from app.domain.hindrance import NotAllowedError
from app.domain.history import DisputeReason, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.services import attachments, reminders
from app.services.contact import Call, log_call
from app.services.dispute_papers import Answer
from app.services.dispute_ways import Correction, correct_invoice, mediate, refuse, split
from app.services.disputes import close_dispute
from app.services.reminders import Wish
from tests.office import kronor
from tests.scenarios.story import CLOSED, CURRENCY, Stage, Story


def amount(story: Story, kroner: str) -> Money:
    return kronor(kroner, CURRENCY[story.land])


def contested(story: Story, day: str, part: str = "") -> None:
    """The customer calls on a day and contests the invoice, or a part of it."""
    story.office.sleep_until(day)
    call = Call(
        Outcome.DISPUTED,
        reason=DisputeReason.WRONG_AMOUNT,
        amount=amount(story, part) if part else None,
        note="Vi kom överens om fyra timmar, inte åtta.",
    )
    log_call(story.office.desk, [story.case_id], call)


def demand(story: Story) -> LetterKind:
    """Return the formal letter after the reminder."""
    return LetterKind.COLLECTION_DEMAND if story.land == "SE" else LetterKind.COLLECTION_WARNING


def may_send(story: Story, kind: LetterKind) -> bool:
    try:
        reminders.propose(story.office.desk, [story.case_id], Wish(kind))
    except (NotAllowedError, NothingToClaimError):
        return False
    return True


def test_a_part_is_contested_the_rest_goes_on_and_a_corrected_invoice_closes_it(story: Story) -> None:
    # Thursday 12 November: 15 days of interest on 24 860, SE 10 % = 102.16, NO 12.25 % = 125.15; fee 60, 38.
    assert story.sent("2026-11-12", LetterKind.REMINDER) == story.by_land(
        {"SE": "25022.16", "NO": "25023.15"}
    )

    # On Monday the customer says that 4 860 of it is wrong; we answer within five bank days.
    contested(story, "2026-11-16", "4860")
    assert story.state() == "disputed"
    assert story.stage().act_on == "2026-11-23"
    assert disputed_principal(story.office.case(story.case_id)) == amount(story, "4860")

    # On 1 December the rest is demanded: 20 000 with 34 days of interest (SE 186.30, NO 228.22), the fees of
    # the reminder and of the demand (SE 60 + 180, NO 38 + 38). The contested 4 860 is in none of it.
    asked = story.sent("2026-12-01", demand(story))
    assert asked == story.by_land({"SE": "20426.30", "NO": "20304.22"})

    # We find that the customer was right, and issue 10440 over 20 000 on the same day.
    new = Correction("10440", amount(story, "20000"), date(2027, 1, 8), credit_number="K10")
    changes = correct_invoice(story.office.desk, story.case_id, new)
    assert story.stage() == CLOSED
    corrected = Story(story.office, story.land, CaseId(max(changes.cases)))
    assert corrected.stage() == Stage("20000.00", "0.00", "call", "2027-01-11")
    assert (corrected.state(), corrected.due_on()) == ("not_due", "2027-01-08")

    # It is paid on its due date, to the öre and without a fee.
    corrected.paid("2027-01-08", "20000")
    assert corrected.stage() == CLOSED


def test_a_wholly_contested_invoice_is_left_alone_refused_with_reasons_and_then_asked_for_again(
    story: Story,
) -> None:
    story.sent("2026-11-12", LetterKind.REMINDER)
    contested(story, "2026-11-16")
    before = story.stage()
    story.office.sleep_until("2026-12-01")
    assert not may_send(story, demand(story)), "no demand while the whole is contested"
    assert story.stage() == before, "and nothing is added"

    # The answer goes out with its reasons, and gives until Tuesday 15 December.
    refuse(story.office.desk, story.case_id, Answer("Timmarna stod i offerten.", date(2026, 12, 15)))
    (letter,) = attachments.listed(story.office.desk, story.case_id)
    assert letter.file_name.startswith("2026-12-01_")
    assert story.state() == "paused"
    assert story.stage().act_on == "2026-12-16"

    # No answer and no money: on the 16th the demand is next, and bears its fee.
    story.office.sleep_until("2026-12-16")
    assert story.row() == ("first", demand(story).value)
    # 49 days of interest: SE 333.74 and fees 240; NO 408.83 and fees 76.
    assert story.sent("2026-12-16", demand(story)) == story.by_land({"SE": "25433.74", "NO": "25344.83"})
    story.paid("2026-12-22", story.stage().open)
    assert story.stage() == CLOSED


def test_both_give_a_little_and_the_rest_is_paid_without_fee_or_interest(story: Story) -> None:
    story.sent("2026-11-12", LetterKind.REMINDER)
    contested(story, "2026-11-16")
    split(story.office.desk, story.case_id, amount(story, "2860"), Answer("", date(2026, 12, 1)))
    assert story.stage() == Stage("22000.00", "0.00", "call", "2026-12-04")
    assert (story.state(), story.due_on()) == ("not_due", "2026-12-01")
    story.paid("2026-12-01", "22000")
    assert story.stage() == CLOSED


def test_what_was_agreed_and_not_paid_bears_interest_from_the_new_day_alone(story: Story) -> None:
    story.sent("2026-11-12", LetterKind.REMINDER)
    contested(story, "2026-11-16")
    split(story.office.desk, story.case_id, amount(story, "2860"), Answer("", date(2026, 12, 1)))
    # 21 December, 20 days after the new day: SE 22 000 x 10 % x 20/365 = 120.55, NO at 12.25 % = 147.67. The
    # one Swedish reminder fee was used in November and given back; Norway allows a second purregebyr of 38.
    assert story.sent("2026-12-21", LetterKind.REMINDER) == story.by_land(
        {"SE": "22120.55", "NO": "22185.67"}
    )


def test_somebody_neutral_helps_and_the_claim_stands(story: Story) -> None:
    contested(story, "2026-11-16")
    mediate(story.office.desk, story.case_id, date(2027, 1, 15))
    assert (story.state(), story.stage().act_on) == ("disputed", "2027-01-15")
    story.office.sleep_until("2027-01-15")
    assert story.row() == ("then", "answer_dispute")
    assert not may_send(story, LetterKind.REMINDER)

    close_dispute(story.office.desk, story.case_id, upheld=False)
    assert story.state() == "act_now"
    story.paid("2027-01-20", "24860")
    assert story.stage() == CLOSED


def test_the_customer_was_right_and_nothing_but_the_invoice_is_left(story: Story) -> None:
    story.sent("2026-11-12", LetterKind.REMINDER)
    contested(story, "2026-11-16")
    close_dispute(story.office.desk, story.case_id, upheld=True)
    claimed = story.by_land({"SE": "102.16", "NO": "125.15"})
    assert story.stage().charges == claimed, "the fee is taken back; lawful interest stays"
