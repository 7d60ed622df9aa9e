"""What the law asks of a procedure, and what it would do with one invoice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.domain.allowed import KINDS_OF
from app.domain.business_days import next_bank_day
from app.domain.case import Case
from app.domain.charge import figure
from app.domain.dated_table import Statutes
from app.domain.deadline import PayByTooEarlyError, pay_by
from app.domain.errors import RuleError
from app.domain.history import CallMade, Event, HistoryEntry, HistoryId, LetterKind, LetterSent, Outcome
from app.domain.invoice import CaseId, Invoice
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import NOK, SEK, Money
from app.domain.party import Contact, Customer, CustomerId, CustomerKind
from app.domain.procedure import Rung, next_rung
from app.domain.step import Step

LONGEST_WAIT_DAYS = 365
_LETTER_ORDER = tuple(LetterKind)
_FEE_LAW = "Inkassoforskriften § 1-2"


class ProcedureFault(StrEnum):
    """Why a procedure cannot be followed."""

    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    DEADLINE_TOO_SHORT = "deadline_too_short"
    FEE_TOO_EARLY = "fee_too_early"
    OUT_OF_ORDER = "out_of_order"
    NOT_IN_THIS_LAW = "not_in_this_law"
    DAY_AFTER_LETTER = "day_after_letter"
    LETTER_MISSING = "letter_missing"
    HAND_OVER_LAST = "hand_over_last"


class ProcedureError(RuleError):
    """A procedure breaks a rule.

    Attributes:
        place: Which rung, counted from 0.
        least: The fewest days that the rule leaves, where it names some.
        law: The section; `None` where only good order asks for it.
    """

    def __init__(
        self, place: int, fault: ProcedureFault, *, least: int | None = None, law: str | None = None
    ) -> None:
        super().__init__(place, fault, least, law)
        self.place = place
        self.fault = fault
        self.least = least
        self.law = law


def steps_of(law: str) -> tuple[Step, ...]:
    """Return what a rung may do under a law, in the order of the ladder."""
    letters = tuple(Step(kind.value) for kind in KINDS_OF[law] if kind.value in list(Step))
    return (Step.CALL, *letters)


def check(rungs: Sequence[Rung], law: str, statutes: Statutes, on: date) -> None:
    """Refuse a procedure that the law or good order does not allow, as of `on`.

    A rung names its calendar day after the due date, at least one, or where a letter came before it bank days
    after that letter's day to pay, at least one. Letters come in the order of the ladder. A letter gives the
    time that `deadline.pay_by` asks for, and a Norwegian fee waits until 14 days after the due date
    (inkassoforskriften § 1-2). A formal letter comes before handing over, which is the last rung.

    Raises:
        ProcedureError: The first rung that breaks a rule.
    """
    if not rungs or rungs[-1].step is not Step.HAND_OVER:
        raise ProcedureError(max(len(rungs) - 1, 0), ProcedureFault.HAND_OVER_LAST)
    for place, rung in enumerate(rungs):
        before = [earlier for earlier in rungs[:place] if earlier.letter]
        _check_day(place, rung, rungs[:place], has_letter=bool(before))
        if rung.letter:
            _check_letter(place, rung, law, statutes, on)
    _check_order(rungs)
    if not any(rung.letter and rung.letter.is_formal for rung in rungs):
        raise ProcedureError(len(rungs) - 1, ProcedureFault.LETTER_MISSING)


def _check_day(place: int, rung: Rung, before: Sequence[Rung], *, has_letter: bool) -> None:
    days = rung.after_deadline if has_letter and rung.after_due is None else rung.after_due
    if days is None or (rung.after_due is None) == (rung.after_deadline is None):
        raise ProcedureError(place, ProcedureFault.DAY_AFTER_LETTER)
    if days < 1:
        raise ProcedureError(place, ProcedureFault.TOO_EARLY, least=1)
    if days > LONGEST_WAIT_DAYS:
        raise ProcedureError(place, ProcedureFault.TOO_LATE, least=LONGEST_WAIT_DAYS)
    latest = max((earlier.after_due or 0 for earlier in before), default=0)
    if rung.after_due is not None and rung.after_due < latest:
        raise ProcedureError(place, ProcedureFault.OUT_OF_ORDER, least=latest)


def _check_letter(place: int, rung: Rung, law: str, statutes: Statutes, on: date) -> None:
    kind = rung.letter
    if kind is None or kind not in KINDS_OF[law]:
        raise ProcedureError(place, ProcedureFault.NOT_IN_THIS_LAW)
    try:
        pay_by(kind, on, law, statutes, chosen=on + timedelta(days=rung.pay_in))
    except PayByTooEarlyError as early:
        least = (early.earliest - on).days
        raise ProcedureError(place, ProcedureFault.DEADLINE_TOO_SHORT, least=least, law=early.law) from early
    if rung.pay_in > LONGEST_WAIT_DAYS:
        raise ProcedureError(place, ProcedureFault.TOO_LATE, least=LONGEST_WAIT_DAYS)
    wait = int(figure(statutes, "NO", "fee_earliest_day_after_due", on) or 0) if law == "NO" else 0
    if rung.fee and kind.is_formal and rung.after_due is not None and rung.after_due < wait:
        raise ProcedureError(place, ProcedureFault.FEE_TOO_EARLY, least=wait, law=_FEE_LAW)


def _check_order(rungs: Sequence[Rung]) -> None:
    letters = [(place, rung.letter) for place, rung in enumerate(rungs) if rung.letter]
    for (_place, earlier), (place, later) in pairwise(letters):
        if _LETTER_ORDER.index(later) <= _LETTER_ORDER.index(earlier):
            raise ProcedureError(place, ProcedureFault.OUT_OF_ORDER)
    for place, rung in enumerate(rungs[:-1]):
        if rung.step is Step.HAND_OVER:
            raise ProcedureError(place, ProcedureFault.HAND_OVER_LAST)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A rung and the day on which it comes, when nobody answers or pays."""

    rung: Rung
    on: date


