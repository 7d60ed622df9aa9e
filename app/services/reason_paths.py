"""Why an invoice is unpaid, noted with or without a call, and where that leads: step, day and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.errors import RuleError
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import DisputeOpened, Event, HistoryEntry, HistoryId, ReasonAnswered, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.payer import usual_window
from app.domain.reason_path import follows, given, lead_of, reason_of
from app.domain.situation import situation
from app.domain.step import Step
from app.services.changes import Changes
from app.services.correction import correct
from app.services.desk import Desk
from app.services.errors import CaseClosedError, FutureDayError, PastDayError
from app.services.explain.reason_words import path_words, reason_word, text_to_customer
from app.services.letter_content import letter_language
from app.storage.firm import read_firm
from app.storage.profile import profile

DATED = frozenset({*UnpaidReason} - {
    UnpaidReason.FORGOTTEN,
    UnpaidReason.MISUNDERSTOOD_TERMS,
    UnpaidReason.HABIT,
    UnpaidReason.CANNOT_PAY,
})  # fmt: skip
"""Reasons that have a day of their own: the new due date, or when to call, answer or look."""
_ANSWERS = frozenset({Step.CORRECT_INVOICE, Step.EXPLAIN_TERMS})


class NothingToAnswerError(RuleError):
    """No reason on these invoices waits for a corrected invoice or an explanation."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason to choose; `is_ours` stands first."""

    reason: UnpaidReason
    words: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class ReasonSheet:
    """What the panel for the reason starts with.

    Attributes:
        now: The reason that counts today, on the first of the invoices.
        waits: What it asked for has still to go out, so that it can be marked as sent.
    """

    choices: tuple[Choice, ...]
    now: UnpaidReason | None
    waits: bool
    today: date
    books: tuple[Case, ...]
    around: Surroundings
    sender: str


@dataclass(frozen=True, slots=True)
class Path:
    """Where a reason leads: in one sentence, and what to write to the customer."""

    words: str
    text: str
    act_on: date | None
    step: Step
    due_on: date | None


def reason_sheet(desk: Desk, case_ids: Sequence[CaseId]) -> ReasonSheet:
    """Return what can be chosen for these invoices of one customer, and what counts today."""
    with desk.look() as work:
        found = work.cases(case_ids)
    books = tuple(found[case_id] for case_id in case_ids)
    with desk.database.reading() as connection:
        known, firm = profile(connection, books[0].customer.id), read_firm(connection)
    first = books[0]
    lead = lead_of(situation(first, effective_due_on(first)).reason)
    return ReasonSheet(
        choices=choices(),
        now=reason_of(first),
        waits=lead is not None and lead.step in _ANSWERS,
        today=desk.today(),
        books=books,
        around=desk.surroundings(usual=usual_window(known.days_late), first_time_late=False),
        sender=firm.name if firm else "",
    )


def choices() -> tuple[Choice, ...]:
    """Return every reason in words, our own mistakes first."""
    return tuple(Choice(reason, reason_word(reason), reason.is_ours) for reason in UnpaidReason)


def path(sheet: ReasonSheet, reason: UnpaidReason, by: date | None = None) -> Path:
    """Return where a reason would lead the first of the invoices, if it were given today.

    Raises:
        PastDayError, FutureDayError: The day lies on the wrong side of today.
    """
    case, today = sheet.books[0], sheet.today
    after = as_told(case, _events(case, reason, today, by, None), today)
    summary = summarise(after, sheet.around)
    return Path(
        words=path_words(reason, summary, today),
        text=text_to_customer(reason, after, summary, sheet.sender, letter_language(case.customer)),
        act_on=summary.act_on,
        step=summary.next_step,
        due_on=summary.due_on,
    )


def give_reason(
    desk: Desk,
    case_ids: Sequence[CaseId],
    reason: UnpaidReason,
    *,
    by: date | None = None,
    amount: Money | None = None,
    note: str = "",
) -> Changes:
    """Note why invoices are unpaid, with what that brings: a new due date, a dispute, a call on a day.

    After a mistake of ours the due date starts anew, and what was claimed by the old one is taken back. `by`
    and `amount` are those of `app.domain.reason_path.follows`.

    Raises:
        CaseClosedError: Nothing is left to pay on one of them.
        PastDayError, FutureDayError: The day lies on the wrong side of today; a payment lies behind.
    """
    today = desk.today()
    with desk.begin() as work:
        cases = work.cases(case_ids)
        occasion = f"reason:{desk.source}:{work.moment.now.isoformat()}"
        for case_id in case_ids:
            case = cases[case_id]
            if case.open.minor <= 0:
                raise CaseClosedError(case.invoice.number)
            events = _events(case, reason, today, by, amount)
            for place, event in enumerate(events):
                work.tell(case_id, event, note="" if place else note, occasion=occasion)
        correct(work, case_ids, today, desk.statutes)
        who = cases[case_ids[0]].customer
        action_id = work.commit("reason", who.name)
    return Changes(frozenset(case_ids), frozenset({who.id}), action_id, "reason", who.name)


def mark_answered(desk: Desk, case_ids: Sequence[CaseId]) -> Changes:
    """Note that the corrected invoice or the explanation has gone out; the procedure goes on from there.

    Raises:
        NothingToAnswerError: Nothing of the kind was waited for.
    """
    with desk.begin() as work:
        cases = work.cases(case_ids)
        told = []
        for case_id, case in cases.items():
            now, reason = situation(case, effective_due_on(case)), reason_of(case)
            lead = lead_of(now.reason)
            if lead and lead.step in _ANSWERS and reason:
                work.tell(case_id, ReasonAnswered(reason))
                told.append(case_id)
        if not told:
            raise NothingToAnswerError
        who = cases[told[0]].customer
        action_id = work.commit("reason_answered", who.name)
    return Changes(frozenset(told), frozenset({who.id}), action_id, "reason_answered", who.name)


def as_told(case: Case, events: Sequence[Event], today: date) -> Case:
    """Return the case as it would stand with these events told today, on one occasion."""
    last = max((entry.id for entry in case.history), default=0)
    moment = datetime.combine(today, time(), UTC)
    told = tuple(
        HistoryEntry(HistoryId(last + n), case.invoice.id, today, moment, event, occasion="foreseen")
        for n, event in enumerate(events, start=1)
    )
    return replace(case, history=(*case.history, *told))


def _events(
    case: Case, reason: UnpaidReason, today: date, by: date | None, amount: Money | None
) -> tuple[Event, ...]:
    """Return the reason and the event it stands for; a dispute that is open is not opened once more."""
    is_payment = reason is UnpaidReason.PAID_ALREADY
    if by and is_payment and by > today:
        raise FutureDayError(by, today)
    if by and not is_payment and by < today:
        raise PastDayError(by, today)
    result = follows(case, reason, today, by, amount)
    if isinstance(result, DisputeOpened) and situation(case, effective_due_on(case)).dispute:
        result = None
    return (given(case, reason, today, by), *([result] if result else []))
