"""The levels of a letter as the form lists them: sent, suggested, possible, or from which day and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.allowed import KINDS_OF, Allowed, letter_step
from app.domain.business_days import next_bank_day
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.history import LetterKind, LetterSent
from app.domain.procedure import Rung, ladder
from app.domain.situation import situation
from app.i18n import _
from app.services.explain.hindrances import hindrance
from app.services.explain.outcomes import letter_name
from app.services.explain.words import dated

WRITTEN = (LetterKind.FRIENDLY, LetterKind.REMINDER)
"""The letters that `app.documents` has words for."""
_ORDER = tuple(LetterKind)


@dataclass(frozen=True, slots=True)
class Level:
    """One rung as a row to choose.

    Attributes:
        note: One word at its right edge: done, or suggested.
        possible: The letter may be made today for every chosen invoice.
        early_until: The day that the procedure would wait for; the law does not.
    """

    kind: LetterKind
    title: str
    subtitle: str
    note: str
    possible: bool
    early_until: date | None = None


def levels(cases: Sequence[Case], on: date, statutes: Statutes) -> tuple[Level, ...]:
    """Return the letters of the ladder, and any other that is possible; each judged for all the cases."""
    oldest = cases[0]
    rungs = {rung.letter: rung for rung in ladder(oldest) if rung.letter}
    wanted = suggestion(cases, on, statutes)
    found = []
    for kind in KINDS_OF[oldest.invoice.law]:
        step = _judged(kind, cases, on, statutes)
        if kind in rungs or (step.allowed and kind in WRITTEN):
            found.append(_level(kind, step, rungs.get(kind), oldest, on, suggested=kind is wanted))
    return tuple(found)


def suggestion(cases: Sequence[Case], on: date, statutes: Statutes) -> LetterKind:
    """Return the next letter of the ladder that is possible today; the friendly one where none is."""
    oldest = cases[0]
    reached = situation(oldest, effective_due_on(oldest)).level
    rungs = [rung.letter for rung in ladder(oldest) if rung.letter in WRITTEN]
    later = [kind for kind in rungs if kind and (reached is None or _after(kind, reached))]
    possible = [kind for kind in rungs if kind and _judged(kind, cases, on, statutes).allowed]
    return next((kind for kind in later if kind in possible), (possible or later or list(WRITTEN))[-1])


def _after(kind: LetterKind, other: LetterKind) -> bool:
    return _ORDER.index(kind) > _ORDER.index(other)


def _judged(kind: LetterKind, cases: Sequence[Case], on: date, statutes: Statutes) -> Allowed:
    """Return what stands in the way on any of the cases: what bars it for good, else the longest wait."""
    steps = [letter_step(kind, case, on, statutes) for case in cases]
    refused = [step for step in steps if not step.allowed]
    return max(refused, key=lambda step: step.from_day or date.max, default=steps[0])


def _level(
    kind: LetterKind, step: Allowed, rung: Rung | None, oldest: Case, on: date, *, suggested: bool
) -> Level:
    sent = _sent(kind, oldest, on)
    possible = step.allowed and kind in WRITTEN
    early_until = _early_until(rung, oldest, on) if possible else None
    return Level(
        kind=kind,
        title=letter_name(kind),
        subtitle=_subtitle(kind, step, sent, early_until, on),
        note=_("suggested") if suggested and possible else _("done") if sent else "",
        possible=possible,
        early_until=early_until,
    )


def _subtitle(kind: LetterKind, step: Allowed, sent: str, early_until: date | None, on: date) -> str:
    if step.from_day and step.reason:
        said = _("Can be sent on {date} at the earliest. {why}")
        return said.format(date=dated(step.from_day, on), why=hindrance(step.reason))
    if step.reason:
        return hindrance(step.reason)
    if kind not in WRITTEN:
        return _("This version does not write it yet.")
    if sent:
        return sent
    if early_until:
        said = _("Your procedure waits until {day}, but the law does not.")
        return said.format(day=dated(early_until, on))
    if kind is LetterKind.FRIENDLY:
        return _("The invoice amount and a new day to pay.")
    return _("With fee, interest and a new day to pay.")


def _sent(kind: LetterKind, oldest: Case, on: date) -> str:
    """Return when and how a letter of the kind went out last, or nothing."""
    entry = next(
        (
            entry
            for entry in reversed(oldest.live_history)
            if isinstance(entry.event, LetterSent) and entry.event.kind is kind
        ),
        None,
    )
    if entry is None or not isinstance(entry.event, LetterSent):
        return ""
    said = _("Sent {day} by e-mail.") if entry.event.channel == "email" else _("Sent {day} by post.")
    return said.format(day=dated(entry.happened_on, on))


def _early_until(rung: Rung | None, oldest: Case, on: date) -> date | None:
    due_on = effective_due_on(oldest)
    if rung is None or rung.after_due is None or due_on is None:
        return None
    day = next_bank_day(due_on + timedelta(days=rung.after_due), oldest.country)
    return day if on < day else None
