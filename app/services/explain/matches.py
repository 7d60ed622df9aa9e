"""Why a payment belongs where we think it does, and what it is too little or too much by, in words."""

from __future__ import annotations

from app.domain.matching import Match, Why
from app.domain.money import Money
from app.i18n import N_, _
from app.services.explain.words import money

_NUMBERED = {
    Why.REFERENCE: N_("The reference and the amount are those of invoice {number}."),
    Why.INSTALMENT: N_("The reference is that of invoice {number}, the amount its next instalment."),
    Why.LETTER: N_("The amount is that of our letter about invoice {number} and others."),
    Why.PARTS: N_("The payer names each invoice with its full amount."),
    Why.BOOKED_BEFORE: N_("It is booked on invoice {number} already, and now has the bank's own day."),
    Why.REFERENCE_ZEROS: N_("The reference is that of invoice {number} but for zeros or strokes."),
    Why.REFERENCE_SHARED: N_("Several invoices have the reference; the amount is that of {number}."),
    Why.BEFORE_ISSUED: N_("Reference and amount fit invoice {number}, but it was paid before it was issued."),
    Why.OTHER_PAYER: N_("Reference and amount fit invoice {number}, but another customer paid."),
    Why.NUMBERS_IN_TEXT: N_("The text names the invoices, and the amount is theirs."),
    Why.PART_PAYMENT: N_("It names invoice {number}, and is a part of what is open."),
    Why.WITH_INTEREST: N_("It is what is open on invoice {number}, with interest to the day."),
    Why.A_LITTLE_LESS: N_("It is invoice {number} but for a few kronor, such as a bank fee or öre."),
    Why.A_LITTLE_MORE: N_("It is invoice {number} and a few kronor more."),
    Why.TOO_MUCH: N_("It names invoice {number}, and is more than is open."),
    Why.SEVERAL_INVOICES: N_("Several invoices of the customer make up the amount."),
    Why.CREDIT_SET_OFF: N_("It is invoice {number} less the customer's credit."),
    Why.AMOUNT_AND_PAYER: N_("Same amount as invoice {number}, and the name is like the customer's."),
    Why.SETTLED_BEFORE: N_("It names invoice {number}, which is paid. Another one has this amount."),
    Why.AMOUNT_ONLY: N_("Only invoice {number} has this amount. The bank does not say who paid."),
    Why.ALREADY_PAID: N_("Invoice {number}, which it names, has nothing left to pay."),
    Why.OTHER_CURRENCY: N_("It names invoice {number}, which is in another currency."),
    Why.PAYER_ONLY: N_("The payer is a customer, but no open invoice fits the amount."),
    Why.TAKEN_BACK: N_("The bank has taken this payment back."),
    Why.OWN_TRANSFER: N_("It comes from an account of your own."),
    Why.NOTHING: N_("Neither reference, number, name nor amount is known."),
}


def why_words(match: Match) -> str:
    """Return the reason behind a match, or what is in the way of one, as one sentence."""
    if match.why is Why.REVERSAL:
        if match.takes_back is None:
            return _("The bank has taken a payment back, but it is not known which.")
        return _("The bank has taken an earlier payment back.")
    return _(_NUMBERED[match.why]).format(number=match.number)


def difference_words(*, short: Money | None, over: Money | None, interest: Money | None) -> str:
    """Return what a payment is too little or too much by, and what of it is interest; empty when it fits."""
    said = []
    if short:
        said.append(_("{amount} too little.").format(amount=money(short, whole=False)))
    if interest:
        said.append(_("{amount} of it is interest.").format(amount=money(interest, whole=False)))
    if over:
        said.append(
            _("{amount} too much, kept as the customer's credit.").format(amount=money(over, whole=False))
        )
    return " ".join(said)
