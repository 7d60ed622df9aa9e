"""Which of some open sums make up an amount; bounded, so that no payment takes long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

MOST_FOR_ALL = 12
"""Of so many sums every subset is tried; of more only the oldest ones, all, and pairs and triples."""
_MOST_FOR_PAIRS = 60


def subset(sums: Sequence[int], wanted: int, *, with_first: bool = False) -> tuple[int, ...] | None:
    """Return the places of the sums that make up `wanted`, the fewest and oldest of them; `None` if none do.

    `with_first` asks for those that have the first sum in them.
    """
    if wanted <= 0 or not sums:
        return None
    return _oldest(sums, wanted) or (
        _any(sums, wanted, with_first=with_first)
        if len(sums) <= MOST_FOR_ALL
        else _few(sums[:_MOST_FOR_PAIRS], wanted, with_first=with_first)
    )


def _oldest(sums: Sequence[int], wanted: int) -> tuple[int, ...] | None:
    total = 0
    for place, each in enumerate(sums):
        total += each
        if total >= wanted:
            return tuple(range(place + 1)) if total == wanted else None
    return None


def _any(sums: Sequence[int], wanted: int, *, with_first: bool) -> tuple[int, ...] | None:
    """Try every subset: sums as the places that make them, each place doubling what is known."""
    ways: dict[int, tuple[int, ...]] = {sums[0]: (0,)} if with_first else {0: ()}
    for place in range(1 if with_first else 0, len(sums)):
        for total, places in list(ways.items()):
            grown = total + sums[place]
            known = ways.get(grown)
            if grown <= wanted and (known is None or len(known) > len(places) + 1):
                ways[grown] = (*places, place)
    return ways.get(wanted) or None


def _few(sums: Sequence[int], wanted: int, *, with_first: bool) -> tuple[int, ...] | None:
    for count in (1, 2, 3):
        for places in combinations(range(len(sums)), count):
            if sum(sums[place] for place in places) == wanted and (not with_first or places[0] == 0):
                return places
    return None
