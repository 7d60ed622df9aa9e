"""One addition to a claim, and what every addition asks before it is lawful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.case import Case
from app.domain.dated_table import NotInForceError, Statutes
from app.domain.dispute import wholly_disputed
from app.domain.due import effective_due_on
from app.domain.hindrance import Hindrance
from app.domain.history import LetterSent
from app.domain.invoice import Origin
from app.domain.ledger import CHARGES, EntryKind
from app.domain.money import NOK, SEK, Money

LAW_OF = {
    "SE": {
        EntryKind.REMINDER_FEE: "Lag (1981:739) 2 och 4 §§",
        EntryKind.COLLECTION_FEE: "Lag (1981:739) 3 och 4 §§",
        EntryKind.PLAN_FEE: "Lag (1981:739) 3 och 4 §§",
        EntryKind.LATE_COMPENSATION: "Lag (1981:739) 4 a och 5 §§",
    },
    "NO": {
        EntryKind.REMINDER_FEE: "Inkassoforskriften §§ 1-2 og 1-3",
        EntryKind.COLLECTION_FEE: "Inkassoforskriften §§ 1-2 og 1-3",
        EntryKind.PLAN_FEE: "Inkassoforskriften § 1-3",
        EntryKind.LATE_COMPENSATION: "Forsinkelsesrenteloven § 3 a",
    },
}
OWN_CURRENCY = {"SE": SEK, "NO": NOK}

Bar = tuple[bool, Hindrance]
Wait = tuple[date, Hindrance]


@dataclass(frozen=True, slots=True)
class Charge:
    """Whether an addition is lawful on the day asked about.

    Attributes:
        amount: What may be booked, net of what was charged before; `None` when nothing may.
        from_day: First day on which it will be lawful; `None` when it is, or when no day is in sight.
        reason: Why not; `None` when it is lawful.
        law: The section that allows or refuses; `None` while the law of the case is unset.
    """

    kind: EntryKind
    law: str | None
    amount: Money | None = None
    from_day: date | None = None
    reason: Hindrance | None = None

    @property
    def allowed(self) -> bool:
        return self.amount is not None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is particular to one charge: what bars it for good, until when it waits, how much it is.

    `amount` is in major units of the law's own currency; `None` when no table knows it.
    """

    kind: EntryKind
    bars: tuple[Bar, ...] = ()
    waits: tuple[Wait, ...] = ()
    amount: Decimal | None = None


def judge(case: Case, on: date, statutes: Statutes, terms: Terms) -> Charge:
    """Weigh what every charge has in common, then what is particular; the latest wait decides."""
    law = LAW_OF[case.invoice.law][terms.kind] if case.invoice.law else None
    due_on = effective_due_on(case)
    barred = next((reason for bars, reason in (*_common_bars(case), *terms.bars) if bars), None)
    if barred or due_on is None:
        return Charge(terms.kind, law, reason=barred or Hindrance.DUE_DATE_MISSING)
    late = (due_on + timedelta(days=1), Hindrance.NOT_LATE)
    from_day, reason = max((late, *terms.waits), key=lambda wait: wait[0])
    if on < from_day:
        return Charge(terms.kind, law, from_day=from_day, reason=reason)
    if terms.amount is None:
        return Charge(terms.kind, law, reason=Hindrance.AMOUNT_UNKNOWN)
    most = _taken(terms.kind, terms.amount, case, statutes)
    if most.minor <= 0:
        return Charge(terms.kind, law, reason=Hindrance.LEFT_OUT)
    amount = _beyond_compensation(case, most, statutes)
    if amount.minor <= 0:
        return Charge(terms.kind, law, reason=Hindrance.COVERED_BY_COMPENSATION)
    return Charge(terms.kind, law, amount=amount)


def _taken(kind: EntryKind, lawful: Decimal, case: Case, statutes: Statutes) -> Money:
    """Return what the firm takes of a charge: what the law allows, unless it has chosen less itself."""
    own = statutes.own_fees.get((case.invoice.law or "", kind.value), lawful)
    return Money.of(min(lawful, own), case.invoice.currency)


def _common_bars(case: Case) -> tuple[Bar, ...]:
    invoice = case.invoice
    return (
        (invoice.law is None, Hindrance.LAW_UNSET),
        (case.open.minor <= 0, Hindrance.PAID),
        (invoice.currency != OWN_CURRENCY.get(invoice.law or ""), Hindrance.FOREIGN_CURRENCY),
        (invoice.origin is not Origin.ORDINARY, Hindrance.DERIVED_CLAIM),
        (invoice.facts.delivered is False, Hindrance.NOT_DELIVERED),
        (wholly_disputed(case), Hindrance.DISPUTED),
    )


def figure(statutes: Statutes, country: str, table: str, day: date) -> Decimal | None:
    """Return the figure in force on a day, or `None` where the table does not know that day."""
    try:
        return statutes.table(country, table).on(day).value
    except NotInForceError:
        return None


def booked_fees(case: Case) -> Money:
    """Return the fees claimed for one invoice, also by fee invoices; the compensation not among them."""
    fees = [
        entry.amount
        for entry in case.live_ledger
        if entry.kind in CHARGES and entry.kind is not EntryKind.LATE_COMPENSATION
    ]
    return Money.total((*fees, *(fee.amount for fee in case.invoiced_fees)), case.invoice.currency)


def gross_compensation(case: Case, on: date, statutes: Statutes) -> Decimal | None:
    """Return the flat sum of SE 4 a § or NO § 3 a before fees are set off; `None` where it is not known.

    SE: the sum in force when the claim fell due. NO: the lower of the sums of the due date and of `on`.
    """
    due_on, law = effective_due_on(case), case.invoice.law
    if due_on is None or law is None:
        return None
    days = (due_on, on) if law == "NO" else (due_on,)
    sums = [figure(statutes, law, "b2b_late_compensation", day) for day in days]
    known = [value for value in sums if value is not None]
    return min(known) if len(known) == len(days) else None


def compensated_on(case: Case) -> date | None:
    """Return the day of the letter that claimed the compensation for this invoice, alone or among others."""
    days = [entry.effective_on for entry in case.live_ledger if entry.kind is EntryKind.LATE_COMPENSATION]
    days += [
        entry.happened_on
        for entry in case.live_history
        if isinstance(entry.event, LetterSent) and entry.event.compensated
    ]
    return min(days, default=None)


def _beyond_compensation(case: Case, fee: Money, statutes: Statutes) -> Money:
    """Return the part of a fee that lifts all fees together above a compensation already claimed.

    Lag (1981:739) 5 § second paragraph; inkassoforskriften § 1-5.
    """
    claimed_on = compensated_on(case)
    if claimed_on is None:
        return fee
    gross = gross_compensation(case, claimed_on, statutes) or Decimal(0)
    return min(fee, booked_fees(case) + fee - Money.of(gross, fee.currency))
