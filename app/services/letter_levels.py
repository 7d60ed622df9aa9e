"""The levels of a letter as the form lists them: sent, suggested, possible, or from which day and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.allowed import Allowed, kinds_of, letter_step
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.history import LetterKind, LetterSent
from app.domain.procedure import Procedures, ladder
from app.domain.situation import situation
from app.i18n import N_, _
from app.services import letter_waits
from app.services.explain.hindrances import hindrance
from app.services.explain.outcomes import letter_name
from app.services.explain.words import dated
from app.services.letter_courtesy import is_possible
from app.services.letter_waits import Wait

COURTESY = (LetterKind.THANKS, LetterKind.APOLOGY, LetterKind.STATEMENT)
"""Letters that claim nothing; they stand below the ladder."""
_PROPOSED: Procedures = {}
_ORDER = tuple(LetterKind)
_AFTERWARDS = (LetterKind.APOLOGY, LetterKind.THANKS, LetterKind.STATEMENT)
_CONTENTS = {
    LetterKind.FRIENDLY: N_("The invoice amount and a new day to pay."),
    LetterKind.PLAN_END: N_("Ends the plan as agreed; what is left is to be paid."),
    LetterKind.REMINDER: N_("With fee, interest and a new day to pay."),
    LetterKind.COLLECTION_DEMAND: N_("The formal demand: pay or object, with fee and interest."),
    LetterKind.COLLECTION_WARNING: N_("Warns that debt collection comes next, with 14 days to pay."),
    LetterKind.PAYMENT_DEMAND: N_("Our own demand after the warning: pay or object in 14 days."),
    LetterKind.ENFORCEMENT_NOTICE: N_("Two weeks to pay before enforcement is requested."),
    LetterKind.THANKS: N_("Everything is paid. Asks for nothing."),
    LetterKind.APOLOGY: N_("We wrote after the money had come. Takes back what the letter added."),
    LetterKind.STATEMENT: N_("All open invoices and payments. Asks for nothing."),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One rung as a row to choose.

    Attributes:
        note: One word at its right edge: done, or suggested.
        possible: The letter may be made today for every chosen invoice.
        early: A question to answer with a yes where only the procedure would wait.
    """

    kind: LetterKind
    title: str
    subtitle: str
    note: str
    possible: bool
    early: str = ""


def levels(
    cases: Sequence[Case], on: date, statutes: Statutes, own: Procedures = _PROPOSED
) -> tuple[Level, ...]:
    """Return the letters of the law, each judged for all the cases, and those that claim nothing.

    A letter outside the ladder is listed where it is possible, or will be on a day that is known; thanks and
    an apology only where there is reason for them. `own` are the procedures that the user has changed.
    """
    oldest = cases[0]
    rungs = [rung for rung in ladder(oldest, own) if rung.letter]
    wanted = suggestion(cases, on, statutes, own)
    found = []
    for kind in kinds_of(next((case for case in cases if situation(case, None).plan), oldest)):
        step, waits = _judged(kind, cases, on, statutes), letter_waits.wait(kind, rungs, oldest, on)
        if step.allowed or step.from_day or any(rung.letter is kind for rung in rungs):
            found.append(_level(kind, step, waits, oldest, on, suggested=kind is wanted))
    reasonable = (kind for kind in COURTESY if is_possible(cases, kind))
    return (*found, *(_courtesy(kind, oldest, on, suggested=kind is wanted) for kind in reasonable))


def suggestion(
    cases: Sequence[Case], on: date, statutes: Statutes, own: Procedures = _PROPOSED
) -> LetterKind:
    """Return the next letter of the ladder that is possible today; the friendly one where none is.

    A plan that is not kept is ended first. Where everything is paid: the apology that is owed, else thanks,
    else a statement.
    """
    oldest = cases[0]
    if _judged(LetterKind.PLAN_END, cases, on, statutes).allowed:
        return LetterKind.PLAN_END
    if all(case.open.minor <= 0 for case in cases):
        return next(kind for kind in _AFTERWARDS if is_possible(cases, kind) and _is_new(kind, oldest))
    reached = situation(oldest, effective_due_on(oldest)).level
    rungs = [rung.letter for rung in ladder(oldest, own) if rung.letter]
    later = [kind for kind in rungs if reached is None or _after(kind, reached)]
    possible = [kind for kind in rungs if _judged(kind, cases, on, statutes).allowed]
    return next(
        (kind for kind in later if kind in possible), (possible or later or [LetterKind.FRIENDLY])[-1]
    )


def _is_new(kind: LetterKind, case: Case) -> bool:
    """Say whether such a letter is still to be written; a statement always is."""
    sent = (entry.event for entry in case.live_history if isinstance(entry.event, LetterSent))
    return kind is LetterKind.STATEMENT or all(letter.kind is not kind for letter in sent)


def _after(kind: LetterKind, other: LetterKind) -> bool:
    return _ORDER.index(kind) > _ORDER.index(other)


def _judged(kind: LetterKind, cases: Sequence[Case], on: date, statutes: Statutes) -> Allowed:
    """Return what stands in the way on any of the cases: what bars it for good, else the longest wait.

    The end of a plan concerns the cases of the plan alone.
    """
    if kind is LetterKind.PLAN_END:
        cases = [case for case in cases if situation(case, None).plan] or cases
    steps = [letter_step(kind, case, on, statutes) for case in cases]
    refused = [step for step in steps if not step.allowed]
    return max(refused, key=lambda step: step.from_day or date.max, default=steps[0])


def _level(kind: LetterKind, step: Allowed, waits: Wait, oldest: Case, on: date, *, suggested: bool) -> Level:
    sent = _sent(kind, oldest, on)
    return Level(
        kind=kind,
        title=letter_name(kind),
        subtitle=_subtitle(kind, step, sent, waits, on),
        note=_note(sent, suggested=suggested and step.allowed),
        possible=step.allowed,
        early=waits.question(on) if step.allowed else "",
    )


def _note(sent: str, *, suggested: bool) -> str:
    return _("suggested") if suggested else _("done") if sent else ""


def _courtesy(kind: LetterKind, oldest: Case, on: date, *, suggested: bool) -> Level:
    sent = _sent(kind, oldest, on)
    note = _note(sent, suggested=suggested)
    return Level(kind, letter_name(kind), sent or _(_CONTENTS[kind]), note, possible=True)


def _subtitle(kind: LetterKind, step: Allowed, sent: str, waits: Wait, on: date) -> str:
    if sent and not step.allowed:
        return sent
    if step.from_day and step.reason:
        said = _("Can be sent on {date} at the earliest. {why}")
        return said.format(date=dated(step.from_day, on), why=hindrance(step.reason))
    if step.reason:
        return hindrance(step.reason)
    if sent:
        return sent
    return waits.words(on) or _(_CONTENTS[kind])


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
