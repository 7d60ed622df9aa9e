"""The dunning procedure: the ladder of calls and letters, and the day each rung comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.history import CallMade, LetterKind, LetterSent, UnpaidReason
from app.domain.party import CustomerKind, Tone
from app.domain.payer import UsualWindow
from app.domain.reason_path import reason_of
from app.domain.step import Step

_LETTERS = {kind.value: kind for kind in LetterKind}
HAND_OVER_AGAIN_DAYS = 30
_LATEST_FIRST_CALL = 10
_CALL_TO_LETTER_DAYS = 4


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder.

    Attributes:
        after_due: Calendar days after the effective due date, or `None`.
        after_deadline: Bank days after the pay-by day of the letter before, or `None`.
        pay_in: Calendar days that the letter gives.
        fee: The letter asks for the fee of its kind where that is lawful.
    """

    step: Step
    after_due: int | None = None
    after_deadline: int | None = None
    pay_in: int = 0
    tone: Tone = Tone.PLAIN
    fee: bool = True

    @property
    def letter(self) -> LetterKind | None:
        """Return the letter that the rung sends, if it is one."""
        return _LETTERS.get(self.step.value)


@dataclass(frozen=True, slots=True)
class NextRung:
    """The rung that comes next, and the first day on which it is due."""

    rung: Rung
    act_on: date


Procedures = Mapping[tuple[str, CustomerKind], tuple[Rung, ...]]
"""The procedures that the user has changed, by law and kind of customer; each ends with handing over."""
_NONE: Procedures = {}


def ladder(case: Case, own: Procedures = _NONE) -> tuple[Rung, ...]:
    """Return the rungs for the law and kind of a case: the user's own, else those proposed.

    An unset kind is followed up as a consumer. Without a law there is no demand and no warning. Who pays late
    by habit meets firmer letters from the start.
    """
    rungs = ladder_of(case.invoice.law, case.customer.kind or CustomerKind.CONSUMER, own)
    return firmer(rungs) if reason_of(case) is UnpaidReason.HABIT else rungs


