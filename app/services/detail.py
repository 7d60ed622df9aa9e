"""The panel beside the morning list: one customer's row with what is owed today and what was said last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting
from app.domain.amounts import Component, Owed, owed
from app.domain.case import Case
from app.domain.invoice import CaseId
from app.domain.ledger import LOWERING, EntryKind
from app.domain.money import Money
from app.i18n import _, language
from app.services.case_story import Moment
from app.services.case_view import CasePage, case_page
from app.services.desk import Desk
from app.services.explain.amounts import component
from app.services.explain.words import dated, home_currency, money

LATEST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One amount of what is to be paid today."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What the panel shows of a row.

    Attributes:
        page: The worst invoice of the row, whose next step it is.
        lines: What is to be paid today, over all invoices of the row.
        latest: The last events of that invoice, newest first.
        phone: As its country writes it.
    """

    page: CasePage
    lines: tuple[Line, ...]
    total: str
    latest: tuple[Moment, ...]
    phone: str


def detail(desk: Desk, case_ids: Sequence[CaseId]) -> Detail:
    """Return the panel of a row as of today; the first of its invoices is the worst."""
    page = case_page(desk, case_ids[0])
    with desk.look() as work:
        found = work.cases(case_ids)
    cases = [found[case_id] for case_id in case_ids]
    sums = [owed(case, desk.today(), desk.statutes) for case in cases]
    home = home_currency(page.firm.country) if page.firm else None
    make = _lines_of_one if len(cases) == 1 else _lines_of_many
    total = Money.total((each.total for each in sums), cases[0].invoice.currency)
    who = page.case.customer
    return Detail(
        page=page,
        lines=make(desk, cases, sums),
        total=money(total, home, whole=False),
        latest=tuple(moment for moment in page.moments if moment.when == "past")[:LATEST],
        phone=formatting.phone(who.contact.phone, who.country),
    )


def _lines_of_one(desk: Desk, cases: Sequence[Case], sums: Sequence[Owed]) -> tuple[Line, ...]:
    """Return a line for each part of one invoice."""
    case, now = cases[0], sums[0]
    parts = sorted(now.components, key=_in_order)
    return tuple(_part(part, case, now, desk) for part in parts)


def _in_order(part: Component) -> int:
    """Put what was paid right below the invoice, and what the delay costs after it."""
    return 0 if part.kind is EntryKind.PRINCIPAL else 1 if part.kind in LOWERING else 2


def _part(part: Component, case: Case, now: Owed, desk: Desk) -> Line:
    words = component(part, case, now, desk.statutes)
    if part.kind is EntryKind.PRINCIPAL:
        return Line(invoice_words(case, desk.today()), words.amount)
    if part.kind is EntryKind.LATE_INTEREST:
        return Line(_interest(part), words.amount)
    return Line(words.label, words.amount)


def _lines_of_many(desk: Desk, cases: Sequence[Case], sums: Sequence[Owed]) -> tuple[Line, ...]:
    """Return a line for each invoice with what is open on it, and one for the interest not yet booked."""
    lines = [Line(invoice_words(case, desk.today()), money(case.open, whole=False)) for case in cases]
    interest = Money.total((now.unbooked_interest for now in sums), cases[0].invoice.currency)
    if interest:
        lines.append(Line(_("Late interest"), money(interest, whole=False)))
    return tuple(lines)


def invoice_words(case: Case, today: date) -> str:
    """Return "Faktura 10431, förföll 28 oktober"."""
    due_on = case.invoice.due_on
    if due_on is None:
        return _("Invoice {number}").format(number=case.invoice.number)
    said = _("Invoice {number}, was due {day}") if due_on < today else _("Invoice {number}, due {day}")
    return said.format(number=case.invoice.number, day=dated(due_on, today))


def _interest(part: Component) -> str:
    """Return "Dröjsmålsränta 10,00 %, 21 dagar" where one rate holds for all days."""
    rates = {segment.rate for segment in part.segments}
    if len(rates) != 1:
        return _("Late interest")
    days = sum(segment.days for segment in part.segments)
    rate = formatting.percent(rates.pop(), language())
    return _("Late interest {rate}, {days}").format(rate=rate, days=formatting.days(days, language()))
