"""Why a case stands where it stands today, in one sentence of at most 60 characters, without blame."""

from __future__ import annotations

from datetime import date

from app.domain.attention import State, days_late
from app.domain.step import Reason, Step
from app.i18n import N_, _, ngettext
from app.services.explain.states import Standing
from app.services.explain.steps import step_name
from app.services.explain.words import bare_day, clock, count, dated, money, said_day, short
from app.storage.work_facts import Attempts

_PLAIN = {
    Reason.DEADLINE_PASSED: N_("The day to pay in the last letter has passed."),
    Reason.FIRST_LATE: N_("First time late. A friendly call is often enough."),
    Reason.CALL_DUE: N_("Not paid yet. Ask whether the invoice arrived."),
    Reason.CHECK_DELIVERY: N_("Never got the invoice. Check that the new one arrived."),
    Reason.PLAN_WANTED: N_("Can't pay it all now. Suggest a plan."),
    Reason.LETTER_DUE: N_("Not paid yet. Time for a friendly letter."),
    Reason.SAID_PAID: N_("Said it was paid. Nothing has come in yet."),
    Reason.COMPLETE_FACTS: N_("The due date is missing."),
    Reason.OUR_MISTAKE: N_("Our mistake. Send a corrected invoice."),
    Reason.TERMS_UNCLEAR: N_("Misunderstood the terms. Explain them briefly."),
    Reason.FORGOTTEN: N_("Forgot to pay. A friendly letter is enough."),
    Reason.NONE: "",
}
_NOTHING_TRIED = Attempts()


def reason(
    state: State, facts: Standing, today: date, *, home: str | None = None, tried: Attempts = _NOTHING_TRIED
) -> str:
    """Return why a case is shown, or what it waits for; empty once nothing is left to pay.

    `home` is the currency called "kr"; `tried` names letters and calls that were not answered.
    """
    if state is State.PAID:
        return ""
    if facts.reason is Reason.PAYMENT_WAITS and facts.reason_amount:
        amount = money(facts.reason_amount, home)
        return _("A payment of {amt} is waiting for your yes.").format(amt=amount)
    if facts.reason is Reason.LIMITATION_NEAR and facts.act_on and facts.act_on <= today:
        return _limitation(state, facts, today)
    held = _held(state, facts, today)
    if held:
        return held
    if facts.act_on is None or facts.act_on > today:
        return _waits(state, facts, today)
    return _to_do(facts, today, tried)


def _limitation(state: State, facts: Standing, today: date) -> str:
    """Return the day of limitation, unless a promise has been broken since it came near."""
    if state is State.ACT_NOW and facts.promised_by:
        said = _("Promised to pay {day}. Nothing has come in.")
        return said.format(day=said_day(facts.promised_by, today))
    if facts.reason_on is None:
        return ""
    passed = facts.reason_on < today
    said = _("Could be enforced until {day}.") if passed else _("Limitation is near: {day}.")
    return said.format(day=dated(facts.reason_on, today))


def _held(state: State, facts: Standing, today: date) -> str:
    """Return what holds the case, where something does."""
    match state:
        case State.PROMISED if facts.promised_by:
            return _("Promised to pay {day}").format(day=said_day(facts.promised_by, today))
        case State.DISPUTED if facts.names_on:
            return _("Disputes it. You answer by {day}").format(day=bare_day(facts.names_on, today))
        case State.PLAN if facts.plan_done:
            said = _("Instalment {k} of {n} paid")
            return said.format(k=facts.plan_done, n=facts.plan_parts)
        case State.PLAN if facts.names_on:
            said = _("The first of {n} instalments comes {day}")
            return said.format(n=facts.plan_parts, day=said_day(facts.names_on, today))
        case State.PAUSED:
            return _("Paused")
        case State.HANDED_OVER if facts.handed_over_on:
            return _partner(facts.handed_over_on, facts.act_on, today)
    return ""


def _partner(since: date, act_on: date | None, today: date) -> str:
    said = _("With the agency since {day}")
    if act_on and act_on <= today:
        said = _("With the agency since {day}. Ask how it goes.")
    return said.format(day=dated(since, today))


