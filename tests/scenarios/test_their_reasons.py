"""Reasons that are the customer's: each with its own way from the first call to the closed case."""

from __future__ import annotations

from datetime import date

from app.domain.history import LetterKind, Outcome, UnpaidReason
from app.domain.payment_plan import Instalment
from app.services import disputes, payments, plans
from tests.office import kronor
from tests.scenarios.story import CLOSED, CURRENCY, Stage, Story


def test_the_invoice_got_lost(story: Story) -> None:
    # On the first call it turns out that the invoice never came. A copy goes out, due in a week.
    story.called("2026-11-02", Outcome.NOT_RECEIVED)
    assert story.stage() == Stage("24860.00", "0.00", "check_delivery", "2026-11-05")
    assert story.due_on() == "2026-11-09"

    # It has arrived. Nobody answers later, and the friendly letter comes a week after the new due date.
    story.called("2026-11-05", Outcome.CALL_BACK, by="2026-11-12")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-12")
    story.called("2026-11-12", Outcome.NO_ANSWER)
    story.called("2026-11-13", Outcome.NO_ANSWER)
    assert story.stage() == Stage("24860.00", "0.00", "friendly", "2026-11-16")
    assert story.sent("2026-11-16", LetterKind.FRIENDLY) == "24860.00"
    story.paid("2026-11-20", "24860.00")
    assert story.stage() == CLOSED


def test_it_was_forgotten(story: Story) -> None:
    # A friendly letter the next bank day is enough, and it asks for the amount alone.
    story.because("2026-11-02", UnpaidReason.FORGOTTEN)
    assert story.stage() == Stage("24860.00", "0.00", "friendly", "2026-11-03")
    assert story.sent("2026-11-03", LetterKind.FRIENDLY) == "24860.00"
    assert story.stage() == Stage("24860.00", "0.00", "reminder", "2026-11-12")
    story.paid("2026-11-05", "24860.00")
    assert story.stage() == CLOSED


def test_it_waits_for_approval(story: Story) -> None:
    # It is approved on Thursday. Until that day nobody is chased, and then the call comes first.
    story.because("2026-11-02", UnpaidReason.WAITING_FOR_APPROVAL, by="2026-11-12")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-12")
    story.office.sleep_until("2026-11-11")
    assert story.row() == ("waiting", "call")
    story.office.sleep_until("2026-11-12")
    assert story.row() == ("first", "call")

    # The boss has signed, and the money comes in on the promised day.
    story.called("2026-11-12", Outcome.PROMISED, by="2026-11-16")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-17")
    story.paid("2026-11-16", "24860.00")
    assert story.stage() == CLOSED


def test_the_customer_is_dissatisfied(story: Story) -> None:
    # The whole invoice becomes a dispute with five bank days to answer. Letters and charges rest.
    story.called("2026-11-02", Outcome.DISPUTED)
    assert story.stage() == Stage("24860.00", "0.00", "answer_dispute", "2026-11-09")
    assert story.state() == "disputed"

    # The customer was not right. The procedure goes on where it stood, and interest was never booked.
    story.office.sleep_until("2026-11-09")
    disputes.close_dispute(story.office.desk, story.case_id, upheld=False)
    assert story.stage() == Stage("24860.00", "0.00", "friendly", "2026-11-04")
    assert story.sent("2026-11-09", LetterKind.FRIENDLY) == "24860.00"
    story.paid("2026-11-13", "24860.00")
    assert story.stage() == CLOSED


def test_the_terms_were_misunderstood(story: Story) -> None:
    # They thought it was due at the end of the month. The terms are explained the next bank day.
    story.because("2026-11-02", UnpaidReason.MISUNDERSTOOD_TERMS)
    assert story.stage() == Stage("24860.00", "0.00", "explain_terms", "2026-11-03")
    assert story.due_on() == "2026-10-28"

    # Once they are explained the procedure goes on as if nothing had been said.
    story.answered("2026-11-03")
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-02")
    story.called("2026-11-04", Outcome.PROMISED, by="2026-11-06")
    story.paid("2026-11-06", "24860.00")
    assert story.stage() == CLOSED