def foresee(rungs: tuple[Rung, ...], law: str, kind: CustomerKind, due_on: date) -> tuple[Foreseen, ...]:
    """Return the day of every rung for an invoice due on `due_on`, if every step is taken on its day."""
    case = _example(law, kind, due_on)
    own = {(law, kind): rungs}
    found: list[Foreseen] = []
    for _rung in rungs:
        following = next_rung(case, due_on, usual=None, warning_allowed=lambda _day: True, own=own)
        found.append(Foreseen(following.rung, following.act_on))
        event = _event(following.rung, following.act_on, law)
        if event is None:
            break
        case = replace(case, history=(*case.history, _entry(case, event, following.act_on)))
    return tuple(found)


def _event(rung: Rung, on: date, law: str) -> Event | None:
    nothing = Money(0, _CURRENCY[law])
    if rung.letter:
        pay_on = next_bank_day(on + timedelta(days=rung.pay_in), law)
        return LetterSent(0, rung.letter, pay_on, nothing, nothing)
    return CallMade(Outcome.NO_ANSWER) if rung.step is Step.CALL else None


_CURRENCY = {"SE": SEK, "NO": NOK}


def _example(law: str, kind: CustomerKind, due_on: date) -> Case:
    """Return an invoice of 1 000 to a customer with a phone, due on that day."""
    who = Customer(CustomerId(0), "", kind, True, law, contact=Contact(phone="0"))
    amount = Money(1_000_00, _CURRENCY[law])
    paper = Invoice(
        CaseId(0),
        who.id,
        number="1",
        currency=amount.currency,
        total=amount,
        amount_due=amount,
        issued_on=due_on - timedelta(days=30),
        due_on=due_on,
        law=law,
    )
    entry = LedgerEntry(EntryId(1), paper.id, EntryKind.PRINCIPAL, amount, paper.issued_on, paper.issued_on)
    return Case(paper, who, (entry,))


def _entry(case: Case, event: Event, on: date) -> HistoryEntry:
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return HistoryEntry(HistoryId(len(case.history) + 1), case.invoice.id, on, moment, event)
