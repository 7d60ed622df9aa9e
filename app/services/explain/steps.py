"""The words for steps: what a row's button says, and what a step is called within a sentence."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.step import Step
from app.i18n import N_, _

OPEN_KEY = "Enter"


class Action(NamedTuple):
    """The words of a button and the key that does the same."""

    label: str
    key: str


# Translators: these stand on the button of a row, one short verb each.
_ACTIONS = {
    Step.NONE: (N_("Open"), OPEN_KEY),
    Step.CALL: (N_("Call"), "C"),
    Step.FRIENDLY: (N_("Letter"), "L"),
    Step.REMINDER: (N_("Letter"), "L"),
    Step.COLLECTION_DEMAND: (N_("Letter"), "L"),
    Step.COLLECTION_WARNING: (N_("Letter"), "L"),
    Step.HAND_OVER: (N_("Decide"), "O"),
    Step.CHECK_DELIVERY: (N_("Call"), "C"),
    Step.MATCH_PAYMENT: (N_("Match"), "P"),
    Step.PLAN: (N_("Plan"), "A"),
    Step.PLAN_SIGNATURE: (N_("Plan"), "A"),
    Step.PLAN_CALL: (N_("Call"), "C"),
    Step.PLAN_END: (N_("Letter"), "L"),
    Step.ANSWER_DISPUTE: (N_("Answer"), "D"),
    Step.ASK_PARTNER: (N_("Ask"), "O"),
    Step.COMPLETE_FACTS: (N_("Fill in"), OPEN_KEY),
    Step.CORRECT_INVOICE: (N_("Correct"), "Y"),
    Step.EXPLAIN_TERMS: (N_("Explain"), "Y"),
}

# Translators: these stand within a sentence, such as "Next step: {step}."
_NAMES = {
    Step.NONE: N_("nothing"),
    Step.CALL: N_("a call"),
    Step.FRIENDLY: N_("friendly reminder"),
    Step.REMINDER: N_("formal reminder"),
    Step.COLLECTION_DEMAND: N_("collection demand"),
    Step.COLLECTION_WARNING: N_("collection warning"),
    Step.HAND_OVER: N_("decide how to go on"),
    Step.CHECK_DELIVERY: N_("check that the invoice arrived"),
    Step.MATCH_PAYMENT: N_("find the payment"),
    Step.PLAN: N_("payment plan"),
    Step.PLAN_SIGNATURE: N_("the signed plan"),
    Step.PLAN_CALL: N_("a call about the instalment"),
    Step.PLAN_END: N_("the end of the plan, in writing"),
    Step.ANSWER_DISPUTE: N_("your answer"),
    Step.ASK_PARTNER: N_("ask the agency"),
    Step.COMPLETE_FACTS: N_("the due date"),
    Step.CORRECT_INVOICE: N_("a corrected invoice"),
    Step.EXPLAIN_TERMS: N_("explain the terms"),
}


def step_action(step: Step) -> Action:
    """Return the button that does a step; what has no key of its own opens the case."""
    label, key = _ACTIONS[step]
    return Action(_(label), key)


def step_name(step: Step) -> str:
    """Return what a step is called within a sentence."""
    return _(_NAMES[step])
