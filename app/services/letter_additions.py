"""What a letter may add to the invoices, as rows to tick: interest, the fee of its kind, the compensation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain import additions, charges
from app.domain.case import Case
from app.domain.charge import Charge, booked_fees
from app.domain.dated_table import Statutes
from app.domain.dispute import undisputed
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind
from app.domain.late_interest import Segment, interest_start
from app.domain.ledger import EntryKind, split
from app.domain.money import Money
from app.domain.party import CustomerKind
from app.formatting import days as days_text
from app.formatting import percent
from app.i18n import _, language
from app.services.explain.amounts import component_name
from app.services.explain.hindrances import hindrance
from app.services.explain.words import dated, money
from app.services.letter_courtesy import withdrawn
from app.services.reminders import Wish


@dataclass(frozen=True, slots=True)
class Addition:
    """One row.

    Attributes:
        key: `interest`, `fee` or `compensation`.
        amount: What it comes to where it is chosen, else a word that it is left out.
        way_out: What the user can do about a missing fact: `facts`, or nothing.
    """

    key: str
    title: str
    reason: str
    amount: str
    possible: bool
    chosen: bool
    way_out: str = ""


def rows(cases: Sequence[Case], wish: Wish, on: date, statutes: Statutes) -> tuple[Addition, ...]:
    """Return the rows for a letter sent on `on`; without a compensation for whom the law gives none.

    Thanks and a statement add nothing; an apology shows what it takes back.
    """
    if not wish.kind.is_dunning:
        return _withdrawal(cases) if wish.kind is LetterKind.APOLOGY else ()
    clear = tuple(undisputed(case) for case in cases)
    found = [_interest(clear, wish, on, statutes), _fee(cases, wish, on, statutes)]
    if cases[0].customer.kind is not CustomerKind.CONSUMER:
        found.append(_compensation(cases, wish, on, statutes))
    return tuple(found)


def _interest(cases: tuple[Case, ...], wish: Wish, on: date, statutes: Statutes) -> Addition:
    title = component_name(EntryKind.LATE_INTEREST)
    currency = cases[0].invoice.currency
    entries = additions.interest(cases, on, statutes) if wish.kind.adds_interest else ()
    booked = Money.total((split(case.live_ledger, currency).interest for case in cases), currency)
    fresh = Money.total((entry.amount for entry in entries), currency)
    if not wish.kind.adds_interest:
        reason = _("A friendly reminder asks for the invoice amount alone.")
    elif entries:
        reason = _rate([segment for entry in entries for segment in entry.segments], cases)
    else:
        reason = _why_no_interest(cases, booked)
    chosen = bool(entries) and wish.interest
    amount = money(booked + fresh if chosen else booked, whole=False) if chosen or booked else _left_out()
    return Addition("interest", title, reason, amount, bool(entries), chosen)


def _why_no_interest(cases: Sequence[Case], booked: Money) -> str:
    if booked:
        return _("Claimed in an earlier letter; nothing has been added since.")
    start = interest_start(cases[0])
    return hindrance(start.reason if start.reason else Hindrance.NO_INTEREST)


def _rate(segments: Sequence[Segment], cases: Sequence[Case]) -> str:
    """Return "10,00 % by law, 62 days", or that the rate follows the half-years where it changed."""
    rates = {segment.rate for segment in segments}
    counted = _counted(segments, cases)
    if len(rates) > 1:
        return _("The rate of each half-year, {days}.").format(days=counted)
    rate = percent(next(iter(rates), Decimal(0)), language())
    if cases[0].invoice.facts.agreed:
        return _("{rate} as agreed, {days}.").format(rate=rate, days=counted)
    return _("{rate} by law, {days}.").format(rate=rate, days=counted)


def _counted(segments: Sequence[Segment], cases: Sequence[Case]) -> str:
    if len(cases) == 1:
        return days_text(sum(segment.days for segment in segments), language())
    first = min(segment.first_day for segment in segments)
    last = max(segment.last_day for segment in segments)
    return _("at most {days}").format(days=days_text((last - first).days + 1, language()))


def _fee(cases: Sequence[Case], wish: Wish, on: date, statutes: Statutes) -> Addition:
    found = [charges.letter_fee(wish.kind, case, on, statutes) for case in cases]
    judged = [charge for charge in found if charge is not None]
    if not judged:
        title = component_name(EntryKind.REMINDER_FEE)
        return _absent("fee", title, hindrance(Hindrance.NO_FEE_IN_THIS_LETTER))
    charge, case = _first_lawful(judged, cases)
    title = component_name(charge.kind)
    if charge.amount is None:
        reason = charge.reason or Hindrance.AMOUNT_UNKNOWN
        if reason is Hindrance.FEE_NOT_AGREED:
            asked = _("The fee needs an agreement. Do you have one?")
            return _absent("fee", title, asked, way_out="facts")
        return _absent("fee", title, hindrance(reason, charge.from_day))
    chosen = wish.fee if wish.fee is not None else not wish.compensation
    amount = money(charge.amount, whole=False) if chosen else _left_out()
    return Addition("fee", title, _fee_reason(charge, case, on), amount, possible=True, chosen=chosen)


def _fee_reason(charge: Charge, case: Case, on: date) -> str:
    facts, most = case.invoice.facts, money(charge.amount) if charge.amount else ""
    if charge.kind is not EntryKind.REMINDER_FEE or case.invoice.law != "SE":
        return _("At most {amount} by law.").format(amount=most)
    if facts.fee_agreed_on and facts.fee_source:
        said = _("Agreed {day} ({document}). At most {amount}.")
        day = dated(facts.fee_agreed_on, on)
        return said.format(day=day, document=facts.fee_source, amount=most)
    return _("Agreed with the customer. At most {amount}.").format(amount=most)


def _compensation(cases: Sequence[Case], wish: Wish, on: date, statutes: Statutes) -> Addition:
    fees = Money.total((booked_fees(case) for case in cases), cases[0].invoice.currency)
    judged = [charges.compensation(case, on, statutes, fees_booked=fees) for case in cases]
    charge, _case = _first_lawful(judged, cases)
    title = component_name(EntryKind.LATE_COMPENSATION)
    if not wish.kind.is_formal:
        return _absent("compensation", title, hindrance(Hindrance.NO_FEE_IN_THIS_LETTER))
    if charge.amount is None:
        reason = charge.reason or Hindrance.AMOUNT_UNKNOWN
        way_out = "facts" if reason is Hindrance.KIND_UNCONFIRMED else ""
        return _absent("compensation", title, hindrance(reason, charge.from_day), way_out=way_out)
    said = _("{name} {amount}").format(name=title, amount=money(charge.amount))
    why = _("May be asked of businesses, but then it replaces the fee.")
    amount = money(charge.amount, whole=False) if wish.compensation else _left_out()
    return Addition("compensation", said, why, amount, possible=True, chosen=wish.compensation)


def _withdrawal(cases: Sequence[Case]) -> tuple[Addition, ...]:
    entries = [entry for case in cases for entry in withdrawn(case)]
    if not entries:
        return ()
    amount = Money.total((entry.amount for entry in entries), cases[0].invoice.currency)
    reason = _("Taken back when the letter is marked as sent.")
    row = Addition("fee", _("Fee and interest taken back"), reason, money(-amount, whole=False),
                   possible=False, chosen=True)  # fmt: skip
    return (row,)


def _first_lawful(judged: Sequence[Charge], cases: Sequence[Case]) -> tuple[Charge, Case]:
    """Return the charge on the oldest case that may bear it, else the one that will be lawful first."""
    pairs = list(zip(judged, cases, strict=True))
    lawful = (pair for pair in pairs if pair[0].amount is not None)
    return next(lawful, min(pairs, key=lambda pair: pair[0].from_day or date.max))


def _absent(key: str, title: str, reason: str, *, way_out: str = "") -> Addition:
    return Addition(key, title, reason, _left_out(), possible=False, chosen=False, way_out=way_out)


def _left_out() -> str:
    # Translators: stands in place of an amount that a letter does not ask for.
    return _("not included")
