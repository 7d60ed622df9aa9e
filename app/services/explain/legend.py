"""What each state of the traffic light means, for the legend."""

from __future__ import annotations

from app.domain.attention import State
from app.i18n import N_, _

_MEANINGS = {
    State.ACT_NOW: N_("A promise, an instalment, an answer or the day to pay in a letter has run out."),
    State.OVERDUE: N_("Late, and no reason for haste yet."),
    State.ALMOST_DONE: N_("A payment has come in and waits for your yes."),
    State.DISPUTED: N_("The customer contests it. Letters pause until you have answered."),
    State.PROMISED: N_("The customer has named a day. It comes back if that day passes."),
    State.PLAN: N_("A payment plan runs and is kept."),
    State.PAUSED: N_("You have put it off until a day."),
    State.HANDED_OVER: N_("A collection agency has it."),
    State.NOT_DUE: N_("Not late, or so little that the payment may be on its way."),
    State.PAID: N_("Nothing is left to pay."),
}  # fmt: skip


def state_meaning(state: State) -> str:
    """Return what a state means, in one or two short sentences."""
    return _(_MEANINGS[state])
