"""Whom a letter or a plan is about, and which of their invoices it may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents import wording
from app.domain.attention import attention
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.follow_up import summarise
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _, language, ngettext
from app.services import reminders
from app.services.desk import Desk
from app.services.errors import UnknownInvoiceError
from app.services.explain.states import state_word
from app.services.explain.words import dated, money
from app.storage.profile import profile


@dataclass(frozen=True, slots=True)
class InvoiceChoice:
    """An invoice that may be part of the letter or plan."""

    case_id: CaseId
    title: str
    subtitle: str
    amount: str


@dataclass(frozen=True, slots=True)
class About:
    """Whom a letter or plan is about, and which invoices it may hold."""

    customer_id: CustomerId
    name: str
    state: str
    state_word: str
    invoices: tuple[InvoiceChoice, ...]
    chosen: tuple[CaseId, ...]


def about(desk: Desk, case_ids: Sequence[CaseId], *, late_only: bool = True) -> About:
    """Return whom the invoices belong to and what else is open there in the same law and currency.

    Raises:
        UnknownInvoiceError: No invoice was named.
    """
    if not case_ids:
        raise UnknownInvoiceError("")
    first = reminders.load(desk, case_ids[:1])[0]
    known = profile(desk.database.connection, first.customer.id)
    wanted = dict.fromkeys([*(each.case_id for each in known.open), *case_ids])
    cases = [case for case in reminders.load(desk, list(wanted)) if _alike(case, first)]
    offered = [case for case in cases if not late_only or _is_late(case, desk) or case.invoice.id in case_ids]
    worst = summarise(first, desk.surroundings())
    state = attention(worst, desk.today(), bank_read_through=reminders.bank_read_through(desk))
    ordered = in_order(offered)
    return About(
        customer_id=first.customer.id,
        name=first.customer.name,
        state=state.value,
        state_word=state_word(state, worst, desk.today()),
        invoices=tuple(_choice(case, desk) for case in ordered),
        chosen=tuple(case.invoice.id for case in ordered if case.invoice.id in case_ids),
    )


def in_order(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases as a letter lists them, oldest due date first."""
    return tuple(sorted(cases, key=lambda case: (effective_due_on(case) or date.max, case.invoice.issued_on)))


def numbers(cases: Sequence[Case]) -> str:
    """Return "Invoice 10412", "Invoices 10412 and 10427"."""
    listed = wording.listed([case.invoice.number for case in cases], language())
    return ngettext("Invoice {numbers}", "Invoices {numbers}", len(cases)).format(numbers=listed)


def _alike(case: Case, other: Case) -> bool:
    return case.invoice.law == other.invoice.law and case.invoice.currency == other.invoice.currency


def _is_late(case: Case, desk: Desk) -> bool:
    due_on = effective_due_on(case)
    return due_on is not None and due_on < desk.today()


def _choice(case: Case, desk: Desk) -> InvoiceChoice:
    due_on, subject = effective_due_on(case), case.invoice.subject
    title = _("Invoice {number}").format(number=case.invoice.number)
    if due_on is None:
        return InvoiceChoice(case.invoice.id, title, subject, money(case.open, whole=False))
    said = _("Was due {day}.") if due_on < desk.today() else _("Due {day}.")
    words = said.format(day=dated(due_on, desk.today()))
    under = " ".join(part for part in (words, subject) if part)
    return InvoiceChoice(case.invoice.id, title, under, money(case.open, whole=False))
