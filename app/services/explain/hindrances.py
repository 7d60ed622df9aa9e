"""Why a step may not be taken today, in one sentence each, and from which day it may."""

from __future__ import annotations

from datetime import date

from app.domain.countries.base import NoInterest
from app.domain.hindrance import Hindrance
from app.formatting import long_date
from app.i18n import N_, _, language

_WORDS: dict[str, str] = {
    Hindrance.PAID: N_("Nothing is left to pay."),
    Hindrance.LAW_UNSET: N_("Choose first which country's law the invoice follows."),
    Hindrance.DUE_DATE_MISSING: N_("The invoice has no due date yet."),
    Hindrance.NOT_LATE: N_("The invoice is not late yet."),
    Hindrance.NOT_DELIVERED: N_("The invoice has not reached the customer."),
    Hindrance.DISPUTED: N_("The customer disputes it, and that has to be settled first."),
    Hindrance.HANDED_OVER: N_("Somebody else has the case. Take it back first."),
    Hindrance.PLAN_SIGNED: N_("A signed payment plan is running."),
    Hindrance.PROMISE_RUNNING: N_("The customer has promised to pay, and the day has not passed."),
    Hindrance.LETTER_RUNNING: N_("The day to pay in the last letter has not passed."),
    Hindrance.FOREIGN_CURRENCY: N_("The law sets this amount in its own currency only."),
    Hindrance.DERIVED_CLAIM: N_("The invoice itself claims interest or a fee, which bears neither again."),
    Hindrance.FEE_NOT_AGREED: N_("The fee needs an agreement, made before the debt arose."),
    Hindrance.FEE_AGREED_TOO_LATE: N_("The fee was agreed after the debt arose."),
    Hindrance.FEE_USED: N_("The fee has been charged once already."),
    Hindrance.FEE_TOO_EARLY: N_("It is too early for a fee."),
    Hindrance.DEADLINE_RUNNING: N_("The deadline of the letter before has not passed."),
    Hindrance.DEADLINE_TOO_SHORT: N_("The letter before gave too few days for a fee now."),
    Hindrance.COVERED_BY_COMPENSATION: N_("The compensation already charged covers the fee."),
    Hindrance.COVERED_BY_FEES: N_("The fees already charged cover the compensation."),
    Hindrance.COMPENSATION_USED: N_("The compensation has been charged once already."),
    Hindrance.CONSUMER: N_("It is for business customers only."),
    Hindrance.KIND_UNCONFIRMED: N_("Confirm first that the customer is a business."),
    Hindrance.NO_INTEREST: N_("No late interest is running on the invoice."),
    Hindrance.AMOUNT_UNKNOWN: N_("The amount that the law allows on that day is not known yet."),
    Hindrance.LEFT_OUT: N_("You have chosen not to take this fee."),
    Hindrance.REGIME_UNREVIEWED: N_("The Norwegian rules for that day have not been confirmed yet."),
    Hindrance.AGENCIES_ONLY: N_("Under the new Norwegian rules only agencies may send it."),
    Hindrance.NOT_IN_THIS_LAW: N_("The law of this invoice does not know it."),
    Hindrance.NO_FEE_IN_THIS_LETTER: N_("A letter of this kind bears no fee."),
    Hindrance.WARNING_FIRST: N_("A collection warning has to be sent first."),
    Hindrance.DEMAND_FIRST: N_("A collection demand has to be sent first, and its deadline pass."),
    Hindrance.REMINDER_FIRST: N_("A formal reminder has to be sent first, and its deadline pass."),
    Hindrance.BANK_DATA_OLD: N_(
        "Read in the latest payments first, so that nobody who has paid is handed over."
    ),
    Hindrance.NO_PLAN: N_("No signed payment plan is running."),
    Hindrance.INSTALMENT_IN_TIME: N_(
        "By the agreement a plan may be ended once a payment is more than seven days late."
    ),
    NoInterest.CREDIT_NOTE: N_("A credit note bears no interest."),
    NoInterest.NOTICE_MISSING: N_("The invoice does not say that late payment bears interest."),
}


def hindrance(reason: Hindrance | NoInterest | str, from_day: date | None = None) -> str:
    """Return what stands in the way, and the first day on which it no longer does."""
    why = _(_WORDS[str(reason)])
    if from_day is None:
        return why
    possible = _("Possible from {day}.").format(day=long_date(from_day, language()))
    return f"{why} {possible}"


def refusal(reason: Hindrance, from_day: date | None, law: str | None) -> str:
    """Return what stands in the way, from when it no longer does, and the section that says so."""
    why = hindrance(reason, from_day)
    return f"{why} ({law})" if law else why
