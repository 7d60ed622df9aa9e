"""The lists of plans and letters as the pages show them: ids in their order, and rows of finished words."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.attention import State
from app.domain.business_days import add_bank_days
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.domain.payment_plan import PlanState
from app.domain.situation import MISSED_AFTER_BANK_DAYS
from app.i18n import N_, _
from app.services.desk import Desk
from app.services.explain.outcomes import letter_name
from app.services.explain.words import home_currency, money, short
from app.services.listing import ListRow, Query
from app.services.paper_drafts import DRAFT, LETTER, PLAN, draft_ids, letter_drafts, plan_drafts
from app.storage import paper_lists
from app.storage.firm import read_firm
from app.storage.paper_lists import LetterFilter, LetterLine, PlanLine

_LETTERS = {
    "": N_("All letters"),
    "draft": N_("Drafts"),
    "outbox": N_("Printed, not sent"),
    "sent": N_("Archive"),
}
_PLAN_WORDS = {
    PlanState.DRAFT: N_("Draft"),
    PlanState.PRINTED: N_("Waits for signature"),
    PlanState.DONE: N_("Paid as agreed"),
    PlanState.BROKEN: N_("Ended"),
}
_PLAN_SHAPES = {
    PlanState.DRAFT: State.NOT_DUE,
    PlanState.PRINTED: State.PAUSED,
    PlanState.SIGNED: State.PLAN,
    PlanState.DONE: State.PAID,
    PlanState.BROKEN: State.HANDED_OVER,
}


def letter_filters() -> list[tuple[str, str]]:
    """Return the filters of the letters, each with its name."""
    return [(key, _(words)) for key, words in _LETTERS.items()]


def letter_ids(desk: Desk, query: Query) -> tuple[int, ...]:
    """Return the ids of letters, newest first; where all are asked for, drafts lead, then those not sent."""
    begun = draft_ids(desk, LETTER, query.text) if query.filter in ("", DRAFT) else ()
    if query.filter == DRAFT:
        return begun
    parts = (LetterFilter(query.filter),) if query.filter else (LetterFilter.OUTBOX, LetterFilter.SENT)
    with desk.database.reading() as connection:
        made = [
            letter_id
            for part in parts
            for letter_id in paper_lists.letter_ids(connection, filter=part, text=query.text)
        ]
    return (*begun, *made)


def letter_rows(desk: Desk, ids: Sequence[int]) -> list[ListRow]:
    """Return these letters in words; `stage` is `draft`, `outbox`, `sent`, or `plan`: an unsigned agreement.

    Cells: number, kind, customer, made, sent, total.
    """
    with desk.database.reading() as connection:
        firm = read_firm(connection)
        lines = paper_lists.letter_rows(connection, ids)
    home = home_currency(firm.country) if firm else None
    found = {line.letter_id: _letter(line, desk, home) for line in lines} | letter_drafts(desk, ids)
    return [found[each] for each in ids if each in found]


def _letter(line: LetterLine, desk: Desk, home: str | None) -> ListRow:
    today = desk.today()
    cells = (
        line.number,
        letter_name(line.kind) if line.kind else _("Payment plan"),
        line.customer,
        short(line.made_on, today),
        short(line.sent_on, today) if line.sent_on else _("Not sent yet"),
        money(line.total, home, whole=False),
    )
    stage = "sent" if line.sent_on else "outbox" if line.kind else "plan"
    return ListRow(
        line.letter_id, CustomerId(line.customer_id), line.customer, cells, (), (line.total,), stage
    )


def plan_ids(desk: Desk, query: Query) -> tuple[int, ...]:
    """Return the ids of plans: those that hold (filter `active`), or all, drafts and those first."""
    begun = draft_ids(desk, PLAN) if query.filter != "active" else ()
    with desk.database.reading() as connection:
        return (*begun, *paper_lists.plan_ids(connection, active_only=query.filter == "active"))


def plan_rows(desk: Desk, ids: Sequence[int]) -> list[ListRow]:
    """Return these plans in words; `stage` is the plan's state.

    Cells: state, its word, customer, next day, next instalment, left, made.
    """
    with desk.database.reading() as connection:
        firm = read_firm(connection)
        lines = paper_lists.plan_rows(connection, ids)
    country = firm.country if firm else ""
    found = {line.plan_id: _plan(line, desk, country) for line in lines} | plan_drafts(desk, ids)
    return [found[each] for each in ids if each in found]


def _plan(line: PlanLine, desk: Desk, country: str) -> ListRow:
    today, home = desk.today(), home_currency(country)
    shape = State.ACT_NOW if _missed(line, desk, country) else _PLAN_SHAPES[line.state]
    waits = line.waits_for if line.state in (PlanState.PRINTED, PlanState.SIGNED) else None
    cells = (
        shape.value,
        plan_word(line),
        line.customer,
        short(waits.due_on, today) if waits else "",
        money(waits.amount, home) if waits else "",
        money(line.left, home, whole=False),
        short(line.made_on, today),
    )
    case_ids = tuple(CaseId(case_id) for case_id in line.case_ids)
    return ListRow(
        line.plan_id,
        CustomerId(line.customer_id),
        line.customer,
        cells,
        case_ids,
        (line.left,),
        line.state.value,
    )


def plan_word(line: PlanLine) -> str:
    """Return how far a plan has come."""
    if line.state is PlanState.SIGNED:
        return _("Plan {k}/{n}").format(k=line.done, n=line.parts)
    if line.state is PlanState.DONE and line.waits_for is not None:
        # Translators: a plan whose invoices were credited or written off before all of it was paid.
        return _("Settled")
    return _(_PLAN_WORDS[line.state])


def _missed(line: PlanLine, desk: Desk, country: str) -> bool:
    """Say whether an instalment has not come by the fourth bank day after its own."""
    if line.state is not PlanState.SIGNED or line.waits_for is None:
        return False
    return add_bank_days(line.waits_for.due_on, MISSED_AFTER_BANK_DAYS, country) <= desk.today()
