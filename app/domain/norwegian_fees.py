"""The fees of a Norwegian creditor's own letters: inkassoforskriften chapter 1.

Two small fees (purring, or one purring and one inkassovarsel) and one betalingsoppfordring. The sats is that
of the day of sending, the fraction that of the day the claim fell due.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from app.domain.case import Case
from app.domain.charge import Bar, Charge, Terms, Wait, figure, judge
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind, LetterSent
from app.domain.ledger import EntryKind

_SMALL = (LetterKind.REMINDER, LetterKind.COLLECTION_WARNING)
_LARGE = LetterKind.PAYMENT_DEMAND


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter of the past, as far as fees ask about it."""

    kind: LetterKind
    sent_on: date
    pay_by: date | None
    fee_bearing: bool


def small_fee(case: Case, on: date, statutes: Statutes, kind: LetterKind) -> Charge:
    """Judge the fee of a purring or an inkassovarsel sent on `on`.

    At least 14 calendar days after the due date; at most two of them, one inkassovarsel at most; the second
    only when a deadline of at least 14 days in the first was missed; more than six months after the last
    fee-bearing letter they start again (§§ 1-2, 1-3).
    """
    run = _run(case, on, statutes)
    small = [sent for sent in run if sent.kind in _SMALL]
    waits = [_first_fee(case, on, statutes)]
    most = figure(statutes, "NO", "max_small_fee_letters", on) or 0
    second_warning = kind is LetterKind.COLLECTION_WARNING and any(sent.kind is kind for sent in small)
    if small and (len(small) >= most or second_warning):
        waits.append((_starts_again(run[-1], on, statutes), Hindrance.FEE_USED))
    elif small:
        waits.append(_missed(small[0], run[-1], on, statutes))
    amount = _amount(case, on, statutes, "reminder_fee_fraction")
    bars = _regime(statutes, on, waits)
    return judge(case, on, statutes, Terms(EntryKind.REMINDER_FEE, bars, tuple(waits), amount))


def payment_demand_fee(case: Case, on: date, statutes: Statutes) -> Charge:
    """Judge the fee of our own betalingsoppfordring: once, after a missed deadline of at least 14 days."""
    run = _run(case, on, statutes)
    due_on = effective_due_on(case)
    warned = [
        sent
        for sent in _letters(case)
        if sent.kind is LetterKind.COLLECTION_WARNING and (due_on is None or sent.sent_on > due_on)
    ]
    waits = [_first_fee(case, on, statutes)]
    if any(sent.kind is _LARGE for sent in run):
        waits.append((_starts_again(run[-1], on, statutes), Hindrance.FEE_USED))
    elif warned:
        waits.append(_missed(warned[-1], run[-1] if run else warned[-1], on, statutes))
    bars = (*_regime(statutes, on, waits), (not warned, Hindrance.WARNING_FIRST))
    amount = _amount(case, on, statutes, "own_payment_demand_fee_fraction")
    return judge(case, on, statutes, Terms(EntryKind.COLLECTION_FEE, bars, tuple(waits), amount))


def _letters(case: Case) -> tuple[Sent, ...]:
    return tuple(
        Sent(entry.event.kind, entry.happened_on, entry.event.pay_by, entry.event.fee_bearing)
        for entry in case.live_history
        if isinstance(entry.event, LetterSent)
    )


def _elsewhere(case: Case, statutes: Statutes) -> Iterator[Sent]:
    """Yield the letters behind fee invoices that were read in.

    Which letter it was is not known: each counts as a purring, and one that asks more than a purring may
    counts as a betalingsoppfordring too.
    """
    for fee in case.invoiced_fees:
        most = _amount(case, fee.charged_on, statutes, "reminder_fee_fraction")
        yield Sent(LetterKind.REMINDER, fee.charged_on, fee.pay_by, fee_bearing=True)
        if most is None or fee.amount.amount > most:
            yield Sent(_LARGE, fee.charged_on, fee.pay_by, fee_bearing=True)


def _run(case: Case, on: date, statutes: Statutes) -> tuple[Sent, ...]:
    """Return the fee-bearing letters that still count on `on`, oldest first: no gap over six months."""
    run: list[Sent] = []
    for sent in sorted((*_letters(case), *_elsewhere(case, statutes)), key=lambda sent: sent.sent_on):
        if sent.fee_bearing and sent.sent_on <= on:
            if run and sent.sent_on >= _starts_again(run[-1], sent.sent_on, statutes):
                run = []
            run.append(sent)
    return tuple(run) if run and on < _starts_again(run[-1], on, statutes) else ()


def _missed(earlier: Sent, last: Sent, on: date, statutes: Statutes) -> Wait:
    """Return the day after the deadline of an earlier letter; one that was too short never counts."""
    least = int(figure(statutes, "NO", "letter_min_deadline", earlier.sent_on) or 0)
    if earlier.pay_by is None or earlier.pay_by < earlier.sent_on + timedelta(days=least):
        return _starts_again(last, on, statutes), Hindrance.DEADLINE_TOO_SHORT
    return earlier.pay_by + timedelta(days=1), Hindrance.DEADLINE_RUNNING


def _starts_again(last: Sent, on: date, statutes: Statutes) -> date:
    """Return the first day more than six months after the last fee-bearing letter (§ 1-3)."""
    months = int(figure(statutes, "NO", "fee_counter_reset", on) or 0)
    year, month = divmod(last.sent_on.year * 12 + last.sent_on.month - 1 + months, 12)
    day = min(last.sent_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=1)


def _first_fee(case: Case, on: date, statutes: Statutes) -> Wait:
    days = int(figure(statutes, "NO", "fee_earliest_day_after_due", on) or 0)
    return (effective_due_on(case) or on) + timedelta(days=days), Hindrance.FEE_TOO_EARLY


def _regime(statutes: Statutes, on: date, waits: list[Wait]) -> tuple[Bar, ...]:
    """Bar fees on a day, or from a day, whose rules nobody has confirmed or whose fee is not known."""
    day = max(on, *(until for until, _ in waits))
    regime = statutes.inkasso_regime(day)
    unknown = regime == "2026" and not figure(statutes, "NO", "own_letter_fee", day)
    return ((regime == "unreviewed", Hindrance.REGIME_UNREVIEWED), (unknown, Hindrance.AMOUNT_UNKNOWN))


def _amount(case: Case, on: date, statutes: Statutes, fraction_table: str) -> Decimal | None:
    if statutes.inkasso_regime(on) == "2026":
        return figure(statutes, "NO", "own_letter_fee", on)
    return fee_amount(effective_due_on(case), on, statutes, fraction_table)


def fee_amount(due_on: date | None, on: date, statutes: Statutes, fraction_table: str) -> Decimal | None:
    """Return sats × fraction in kroner, rounded as the day of sending says (§ 1-2 fourth paragraph).

    `None` where a figure is not known, or the claim has no due date.
    """
    sats = figure(statutes, "NO", "inkassosats", on)
    fraction = figure(statutes, "NO", fraction_table, due_on) if due_on else None
    if sats is None or fraction is None:
        return None
    step = figure(statutes, "NO", "fee_rounding", on)
    return (sats * fraction / step).quantize(Decimal(1), ROUND_HALF_UP) * step if step else sats * fraction
