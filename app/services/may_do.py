"""What may be done with a case today, what not yet and what not at all, each with its day, reason and law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.allowed import Allowed
from app.domain.amounts import owed
from app.domain.hindrance import Hindrance
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.formatting import long_date
from app.i18n import N_, _, language
from app.services.desk import Desk
from app.services.explain.hindrances import hindrance
from app.services.explain.outcomes import letter_name
from app.services.explain.words import dated, money
from app.services.reminders import allowed_steps, load
from app.storage.firm import read_firm

YES, LATER, NO = "yes", "later", "no"
_FEE = "_with_fee"
_NAMES = {
    "late_compensation": N_("Late-payment compensation"),
    "plan": N_("Payment plan"),
    "plan_with_fee": N_("Payment plan with fee"),
    "hand_over": N_("Hand over"),
}
# Where a reason is put right: facts of the invoice, the figures of law.
_WAYS_OUT = {
    Hindrance.LAW_UNSET: "facts",
    Hindrance.DUE_DATE_MISSING: "facts",
    Hindrance.NOT_DELIVERED: "facts",
    Hindrance.FEE_NOT_AGREED: "facts",
    Hindrance.KIND_UNCONFIRMED: "facts",
    Hindrance.REGIME_UNREVIEWED: "rates",
    Hindrance.AMOUNT_UNKNOWN: "rates",
    Hindrance.LEFT_OUT: "policy",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words.

    Attributes:
        state: `yes`, `later` or `no`.
        answer: "Yes, today", "From 26 November" or "Not now".
        why: What it waits for or what stands in the way; empty for a yes.
        law: The section behind the answer; empty where only good order says so.
        amount: What the step would add, where it is a charge that is lawful today.
        way_out: Where the reason can be put right: `facts`, `rates`, `policy` or nothing.
    """

    step: str
    title: str
    state: str
    answer: str
    why: str
    law: str
    amount: str
    way_out: str


@dataclass(frozen=True, slots=True)
class MayDo:
    """Every step of one case, in the order of the ladder."""

    number: str
    customer: str
    day: str
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What settles a case on a day; `note` says so where a rate is not known that far."""

    amount: str
    note: str


def may_do(desk: Desk, case_id: CaseId) -> MayDo:
    """Return what may be done with a case today."""
    case = load(desk, [case_id])[0]
    steps = allowed_steps(desk, case, read_firm(desk.database.connection))
    today = desk.today()
    return MayDo(
        number=case.invoice.number,
        customer=case.customer.name,
        day=long_date(today, language()),
        lines=tuple(step_line(step, today) for step in steps),
    )


def step_line(step: Allowed, today: date) -> StepLine:
    """Return the words for one step."""
    state = YES if step.allowed else LATER if step.from_day else NO
    return StepLine(
        step=step.step,
        title=step_title(step.step),
        state=state,
        answer=_answer(step, today),
        why=hindrance(step.reason) if step.reason else "",
        law=step.law or "",
        amount=money(step.amount, whole=False) if step.amount else "",
        way_out=_WAYS_OUT.get(step.reason, "") if step.reason else "",
    )


def step_title(step: str) -> str:
    """Return what a step of `allowed` is called, such as "Formal reminder with fee"."""
    if step in _NAMES:
        return _(_NAMES[step])
    letter = letter_name(LetterKind(step.removesuffix(_FEE)))
    return _("{letter} with fee").format(letter=letter) if step.endswith(_FEE) else letter


def _answer(step: Allowed, today: date) -> str:
    if step.allowed:
        return _("Yes, today")
    if step.from_day:
        return _("From {day}").format(day=dated(step.from_day, today))
    return _("Not now")


def coming(steps: Sequence[Allowed], today: date) -> tuple[str, ...]:
    """Return a sentence for every letter and hand-over not yet possible, with the day it becomes so."""
    waits = [step for step in steps if not step.allowed and step.from_day and not step.step.endswith(_FEE)]
    said = _("{step}: from {day}.")
    return tuple(
        said.format(step=step_title(step.step), day=dated(step.from_day, today))
        for step in waits
        if step.from_day
    )


def price(desk: Desk, case_id: CaseId, day: date) -> Price:
    """Return what would settle a case on a day, and until when the rate is known where that is not enough."""
    found = owed(load(desk, [case_id])[0], day, desk.statutes)
    amount = money(found.total, whole=False)
    if found.known_through is None or found.known_through >= day:
        return Price(amount, "")
    said = _("The rate is known until {day} only. Interest after that is not counted.")
    return Price(amount, said.format(day=long_date(found.known_through, language())))
