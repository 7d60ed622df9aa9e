"""What can be next on a case, and why."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What can be next on a case; the letter kinds keep their own names."""

    NONE = "none"
    CALL = "call"
    FRIENDLY = "friendly"
    REMINDER = "reminder"
    COLLECTION_DEMAND = "collection_demand"
    COLLECTION_WARNING = "collection_warning"
    HAND_OVER = "hand_over"
    CHECK_DELIVERY = "check_delivery"
    MATCH_PAYMENT = "match_payment"
    PLAN = "plan"
    PLAN_SIGNATURE = "plan_signature"
    PLAN_CALL = "plan_call"
    PLAN_END = "plan_end"
    ANSWER_DISPUTE = "answer_dispute"
    ASK_PARTNER = "ask_partner"
    COMPLETE_FACTS = "complete_facts"
    CORRECT_INVOICE = "correct_invoice"
    EXPLAIN_TERMS = "explain_terms"

    @property
    def is_formal(self) -> bool:
        """Say whether the step is a reminder or anything after it on the ladder."""
        return self in _FORMAL


_FORMAL = frozenset({Step.REMINDER, Step.COLLECTION_DEMAND, Step.COLLECTION_WARNING, Step.HAND_OVER})


class Reason(StrEnum):
    """Why a case is where it is, in the order in which the reasons weigh."""

    BROKEN_PROMISE = "broken_promise"
    MISSED_INSTALMENT = "missed_instalment"
    DISPUTE_ANSWER = "dispute_answer"
    DEADLINE_PASSED = "deadline_passed"
    FORMAL_DUE = "formal_due"
    CALL_BACK = "call_back"
    LIMITATION_NEAR = "limitation_near"
    NO_ANSWER_TWICE = "no_answer_twice"
    NO_ANSWER = "no_answer"
    FIRST_LATE = "first_late"
    PAST_RHYTHM = "past_rhythm"
    CALL_DUE = "call_due"
    CHECK_DELIVERY = "check_delivery"
    PLAN_WANTED = "plan_wanted"
    PLAN_UNSIGNED = "plan_unsigned"
    LETTER_DUE = "letter_due"
    PAYMENT_WAITS = "payment_waits"
    SAID_PAID = "said_paid"
    ASK_PARTNER = "ask_partner"
    COMPLETE_FACTS = "complete_facts"
    OUR_MISTAKE = "our_mistake"
    TERMS_UNCLEAR = "terms_unclear"
    FORGOTTEN = "forgotten"
    NONE = "none"
