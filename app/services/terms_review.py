"""The terms customers have, held against how they pay, in plain figures; an idea, never a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from app.domain.insight import is_enough
from app.domain.invoice import preset_law
from app.domain.invoice_checks import longest_term
from app.domain.party import CustomerId, CustomerKind
from app.domain.terms_review import GRACE, Idea, OfTerm, Review, by_term, review
from app.i18n import N_, _, ngettext, translator
from app.services.desk import Desk
from app.services.insights_answer import Answer, Mark, Picture
from app.services.letter_content import letter_language
from app.storage import insight_reading, twins
from app.storage.firm import firm_country, firm_name

_IDEAS: Mapping[Idea, str] = {
    Idea.KEEP: N_("Keep the terms"),
    Idea.LONGER: N_("A longer term"),
    Idea.SHORTER: N_("A shorter term"),
    Idea.DEPOSIT: N_("A part in advance"),
    Idea.DIRECT_DEBIT: N_("Direct debit"),
}
_NUDGE_TEXT = N_(
    "Hello! A short word in good time: our invoice will soon be due. If anything is missing or looks wrong, "
    "tell us today and we will see to it. Kind regards, {firm}"
)


@dataclass(frozen=True, slots=True)
class TermsWords:
    """What the payments of one customer say.

    Attributes:
        idea: What could be tried; empty where the terms work.
        nudge: A text to copy and send before the due date, in the language of the customer; empty unless the
            history asks for it.
    """

    facts: str
    idea: str
    nudge: str


def of_customer(desk: Desk, customer_id: CustomerId) -> TermsWords | None:
    """Return what is said on the page of a customer; `None` under five paid invoices."""
    with desk.database.reading() as connection:
        found = reviews(desk, connection, customer_id).get(customer_id)
        firm = firm_name(connection)
    if found is None:
        return None
    with desk.look() as work:
        who = work.customer(customer_id)
    nudge = ""
    if found.wants_nudge:
        nudge = translator(letter_language(who)).gettext(_NUDGE_TEXT).format(firm=firm)
    return TermsWords(_facts(found), _idea(found), nudge)


def for_all(desk: Desk) -> tuple[Answer | None, tuple[str, ...]]:
    """Return the answer about the terms of all customers, and what to change; nothing without any history."""
    with desk.database.reading() as connection:
        found = reviews(desk, connection)
    if not found:
        return None, ()
    ideas = Counter(each.idea for each in found.values())
    terms = by_term(found.values())
    note = ngettext(
        "The usual payment of {n} customer with five paid invoices or more",
        "The usual payment of {n} customers with five paid invoices or more",
        len(found),
    )
    marks = tuple(Mark(_(words), _customers(ideas[idea]), (ideas[idea],)) for idea, words in _IDEAS.items())
    rows = [(_term(each), str(each.customers), str(each.kept)) for each in terms]
    rows += [(_(_IDEAS[idea]), str(count), "") for idea, count in ideas.most_common()]
    heads = (_("Term or idea"), _("Customers"), _("Keep it"))
    drawn = tuple(mark for mark in marks if mark.parts[0])
    said = note.format(n=len(found))
    answer = Answer("terms", _title(terms[0]), said, Picture.BARS, drawn, heads, tuple(rows))
    return answer, tuple(_advice(ideas, len(found)))


def reviews(
    desk: Desk, connection: Connection, customer_id: CustomerId | None = None
) -> dict[CustomerId, Review]:
    """Return the review of each customer with enough paid invoices, within the law's longest term."""
    home, today = firm_country(connection), desk.today()
    people = twins.kinds(connection)
    found = {}
    for who, paid in insight_reading.settled(connection, customer_id).items():
        kind, country = people[who]
        law, buyer = preset_law(home, country or home) or "", CustomerKind(kind) if kind else None
        longest = longest_term(law, buyer, today, desk.statutes)
        said = review(paid, longest)
        if said:
            found[who] = said
    return found


def _facts(found: Review) -> str:
    said = ngettext(
        "{kept} of {n} paid invoice came within {days} days of a {term}-day term.",
        "{kept} of {n} paid invoices came within {days} days of a {term}-day term.",
        found.count,
    )
    return said.format(kept=found.kept, n=found.count, days=found.term + GRACE, term=found.term)


def _idea(found: Review) -> str:
    """Return the idea with the fact that it rests on."""
    if found.idea is Idea.KEEP:
        return ""
    said = {
        Idea.LONGER: _("They pay steadily about day {taken}. A term of {new} days would be kept."),
        Idea.SHORTER: _("They pay steadily {late} days late. A term of {new} days brings the money sooner."),
        Idea.DEPOSIT: _("They usually pay {late} days late. Ask for a part in advance next time."),
        Idea.DIRECT_DEBIT: _("They usually pay {late} days late. Offer direct debit."),
    }
    return said[found.idea].format(taken=found.taken, late=found.late, new=found.new_term)


def _title(most: OfTerm) -> str:
    """Say how many keep the commonest term."""
    if not most.says_something:
        return _("Too few customers with the same term to say whether it is kept")
    said = ngettext(
        "{kept} of {n} customer pays within {days} days of a {term}-day term",
        "{kept} of {n} customers pay within {days} days of a {term}-day term",
        most.customers,
    )
    return said.format(kept=most.kept, n=most.customers, days=most.term + GRACE, term=most.term)


def _term(found: OfTerm) -> str:
    return ngettext("{n} day", "{n} days", found.term).format(n=found.term)


def _customers(count: int) -> str:
    return ngettext("{n} customer", "{n} customers", count).format(n=count)


def _advice(ideas: Counter[Idea], customers: int) -> list[str]:
    """Name the idea that fits at least half of the customers; none otherwise."""
    said = {
        Idea.LONGER: _("{n} of {all} customers pay steadily but later than agreed: give them a longer term."),
        Idea.SHORTER: _("{n} of {all} customers pay steadily late: agree on a shorter term."),
        Idea.DEPOSIT: _("{n} of {all} customers pay a month late or more: ask for a part in advance."),
        Idea.DIRECT_DEBIT: _("{n} of {all} customers pay late on any day: offer direct debit."),
    }
    return [
        words.format(n=ideas[idea], all=customers)
        for idea, words in said.items()
        if is_enough(customers) and ideas[idea] * 2 >= customers
    ]
