"""Search of everything, in the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _
from app.services.desk import Desk
from app.services.explain.words import home_currency, money
from app.storage.firm import read_firm
from app.storage.search import Hit, search

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: a customer, or an invoice with its customer beside it.

    Attributes:
        case_id: The invoice to open; `None` for a customer.
    """

    customer_id: CustomerId
    case_id: CaseId | None
    is_customer: bool
    title: str
    beside: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Attributes:
        words: What to say when nothing was found; empty otherwise.
        meant: A name that is much like what was typed.
    """

    asked: str
    results: tuple[Result, ...] = ()
    words: str = ""
    meant: str = ""


def find(desk: Desk, text: str) -> Found:
    """Return what goes by this name, number, reference, amount or note, the best first."""
    if not text.strip():
        return Found(text)
    with desk.database.reading() as connection:
        found = search(connection, text, limit=SHOWN)
        firm = read_firm(connection)
        home = home_currency(firm.country) if firm else None
        results = tuple(_result(hit, home) for hit in found.hits[:SHOWN])
    if results:
        return Found(text, results)
    nothing = _("Nothing on “{text}”.").format(text=text.strip())
    return Found(text, (), nothing, found.meant)


def _result(hit: Hit, home: str | None) -> Result:
    who = CustomerId(hit.customer_id)
    if hit.case_id is None:
        return Result(who, None, is_customer=True, title=hit.customer, beside=hit.number)
    title = _("Invoice {number}").format(number=hit.number)
    if hit.note:
        beside = _("{customer}: “{note}”").format(customer=hit.customer, note=hit.note)
        return Result(who, CaseId(hit.case_id), is_customer=False, title=title, beside=beside)
    left = money(hit.open, home) if hit.open else _("paid")
    beside = _("{customer}, {left}").format(customer=hit.customer, left=left)
    return Result(who, CaseId(hit.case_id), is_customer=False, title=title, beside=beside)
