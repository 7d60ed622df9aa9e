"""The names of letters, of what calls came to, and of why an invoice is contested."""

from __future__ import annotations

from app.domain.history import DisputeReason, LetterKind, Outcome
from app.i18n import N_, _

_LETTERS = {
    LetterKind.STATEMENT: N_("Statement of account"),
    LetterKind.THANKS: N_("Thank-you letter"),
    LetterKind.APOLOGY: N_("Apology"),
    LetterKind.FRIENDLY: N_("Friendly reminder"),
    LetterKind.PLAN_END: N_("End of the plan"),
    LetterKind.REMINDER: N_("Formal reminder"),
    LetterKind.COLLECTION_DEMAND: N_("Collection demand"),
    LetterKind.COLLECTION_WARNING: N_("Collection warning"),
    LetterKind.PAYMENT_DEMAND: N_("Payment demand"),
    LetterKind.ENFORCEMENT_NOTICE: N_("Enforcement notice"),
}

_OUTCOMES = {
    Outcome.PROMISED: N_("Will pay"),
    Outcome.DISPUTED: N_("Disputes it"),
    Outcome.NO_ANSWER: N_("No answer"),
    Outcome.CALL_BACK: N_("Will call back"),
    Outcome.CANNOT_PAY: N_("Can't pay now"),
    Outcome.NOT_RECEIVED: N_("Never got it"),
    Outcome.WRONG_RECIPIENT: N_("Wrong recipient"),
    Outcome.SAYS_PAID: N_("Says it is paid"),
}

_DISPUTES = {
    DisputeReason.WRONG_AMOUNT: N_("Wrong amount"),
    DisputeReason.WRONG_DELIVERY: N_("Wrong goods or work"),
    DisputeReason.LATE_DELIVERY: N_("Delivered late"),
    DisputeReason.PAID_OR_CREDITED: N_("Already paid or credited"),
    DisputeReason.NOT_ORDERED: N_("Not ordered"),
    DisputeReason.OTHER: N_("Something else"),
}


def letter_name(kind: LetterKind) -> str:
    """Return what a kind of letter is called on screen; paper has its own headings."""
    return _(_LETTERS[kind])


def outcome_word(outcome: Outcome) -> str:
    """Return what the button of a call's outcome says."""
    return _(_OUTCOMES[outcome])


def dispute_word(reason: DisputeReason) -> str:
    """Return why the customer contests the invoice."""
    return _(_DISPUTES[reason])
