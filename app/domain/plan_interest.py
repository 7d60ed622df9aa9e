"""The interest that runs while a plan is kept: known when it is agreed, so that its parts can hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.additions import NewEntry
from app.domain.amounts import unbooked_interest
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.late_interest import lawful_interest
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import Money
from app.domain.payment_plan import Instalment

Rows = tuple[Instalment, ...]


def kept_interest(
    cases: Sequence[Case], entries: Sequence[NewEntry], rows: Rows, on: date, statutes: Statutes
) -> Money:
    """Return the interest that is lawful on the last day of a plan if every part comes on its own day.

    `entries` are what signing books on `on`. Parts go to the cases in their order, and a case that an earlier
    part pays to the end owes no interest afterwards. The last part decides nothing, so it may hold the sum.
    """
    signed = tuple(_signed(case, entries, on) for case in cases)
    for row in rows[:-1]:
        signed = _after(signed, row)
    last_on = rows[-1].due_on
    return Money.total(
        (unbooked_interest(case, last_on, statutes) for case in signed), rows[0].amount.currency
    )


def kept_rates(cases: Sequence[Case], on: date, last_on: date, statutes: Statutes) -> tuple[Decimal, ...]:
    """Return the yearly rates, in percent, of the days after `on` to `last_on`, oldest first."""
    found = (lawful_interest(replace(case, plan=None), last_on, statutes).segments for case in cases)
    return tuple(dict.fromkeys(part.rate for parts in found for part in parts if part.last_day > on))


def hold_interest(rows: Rows, principal: Money, interest: Callable[[Rows], Money]) -> Rows:
    """Let the last part take what makes a plan sum to `principal` and the interest it bears if it is kept.

    Parts that pay it all before the last one are left as they are.
    """
    *others, last = rows
    rest = principal + interest(rows) - Money.total((row.amount for row in others), principal.currency)
    return (*others, replace(last, amount=rest)) if rest.minor > 0 else rows


def _signed(case: Case, entries: Sequence[NewEntry], on: date) -> Case:
    """Return a case as it is once the plan is signed, without the plan itself, which would free its days."""
    booked = tuple(
        LedgerEntry(EntryId(0), entry.case_id, entry.kind, entry.amount, on, on, last_day=entry.last_day)
        for entry in entries
        if entry.case_id == case.invoice.id
    )
    return replace(case, plan=None, ledger=(*case.ledger, *booked))


def _after(cases: tuple[Case, ...], row: Instalment) -> tuple[Case, ...]:
    """Return the cases after one part came on its day."""
    left, found = row.amount, []
    for case in cases:
        taken = min(left, case.open)
        if taken.minor > 0:
            paid = LedgerEntry(EntryId(0), case.invoice.id, EntryKind.PAYMENT, -taken, row.due_on, row.due_on)
            case = replace(case, ledger=(*case.ledger, paid))  # noqa: PLW2901 - the case as it is now
            left = left - taken
        found.append(case)
    return tuple(found)
