"""What was done about some invoices before a letter: written, called, talked, promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.documents.content import Contacts, Promised
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import CallMade, HistoryEntry, LetterSent, Outcome
from app.domain.money import Money
from app.domain.promise_record import Fate, PromiseRecord, promise_records

_UNANSWERED = (Outcome.NO_ANSWER, Outcome.WRONG_RECIPIENT)


def contacts(cases: Sequence[Case], on: date) -> Contacts:
    """Return what happened after the due dates, up to a letter on `on`: the latest of each kind."""
    entries = list(_since_due(cases))
    letters = [(entry.happened_on, entry.event) for entry in entries if isinstance(entry.event, LetterSent)]
    calls = [(entry, entry.event) for entry in entries if isinstance(entry.event, CallMade)]
    spoke = [entry.happened_on for entry, call in calls if call.outcome not in _UNANSWERED]
    return Contacts(
        mailed_on=max((day for day, letter in letters if letter.channel == "email"), default=None),
        wrote_on=max((day for day, letter in letters if letter.channel != "email"), default=None),
        calls=len({_occasion(entry) for entry, call in calls if call.outcome in _UNANSWERED}),
        spoke_on=max(spoke, default=None),
        promised=_promised(cases, on),
    )


def _since_due(cases: Iterable[Case]) -> Iterator[HistoryEntry]:
    for case in cases:
        due_on = effective_due_on(case)
        yield from (entry for entry in case.live_history if due_on and entry.happened_on > due_on)


def _occasion(entry: HistoryEntry) -> str:
    return entry.occasion or str(entry.id)


def _promised(cases: Sequence[Case], on: date) -> Promised | None:
    """Return the latest promise if it was broken; one about several invoices is told as one sum."""
    records = [record for case in cases for record in promise_records(case, on)]
    if not records:
        return None
    last = max(records, key=lambda record: (record.made.happened_on, record.made.id))
    together = [record for record in records if _occasion(record.made) == _occasion(last.made)]
    if all(record.fate is not Fate.BROKEN for record in together):
        return None
    amount = Money.total((record.promise.amount for record in together), last.promise.amount.currency)
    return Promised(last.made.happened_on, amount, last.promise.promised_by, _by_phone(last, cases))


def _by_phone(record: PromiseRecord, cases: Sequence[Case]) -> bool:
    """Say whether the promise was made in a call."""
    occasion = record.made.occasion
    return bool(occasion) and any(
        isinstance(entry.event, CallMade) and entry.occasion == occasion
        for case in cases
        for entry in case.live_history
    )
