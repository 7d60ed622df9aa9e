"""The story of a case: what was told, what follows from the dates, and what is suggested next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.domain import history as told
from app.domain.case import Case
from app.domain.history import HistoryEntry
from app.domain.late_interest import interest_start
from app.domain.promise_record import Fate, PromiseRecord, promise_records
from app.domain.summary import Summary
from app.formatting import sentence_start
from app.i18n import _
from app.services.explain.steps import step_name
from app.services.explain.timeline import event
from app.services.explain.words import dated, money, short

Group = Literal["call", "letter", "money", "other"]
When = Literal["past", "future", "today"]
_CALLS = (
    told.CallMade,
    told.PromiseMade,
    told.CallBackAgreed,
    told.SaidPaid,
    told.CannotPay,
    told.DeliveryFailed,
    told.ReasonGiven,
)
_LETTERS = (told.LetterSent, told.PlanPrinted, told.PlanSigned, told.PlanEnded, told.ProofKept)
_MONEY = (
    told.PaymentBooked,
    told.PaymentReturned,
    told.CreditPaidBack,
    told.CreditBooked,
    told.InterestLetGo,
    told.WrittenOff,
    told.ChargesWithdrawn,
    told.PartnerPaid,
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the story.

    Attributes:
        what: Kind of event in snake case, or `issued`, `due`, `interest_starts`, `promise_kept`,
            `promise_broken`, `suggestion`, `today`; it picks the icon.
        group: What the filter counts it as.
        quote: What was noted, word for word.
        key: Names the entry; the history's id for what was told.
    """

    key: str
    on: date
    day: str
    what: str
    title: str
    text: str = ""
    quote: str = ""
    group: Group = "other"
    when: When = "past"


def story(case: Case, summary: Summary, today: date) -> tuple[Moment, ...]:
    """Return the story, newest first: a suggestion ahead, the line of today, then what has been."""
    # In the order of one day: issued first, then what was told, then what the end of the day brings.
    past = [_issued(case, today), *_told(case, today), *_from_dates(case, summary, today)]
    past.sort(key=lambda moment: moment.on)
    line = Moment("today", today, _("today"), "today", "", when="today")
    return (*_ahead(summary, today), line, *reversed(past))


def _ahead(summary: Summary, today: date) -> Iterator[Moment]:
    if summary.act_on is not None and summary.act_on > today:
        title = _("Suggestion: {step}").format(step=step_name(summary.next_step))
        text = _("If nothing has come in or been said before then.")
        yield Moment(
            "suggestion",
            summary.act_on,
            short(summary.act_on, today),
            "suggestion",
            title,
            text,
            when="future",
        )


def _told(case: Case, today: date) -> Iterator[Moment]:
    """Yield what was told; a call and what it came to are one entry."""
    entries = list(case.live_history)
    for entry in entries:
        if _belongs_to_call(entry, entries):
            continue
        said = event(entry, case)
        text = _came_to(entry, entries, case) if isinstance(entry.event, told.CallMade) else ""
        yield Moment(
            key=str(entry.id),
            on=entry.happened_on,
            day=short(entry.happened_on, today),
            what=_snake(entry.event),
            title=said.title,
            text=text or said.text,
            quote=entry.note,
            group=_group(entry),
        )


def _came_to(call: HistoryEntry, entries: list[HistoryEntry], case: Case) -> str:
    """Return what was agreed in a call, or what it changed."""
    results = (event(other, case) for other in entries if other is not call and _same_occasion(call, other))
    return next((said.text for said in results if said.text), "")


def _same_occasion(entry: HistoryEntry, other: HistoryEntry) -> bool:
    return bool(entry.occasion) and entry.occasion == other.occasion


def _belongs_to_call(entry: HistoryEntry, entries: list[HistoryEntry]) -> bool:
    return not isinstance(entry.event, told.CallMade) and any(
        isinstance(other.event, told.CallMade) and _same_occasion(entry, other) for other in entries
    )


def _group(entry: HistoryEntry) -> Group:
    if isinstance(entry.event, _CALLS):
        return "call"
    if isinstance(entry.event, _LETTERS):
        return "letter"
    return "money" if isinstance(entry.event, _MONEY) else "other"


def _snake(happened: told.Event) -> str:
    from app.storage.events import kind_of

    return kind_of(happened)


def _issued(case: Case, today: date) -> Moment:
    title = _("Issued, {amount}").format(amount=money(case.invoice.total, whole=False))
    return _computed("issued", case.invoice.issued_on, today, title, _delivered(case, today))


def _from_dates(case: Case, summary: Summary, today: date) -> Iterator[Moment]:
    """Yield what follows from dates alone: due date, start of interest, promises kept and broken."""
    start = interest_start(case).on
    if summary.due_on and summary.due_on < today:
        same = start == summary.due_on
        text = _("Interest counts from the day after.") if same else ""
        yield _computed("due", summary.due_on, today, _("Fell due"), text)
    if start and start != summary.due_on and start < today:
        yield _computed("interest_starts", start + _DAY, today, _("Interest starts to count"), "")
    for record in promise_records(case, today):
        moment = _promise(record, today)
        if moment:
            yield moment


def _delivered(case: Case, today: date) -> str:
    delivered_on = case.invoice.facts.delivered_on
    return _("Delivered {day}.").format(day=dated(delivered_on, today)) if delivered_on else ""


def _promise(record: PromiseRecord, today: date) -> Moment | None:
    if record.ended_on is None:
        return None
    amount = money(record.promise.amount)
    if record.fate is Fate.KEPT:
        text = _("{amount} came in as promised.").format(amount=amount)
        return _computed("promise_kept", record.ended_on, today, _("The promise was kept"), text)
    text = _("{amount} had not come in when the day was over.").format(amount=amount)
    return _computed("promise_broken", record.ended_on, today, _("The promise ran out"), text)


def _computed(what: str, on: date, today: date, title: str, text: str) -> Moment:
    group: Group = "money" if what in ("due", "interest_starts") else "other"
    return Moment(f"{what}:{on}", on, short(on, today), what, sentence_start(title), text, group=group)
