"""What can be next on a case."""

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
    ANSWER_DISPUTE = "answer_dispute"
    ASK_PARTNER = "ask_partner"
    COMPLETE_FACTS = "complete_facts"

    @property
    def is_formal(self) -> bool:
        """Say whether the step is a reminder or anything after it on the ladder."""
        return self in _FORMAL


_FORMAL = frozenset({Step.REMINDER, Step.COLLECTION_DEMAND, Step.COLLECTION_WARNING, Step.HAND_OVER})
