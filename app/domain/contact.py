"""What a call comes to, why a claim is contested or written off, and which letters there are."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What a call came to."""

    PROMISED = "promised"
    DISPUTED = "disputed"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    CANNOT_PAY = "cannot_pay"
    NOT_RECEIVED = "not_received"
    WRONG_RECIPIENT = "wrong_recipient"
    SAYS_PAID = "says_paid"


class UnpaidReason(StrEnum):
    """Why an invoice is unpaid, as far as we know; what comes of it stands in `app.domain.reason_path`."""

    NOT_SENT = "not_sent"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_RECIPIENT = "wrong_recipient"
    MISSING_REFERENCE = "missing_reference"
    LATE_DELIVERY = "late_delivery"
    LOST = "lost"
    FORGOTTEN = "forgotten"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    DISSATISFIED = "dissatisfied"
    MISUNDERSTOOD_TERMS = "misunderstood_terms"
    CANNOT_PAY = "cannot_pay"
    HABIT = "habit"
    PAID_ALREADY = "paid_already"

    @property
    def is_ours(self) -> bool:
        """Say whether the mistake was ours: no charge of the invoice may stand."""
        return self in _OUR_MISTAKES


_OUR_MISTAKES = frozenset(
    {
        UnpaidReason.NOT_SENT,
        UnpaidReason.WRONG_AMOUNT,
        UnpaidReason.WRONG_RECIPIENT,
        UnpaidReason.MISSING_REFERENCE,
        UnpaidReason.LATE_DELIVERY,
    }
)


class DisputeWay(StrEnum):
    """How a dispute was brought to its end."""

    CORRECTED = "corrected"
    REFUSED = "refused"
    SPLIT = "split"


class DisputeReason(StrEnum):
    WRONG_AMOUNT = "wrong_amount"
    WRONG_DELIVERY = "wrong_delivery"
    LATE_DELIVERY = "late_delivery"
    PAID_OR_CREDITED = "paid_or_credited"
    NOT_ORDERED = "not_ordered"
    OTHER = "other"


class LetterKind(StrEnum):
    """Letters in the order of the ladder; from `REMINDER` on they are formal.

    `PLAN_END` ends a plan that was not kept. On the ladder it counts as the friendly letter.
    """

    STATEMENT = "statement"
    THANKS = "thanks"
    APOLOGY = "apology"
    FRIENDLY = "friendly"
    PLAN_END = "plan_end"
    REMINDER = "reminder"
    COLLECTION_DEMAND = "collection_demand"
    COLLECTION_WARNING = "collection_warning"
    PAYMENT_DEMAND = "payment_demand"
    ENFORCEMENT_NOTICE = "enforcement_notice"

    @property
    def is_formal(self) -> bool:
        return self.is_dunning and self not in (LetterKind.FRIENDLY, LetterKind.PLAN_END)

    @property
    def is_dunning(self) -> bool:
        """Say whether it asks for money (friendly or later)."""
        return self not in (LetterKind.STATEMENT, LetterKind.THANKS, LetterKind.APOLOGY)

    @property
    def adds_interest(self) -> bool:
        """Say whether it books the interest that is lawful to its day."""
        return self.is_formal or self is LetterKind.PLAN_END


class WriteOffReason(StrEnum):
    """Why something is let go."""

    SMALL_REST = "small_rest"
    AGREED = "agreed"
    GOODWILL = "goodwill"
    BANKRUPT = "bankrupt"
    NOT_FOUND = "not_found"
    TOO_OLD = "too_old"
    OTHER = "other"
