"""Talking to the customer: calls and what they came to, notes, and putting a case off until a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import reason_path
from app.domain.business_days import add_bank_days
from app.domain.case import Case
from app.domain.history import (
    CallBackAgreed,
    CallMade,
    CannotPay,
    DeliveryFailed,
    DisputeOpened,
    DisputeReason,
    Event,
    NoteTaken,
    Outcome,
    ReasonGiven,
    SaidPaid,
    Snoozed,
    UnpaidReason,
)
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.promise import PROMISE_PRESET_DAYS, promise
from app.services.changes import Changes
from app.services.correction import correct
from app.services.desk import Desk
from app.services.errors import CaseClosedError, FutureDayError, PastDayError
from app.services.facts import read_customer, store_customer

ANSWER_BANK_DAYS = reason_path.ANSWER_BANK_DAYS


@dataclass(frozen=True, slots=True)
class Call:
    """One call and what it came to. What the outcome does not ask for is left as it is.

    Attributes:
        by: Promise: the promised day. Call back: the day. Dispute: answer by. Says it is paid: when.
        at: Call back: the hour, such as `10:30`.
        amount: Promise: the sum over all cases. Dispute: the contested part. Cannot pay: what is possible.
        happened_on: The day of the call, today when not given.
        corrections: Facts of the customer that turned out wrong, named as on the command line.
        person: Who was called: an id of `contact_persons.persons`.
        why: Why it is unpaid, where the customer said more than the outcome says by itself.
    """

    outcome: Outcome
    by: date | None = None
    at: str = ""
    amount: Money | None = None
    reason: DisputeReason = DisputeReason.OTHER
    note: str = ""
    minutes: int = 0
    happened_on: date | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    why: UnpaidReason | None = None
    person: int | None = None


def log_call(desk: Desk, case_ids: Sequence[CaseId], call: Call) -> Changes:
    """Take down one call about one or more invoices of a customer.

    An invoice that was not received, or wrong by our mistake, gets a new due date; what was claimed by
    the old one is taken back.

    Raises:
        CaseClosedError: Nothing is left to pay on one of them.
        PromiseInThePastError, AmountNotPositiveError: The promise cannot be.
        FutureDayError, PastDayError: A day lies on the wrong side of today.
    """
    today = desk.today()
    on = call.happened_on or today
    if on > today:
        raise FutureDayError(on, today)
    with desk.begin() as work:
        cases = work.cases(case_ids)
        ordered = [cases[case_id] for case_id in case_ids]
        occasion = f"call:{desk.source}:{work.moment.now.isoformat()}"
        for case, share in _shares(ordered, call.amount):
            if case.open.minor <= 0:
                raise CaseClosedError(case.invoice.number)
            made = CallMade(call.outcome, call.minutes, call.person)
            work.tell(case.invoice.id, made, on=on, note=call.note, occasion=occasion)
            reason = reason_said(case, call, on)
            if reason:
                work.tell(case.invoice.id, reason, on=on, occasion=occasion)
            result = agreed(case, call, share, on)
            if result:
                work.tell(case.invoice.id, result, on=on, occasion=occasion)
        if call.corrections:
            before = ordered[0].customer
            store_customer(work, desk, before, read_customer(before, dict(call.corrections)))
        if any(restarts(case, call, on) for case in ordered):
            correct(work, case_ids, today, desk.statutes)
        name = ordered[0].customer.name
        action_id = work.commit("call", name)
    customers = frozenset(case.customer.id for case in ordered)
    return Changes(frozenset(case_ids), customers, action_id, "call", name)


def _shares(cases: Sequence[Case], amount: Money | None) -> list[tuple[Case, Money | None]]:
    """Lay a sum on cases in their order, each up to what is open; the last takes the rest."""
    if amount is None:
        return [(case, None) for case in cases]
    shares: list[tuple[Case, Money | None]] = []
    for case in cases[:-1]:
        share = min(amount, case.open)
        shares.append((case, share))
        amount = amount - share
    return [*shares, (cases[-1], amount)]


def reason_said(case: Case, call: Call, on: date) -> ReasonGiven | None:
    """Return why the invoice is unpaid by what was said in the call; `None` where it said nothing of it."""
    reason = call.why or reason_path.implied(call.outcome)
    return reason_path.given(case, reason, on) if reason else None


def restarts(case: Case, call: Call, on: date) -> bool:
    """Say whether a call gives the invoice a new due date."""
    reason = reason_said(case, call, on)
    lost = call.outcome in (Outcome.NOT_RECEIVED, Outcome.WRONG_RECIPIENT)
    return lost or (reason is not None and reason.new_due_on is not None)


def agreed(case: Case, call: Call, amount: Money | None, on: date) -> Event | None:
    """Return the event that an outcome stands for beside the call itself.

    A sum that earlier cases took whole leaves nothing to agree on the later ones.
    """
    if amount == Money.zero(case.invoice.currency) and call.amount:
        return None
    match call.outcome:
        case Outcome.PROMISED:
            by = call.by or on + timedelta(days=PROMISE_PRESET_DAYS)
            return promise(case.open if amount is None else amount, by, today=on)
        case Outcome.DISPUTED:
            answer_by = call.by or add_bank_days(on, ANSWER_BANK_DAYS, case.country)
            return DisputeOpened(call.reason, amount, _ahead(answer_by, on))
        case Outcome.CALL_BACK:
            return CallBackAgreed(_ahead(call.by or add_bank_days(on, 1, case.country), on), call.at)
        case Outcome.CANNOT_PAY:
            return CannotPay(amount)
        case Outcome.NOT_RECEIVED | Outcome.WRONG_RECIPIENT:
            new_due_on = _ahead(call.by or on + timedelta(days=reason_path.NEW_DUE_DAYS), on)
            return DeliveryFailed(call.outcome is Outcome.WRONG_RECIPIENT, new_due_on)
        case Outcome.SAYS_PAID:
            return SaidPaid(call.by)
    return None


def _ahead(day: date, on: date) -> date:
    if day < on:
        raise PastDayError(day, on)
    return day


def snooze(desk: Desk, case_ids: Sequence[CaseId], until: date) -> Changes:
    """Put cases off until a day; only `act_on` moves, the due date stays.

    Raises:
        PastDayError: The day is today or earlier.
    """
    if until <= desk.today():
        raise PastDayError(until, desk.today())
    return _tell(desk, case_ids, Snoozed(until), kind="snooze")


def take_note(desk: Desk, case_ids: Sequence[CaseId], text: str) -> Changes:
    """Write down a fact about a case."""
    return _tell(desk, case_ids, NoteTaken(), kind="note", note=text)


def open_dispute(
    desk: Desk,
    case_id: CaseId,
    reason: DisputeReason,
    *,
    disputed: Money | None = None,
    answer_by: date | None = None,
    note: str = "",
) -> Changes:
    """Take down that the customer contests an invoice, whole when `disputed` is not given.

    `answer_by` is preset to five bank days from today.
    """
    with desk.begin() as work:
        case = work.case(case_id)
        by = answer_by or add_bank_days(desk.today(), ANSWER_BANK_DAYS, case.country)
        work.tell(case_id, DisputeOpened(reason, disputed, _ahead(by, desk.today())), note=note)
        action_id = work.commit("dispute", case.customer.name)
    who = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), who, action_id, "dispute", case.customer.name)


def _tell(desk: Desk, case_ids: Sequence[CaseId], event: Event, *, kind: str, note: str = "") -> Changes:
    with desk.begin() as work:
        cases = work.cases(case_ids)
        for case_id in case_ids:
            work.tell(case_id, event, note=note)
        customers = {case.customer.id: case.customer.name for case in cases.values()}
        about = next(iter(customers.values()), "")
        action_id = work.commit(kind, about)
    return Changes(frozenset(case_ids), frozenset(customers), action_id, kind, about)