def test_they_cannot_pay_now(story: Story) -> None:
    # A plan is suggested the next bank day: two parts at the end of November and December.
    story.called("2026-11-02", Outcome.CANNOT_PAY)
    assert story.stage() == Stage("24860.00", "0.00", "plan", "2026-11-03")
    story.office.sleep_until("2026-11-03")
    desk = story.office.desk
    wish = plans.PlanWish(2, date(2026, 11, 30))
    plan_id = plans.make(desk, plans.propose(desk, [story.case_id], wish))
    assert story.stage() == Stage("24860.00", "0.00", "plan_signature", "2026-11-10")

    # Signed, it books the interest to the day of the agreement: six days.
    interest = story.by_land({"SE": "40.87", "NO": "50.06"})
    plans.sign(desk, plan_id)
    missed = "2026-12-04"
    assert story.stage() == Stage(_sum("24860.00", interest), interest, "plan_call", missed)
    assert story.state() == "plan"

    # Both parts come in on their days, and the case is closed with the last one.
    first, last = (part.amount for part in plans_of(story))
    assert (str(first.amount), str((first + last).amount)) == (
        story.by_land({"SE": "12450.00", "NO": "12455.00"}), _sum("24860.00", interest),
    )  # fmt: skip
    story.paid("2026-11-30", str(first.amount))
    assert story.stage().next_step == "plan_call"
    story.paid("2026-12-30", str(last.amount))
    assert story.stage() == CLOSED


def test_they_cannot_keep_the_plan_either(story: Story) -> None:
    # As above a plan in two parts, signed on 3 November with the interest of six days.
    story.called("2026-11-02", Outcome.CANNOT_PAY)
    story.office.sleep_until("2026-11-03")
    desk = story.office.desk
    wish = plans.PlanWish(2, date(2026, 11, 30))
    plans.sign(desk, plans.make(desk, plans.propose(desk, [story.case_id], wish)))
    before = story.by_land({"SE": "40.87", "NO": "50.06"})

    # A part of the first comes in, so it is missed on the fourth bank day: two calls, and nobody answers.
    story.paid("2026-12-01", "5000.00")
    left = _sum("19860.00", before)
    assert story.stage() == Stage(left, before, "plan_call", "2026-12-04")
    story.called("2026-12-04", Outcome.NO_ANSWER)
    assert story.stage() == Stage(left, before, "plan_call", "2026-12-07")
    story.called("2026-12-07", Outcome.NO_ANSWER)
    assert story.stage() == Stage(left, before, "plan_end", "2026-12-08")

    # Eight days late, the letter ends the plan: all that is left within ten days, and nothing is added.
    assert story.sent("2026-12-08", LetterKind.PLAN_END) == left
    assert story.state() == "overdue"
    assert story.stage() == Stage(left, before, "reminder", "2026-12-23")

    # The reminder adds the interest from 9 December and its fee: 81.61 and 60, in Norway 99.98 and 38.
    total = story.by_land({"SE": "20042.48", "NO": "20048.04"})
    assert story.sent("2026-12-23", LetterKind.REMINDER) == total
    story.paid("2026-12-30", total)
    assert story.stage() == CLOSED


def plans_of(story: Story) -> tuple[Instalment, ...]:
    plan = story.office.case(story.case_id).plan
    assert plan is not None
    return plan.instalments


def _sum(first: str, second: str) -> str:
    return str((kronor(first) + kronor(second)).amount)


def test_it_is_a_habit(story: Story) -> None:
    # No friendly letter: after the call the formal reminder comes on its day, in a firm tone.
    story.called("2026-11-02", Outcome.CALL_BACK, by="2026-11-03", why=UnpaidReason.HABIT)
    assert story.stage() == Stage("24860.00", "0.00", "call", "2026-11-03")
    story.called("2026-11-03", Outcome.NO_ANSWER)
    story.called("2026-11-04", Outcome.NO_ANSWER)
    assert story.stage() == Stage("24860.00", "0.00", "reminder", "2026-11-12")

    # 15 days late: 102.16 and 60 in Sweden; 125.15 in Norway, and 38.
    total = story.by_land({"SE": "25022.16", "NO": "25023.15"})
    assert story.sent("2026-11-12", LetterKind.REMINDER) == total
    assert story.stage() == Stage(total, _less(total, "24860.00"), "call", "2026-11-27")
    story.paid("2026-11-25", total)
    assert story.stage() == CLOSED


def _less(whole: str, part: str) -> str:
    return str((kronor(whole) - kronor(part)).amount)


def test_it_is_paid_already(story: Story) -> None:
    # The customer says that it is paid. The payment is looked for until the third bank day.
    story.called("2026-11-02", Outcome.SAYS_PAID)
    assert story.stage() == Stage("24860.00", "0.00", "match_payment", "2026-11-05")
    story.office.sleep_until("2026-11-04")
    assert story.row() == ("waiting", "match_payment")

    # It is found, dated three days before the call, and the two days of interest are never asked for.
    payments.book_payment(
        story.office.desk, story.case_id, kronor("24860.00", CURRENCY[story.land]),
        received_on=date(2026, 10, 30),
    )  # fmt: skip
    assert story.stage() == CLOSED
