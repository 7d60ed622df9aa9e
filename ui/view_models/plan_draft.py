"""The draft of a plan: its choices as JSON keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.payment_plan import Instalment, PlanInterest, Rhythm

if TYPE_CHECKING:
    from app.services.plans import PlanWish


def as_draft(case_ids: tuple[CaseId, ...], wish: PlanWish, today: date) -> dict[str, Any]:
    """Return what a draft keeps."""
    return {
        "on": today.isoformat(),
        "cases": list(case_ids),
        "count": wish.count,
        "first": wish.first.isoformat(),
        "rhythm": wish.rhythm.value,
        "fee": wish.fee,
        "interest": wish.interest.value,
        "each": _pair(wish.each) if wish.each else None,
        "rows": [[row.due_on.isoformat(), *_pair(row.amount)] for row in wish.rows],
        "locked": sorted(wish.locked),
    }


def _pair(amount: Money) -> list[Any]:
    return [amount.minor, str(amount.currency)]


def from_draft(wish: PlanWish, kept: Mapping[str, Any]) -> PlanWish:
    """Return the wish of a draft of the same day."""
    rows = (
        Instalment(date.fromisoformat(day), Money(minor, Currency(code))) for day, minor, code in kept["rows"]
    )
    return replace(
        wish,
        count=kept["count"],
        first=date.fromisoformat(kept["first"]),
        rhythm=Rhythm(kept["rhythm"]),
        fee=kept["fee"],
        interest=PlanInterest(kept["interest"]),
        each=Money(kept["each"][0], Currency(kept["each"][1])) if kept["each"] else None,
        rows=tuple(rows),
        locked=frozenset(kept["locked"]),
    )
