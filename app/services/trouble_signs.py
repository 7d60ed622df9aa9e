"""Hints that a customer may be in financial difficulty, in words with their facts; they can be put away."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.party import CustomerId
from app.domain.trouble_signs import BrokenPromises, LongerDelays, Sign, SmallerParts
from app.domain.trouble_signs import trouble_signs as signs_of
from app.formatting import sentence_start
from app.i18n import _, ngettext
from app.services.desk import Desk
from app.services.explain.words import count, dated, money
from app.storage import contacts
from app.storage.firm import read_setting, write_setting

_LAST_CASES = 30


@dataclass(frozen=True, slots=True)
class Trouble:
    """What repeats itself about one customer.

    Attributes:
        facts: One sentence for each thing, with its figures and days.
        advice: What helps, in one sentence.
    """

    customer_id: CustomerId
    title: str
    facts: tuple[str, ...]
    advice: str


def trouble(desk: Desk, customer_id: CustomerId) -> Trouble | None:
    """Return the hints about a customer; `None` without any, and while just these were put away."""
    signs = _signs(desk, customer_id)
    with desk.database.reading() as connection:
        put_away = read_setting(connection, _name(customer_id))
    if not signs or put_away == _mark(signs):
        return None
    return Trouble(
        customer_id,
        _("May be in financial difficulty"),
        tuple(fact(sign, desk.today()) for sign in signs),
        _("Ask how things are, and offer a plan they can keep."),
    )


def put_away(desk: Desk, customer_id: CustomerId) -> None:
    """Say no more of these hints until another one comes, or one of them changes."""
    signs = _signs(desk, customer_id)
    with desk.begin() as work:
        write_setting(work, _name(customer_id), _mark(signs) if signs else "")
        work.commit()


def _signs(desk: Desk, customer_id: CustomerId) -> tuple[Sign, ...]:
    with desk.database.reading() as connection:
        case_ids = contacts.case_ids(connection, customer_id)[:_LAST_CASES]
    with desk.look() as work:
        cases = work.cases(case_ids)
    return signs_of(tuple(cases.values()), desk.today())


def _name(customer_id: CustomerId) -> str:
    return f"trouble_put_away:{customer_id}"


def _mark(signs: Sequence[Sign]) -> str:
    """Return what tells these facts from others, without holding any of them."""
    return hashlib.sha256(repr(signs).encode()).hexdigest()[:16]


def fact(sign: Sign, today: date) -> str:
    """Return what repeats itself, in one sentence."""
    match sign:
        case BrokenPromises(count=number, promised_by=day):
            said = ngettext(
                "{n} promise was not kept, the last one for {day}.",
                "{n} promises were not kept, the last one for {day}.",
                number,
            )
            return sentence_start(said.format(n=count(number), day=dated(day, today)))
        case SmallerParts(number=invoice, amounts=amounts):
            said = _("The parts paid on invoice {number} shrink: {amounts}.")
            return said.format(number=invoice, amounts=", ".join(money(each) for each in amounts))
        case LongerDelays(days=days):
            said = _("Each invoice was paid later than the one before: {days} days late.")
            return said.format(days=", ".join(str(each) for each in days))
