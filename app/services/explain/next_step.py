"""The box that says what to do next: a headline in plain words and up to three reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.attention import State
from app.domain.case import Case
from app.domain.promise_record import Fate, PromiseRecord
from app.domain.step import Reason, Step
from app.domain.summary import Summary
from app.formatting import sentence_start
from app.i18n import N_, _, ngettext
from app.services.explain.reasons import reason
from app.services.explain.steps import Action, step_action
from app.services.explain.words import bare_day, count, dated, person
from app.storage.work_facts import Attempts

_HEADLINES = {
    Step.NONE: N_("Nothing is left to do"),
    Step.CALL: N_("Call {name} before you send anything"),
    Step.FRIENDLY: N_("Send {name} a friendly reminder"),
    Step.REMINDER: N_("Send {name} a formal reminder"),
    Step.COLLECTION_DEMAND: N_("Send {name} a collection demand"),
    Step.COLLECTION_WARNING: N_("Send {name} a collection warning"),
    Step.HAND_OVER: N_("Decide how to go on: agency, authority, plan or write-off"),
    Step.CHECK_DELIVERY: N_("Ask {name} whether the invoice arrived"),
    Step.MATCH_PAYMENT: N_("See whether the payment has come in"),
    Step.PLAN: N_("Agree on a plan with {name}"),
    Step.PLAN_SIGNATURE: N_("Ask {name} for the signed plan"),
    Step.PLAN_CALL: N_("Call {name} about the instalment"),
    Step.PLAN_END: N_("End the plan with {name} in writing"),
    Step.ANSWER_DISPUTE: N_("Answer {name}"),
    Step.ASK_PARTNER: N_("Ask the agency how it goes"),
    Step.COMPLETE_FACTS: N_("Fill in the due date"),
    Step.CORRECT_INVOICE: N_("Send {name} a corrected invoice and an apology"),
    Step.EXPLAIN_TERMS: N_("Explain the terms to {name}"),
}
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next.

    Attributes:
        act_on: First day on which it should be done; `None` when nothing is left.
        waits: Nothing has to be done today.
    """

    step: Step
    headline: str
    reasons: tuple[str, ...]
    action: Action
    act_on: date | None
    waits: bool


def next_step(
    case: Case,
    summary: Summary,
    state: State,
    today: date,
    *,
    promises: Sequence[PromiseRecord] = (),
    tried: Attempts,
) -> NextStep:
    """Return the next step of a case; `promises` are those of the customer on every invoice."""
    waits = summary.act_on is None or summary.act_on > today
    facts = [_first_reason(summary, state, today, tried), _record(promises), _best_time(case)]
    shown = facts if summary.next_step.value in _TALKS else facts[:1]
    return NextStep(
        step=summary.next_step,
        headline=_headline(case, summary, today, waits=waits),
        reasons=tuple(said for said in shown if said)[:_MOST_REASONS],
        action=step_action(summary.next_step),
        act_on=summary.act_on,
        waits=waits,
    )


_TALKS = frozenset({Step.CALL, Step.CHECK_DELIVERY, Step.PLAN, Step.PLAN_CALL, Step.PLAN_SIGNATURE})


def _headline(case: Case, summary: Summary, today: date, *, waits: bool) -> str:
    if waits and summary.act_on:
        return _("Nothing to do before {day}").format(day=bare_day(summary.act_on, today))
    return _(_HEADLINES[summary.next_step]).format(name=person(case.customer))


def _first_reason(summary: Summary, state: State, today: date, tried: Attempts) -> str:
    lapsed = summary.promise_lapses_on is not None and summary.promise_lapses_on <= today
    if summary.reason is Reason.BROKEN_PROMISE and lapsed and summary.promised_by:
        said = _("The promise to pay by {day} was not kept.")
        return said.format(day=dated(summary.promised_by, today))
    return reason(state, summary, today, tried=tried)


def _record(promises: Sequence[PromiseRecord]) -> str:
    """Return how many earlier promises were kept; the latest broken one is told already."""
    settled = [record for record in promises if record.fate in (Fate.KEPT, Fate.BROKEN)]
    if settled and settled[-1].fate is Fate.BROKEN:
        settled.pop()
    if not settled:
        return ""
    kept = sum(record.fate is Fate.KEPT for record in settled)
    if len(settled) == 1:
        return _("An earlier promise was kept.") if kept else _("An earlier promise was not kept.")
    said = ngettext(
        "One of {total} earlier promises was kept.", "{kept} of {total} earlier promises were kept.", kept
    )
    return sentence_start(said.format(kept=count(kept), total=count(len(settled))))


def _best_time(case: Case) -> str:
    best = case.customer.contact.best_time
    return _("Best reached {time}.").format(time=best) if best else ""
