"""How much a customer may owe: the user's own limit, and what a credit insurer covers and asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class CreditLimit:
    """What was set for a customer; `None` is unknown or without limit.

    Attributes:
        own: The most that the user wants the customer to owe, 0 or more.
        insured: The most that the insurer covers, in the same currency.
        extension_days: Calendar days after the due date by which payment may be put off with the cover kept.
        report_days: Calendar days after the due date within which the insurer wants to be told.
    """

    own: Money | None = None
    insured: Money | None = None
    extension_days: int | None = None
    report_days: int | None = None

    @property
    def lowest(self) -> Money | None:
        """Return the limit that is reached first."""
        known = [each for each in (self.own, self.insured) if each is not None]
        return min(known, default=None)


def report_by(due_on: date, report_days: int) -> date:
    """Return the last day to tell the insurer of an invoice.

    `due_on` is the effective due date. The day is not moved by holidays: earlier is never wrong.
    """
    return due_on + timedelta(days=report_days)


def put_off_to(limit: CreditLimit, due_on: date) -> date | None:
    """Return the last day to which the payment of an invoice may be put off; `None` where it is not known."""
    return None if limit.extension_days is None else due_on + timedelta(days=limit.extension_days)
