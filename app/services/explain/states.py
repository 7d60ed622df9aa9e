"""The words for states, and the facts that they and the reasons are made from."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from app.domain.attention import State
from app.domain.money import Money
from app.domain.step import Reason, Step
from app.i18n import N_, _
from app.services.explain.words import short


class Named(Protocol):
    """The days and counts that the name of a state may show."""

    @property
    def due_on(self) -> date | None: ...
    @property
    def plan_done(self) -> int: ...
    @property
    def plan_parts(self) -> int: ...
    @property
    def promised_by(self) -> date | None: ...
    @property
    def paused_until(self) -> date | None: ...


class Standing(Named, Protocol):
    """What both a row of the work list and the summary of a case know."""

    @property
    def next_step(self) -> Step: ...
    @property
    def reason(self) -> Reason: ...
    @property
    def act_on(self) -> date | None: ...
    @property
    def names_on(self) -> date | None: ...
    @property
    def reason_on(self) -> date | None: ...
    @property
    def reason_amount(self) -> Money | None: ...
    @property
    def usual_first(self) -> int | None: ...
    @property
    def usual_last(self) -> int | None: ...
    @property
    def call_back_at(self) -> str: ...
    @property
    def handed_over_on(self) -> date | None: ...


_PLAIN = {
    State.ACT_NOW: N_("Act now"),
    State.OVERDUE: N_("Overdue"),
    State.ALMOST_DONE: N_("Almost done"),
    State.DISPUTED: N_("Disputed"),
    # Translators: the state of an invoice, here without its day.
    State.PROMISED: N_("Promised"),
    State.PLAN: N_("In a plan"),
    State.PAUSED: N_("Paused"),
    State.HANDED_OVER: N_("Handed over"),
    State.NOT_DUE: N_("Not due"),
    State.PAID: N_("Paid"),
}
_CLOSED = {"paid": N_("Paid"), "credited": N_("Credited"), "written_off": N_("Written off")}


def state_name(state: State) -> str:
    """Return the name of a state alone, as filters and the legend show it."""
    return _(_PLAIN[state])


def state_word(state: State, facts: Named, today: date, *, closed_as: str = "paid") -> str:
    """Return the state of a case with the day or the count that belongs to it: "Promised 25 Nov"."""
    match state:
        case State.PROMISED if facts.promised_by:
            return _("Promised {date}").format(date=short(facts.promised_by, today))
        case State.PLAN:
            return _("Plan {k}/{n}").format(k=facts.plan_done, n=facts.plan_parts)
        case State.PAUSED if facts.paused_until:
            return _("Paused until {date}").format(date=short(facts.paused_until, today))
        case State.NOT_DUE if facts.due_on and facts.due_on < today:
            return _("May be on its way")
        case State.PAID:
            return _(_CLOSED[closed_as])
    return state_name(state)