def firmer(rungs: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """Return the ladder without its friendly letter, each later letter one tone firmer; the days stay."""
    tones = (Tone.WARM, Tone.PLAIN, Tone.FIRM)
    return tuple(
        replace(rung, tone=tones[min(tones.index(rung.tone) + 1, 2)]) if rung.letter else rung
        for rung in rungs
        if rung.step is not Step.FRIENDLY
    )


def ladder_of(law: str | None, kind: CustomerKind, own: Procedures = _NONE) -> tuple[Rung, ...]:
    """Return the rungs for a law and kind of customer: the user's own, else those proposed."""
    return own.get((law or "", kind)) or proposed(law, kind)


def proposed(law: str | None, kind: CustomerKind) -> tuple[Rung, ...]:
    """Return the rungs that the app proposes; public bodies are followed up as businesses."""
    return _ladder(law, business=kind is not CustomerKind.CONSUMER)


@cache
def _ladder(law: str | None, *, business: bool) -> tuple[Rung, ...]:
    formal = Tone.PLAIN if business else Tone.WARM
    rungs = [
        Rung(Step.CALL, after_due=3),
        Rung(Step.FRIENDLY, after_due=7, pay_in=7, tone=Tone.WARM),
        Rung(Step.REMINDER, after_due=15, pay_in=14, tone=formal),
        Rung(Step.CALL, after_deadline=1),
    ]
    last_tone = Tone.FIRM if business else Tone.PLAIN
    if law == "SE":
        pay_in = 10 if business else 14
        rungs.append(Rung(Step.COLLECTION_DEMAND, after_deadline=3, pay_in=pay_in, tone=last_tone))
    elif law == "NO":
        rungs.append(Rung(Step.COLLECTION_WARNING, after_deadline=3, pay_in=14, tone=last_tone))
    return (*rungs, Rung(Step.HAND_OVER, after_deadline=3))


def next_rung(
    case: Case,
    due_on: date,
    *,
    usual: UsualWindow | None,
    warning_allowed: Callable[[date], bool],
    own: Procedures = _NONE,
) -> NextRung:
    """Return the first rung not yet taken since the effective due date, and its day.

    A rung never comes before the one before it is done and its deadline has passed; calls are skipped
    without a phone number, and one after a letter also when a call was made since. A Norwegian
    warning becomes a second reminder on days for which the rules are not reviewed.
    """
    taken = _Taken.of(case, due_on)
    rungs = ladder(case, own)
    done = _letters_done(rungs, taken, warning_allowed)
    rung = rungs[_first_open(rungs, taken, done, has_phone=bool(case.customer.contact.phone))]
    act_on = _day(case, rung, due_on, taken, usual)
    if rung.step is Step.COLLECTION_WARNING and not warning_allowed(act_on):
        rung = replace(rung, step=Step.REMINDER)
    return NextRung(rung, act_on)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What has been done since the due date: the letters of the ladder and the calls, in order."""

    letters: tuple[tuple[date, LetterSent], ...]
    calls: tuple[date, ...]

    @classmethod
    def of(cls, case: Case, due_on: date) -> _Taken:
        since = [entry for entry in case.live_history if entry.happened_on > due_on]
        letters = tuple(
            (entry.happened_on, entry.event)
            for entry in since
            if isinstance(entry.event, LetterSent) and entry.event.kind.is_dunning
        )
        calls = sorted(entry.happened_on for entry in since if isinstance(entry.event, CallMade))
        return cls(letters, tuple(calls))

    @property
    def last_call(self) -> date | None:
        return self.calls[-1] if self.calls else None

    @property
    def calls_since_letter(self) -> int:
        """Return how many calls were made since the last letter, or since the due date without any."""
        return sum(not self.letters or call >= self.letters[-1][0] for call in self.calls)

    @property
    def deadline(self) -> date | None:
        """Return the last day to pay that a letter named, or the day it went out."""
        if not self.letters:
            return None
        sent_on, letter = self.letters[-1]
        return letter.pay_by or sent_on


_LETTER_ORDER = tuple(LetterKind)


def _first_open(rungs: tuple[Rung, ...], taken: _Taken, done: int, *, has_phone: bool) -> int:
    """Return the rung after the last letter done, past the calls that were made or cannot be."""
    following, made = done + 1, taken.calls_since_letter
    while rungs[following].step is Step.CALL and (made or not has_phone):
        made = max(made - 1, 0)
        following += 1
    return following


def _letters_done(rungs: tuple[Rung, ...], taken: _Taken, warning_allowed: Callable[[date], bool]) -> int:
    """Return the index of the last rung whose letter, or a later kind, has gone out; -1 before any."""
    done = -1
    for sent_on, letter in taken.letters:
        reached = max((n for n, rung in enumerate(rungs) if _covers(letter.kind, rung)), default=-1)
        again = reached == done and letter.kind is LetterKind.REMINDER and not warning_allowed(sent_on)
        warning = (n for n, rung in enumerate(rungs) if rung.step is Step.COLLECTION_WARNING)
        done = max(done, next(warning, reached) if again else reached)
    return done


def _covers(sent: LetterKind, rung: Rung) -> bool:
    return rung.letter is not None and _at_least(sent, rung.letter)


def _at_least(kind: LetterKind, wanted: LetterKind) -> bool:
    return _LETTER_ORDER.index(kind) >= _LETTER_ORDER.index(wanted)


def _day(case: Case, rung: Rung, due_on: date, taken: _Taken, usual: UsualWindow | None) -> date:
    country = case.country
    days = [due_on + timedelta(days=_after_due(rung, usual))]
    deadline = taken.deadline
    if deadline is not None:
        days.append(add_bank_days(deadline, rung.after_deadline or 1, country))
    if rung.step is not Step.CALL and not taken.letters and taken.last_call:
        days.append(add_bank_days(taken.last_call, 1, country))
    return next_bank_day(max(days), country)


def _after_due(rung: Rung, usual: UsualWindow | None) -> int:
    """Return the rung's calendar days after the due date, moved by the customer's own rhythm."""
    days = rung.after_due or 0
    if usual is None or rung.step not in (Step.CALL, Step.FRIENDLY) or rung.after_due is None:
        return days
    first_call = max(3, min(usual.last_day + 1, _LATEST_FIRST_CALL))
    return max(days, first_call if rung.step is Step.CALL else first_call + _CALL_TO_LETTER_DAYS)
