"""Charges that were lawful by what was known when they were claimed, and are not by what is known now."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.case import Case
from app.domain.charge import OWN_CURRENCY, figure
from app.domain.charges import agreed_after_the_debt
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.history import LetterKind, LetterSent
from app.domain.invoice import Origin
from app.domain.late_interest import interest_start
from app.domain.ledger import CHARGES, EntryKind, LedgerEntry


def groundless_charges(case: Case, statutes: Statutes) -> tuple[LedgerEntry, ...]:
    """Return the booked charges that what is known today about the invoice no longer allows.

    Claimed without a law of its own currency, on an invoice that never arrived or claims interest or a fee
    itself, or before the claim was late by its present due date (Norwegian fees: 14 days late,
    inkassoforskriften § 1-2; a betalingsoppfordring: after a warning). A reminder fee without the agreement
    that Lag 1981:739 2 § asks for; a compensation that 4 a § or forsinkelsesrenteloven § 3 a does not give.
    """
    charges = (entry for entry in case.live_ledger if entry.kind in CHARGES)
    return tuple(entry for entry in charges if _lost_ground(case, entry, statutes))


def _lost_ground(case: Case, entry: LedgerEntry, statutes: Statutes) -> bool:
    invoice, due_on = case.invoice, effective_due_on(case)
    if due_on is None or invoice.facts.delivered is False or invoice.origin is not Origin.ORDINARY:
        return True
    if invoice.currency != OWN_CURRENCY.get(invoice.law or ""):
        return True
    if entry.kind is EntryKind.LATE_COMPENSATION:
        return not _may_be_compensated(case, entry)
    wait = 1
    if invoice.law == "NO":
        wait = int(figure(statutes, "NO", "fee_earliest_day_after_due", entry.effective_on) or wait)
    if entry.effective_on < due_on + timedelta(days=wait):
        return True
    if entry.kind is EntryKind.COLLECTION_FEE:
        return invoice.law == "NO" and not _was_warned(case, due_on, entry.effective_on)
    return entry.kind is EntryKind.REMINDER_FEE and not _agreed(case)


def _was_warned(case: Case, due_on: date, before: date) -> bool:
    """Say whether an inkassovarsel went out between the due date that holds and a day (inkassoloven § 9)."""
    return any(
        isinstance(entry.event, LetterSent)
        and entry.event.kind is LetterKind.COLLECTION_WARNING
        and due_on < entry.happened_on < before
        for entry in case.live_history
    )


def _may_be_compensated(case: Case, entry: LedgerEntry) -> bool:
    """Say whether a business whose kind is confirmed owed interest on the day of the letter."""
    start = interest_start(case).on
    return case.customer.is_confirmed_business and start is not None and start < entry.effective_on


def _agreed(case: Case) -> bool:
    facts = case.invoice.facts
    return case.invoice.law != "SE" or (facts.fee_agreed is True and not agreed_after_the_debt(case))
