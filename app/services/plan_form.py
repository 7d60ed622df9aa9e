"""The plan builder as finished words: what is included, the schedule, whether the sum is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain import payment_plan
from app.domain.business_days import last_bank_day, next_bank_day
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.errors import RuleError
from app.domain.hindrance import Hindrance
from app.domain.history import CannotPay
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.payment_plan import Instalment, Plan, PlanState, Rhythm
from app.domain.situation import situation
from app.i18n import _
from app.services import plans, reminders
from app.services.about import in_order
from app.services.desk import Desk
from app.services.explain.amounts import component_name
from app.services.explain.errors import error as explained
from app.services.explain.hindrances import hindrance
from app.services.explain.words import dated, money
from app.services.letter_content import AccountUnknownError, FirmUnknownError
from app.services.plan_content import components
from app.services.plan_words import Row, saying, schedule, sum_words
from app.services.plans import PlanProposal, PlanWish

_PARTS = 3
_LEAST_DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything the builder shows for one set of choices.

    Attributes:
        proposal: The plan; `None` when it is refused, and then `refusal` says why and what to do.
        way_out: Where a refusal is put right: `settings`, or nothing.
        fee_words: The highest lawful fee, or why there is none.
        holds: The rows sum to the total, so that the plan can be saved.
        can_mend: What is missing can be laid on the last instalment.
    """

    wish: PlanWish
    proposal: PlanProposal | None = None
    lines: tuple[tuple[str, str], ...] = ()
    total: str = ""
    each: Money | None = None
    fee_words: str = ""
    fee_amount: str = ""
    fee_possible: bool = False
    rows: tuple[Row, ...] = ()
    sum_lead: str = ""
    sum_rest: str = ""
    holds: bool = False
    can_mend: bool = False
    saying: str = ""
    refusal: str = ""
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that was printed and waits for its signature."""

    plan_id: int
    letter_id: int
    words: str


def first_wish(desk: Desk, case_ids: Sequence[CaseId]) -> PlanWish:
    """Return what the builder starts with: month ends, and what the customer said is possible."""
    cases, today = reminders.load(desk, case_ids), desk.today()
    country = cases[0].country
    first = last_bank_day(today.year, today.month, country)
    if (first - today).days < _LEAST_DAYS_AHEAD:
        following = today.replace(day=1) + timedelta(days=32)
        first = last_bank_day(following.year, following.month, country)
    wish = PlanWish(_PARTS, first, Rhythm.LAST_BANK_DAY, changes=_running(cases) is not None)
    possible = _possible(cases)
    return by_amount(plan_form(desk, case_ids, replace(wish, count=1)), possible) if possible else wish


def origin(desk: Desk, case_ids: Sequence[CaseId]) -> str:
    """Return that the plan changes another, or comes of a call, and of which day; nothing otherwise."""
    cases = reminders.load(desk, case_ids)
    running = _running(cases)
    if running:
        said = _("New version of the plan of {day}. The old one stays in the history.")
        return said.format(day=dated(running.made_on, desk.today()))
    for case in cases:
        last = situation(case, effective_due_on(case)).last
        if last and isinstance(last.event, CannotPay):
            return _("From the call {day}").format(day=dated(last.happened_on, desk.today()))
    return ""


def waiting(desk: Desk, case_ids: Sequence[CaseId]) -> Waiting | None:
    """Return the printed plan that covers one of the invoices and is not signed yet."""
    from app.storage.letters import read_plan

    for case in reminders.load(desk, case_ids):
        if case.plan and case.plan.state is PlanState.PRINTED:
            with desk.look() as work:
                stored = read_plan(work, case.plan.id)
            said = _("A plan of {day} over {amount} waits for its signature.")
            words = said.format(day=dated(stored.made_on, desk.today()), amount=money(case.plan.total))
            return Waiting(stored.id, stored.letter_id, words)
    return None


def plan_form(desk: Desk, case_ids: Sequence[CaseId], wish: PlanWish) -> PlanForm:
    """Return the builder for these choices; a refusal is part of it and not raised."""
    try:
        return _with_plan(desk, plans.propose(desk, case_ids, wish))
    except RuleError as refused:
        way_out = "settings" if isinstance(refused, FirmUnknownError | AccountUnknownError) else ""
        return PlanForm(wish, refusal=explained(refused), way_out=way_out)


def _with_plan(desk: Desk, proposal: PlanProposal) -> PlanForm:
    lead, rest = sum_words(proposal)
    return PlanForm(
        wish=proposal.wish,
        proposal=proposal,
        lines=_lines(proposal),
        total=money(proposal.total, whole=False),
        each=proposal.instalments[0].amount,
        fee_words=_fee_words(proposal),
        fee_amount=money(proposal.fee_max) if proposal.fee_max else "",
        fee_possible=proposal.fee_max is not None,
        rows=schedule(proposal),
        sum_lead=lead,
        sum_rest=rest,
        holds=not proposal.missing,
        can_mend=_can_mend(proposal),
        saying="" if proposal.missing else saying(proposal),
    )


def by_count(wish: PlanWish, count: int) -> PlanWish:
    """Return the plan in so many parts, spread evenly."""
    return replace(wish, count=count, each=None, rows=(), locked=frozenset())


def by_amount(form: PlanForm, each: Money) -> PlanWish:
    """Return the plan with so much each time; an amount that makes no plan changes nothing."""
    if form.proposal is None:
        return form.wish
    try:
        count = payment_plan.count_by(form.proposal.claim.total, each)
    except payment_plan.PlanShapeError:
        return form.wish
    one_sum = each if count > 1 else None
    return replace(form.wish, count=count, each=one_sum, rows=(), locked=frozenset())


def edited(
    form: PlanForm, place: int, *, due_on: date | None = None, amount: Money | None = None
) -> PlanWish:
    """Return the plan with one row changed and held; the rest is spread over the others.

    A day that is no bank day moves to the next one. Rows stay in the order of their days.
    """
    if form.proposal is None:
        return form.wish
    country = form.proposal.cases[0].country
    rows = list(form.proposal.instalments)
    row = rows[place]
    rows[place] = Instalment(next_bank_day(due_on, country) if due_on else row.due_on, amount or row.amount)
    held = form.wish.locked | {place}
    order = sorted(range(len(rows)), key=lambda number: rows[number].due_on)
    locked = frozenset(new for new, old in enumerate(order) if old in held)
    return replace(form.wish, rows=tuple(rows[number] for number in order), locked=locked)


def onto_last(form: PlanForm) -> PlanWish:
    """Return the plan with what is missing laid on the last instalment."""
    if form.proposal is None or not form.can_mend:
        return form.wish
    *others, last = form.proposal.instalments
    mended = Instalment(last.due_on, last.amount + form.proposal.missing)
    return replace(form.wish, rows=(*others, mended), locked=form.wish.locked - {len(others)})


def _can_mend(proposal: PlanProposal) -> bool:
    last = proposal.instalments[-1].amount + proposal.missing
    return bool(proposal.missing) and last.minor > 0


def _running(cases: Sequence[Case]) -> Plan | None:
    """Return the signed plan that one of the cases follows."""
    plans_of = (case.plan for case in cases)
    return next((plan for plan in plans_of if plan and plan.state is PlanState.SIGNED), None)


def _possible(cases: Sequence[Case]) -> Money | None:
    """Return what the customer named as possible, where that is the last thing said."""
    for case in in_order(cases):
        last = situation(case, effective_due_on(case)).last
        if last and isinstance(last.event, CannotPay) and last.event.possible:
            return last.event.possible
    return None


def _lines(proposal: PlanProposal) -> tuple[tuple[str, str], ...]:
    lines = [
        (_("Invoice {number}").format(number=line.number), money(line.principal, whole=False))
        for line in proposal.claim.lines
    ]
    parts = components(proposal.cases, proposal.claim)
    lines += [
        (_part_name(part.kind), money(part.amount, whole=False))
        for part in parts
        if part.kind is not EntryKind.PRINCIPAL
    ]
    if proposal.kept_interest:
        lines.append((_("Late interest while the plan runs"), money(proposal.kept_interest, whole=False)))
    return tuple(lines)


def _part_name(kind: EntryKind) -> str:
    if kind is EntryKind.LATE_INTEREST:
        return _("Late interest to this day")
    return component_name(kind)


def _fee_words(proposal: PlanProposal) -> str:
    if proposal.fee_max is None:
        if proposal.claim.law == "NO":
            return hindrance(Hindrance.NOT_IN_THIS_LAW)
        return hindrance(Hindrance.FEE_USED)
    said = _("At most {amount}, for a plan in writing over all that is left.")
    return said.format(amount=money(proposal.fee_max))
