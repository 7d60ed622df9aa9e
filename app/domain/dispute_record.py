"""Disputes from their opening to their end: how long each took, and which side it came out on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.history import DisputeClosed, DisputeOpened, DisputeReason, DisputeWay, Event
from app.domain.invoice import CaseId


class DisputeEnd(StrEnum):
    """What a dispute came to: by one of the ways, or by a word alone."""

    CORRECTED = "corrected"
    SPLIT = "split"
    UPHELD = "upheld"
    REFUSED = "refused"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """One dispute; `closed_on` and `end` are `None` while it is open."""

    reason: DisputeReason
    opened_on: date
    closed_on: date | None = None
    end: DisputeEnd | None = None

    @property
    def days(self) -> int | None:
        """Return the calendar days it took; 0 when it was closed on the day it was opened."""
        return (self.closed_on - self.opened_on).days if self.closed_on else None


class Happened(NamedTuple):
    """One event of a case, on its day."""

    case_id: CaseId
    on: date
    event: Event


def dispute_records(happened: Iterable[Happened]) -> tuple[DisputeRecord, ...]:
    """Return the disputes among events in their order, in the order they were opened.

    A dispute that is opened once more while it is open stays the one it was, with its newest reason.
    """
    found: list[DisputeRecord] = []
    open_at: dict[CaseId, int] = {}
    for each in happened:
        place = open_at.get(each.case_id)
        match each.event:
            case DisputeOpened(reason=reason) if place is not None:
                found[place] = replace(found[place], reason=reason)
            case DisputeOpened(reason=reason):
                open_at[each.case_id] = len(found)
                found.append(DisputeRecord(reason, each.on))
            case DisputeClosed() if place is not None:
                found[place] = replace(found[place], closed_on=each.on, end=_end(each.event))
                del open_at[each.case_id]
    return tuple(found)


def _end(closed: DisputeClosed) -> DisputeEnd:
    match closed.way:
        case DisputeWay.CORRECTED:
            return DisputeEnd.CORRECTED
        case DisputeWay.SPLIT:
            return DisputeEnd.SPLIT
        case DisputeWay.REFUSED:
            return DisputeEnd.REFUSED
    return DisputeEnd.UPHELD if closed.upheld else DisputeEnd.STANDS
