"""What a customer's payments say about the terms they were given: facts first, then at most one idea."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_low

from app.domain.insight import is_enough, spread

GRACE = 2
"""Calendar days beyond the term that still count as keeping it: a bank needs them."""
LATE_FROM = 5
"""More days late than these, by the median, are worth changing something for."""
_VERY_LATE = 30
_STEADY = 7
_SHORTEST = 10
_TERMS = (10, 14, 15, 20, 30, 45, 60)


class Idea(StrEnum):
    """What could be tried instead of the terms that are."""

    KEEP = "keep"
    LONGER = "longer"
    SHORTER = "shorter"
    DEPOSIT = "deposit"
    DIRECT_DEBIT = "direct_debit"


@dataclass(frozen=True, slots=True)
class Settled:
    """A paid invoice, in calendar days.

    Attributes:
        term: From issue to due date.
        taken: From issue to full payment.
        late: From the effective due date to full payment, negative when early.
    """

    term: int
    taken: int
    late: int


@dataclass(frozen=True, slots=True)
class Review:
    """The facts about one customer, and the idea that follows from them.

    Attributes:
        term: The usual term in days; of `count` invoices with it `kept` were paid within it and `GRACE` days.
        taken, late: Medians in days, of these and of all invoices; `late` is 0 for who pays in time.
        new_term: The term proposed, for longer and shorter ones; else 0.
    """

    count: int
    term: int
    kept: int
    taken: int
    late: int
    idea: Idea
    new_term: int = 0

    @property
    def wants_nudge(self) -> bool:
        """Say whether the history asks for a word before the due date."""
        return self.late > LATE_FROM


def review(paid: Sequence[Settled], longest: int | None) -> Review | None:
    """Return what the payments of one customer say; `None` under five paid invoices.

    `longest` is the longest term in days that the law allows without more; `None` where it is not known, and
    then no longer term is proposed.
    """
    late = spread([each.late for each in paid])
    if late is None:
        return None
    term = _usual([each.term for each in paid])
    same = [each for each in paid if each.term == term]
    taken = max(median_low([each.taken for each in same]), 0)
    idea, new_term = _idea(term, taken, late.median, late.last - late.first, longest)
    kept = sum(each.taken <= term + GRACE for each in same)
    return Review(len(same), term, kept, taken, late.median, idea, new_term)


def _usual(terms: Sequence[int]) -> int:
    """Return the commonest term, the shorter of two that are as common."""
    counted = Counter(terms)
    return min(counted, key=lambda term: (-counted[term], term))


def _idea(term: int, taken: int, late: int, swing: int, longest: int | None) -> tuple[Idea, int]:
    """Who pays late but always on the same day has another rhythm; who pays at any time needs a push."""
    if late <= LATE_FROM:
        return Idea.KEEP, 0
    if late > _VERY_LATE:
        return Idea.DEPOSIT, 0
    if swing > _STEADY:
        return Idea.DIRECT_DEBIT, 0
    fitting = next((each for each in _TERMS if each >= taken and each > term), None)
    if longest is not None and fitting is not None and fitting <= longest:
        return Idea.LONGER, fitting
    shorter = max((each for each in _TERMS if _SHORTEST <= each <= term - late), default=0)
    return (Idea.SHORTER, shorter) if shorter else (Idea.DIRECT_DEBIT, 0)


@dataclass(frozen=True, slots=True)
class OfTerm:
    """Of the customers who usually have one term, how many usually keep it, with `GRACE` days."""

    term: int
    kept: int
    customers: int

    @property
    def says_something(self) -> bool:
        """Say whether there are enough customers to speak of them all."""
        return is_enough(self.customers)


def by_term(reviews: Iterable[Review]) -> tuple[OfTerm, ...]:
    """Return the terms in use, the one most customers have first."""
    customers: Counter[int] = Counter()
    kept: Counter[int] = Counter()
    for each in reviews:
        customers[each.term] += 1
        kept[each.term] += each.taken <= each.term + GRACE
    order = sorted(customers, key=lambda term: (-customers[term], term))
    return tuple(OfTerm(term, kept[term], customers[term]) for term in order)
