"""The rows of the morning list in words, section by section.

What the first screen is made of are named tuples: each frozen dataclass costs the start a millisecond more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app import formatting
from app.domain.attention import Section, State, days_late
from app.domain.step import Step
from app.i18n import N_, _, language, ngettext
from app.services.explain.reasons import reason
from app.services.explain.states import state_word
from app.services.explain.steps import Action, step_action
from app.services.explain.words import clock, money
from app.storage.work_facts import Attempts
from app.storage.worklist import Names, WorkItem

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.domain.money import Currency
    from app.domain.party import CustomerId

SHOWN_THEN = 10
_HEADINGS = {
    Section.FIRST: N_("Do first"),
    Section.THEN: N_("Then"),
    Section.WAITING: N_("Waiting for the customer"),
}


class Row(NamedTuple):
    """One customer in one currency, with every text that the list shows.

    Attributes:
        case_ids: The invoices it stands for; the first is the worst, whose state, reason and step it shows.
        secondary: The invoice, or how many.
        when: The day a waiting row names; empty on rows with something to do.
        accessible: The whole row in sentences.
    """

    customer_id: CustomerId
    case_ids: tuple[CaseId, ...]
    currency: str
    section: Section
    state: State
    next_step: Step
    name: str
    secondary: str
    state_word: str
    reason: str
    amount: str
    days: str
    action_label: str
    action_key: str
    when: str
    accessible: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the list.

    Attributes:
        count: Rows in it, shown or not.
        folded: Rows that are not shown because they can wait until tomorrow; `fold_text` says so.
    """

    section: Section
    title: str
    hint: str
    count: int
    rows: tuple[Row, ...]
    folded: int = 0
    fold_text: str = ""


class Listed(NamedTuple):
    """The work list as it was read: what all of its rows are counted by, and what those shown need.

    Attributes:
        outline: Section and next step of every row, shown or not.
        home: The currency called "kr"; `None` before the firm is named.
    """

    today: date
    outline: Sequence[tuple[Section, Step]]
    shown: Sequence[WorkItem]
    names: Mapping[int, Names]
    cases: Mapping[tuple[int, str], Sequence[CaseId]]
    tried: Mapping[int, Attempts]
    home: Currency | None


def unfolded_places(outline: Sequence[tuple[Section, Step]]) -> list[int]:
    """Return where the rows stand that are not folded away: of the second section the first ten."""
    then = [place for place, (section, _step) in enumerate(outline) if section is Section.THEN]
    folded = frozenset(then[SHOWN_THEN:])
    return [place for place in range(len(outline)) if place not in folded]


def part(section: Section, listed: Listed) -> Part:
    every = sum(found is section for found, _step in listed.outline)
    rows = tuple(_row(item, listed) for item in listed.shown if item.section is section)
    folded = every - len(rows) if section is Section.THEN else 0
    said = ngettext(
        "{n} more can wait until tomorrow. Show all", "{n} more can wait until tomorrow. Show all", folded
    )
    return Part(
        section=section,
        title=_(_HEADINGS[section]),
        hint=_("They come back by themselves") if section is Section.WAITING else "",
        count=every,
        rows=rows,
        folded=folded,
        fold_text=said.format(n=folded) if folded else "",
    )


def _row(item: WorkItem, listed: Listed) -> Row:
    known, today = listed.names[item.case_id], listed.today
    late = days_late(item.oldest_due_on, today)
    waiting = item.section is Section.WAITING
    action = Action("", "") if waiting else _action(item)
    row = Row(
        customer_id=item.customer_id,
        case_ids=tuple(listed.cases[item.customer_id, item.open.currency]),
        currency=item.open.currency,
        section=item.section,
        state=item.state,
        next_step=item.next_step,
        name=known.customer,
        secondary=_secondary(item, known),
        state_word=state_word(item.state, item, today),
        reason=reason(
            item.state, item, today, home=listed.home, tried=listed.tried.get(item.case_id, Attempts())
        ),
        amount=money(item.open, listed.home),
        days=formatting.days(late, language()) if late else "",
        action_label=action.label,
        action_key=action.key,
        when=_when(item, today) if waiting else "",
        accessible="",
    )
    return _spoken(row)


def _secondary(item: WorkItem, known: Names) -> str:
    if item.cases == 1:
        return _("Invoice {number}").format(number=known.number)
    return ngettext("{n} invoice", "{n} invoices", item.cases).format(n=item.cases)


def _action(item: WorkItem) -> Action:
    """Return the suggested action; an agreed hour stands on the button."""
    action = step_action(item.next_step)
    if item.section is Section.FIRST and item.next_step is Step.CALL and item.call_back_at:
        return Action(_("Call {time}").format(time=clock(item.call_back_at)), action.key)
    return action


def _when(item: WorkItem, today: date) -> str:
    """Return the day that was named; what an agency has comes back on no day of the customer's."""
    day = item.names_on or (None if item.state is State.HANDED_OVER else item.act_on)
    return formatting.weekday_date(day, language(), today=today) if day else ""


def _spoken(row: Row) -> Row:
    """Add the whole row as a screen reader says it."""
    if row.section is Section.WAITING:
        said = _("{state}. {name}. {amount}. {reason}. {when}")
    elif row.days:
        said = _("{state}. {name}. {amount}, {days} late. {reason} Suggested: {action}, {key}.")
    else:
        said = _("{state}. {name}. {amount}. {reason} Suggested: {action}, {key}.")
    spoken = said.format(
        state=row.state_word,
        name=f"{row.name}, {row.secondary}",
        amount=row.amount,
        days=row.days,
        reason=row.reason,
        when=row.when,
        action=row.action_label,
        key=row.action_key,
    )
    return row._replace(accessible=spoken.strip())
