"""What will happen after a call, in one sentence that says when."""

from __future__ import annotations

from datetime import date

from app.domain.history import Event, Outcome, PromiseMade
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from app.formatting import full_day
from app.i18n import _, language
from app.services.contact import Call
from app.services.explain.words import clock, dated, said_day


def after_call(call: Call, after: Summary, result: Event | None, today: date) -> str:
    """Return what follows from a call; `after` is the case as it would stand, `result` what was agreed."""
    act_on = after.act_on or today
    if after.next_step is Step.CORRECT_INVOICE:
        said = _("Then: send a corrected invoice with an apology. It is now due {due}, and nothing is added.")
        return said.format(due=dated(after.due_on, today) if after.due_on else "")
    following = _day_in_full(act_on)
    match call.outcome:
        case Outcome.PROMISED if isinstance(result, PromiseMade):
            said = _(
                "Then: the invoice waits until {date}. If nothing has come in by {next}, "
                "it is on top of Today."
            )
            return said.format(date=dated(result.promised_by, today), next=following)
        case Outcome.DISPUTED:
            return _("Then: letters pause. You answer by {day}.").format(day=following)
        case Outcome.CALL_BACK:
            return _call_back(call, act_on, today)
        case Outcome.CANNOT_PAY:
            return _("Then: the page for a payment plan opens with these invoices.")
        case Outcome.NOT_RECEIVED | Outcome.WRONG_RECIPIENT:
            return _delivery(after, following, today)
        case Outcome.SAYS_PAID:
            said = _("Then: the invoice waits for the payment. If it is not here by {day}, Today says so.")
            return said.format(day=following)
    return _no_answer(after, following)


def _call_back(call: Call, act_on: date, today: date) -> str:
    if call.at:
        said = _("Then: the customer is back on Today {day} at {time}.")
        return said.format(day=said_day(act_on, today), time=clock(call.at))
    return _("Then: the customer is back on Today {day}.").format(day=said_day(act_on, today))


def _delivery(after: Summary, following: str, today: date) -> str:
    said = _(
        "Then: send the invoice again. It is now due {due}, without interest or fees before that, "
        "and {day} you check that it arrived."
    )
    return said.format(due=dated(after.due_on, today) if after.due_on else "", day=following)


def _no_answer(after: Summary, following: str) -> str:
    if after.reason is Reason.NO_ANSWER:
        return _("Then: a new try {day}, at another time of the day.").format(day=following)
    return _("Then: {day} a letter is suggested instead.").format(day=following)


def _day_in_full(day: date) -> str:
    return full_day(day, language())
