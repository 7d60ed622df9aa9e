"""What came last before the money: a call or a letter, and how many days it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case import Case
from app.domain.history import CallMade, HistoryEntry, LetterSent
from app.domain.ledger import EntryKind


class Means(StrEnum):
    """How the customer was reached."""

    CALL = "call"
    LETTER = "letter"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Worked:
    """The last contact before the payment that closed a case; `days` are calendar days between them."""

    means: Means
    days: int
    paid_on: date


def worked(cases: Iterable[Case]) -> tuple[Worked, ...]:
    """Return what worked on each closed case that was paid after a contact, newest payment first."""
    found = [known for case in cases if (known := _of(case)) is not None]
    return tuple(sorted(found, key=lambda known: known.paid_on, reverse=True))


def _of(case: Case) -> Worked | None:
    payments = [entry.effective_on for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT]
    if case.open.minor > 0 or not payments:
        return None
    paid_on = max(payments)
    contacts = [entry for entry in case.live_history if _reaches(entry) and entry.happened_on <= paid_on]
    if not contacts:
        return None
    last = contacts[-1]
    return Worked(_means(last), (paid_on - last.happened_on).days, paid_on)


def _reaches(entry: HistoryEntry) -> bool:
    return isinstance(entry.event, CallMade | LetterSent)


def _means(entry: HistoryEntry) -> Means:
    if isinstance(entry.event, LetterSent):
        return Means.EMAIL if entry.event.channel == "email" else Means.LETTER
    return Means.CALL
