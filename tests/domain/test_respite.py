"""What a letter still running and a plan being kept hold back of the interest."""

from __future__ import annotations

from dataclasses import replace

from app.domain.case import Case
from app.domain.history import (
    DisputeOpened,
    DisputeReason,
    LetterKind,
    PlanEnded,
    PlanPrinted,
    PlanSigned,
)
from app.domain.late_interest import lawful_interest
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanInterest, PlanState
from tests.domain.interest_cases import (
    SE_BUSINESS,
    SE_REMINDED,
    STATUTES,
    after,
    d,
    lawful,
    letter,
    money,
    paying,
)


def test_a_payment_before_the_letter_ran_out_ends_interest_on_the_letters_day() -> None:
    settled = paying(SE_REMINDED, "24860", "2026-12-02")
    late = paying(SE_REMINDED, "24860", "2026-12-03")
    assert lawful(settled, "2026-12-31") == "149.88"
    assert lawful(late, "2026-12-31") == "252.04"


def test_a_part_paid_while_a_letter_ran_leaves_interest_on_the_rest() -> None:
    case = paying(SE_REMINDED, "20000", "2026-11-25")
    assert lawful(case, "2026-12-07") == str(money("175.18").amount)  # 149.879 + 4 860 × 10 % × 19/365


def test_a_letter_of_thanks_or_a_statement_holds_nothing_back() -> None:
    for kind in (LetterKind.STATEMENT, LetterKind.THANKS, LetterKind.APOLOGY):
        case = after(SE_BUSINESS, "2026-11-10", letter(kind, "2026-11-30"))
        assert lawful(case, "2026-11-18") == "149.88"


def test_a_second_letter_claims_no_more_than_the_first_one_still_promises() -> None:
    case = after(SE_REMINDED, "2026-11-27", letter(LetterKind.COLLECTION_DEMAND, "2026-12-11"))
    assert lawful_interest(case, d("2026-12-02"), STATUTES).through == d("2026-11-18")
    assert lawful_interest(case, d("2026-12-03"), STATUTES).through == d("2026-11-27")
    assert lawful_interest(case, d("2026-12-12"), STATUTES).through == d("2026-12-12")


PLAN = Plan(
    PlanId(7), PlanState.SIGNED, (Instalment(d("2026-12-31"), money("24860")),), d("2026-11-18"),
    signed_on=d("2026-11-20"),
)  # fmt: skip


def _planned(*, interest: PlanInterest) -> Case:
    printed = after(SE_BUSINESS, "2026-11-18", PlanPrinted(7))
    statutory = interest is PlanInterest.STATUTORY
    signed = after(printed, "2026-11-20", PlanSigned(7, bears_interest=statutory))
    return replace(signed, plan=replace(PLAN, interest=interest))


def test_days_of_a_plan_without_interest_stay_free_and_count_again_after_its_end() -> None:
    case = _planned(interest=PlanInterest.NONE)
    assert lawful(case, "2026-12-15") == "149.88"
    ended = replace(after(case, "2026-12-15", PlanEnded(7, "broken")), plan=None)
    assert lawful(ended, "2026-12-15") == "149.88"
    assert lawful(ended, "2026-12-25") == "217.99"  # 149.879 + 24 860 × 10 % × 10/365


def test_a_plan_with_statutory_interest_leaves_it_running_also_after_its_end() -> None:
    case = _planned(interest=PlanInterest.STATUTORY)
    assert lawful(case, "2026-12-15") == lawful(SE_BUSINESS, "2026-12-15")
    ended = replace(after(case, "2026-12-15", PlanEnded(7, "done")), plan=None)
    assert lawful(ended, "2026-12-15") == lawful(SE_BUSINESS, "2026-12-15")


def test_a_plan_that_was_only_printed_holds_nothing_back() -> None:
    case = after(SE_BUSINESS, "2026-11-10", PlanPrinted(7))
    assert lawful(case, "2026-11-18") == "149.88"


def test_a_dispute_does_not_stop_interest() -> None:
    disputed = DisputeOpened(DisputeReason.WRONG_AMOUNT, None, d("2026-11-20"))
    assert lawful(after(SE_BUSINESS, "2026-11-05", disputed), "2026-11-18") == "149.88"
