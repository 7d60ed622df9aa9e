"""Interest as an authority asks for it: by half-year, each line a difference of rounded sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.late_interest import Segment
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class InterestLine:
    """Days of one half-year with one rate and one principal.

    Attributes:
        days: Calendar days from `first_day` to `last_day`, both counted.
        rate: Percent per year.
        amount: What this line adds; the lines of a case add up to its interest to the öre.
    """

    first_day: date
    last_day: date
    days: int
    divisor: int
    rate: Decimal
    principal: Money
    amount: Money

    @property
    def half(self) -> tuple[int, int]:
        """Return the year, and 1 or 2 for its first or second half."""
        return self.first_day.year, 1 if self.first_day.month < 7 else 2


def interest_lines(segments: Sequence[Segment], total: Money) -> tuple[InterestLine, ...]:
    """Return the lines of segments that come to `total`; the last takes what rounding leaves."""
    cut = [piece for segment in segments for piece in _halves(segment)]
    lines, exact, shown = [], Decimal(0), Money.zero(total.currency)
    for place, piece in enumerate(cut, start=1):
        exact += piece.amount
        until = total if place == len(cut) else Money.of(exact, total.currency)
        lines.append(
            InterestLine(
                piece.first_day, piece.last_day, piece.days, piece.divisor, piece.rate, piece.principal,
                until - shown,
            )
        )  # fmt: skip
        shown = until
    return tuple(lines)


def by_half(lines: Iterable[InterestLine], total: Money) -> dict[tuple[int, int], Money]:
    """Return the sum of each half-year that has interest, oldest first; `total` gives the currency."""
    sums: dict[tuple[int, int], Money] = {}
    for line in sorted(lines, key=lambda line: line.first_day):
        sums[line.half] = sums.get(line.half, Money.zero(total.currency)) + line.amount
    return sums


def _halves(segment: Segment) -> Iterator[Segment]:
    """Yield a segment cut at the turn from June to July; it never spans two years."""
    july = date(segment.first_day.year, 7, 1)
    if segment.first_day >= july or segment.last_day < july:
        yield segment
        return
    before = (july - segment.first_day).days
    exact = segment.amount / segment.days
    yield replace(segment, last_day=date(july.year, 6, 30), days=before, amount=exact * before)
    rest = segment.days - before
    yield replace(segment, first_day=july, days=rest, amount=exact * rest)
