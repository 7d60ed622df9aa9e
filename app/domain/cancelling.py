"""Taking back and giving back in append-only lists: an entry stands unless what cancels it stands."""

from __future__ import annotations

from collections.abc import Mapping


def stands(entry_id: int, cancelled_by: Mapping[int, int]) -> bool:
    """Say whether an entry counts, given which later entry cancels which.

    A cancellation may itself be cancelled; what it took away then counts again.
    """
    counts = True
    while (later := cancelled_by.get(entry_id)) is not None:
        entry_id, counts = later, not counts
    return counts
