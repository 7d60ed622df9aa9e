"""Fees and flat compensation: what the law lets one letter or plan add to one invoice on one day.

Sweden: Lag (1981:739). Norway: inkassoforskriften chapter 1, forsinkelsesrenteloven § 3 a. The figures stand
in the statutes; a figure that is not known for its day allows nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.case import Case, InvoicedFee
from app.domain.charge import (
    Charge,
    Terms,
    booked_fees,
    compensated_on,
    figure,
    gross_compensation,
    judge,
)
from app.domain.dated_table import Statutes
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind, LetterSent, PlanSigned
from app.domain.late_interest import interest_start
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.norwegian_fees import payment_demand_fee, small_fee


def letter_fee(kind: LetterKind, case: Case, on: date, statutes: Statutes) -> Charge | None:
    """Return the fee of a letter of this kind sent on `on`; `None` for a kind that never bears one."""
    match kind:
        case LetterKind.REMINDER:
            return reminder_fee(case, on, statutes)
        case LetterKind.COLLECTION_WARNING:
            return warning_fee(case, on, statutes)
        case LetterKind.COLLECTION_DEMAND | LetterKind.PAYMENT_DEMAND:
            return collection_demand_fee(case, on, statutes)
    return None


def reminder_fee(case: Case, on: date, statutes: Statutes) -> Charge:
    """Judge the fee of a formal reminder sent on `on`.

    SE: once an invoice, agreed no later than when the debt arose (Lag 1981:739 2 §). NO: a purring at least
    14 calendar days after the due date (inkassoforskriften §§ 1-2, 1-3).
    """
    if case.invoice.law == "NO":
        return small_fee(case, on, statutes, LetterKind.REMINDER)
    bars = (
        (case.invoice.facts.fee_agreed is not True, Hindrance.FEE_NOT_AGREED),
        (agreed_after_the_debt(case), Hindrance.FEE_AGREED_TOO_LATE),
        (_used(case, EntryKind.REMINDER_FEE, LetterKind.REMINDER), Hindrance.FEE_USED),
        (bool(case.invoiced_fees), Hindrance.FEE_USED),
    )
    amount = figure(statutes, "SE", "reminder_fee_max", on)
    return judge(case, on, statutes, Terms(EntryKind.REMINDER_FEE, bars, amount=amount))


def warning_fee(case: Case, on: date, statutes: Statutes) -> Charge:
    """Judge the fee of a Norwegian inkassovarsel sent on `on` (inkassoforskriften §§ 1-2, 1-3)."""
    return small_fee(case, on, statutes, LetterKind.COLLECTION_WARNING)


def collection_demand_fee(case: Case, on: date, statutes: Statutes) -> Charge:
    """Judge the fee of a Swedish inkassokrav (3 §) or of our own Norwegian betalingsoppfordring (§ 1-2)."""
    if case.invoice.law == "NO":
        return payment_demand_fee(case, on, statutes)
    used = _used(case, EntryKind.COLLECTION_FEE, LetterKind.COLLECTION_DEMAND)
    used = used or any(_beyond_a_reminder(fee, statutes) for fee in case.invoiced_fees)
    amount = figure(statutes, "SE", "collection_demand_fee_max", on)
    terms = Terms(EntryKind.COLLECTION_FEE, ((used, Hindrance.FEE_USED),), amount=amount)
    return judge(case, on, statutes, terms)


def plan_fee(case: Case, on: date, statutes: Statutes) -> Charge:
    """Judge the fee of a written plan for all that is left, made with the customer (Lag 1981:739 3 §).

    Norway knows none for a creditor's own plan.
    """
    signed = any(
        isinstance(entry.event, PlanSigned) and entry.event.fee_bearing for entry in case.live_history
    )
    bars = (
        (case.invoice.law == "NO", Hindrance.NOT_IN_THIS_LAW),
        (signed or _booked(case, EntryKind.PLAN_FEE), Hindrance.FEE_USED),
    )
    amount = figure(statutes, "SE", "payment_plan_fee_max", on)
    return judge(case, on, statutes, Terms(EntryKind.PLAN_FEE, bars, amount=amount))


def compensation(case: Case, on: date, statutes: Statutes, *, fees_booked: Money | None = None) -> Charge:
    """Judge the flat compensation between businesses: SE 4 a §, NO § 3 a; net of fees booked before.

    `fees_booked` are those of every invoice in the letter; without it, those of this invoice alone. The kind
    of the customer must be set or confirmed by the user, and interest must have begun to run.
    """
    start = interest_start(case).on
    bars = (
        (not case.customer.is_business, Hindrance.CONSUMER),
        (not case.customer.is_confirmed_business, Hindrance.KIND_UNCONFIRMED),
        (compensated_on(case) is not None, Hindrance.COMPENSATION_USED),
        (start is None, Hindrance.NO_INTEREST),
    )
    waits = ((start + timedelta(days=1), Hindrance.NO_INTEREST),) if start else ()
    gross = gross_compensation(case, on, statutes)
    charge = judge(case, on, statutes, Terms(EntryKind.LATE_COMPENSATION, bars, waits, gross))
    if charge.amount is None:
        return charge
    net = charge.amount - (fees_booked if fees_booked is not None else booked_fees(case))
    if net.minor <= 0:
        return Charge(charge.kind, charge.law, reason=Hindrance.COVERED_BY_FEES)
    return Charge(charge.kind, charge.law, amount=net)


def agreed_after_the_debt(case: Case) -> bool:
    """Say whether the fee is known to be agreed after the debt arose: supply, or the invoice if earlier."""
    facts, issued_on = case.invoice.facts, case.invoice.issued_on
    arose_on = min(facts.supplied_on or issued_on, issued_on)
    return facts.fee_agreed_on is not None and facts.fee_agreed_on > arose_on


def _beyond_a_reminder(fee: InvoicedFee, statutes: Statutes) -> bool:
    """Say whether a fee invoice asks more than a reminder may, so that it may have been for a demand."""
    most = figure(statutes, "SE", "reminder_fee_max", fee.charged_on)
    return most is None or fee.amount.amount > most


def _booked(case: Case, kind: EntryKind) -> bool:
    return any(entry.kind is kind for entry in case.live_ledger)


def _used(case: Case, kind: EntryKind, letter: LetterKind) -> bool:
    """Say whether the fee was claimed before, on this invoice or on another one in the same letter."""
    sent = (entry.event for entry in case.live_history if isinstance(entry.event, LetterSent))
    return _booked(case, kind) or any(event.kind is letter and event.fee_bearing for event in sent)
