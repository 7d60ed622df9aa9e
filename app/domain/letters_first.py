"""Which letter of ours comes before a case is handed over: it depends on the law, and on who takes it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind

FORMAL = tuple(kind for kind in LetterKind if kind.is_formal)


@dataclass(frozen=True, slots=True)
class LetterFirst:
    """The letters of which one has to be sent, and missed.

    Attributes:
        reason: What is said while none of them has been sent.
        law: The section that asks for it; `None` where only good order does.
    """

    kinds: tuple[LetterKind, ...]
    reason: Hindrance
    law: str | None


def letter_first(law: str | None, regime: str, *, agency: bool) -> LetterFirst:
    """Return which letter comes first; `regime` is the Norwegian one of the day.

    An authority in Sweden asks for an inkassokrav, in Norway for a written notice. An agency in Norway wants
    an inkassovarsel while the rules of 1988 hold. Any other sends the demand of the law itself: there a
    reminder of ours is good order, so that nobody is handed over unasked, and no section says so.
    """
    if not agency and law == "SE":
        demand = (LetterKind.COLLECTION_DEMAND,)
        return LetterFirst(demand, Hindrance.DEMAND_FIRST, "Inkassolagen (1974:182) 6 §")
    if not agency:
        return LetterFirst(FORMAL, Hindrance.REMINDER_FIRST, "Tvisteloven § 5-2")
    if law == "NO" and regime == "1988":
        return LetterFirst((LetterKind.COLLECTION_WARNING,), Hindrance.WARNING_FIRST, "Inkassoloven § 9")
    return LetterFirst(FORMAL, Hindrance.REMINDER_FIRST, None)
