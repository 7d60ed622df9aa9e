"""Saying the same thing in every language, to see that none lacks words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app import i18n
from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.step import Reason, Step
from app.domain.summary import Summary

LANGUAGES = ("sv", "nb", "en")
TODAY = date(2026, 11, 18)
FAR = date(2026, 9, 24)


def in_every_language(say: Callable[[], str]) -> list[str]:
    """Return what a function says in each of our languages."""
    said = []
    for language in LANGUAGES:
        i18n.use(language)
        said.append(say())
    return said


def is_complete(sentences: list[str]) -> bool:
    """Say whether each language has words of its own, with every place filled in."""
    return all(sentences) and len(set(sentences)) >= 2 and not any("{" in said for said in sentences)


def standing(why: Reason, **facts: object) -> Summary:
    summary = Summary(
        case_id=CaseId(1), open=Money(2486000, SEK), due_on=date(2026, 10, 28),
        on_its_way_until=date(2026, 10, 30), act_on=TODAY, next_step=Step.COLLECTION_DEMAND, reason=why,
        reason_on=FAR, reason_amount=Money(123456789, SEK), usual_first=10, usual_last=18,
        names_on=FAR, call_back_at="10:30", promised_by=FAR, plan_done=9, plan_parts=12,
        paused_until=FAR, handed_over_on=FAR,
    )  # fmt: skip
    return replace(summary, **facts)  # type: ignore[arg-type]
