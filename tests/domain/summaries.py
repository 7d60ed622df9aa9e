"""Random summaries, with `None` everywhere and days at the edges, from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.step import Reason, Step
from app.domain.summary import Summary

TODAY = date(2026, 11, 18)
_OFFSETS = (-400, -61, -60, -31, -30, -16, -15, -14, -4, -3, -2, -1, 0, 1, 2, 3, 14, 15, 400)


def edge_days() -> Sequence[date | None]:
    return (None, *(TODAY + timedelta(days=offset) for offset in _OFFSETS))


def summaries(count: int, *, seed: int) -> list[Summary]:
    """Return so many summaries; most have few of the days, so that every line of the rule is reached."""
    draw = random.Random(seed)
    return [_summary(n, draw) for n in range(1, count + 1)]


def _summary(n: int, draw: random.Random) -> Summary:
    def some_day() -> date | None:
        return draw.choice(edge_days()) if draw.random() < 0.35 else None

    plain = Summary(
        case_id=CaseId(n),
        open=Money(draw.choice((-100, 0, 1, 100, 100, 100, 100, 100, 100, 100)), SEK),
        due_on=draw.choice(edge_days()),
        on_its_way_until=draw.choice(edge_days()),
        act_on=draw.choice(edge_days()),
        next_step=draw.choice(tuple(Step)),
        reason=draw.choice(tuple(Reason)),
    )
    return replace(
        plain,
        answer_on=some_day(),
        promise_lapses_on=some_day(),
        missed_on=some_day(),
        paused_until=some_day(),
        handed_over_on=draw.choice(edge_days()) if draw.random() < 0.1 else None,
        unconfirmed=draw.choice((None, None, None, Money(0, SEK), Money(99, SEK), Money(100, SEK))),
    )