def _waits(state: State, facts: Standing, today: date) -> str:
    """Return what a case that nothing holds is waiting for."""
    if state is State.NOT_DUE:
        late = facts.due_on is not None and facts.due_on < today
        if facts.due_on is None or late:
            return _("The payment may be on its way") if late else _("The due date is missing.")
        return _("Due {day}").format(day=said_day(facts.due_on, today))
    if facts.act_on is None:
        return ""
    following = said_day(facts.act_on, today)
    match facts.reason:
        case Reason.CALL_BACK:
            return _("Wants a call {day}").format(day=following)
        case Reason.SAID_PAID:
            return _("Says it is paid. Look again {day}").format(day=following)
        case Reason.PLAN_UNSIGNED:
            return _("The plan is out for signature")
        case Reason.NO_ANSWER if facts.reason_on:
            said = _("No answer {day}. New try {next}")
            return said.format(day=said_day(facts.reason_on, today), next=following)
    return _("Next step {day}: {step}").format(day=following, step=step_name(facts.next_step))


def _to_do(facts: Standing, today: date, tried: Attempts) -> str:
    """Return why something is to be done now."""
    said_on = said_day(facts.reason_on, today) if facts.reason_on else ""
    match facts.reason:
        case Reason.BROKEN_PROMISE:
            return _("Promised to pay {day}. Nothing has come in.").format(day=said_on)
        case Reason.MISSED_INSTALMENT:
            said = _("Instalment {k} of {n} was due {day}.")
            return said.format(k=facts.plan_done + 1, n=facts.plan_parts, day=said_on)
        case Reason.DISPUTE_ANSWER:
            return _("Disputes it. You were to answer {day}.").format(day=said_on)
        case Reason.CALL_BACK:
            return _call_back(facts, said_on)
        case Reason.NO_ANSWER:
            return _("No answer {day}. Try another time of day.").format(day=said_on)
        case Reason.PLAN_UNSIGNED if facts.reason_on:
            said = _("The plan of {day} has not come back signed.")
            return said.format(day=dated(facts.reason_on, today))
        case Reason.ASK_PARTNER if facts.handed_over_on:
            return _partner(facts.handed_over_on, facts.act_on, today)
        case Reason.PAST_RHYTHM:
            return _rhythm(facts, today) or _(_PLAIN[Reason.CALL_DUE])
        case Reason.FORMAL_DUE | Reason.NO_ANSWER_TWICE:
            return _unanswered(tried, today) or _next(facts, today)
        case Reason.LETTER_DUE:
            return _rhythm(facts, today) or _unanswered(tried, today) or _(_PLAIN[Reason.LETTER_DUE])
        case Reason.DEADLINE_PASSED if tried.letter_on:
            said = _("The day to pay in the letter of {day} has passed.")
            return said.format(day=dated(tried.letter_on, today))
    plain = _PLAIN.get(facts.reason, "")
    return _(plain) if plain else ""


def _call_back(facts: Standing, said_on: str) -> str:
    if not facts.call_back_at:
        return _("Asked you to call {day}.").format(day=said_on)
    return _("Asked you to call {day} at {time}.").format(day=said_on, time=clock(facts.call_back_at))


def _rhythm(facts: Standing, today: date) -> str:
    """Return how the customer usually pays, where today is later than that."""
    late = days_late(facts.due_on, today)
    if facts.usual_first is None or facts.usual_last is None or late <= facts.usual_last:
        return ""
    said = _("Usually pays on day {a}–{b}. Today is day {d}.")
    return said.format(a=facts.usual_first, b=facts.usual_last, d=late)


def _unanswered(tried: Attempts, today: date) -> str:
    """Return which letter and how many calls got no answer; empty when nothing was tried."""
    calls = count(tried.calls)
    if tried.letter_on is None:
        if tried.calls < 2:
            return ""
        return ngettext("No answer to one call.", "No answer to {n} calls.", tried.calls).format(n=calls)
    day = short(tried.letter_on, today)
    if not tried.calls:
        said = (
            _("No answer to the letter of {day}.")
            if tried.by_post
            else _("No answer to the e-mail of {day}.")
        )
        return said.format(day=day)
    if tried.by_post:
        said = ngettext(
            "No answer to the letter of {day} or one call.",
            "No answer to the letter of {day} or {n} calls.",
            tried.calls,
        )
    else:
        said = ngettext(
            "No answer to the e-mail of {day} or one call.",
            "No answer to the e-mail of {day} or {n} calls.",
            tried.calls,
        )
    return said.format(day=day, n=calls)


def _next(facts: Standing, today: date) -> str:
    late = days_late(facts.due_on, today)
    if facts.next_step is Step.NONE or not late:
        return ""
    said = ngettext("One day late. Next step: {step}.", "{n} days late. Next step: {step}.", late)
    return said.format(n=late, step=step_name(facts.next_step))
