"""What an action brings to the books: when and from where it is done, and the amounts it is about to book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Moment:
    """When and from where an action is done: the local day, the moment in UTC, window or command line."""

    today: date
    now: datetime
    source: str


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An amount about to be booked; the fields are those of a ledger entry."""

    case_id: CaseId
    kind: EntryKind
    amount: Money
    effective_on: date
    first_day: date | None = None
    last_day: date | None = None
    calculation: str = ""
    payment_id: int | None = None
    letter_id: int | None = None
