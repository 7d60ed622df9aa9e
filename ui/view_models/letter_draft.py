"""The draft of a letter: its choices as JSON keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import Tone

if TYPE_CHECKING:
    from app.services.reminders import Wish


def as_draft(case_ids: tuple[CaseId, ...], wish: Wish, today: date) -> dict[str, Any]:
    """Return what a draft keeps."""
    return {
        "on": today.isoformat(),
        "cases": list(case_ids),
        "kind": wish.kind.value,
        "tone": wish.tone.value if wish.tone else None,
        "language": wish.language,
        "interest": wish.interest,
        "fee": wish.fee,
        "compensation": wish.compensation,
        "pay_by": wish.pay_by.isoformat() if wish.pay_by else None,
        "body": list(wish.body) if wish.body else None,
    }


def from_draft(wish: Wish, kept: Mapping[str, Any], today: date) -> Wish:
    """Return the wish of a draft; days and amounts belong to the day on which they were chosen."""
    words = replace(
        wish,
        tone=Tone(kept["tone"]) if kept["tone"] else None,
        language=kept["language"],
        body=tuple(kept["body"]) if kept["body"] else None,
    )
    if kept["on"] != today.isoformat():
        return words
    return replace(
        words,
        kind=LetterKind(kept["kind"]),
        interest=kept["interest"],
        fee=kept["fee"],
        compensation=kept["compensation"],
        pay_by=date.fromisoformat(kept["pay_by"]) if kept["pay_by"] else None,
    )
