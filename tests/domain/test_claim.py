"""The claim of a letter or plan: its lines, what it books, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.case import Case
from app.domain.claim import Claim, MixedClaimError, NothingToClaimError, claim, plan_claim
from app.domain.deadline import PayByTooEarlyError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import LetterKind
from app.domain.invoice import Facts
from app.domain.ledger import EntryKind
from app.domain.money import NOK, Money
from app.domain.party import CustomerId
from app.statutes import load
from tests.domain.cases import (
    BUSINESS,
    CONSUMER,
    booked,
    charged,
    disputed,
    happened,
    letter,
    money,
    norwegian,
    paid,
    sent,
    swedish,
    with_facts,
)  # fmt: skip

STATUTES = load()
DUE, LATER_DUE = date(2026, 3, 2), date(2026, 3, 9)
ON = date(2026, 4, 1)
FEE, COMPENSATION = "fee", "compensation"
REMINDER, DEMAND = LetterKind.REMINDER, LetterKind.COLLECTION_DEMAND


def _letter(
    cases: Sequence[Case],
    kind: LetterKind = REMINDER,
    *,
    on: date = ON,
    fee: bool = False,
    compensation: bool = False,
    interest: bool = True,
) -> Claim:
    return claim(
        cases, kind, on, STATUTES, interest=interest, fee=fee, compensation=compensation, pay_by=None
    )  # fmt: skip


def _new(wanted: Claim) -> list[tuple[int, EntryKind, Decimal]]:
    return [(entry.case_id, entry.kind, entry.amount.amount) for entry in wanted.entries]


def test_a_friendly_letter_claims_what_is_open_and_books_nothing() -> None:
    case = booked(paid(swedish("10 000", DUE), "2 500", DUE), EntryKind.REMINDER_FEE, money("60"), DUE)
    wanted = _letter([case], LetterKind.FRIENDLY)
    assert wanted.total == case.open == money("7 560")
    assert wanted.entries == ()
    assert wanted.interest_through is None


def test_a_line_tells_what_was_booked_from_what_is_new() -> None:
    case = sent(swedish("10 000", DUE), _letter([swedish("10 000", DUE)], on=date(2026, 3, 17), fee=True))
    wanted = _letter([case], DEMAND, on=date(2026, 4, 13), fee=True)
    line = wanted.lines[0]
    # 15 days claimed in the reminder (41.10), 42 days in all (115.07).
    assert (line.principal, line.interest_booked, line.charges_booked) == (
        money("10 000"), money("41.10"), money("60"),
    )  # fmt: skip
    assert (line.interest_new, line.charges_new) == (money("73.97"), money("180"))
    assert wanted.total == money("10 355.07")
    interest = wanted.entries[0]
    assert (interest.first_day, interest.last_day) == (date(2026, 3, 18), date(2026, 4, 13))
    assert sum(part.days for part in interest.segments) == 42
    assert wanted.interest_through == date(2026, 4, 13)


def test_a_third_letter_books_interest_from_the_day_after_the_second() -> None:
    case = swedish("10 000", DUE)
    for kind, on in ((REMINDER, date(2026, 3, 17)), (DEMAND, date(2026, 4, 13))):
        case = sent(case, _letter([case], kind, on=on))
    assert _letter([case], DEMAND, on=date(2026, 5, 11)).entries[0].first_day == date(2026, 4, 14)


def test_the_oldest_invoice_is_the_one_that_was_due_first() -> None:
    due_first = swedish("100", DUE, issued=date(2026, 2, 20), number=2)
    issued_first = swedish("100", LATER_DUE, issued=date(2026, 2, 1), number=1)
    assert _letter([issued_first, due_first]).reference == "ref2"


def test_interest_can_be_left_out() -> None:
    assert _letter([swedish("10 000", DUE)], interest=False).total == money("10 000")


def test_one_letter_bears_one_fee_on_the_oldest_invoice() -> None:
    old, new = swedish("10 000", DUE, number=2), swedish("5 000", LATER_DUE, number=1)
    wanted = _letter([new, old], fee=True)
    assert [line.case_id for line in wanted.lines] == [2, 1]
    assert _new(wanted)[-1] == (2, EntryKind.REMINDER_FEE, Decimal("60.00"))
    assert (wanted.reference, wanted.fee_bearing) == ("ref2", True)
    for case in (sent(old, wanted), sent(new, wanted)):
        with pytest.raises(NotAllowedError) as refused:
            _letter([case], on=date(2026, 4, 20), fee=True)
        assert refused.value.reason is Hindrance.FEE_USED


def test_the_fee_falls_on_the_oldest_invoice_for_which_it_is_lawful() -> None:
    unlawful = swedish("10 000", DUE, facts=Facts(due_agreed=True), number=1)
    lawful = swedish("5 000", LATER_DUE, number=2)
    wanted = _letter([unlawful, lawful], fee=True)
    assert _new(wanted)[-1] == (2, EntryKind.REMINDER_FEE, Decimal("60.00"))
    assert wanted.reference == "ref1"


def test_the_compensation_is_net_of_the_fees_of_every_invoice_in_the_letter() -> None:
    old = booked(swedish("10 000", DUE, number=1), EntryKind.REMINDER_FEE, money("60"), DUE)
    new = booked(swedish("5 000", LATER_DUE, number=2), EntryKind.REMINDER_FEE, money("60"), LATER_DUE)
    wanted = _letter([old, new], compensation=True)
    assert _new(wanted)[-1] == (1, EntryKind.LATE_COMPENSATION, Decimal("330.00"))
    with pytest.raises(NotAllowedError) as refused:
        _letter([sent(new, wanted)], on=date(2026, 4, 20), compensation=True)
    assert refused.value.reason is Hindrance.COMPENSATION_USED


def test_a_disputed_part_is_left_out_of_a_letter_with_its_interest() -> None:
    case = disputed(swedish("10 000", DUE), "4 000", date(2026, 3, 20))
    wanted = _letter([case], DEMAND, fee=True)
    line = wanted.lines[0]
    assert (line.principal, line.disputed) == (money("6 000"), money("4 000"))
    assert line.interest_new == money("49.32")  # 6 000 × 10 % × 30/365
    assert wanted.total == money("6 229.32")


def test_a_wholly_disputed_invoice_is_not_claimed() -> None:
    with pytest.raises(NotAllowedError) as refused:
        _letter([disputed(swedish("10 000", DUE), None, date(2026, 3, 20))], DEMAND)
    assert refused.value.reason is Hindrance.DISPUTED


@pytest.mark.parametrize(
    ("case", "kind", "asked", "step", "reason"),
    [
        (swedish("100", DUE, facts=Facts()), REMINDER, {FEE}, "reminder_with_fee",
         Hindrance.FEE_NOT_AGREED),
        (swedish("100", DUE), LetterKind.FRIENDLY, {FEE}, "friendly_with_fee",
         Hindrance.NO_FEE_IN_THIS_LETTER),
        (swedish("100", DUE), LetterKind.FRIENDLY, {COMPENSATION}, "late_compensation",
         Hindrance.NO_FEE_IN_THIS_LETTER),
        (swedish("100", DUE), DEMAND, {FEE, COMPENSATION}, "collection_demand_with_fee",
         Hindrance.COVERED_BY_COMPENSATION),
        (swedish("100", DUE, customer=CONSUMER), REMINDER, {COMPENSATION}, "late_compensation",
         Hindrance.CONSUMER),
        (swedish("100", DUE), LetterKind.COLLECTION_WARNING, set(), "collection_warning",
         Hindrance.NOT_IN_THIS_LAW),
        (norwegian("100", DUE), DEMAND, set(), "collection_demand", Hindrance.NOT_IN_THIS_LAW),
        (norwegian("100", DUE), LetterKind.ENFORCEMENT_NOTICE, {FEE}, "enforcement_notice_with_fee",
         Hindrance.NO_FEE_IN_THIS_LETTER),
        (swedish("100", DUE), LetterKind.STATEMENT, set(), "statement", Hindrance.NOT_IN_THIS_LAW),
        (happened(swedish("100", DUE), letter(REMINDER, date(2026, 4, 7), money("100")), DUE), DEMAND,
         set(), "collection_demand", Hindrance.LETTER_RUNNING),
    ],
)  # fmt: skip
def test_what_is_unlawful_is_refused_and_not_dropped(
    case: Case, kind: LetterKind, asked: set[str], step: str, reason: Hindrance
) -> None:
    with pytest.raises(NotAllowedError) as refused:
        _letter([case], kind, fee=FEE in asked, compensation=COMPENSATION in asked)
    assert (refused.value.step, refused.value.reason) == (step, reason)


def test_a_refusal_names_the_day_and_the_section() -> None:
    with pytest.raises(NotAllowedError) as refused:
        _letter([norwegian("100", DUE)], on=date(2026, 3, 15), fee=True)
    assert refused.value.from_day == date(2026, 3, 16)
    assert refused.value.law == "Inkassoforskriften §§ 1-2 og 1-3"


def test_the_refusal_of_a_shared_fee_names_the_invoice_that_comes_first_to_bear_it() -> None:
    cases = [norwegian("100", date(2026, 3, 9), number=1), norwegian("100", date(2026, 3, 11), number=2)]
    with pytest.raises(NotAllowedError) as refused:
        _letter(cases, on=date(2026, 3, 20), fee=True)
    assert (refused.value.case_id, refused.value.from_day) == (1, date(2026, 3, 23))


def test_a_fee_that_the_oldest_invoice_has_used_waits_for_the_next_one() -> None:
    used = charged(norwegian("100", DUE, number=1), REMINDER, date(2026, 3, 16), date(2026, 3, 20), "38")
    fresh = norwegian("100", date(2026, 3, 23), number=2)
    with pytest.raises(NotAllowedError) as refused:
        _letter([used, fresh], fee=True)
    assert (refused.value.case_id, refused.value.from_day) == (2, date(2026, 4, 6))


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (swedish("100", DUE, customer=replace(BUSINESS, id=CustomerId(2)), number=2), "customer"),
        (norwegian("100", DUE, number=2), "law"),
    ],
)
def test_one_letter_is_one_customer_and_one_law(other: Case, what: str) -> None:
    with pytest.raises(MixedClaimError) as refused:
        _letter([swedish("100", DUE), other])
    assert refused.value.what == what


def test_one_letter_is_one_currency() -> None:
    case = norwegian("100", DUE, number=2)
    foreign = replace(case, invoice=replace(case.invoice, law="SE"))
    with pytest.raises(MixedClaimError) as refused:
        _letter([swedish("100", DUE), foreign])
    assert refused.value.what == "currency"


def test_a_letter_about_nothing_is_refused() -> None:
    with pytest.raises(NothingToClaimError):
        _letter([])


def test_an_invoice_named_twice_is_claimed_once() -> None:
    case = swedish("100", DUE)
    assert _letter([case, case], interest=False).total == money("100")


def test_a_chosen_day_to_pay_is_checked_and_moved_to_a_bank_day() -> None:
    case = norwegian("100", DUE)
    wanted = claim([case], REMINDER, ON, STATUTES, interest=True, fee=False, compensation=False,
                   pay_by=date(2026, 5, 1))  # fmt: skip
    assert wanted.pay_by == date(2026, 5, 4)
    with pytest.raises(PayByTooEarlyError):
        claim([case], REMINDER, ON, STATUTES, interest=True, fee=False, compensation=False,
              pay_by=date(2026, 4, 14))  # fmt: skip


@pytest.mark.parametrize(
    ("case", "carries"),
    [
        (swedish("100", DUE, customer=CONSUMER), True),
        (swedish("100", DUE), False),
        (norwegian("100", DUE, customer=CONSUMER), False),
    ],
)
def test_letters_to_swedish_consumers_carry_the_interest_sentence(case: Case, carries: bool) -> None:
    assert _letter([case]).interest_notice is carries


def test_without_a_law_a_reminder_claims_what_is_open() -> None:
    case = swedish("100", DUE)
    unset = replace(case, invoice=replace(case.invoice, law=None))
    assert _letter([unset]).total == money("100")
    with pytest.raises(NotAllowedError) as refused:
        _letter([unset], fee=True)
    assert refused.value.reason is Hindrance.LAW_UNSET


# Plans.


def test_a_plan_covers_all_that_is_left_with_interest_and_in_sweden_its_fee() -> None:
    cases = [swedish("10 000", DUE, number=1), swedish("5 000", LATER_DUE, number=2)]
    plain, with_fee = (plan_claim(cases, ON, STATUTES, fee=fee) for fee in (False, True))
    # 10 000 × 10 % × 30/365 = 82.19; 5 000 × 10 % × 23/365 = 31.51
    assert plain.total == money("15 113.70")
    assert with_fee.total == money("15 283.70")
    assert _new(with_fee)[-1] == (1, EntryKind.PLAN_FEE, Decimal("170.00"))
    assert (with_fee.kind, with_fee.pay_by, with_fee.fee_bearing) == (None, None, True)


def test_a_norwegian_plan_has_no_fee() -> None:
    case = norwegian("10 000", DUE)
    assert plan_claim([case], ON, STATUTES, fee=False).total == money("10 098.63", NOK)  # 30 days at 12 %
    with pytest.raises(NotAllowedError) as refused:
        plan_claim([case], ON, STATUTES, fee=True)
    assert refused.value.reason is Hindrance.NOT_IN_THIS_LAW


def test_a_plan_made_while_a_letter_runs_adds_no_interest_to_its_sum() -> None:
    first = _letter([swedish("10 000", DUE)])
    case = sent(swedish("10 000", DUE), first)
    assert plan_claim([case], date(2026, 4, 8), STATUTES, fee=False).total == first.total


def test_a_plan_may_cover_what_is_disputed_because_the_customer_agrees_to_it() -> None:
    case = disputed(with_facts(swedish("10 000", DUE), Facts()), "4 000", date(2026, 3, 20))
    wanted = plan_claim([case], date(2026, 3, 30), STATUTES, fee=False)
    assert wanted.total == Money.total([wanted.lines[0].principal], wanted.currency) == money("10 000")
