"""Whether customers stay after they were followed up: shares with their uncertainty, never a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, sqrt

from app.domain.insight import Contact, is_enough
from app.domain.limitation import months_after
from app.domain.party import CustomerId

PRESET_MONTHS = 6
_Z = 1.959963985
"""Standard score of an interval that holds the true share 95 times of 100."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between which whole percent the true share lies, 95 times of 100.

    Attributes:
        low, high: Wilson's interval rounded outwards, 0 to 100; 0 and 100 when nothing was counted.
    """

    count: int
    of: int
    low: int
    high: int

    @property
    def says_something(self) -> bool:
        """Say whether enough were counted to speak of a share."""
        return is_enough(self.of)

    @property
    def percent(self) -> int:
        """Return the share in whole percent, halves up; 0 when nothing was counted."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of else 0

    def is_clearly_below(self, other: Share) -> bool:
        """Say whether the two intervals leave no room for chance, this one being the lower."""
        return self.says_something and other.says_something and self.high < other.low


def share(count: int, of: int) -> Share:
    """Return a share with Wilson's score interval (1927), which holds for few as well as for many.

    Raises:
        ValueError: `count` is not between 0 and `of`.
    """
    if not 0 <= count <= of:
        raise ValueError(count, of)
    if not of:
        return Share(0, 0, 0, 100)
    seen, weight = count / of, _Z * _Z / of
    middle = (seen + weight / 2) / (1 + weight)
    half = _Z * sqrt(seen * (1 - seen) / of + weight / (4 * of)) / (1 + weight)
    low = 0 if count == 0 else floor(100 * (middle - half))
    high = 100 if count == of else ceil(100 * (middle + half))
    return Share(count, of, low, high)


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that was closed on a day; `step` is the last way of asking before it, empty when unasked."""

    customer_id: CustomerId
    on: date
    step: str


def last_step(contacts: Iterable[Contact], until: date) -> str:
    """Return the last way in which was asked until a day, that day counted; empty without any."""
    before = [each for each in contacts if each.on <= until]
    return max(before, key=lambda each: each.on).kind if before else ""


def stayed(
    ended: Iterable[Ended], bought: Mapping[CustomerId, Sequence[date]], today: date, months: int
) -> Share:
    """Return how many customers got a new invoice within so many months after a case of theirs closed.

    Each customer counts once, by the first of these cases, so that one who buys often does not outweigh the
    others. A customer whose months are not over counts only once there is a new invoice.
    """
    first: dict[CustomerId, date] = {}
    for each in ended:
        first[each.customer_id] = min(each.on, first.get(each.customer_id, each.on))
    came = decided = 0
    for who, on in first.items():
        until = months_after(on, months)
        again = any(on < day <= until for day in bought.get(who, ()))
        came += again
        decided += again or until < today
    return share(came, decided)


def first_to_money(contacts: Sequence[Contact], payments: Sequence[date]) -> tuple[str, int] | None:
    """Return the first way of asking about a case and the calendar days from it to the first payment after.

    `None` when nobody asked, or no money came since.
    """
    if not contacts:
        return None
    first = min(contacts, key=lambda each: each.on)
    since = [day for day in payments if day >= first.on]
    return (first.kind, (min(since) - first.on).days) if since else None
