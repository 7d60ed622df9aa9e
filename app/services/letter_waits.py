"""What only the procedure would wait for before a letter: a day, or the letter before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.documents.content import is_demand
from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import LetterKind, LetterSent
from app.domain.procedure import Rung
from app.i18n import _
from app.services.explain.outcomes import letter_name
from app.services.explain.words import dated

_ORDER = tuple(LetterKind)


@dataclass(frozen=True, slots=True)
class Wait:
    """What the procedure waits for; the law does not.

    Attributes:
        until: The day it waits for; `None` where that has come, or hangs on a letter not sent yet.
        first: The letter it sends before; `None` where that has gone out, or none comes before.
    """

    until: date | None = None
    first: LetterKind | None = None

    def words(self, today: date) -> str:
        """Return the sentence below a level, empty where nothing waits."""
        if self.first:
            said = _("Your procedure sends this first: {letter}. The law does not ask for it.")
            return said.format(letter=letter_name(self.first))
        said = _("Your procedure waits until {day}, but the law does not.")
        return said.format(day=dated(self.until, today)) if self.until else ""

    def question(self, today: date) -> str:
        """Return what has to be answered with a yes first, empty where nothing waits."""
        if self.first:
            said = _("Your procedure sends this first: {letter}. Go on anyway?")
            return said.format(letter=letter_name(self.first))
        said = _("Your procedure waits with this letter until {day}. Send it now anyway?")
        return said.format(day=dated(self.until, today)) if self.until else ""


def wait(kind: LetterKind, rungs: Sequence[Rung], case: Case, on: date) -> Wait:
    """Return what the procedure waits for before a letter; `rungs` are its letters in order.

    A reminder late enough may go out without the friendly one; a formal demand waits for the reminder.
    """
    place = next((n for n, rung in enumerate(rungs) if rung.letter is kind), None)
    due_on = effective_due_on(case)
    if place is None or due_on is None:
        return Wait()
    sent = _last_sent(case, due_on)
    before = rungs[place - 1].letter if place else None
    if before and is_demand(kind) and (sent is None or _ORDER.index(sent[1].kind) < _ORDER.index(before)):
        return Wait(first=before)
    until = _day(rungs[place], case, due_on, sent)
    return Wait(until=until if on < until else None)


def _last_sent(case: Case, due_on: date) -> tuple[date, LetterSent] | None:
    """Return the last letter of the ladder since the due date."""
    return next(
        (
            (entry.happened_on, entry.event)
            for entry in reversed(case.live_history)
            if isinstance(entry.event, LetterSent)
            and entry.event.kind.is_dunning
            and entry.happened_on > due_on
        ),
        None,
    )


def _day(rung: Rung, case: Case, due_on: date, sent: tuple[date, LetterSent] | None) -> date:
    """Return the later of the rung's day after the due date and of its days after the last deadline."""
    days = [due_on + timedelta(days=rung.after_due or 0)]
    if rung.after_deadline and sent:
        days.append(add_bank_days(sent[1].pay_by or sent[0], rung.after_deadline, case.country))
    return next_bank_day(max(days), case.country)
