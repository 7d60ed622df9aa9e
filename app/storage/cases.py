"""Loading cases whole: invoice, customer, both lists, the plan that runs, money that waits for a yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.domain.case import Case, InvoicedFee
from app.domain.history import HistoryEntry
from app.domain.invoice import CaseId, Invoice
from app.domain.ledger import LedgerEntry
from app.domain.money import Currency, Money
from app.domain.party import Customer, CustomerId
from app.domain.payer import UsualWindow, usual_window
from app.domain.payment_plan import Plan
from app.storage import mapping
from app.storage.plain import day, kept_day
from app.storage.rows import CHUNK, driver, read_rows, run_for
from app.storage.tables import (
    CustomerRow,
    HistoryNoteRow,
    HistoryRow,
    InvoiceRow,
    LedgerRow,
    PlanCaseRow,
    PlanInstalmentRow,
    PlanRow,
)


def load_cases(session: Session, case_ids: Iterable[CaseId]) -> dict[CaseId, Case]:
    """Return the cases of these invoices, each whole, with a fixed number of queries for every 400."""
    found: dict[CaseId, Case] = {}
    ordered = sorted(set(case_ids))
    for start in range(0, len(ordered), CHUNK):
        found |= _load(session, ordered[start : start + CHUNK])
    return found


def _load(session: Session, ids: Sequence[CaseId]) -> dict[CaseId, Case]:
    papers = [mapping.invoice(row) for row in read_rows(session, InvoiceRow, "id", ids)]
    customers = _customers(session, {paper.customer_id for paper in papers})
    currencies = {paper.id: paper.currency for paper in papers}
    ledger = _ledger(session, ids, currencies)
    history = _history(session, ids)
    plans = _plans(session, ids)
    waiting = _waiting(session, ids)
    fees = _invoiced_fees(session, papers)
    cases = {}
    for paper in papers:
        unconfirmed, unconfirmed_on = waiting.get(paper.id, (0, None))
        cases[paper.id] = Case(
            paper,
            customers[paper.customer_id],
            tuple(ledger[paper.id]),
            tuple(history[paper.id]),
            plans.get(paper.id),
            Money(unconfirmed, paper.currency) if unconfirmed else None,
            unconfirmed_on,
            tuple(fees[paper.id]),
        )
    return cases


def _customers(session: Session, ids: set[CustomerId]) -> dict[CustomerId, Customer]:
    rows = read_rows(session, CustomerRow, "id", sorted(ids))
    return {CustomerId(row.id or 0): mapping.customer(row) for row in rows}


def _ledger(
    session: Session, ids: Sequence[CaseId], currencies: dict[CaseId, Currency]
) -> dict[CaseId, list[LedgerEntry]]:
    found: dict[CaseId, list[LedgerEntry]] = defaultdict(list)
    for row in read_rows(session, LedgerRow, "invoice_id", ids):
        case_id = CaseId(row.invoice_id)
        found[case_id].append(mapping.ledger_entry(row, currencies[case_id]))
    return found


def _history(session: Session, ids: Sequence[CaseId]) -> dict[CaseId, list[HistoryEntry]]:
    rows = read_rows(session, HistoryRow, "invoice_id", ids)
    written = read_rows(session, HistoryNoteRow, "history_id", [row.id or 0 for row in rows])
    notes = {row.history_id: row.note for row in written}
    found: dict[CaseId, list[HistoryEntry]] = defaultdict(list)
    for row in rows:
        found[CaseId(row.invoice_id)].append(mapping.history_entry(row, notes.get(row.id or 0, "")))
    return found


def _invoiced_fees(session: Session, papers: Sequence[Invoice]) -> dict[CaseId, list[InvoicedFee]]:
    """Return the fees that fee invoices charge for these invoices, by the numbers they name."""
    named: dict[tuple[CustomerId, str, Currency], list[InvoicedFee]] = defaultdict(list)
    for row in run_for(session, _FEE_INVOICES, {paper.customer_id for paper in papers}):
        fee = InvoicedFee(Money(row[2], Currency(row[3])), kept_day(row[4]), day(row[5]))
        for number in row[1].splitlines():
            named[CustomerId(row[0]), number, fee.amount.currency].append(fee)
    return {paper.id: named.get((paper.customer_id, paper.number, paper.currency), []) for paper in papers}


_FEE_INVOICES = (
    "SELECT customer_id, credits, total_minor, currency, issued_on, due_on FROM invoice "
    "WHERE origin = 'fee' AND kind = 'invoice' AND withdrawn = 0 AND credits <> '' AND customer_id IN {ids} "
    "ORDER BY issued_on, id"
)


def _plans(session: Session, ids: Sequence[CaseId]) -> dict[CaseId, Plan]:
    """Return the latest plan of each case that has not ended."""
    links = read_rows(session, PlanCaseRow, "invoice_id", ids)
    plan_ids = sorted({link.plan_id for link in links})
    alive = {
        row.id: row
        for row in read_rows(session, PlanRow, "id", plan_ids)
        if not row.withdrawn and row.state in ("draft", "printed", "signed")
    }
    loaded = {plan_id: _plan(session, row) for plan_id, row in alive.items()}
    ordered = sorted(links, key=lambda link: link.plan_id)
    return {CaseId(link.invoice_id): loaded[link.plan_id] for link in ordered if link.plan_id in loaded}


def _plan(session: Session, row: PlanRow) -> Plan:
    parts = sorted(
        read_rows(session, PlanInstalmentRow, "plan_id", [row.id or 0]),
        key=lambda part: part.position,
    )
    return mapping.plan(row, parts, _paid_since(session, row) if row.signed_on else None)


def _paid_since(session: Session, row: PlanRow) -> int:
    """Return what the plan's cases have received since it was signed, in minor units."""
    query = (
        "SELECT coalesce(-sum(l.amount_minor), 0) FROM plan_case k JOIN ledger_entry l "
        "ON l.invoice_id = k.invoice_id AND l.kind = 'payment' AND l.effective_on >= ? WHERE k.plan_id = ?"
    )
    return int(driver(session).execute(query, (row.signed_on, row.id)).fetchone()[0])


def _waiting(session: Session, ids: Sequence[CaseId]) -> dict[CaseId, tuple[int, date]]:
    """Return the money read in that waits for a yes on each case, and since when."""
    found: dict[CaseId, tuple[int, date]] = {}
    for case_id, minor, since in run_for(session, _WAITING, ids):
        found[CaseId(case_id)] = (int(minor), kept_day(since))
    return found


_WAITING = (
    "SELECT s.invoice_id, sum(s.amount_minor), min(p.read_on) FROM payment_suggestion s "
    "JOIN payment p ON p.id = s.payment_id "
    "WHERE s.invoice_id IN {ids} AND p.customer_id IS NULL AND p.aside = '' AND p.withdrawn = 0 "
    "GROUP BY s.invoice_id"
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a customer has paid so far: the usual days, and whether every invoice was paid in time."""

    usual: UsualWindow | None
    always_in_time: bool


def customer_habits(session: Session, ids: set[CustomerId]) -> dict[CustomerId, Habit]:
    """Return the habits of the customers who have paid at least one invoice."""
    query = (
        "SELECT customer_id, julianday(closed_on) - julianday(due_on) FROM case_summary "
        "WHERE closed_as = 'paid' AND due_on IS NOT NULL AND closed_on IS NOT NULL AND customer_id IN {ids}"
    )
    late: dict[CustomerId, list[int]] = defaultdict(list)
    for customer_id, days in run_for(session, query, ids):
        late[CustomerId(customer_id)].append(int(days))
    return {who: Habit(usual_window(days), max(days) <= 0) for who, days in late.items()}


def case_ids_of_customer(session: Session, customer_id: CustomerId) -> list[CaseId]:
    """Return every case of a customer that was not withdrawn."""
    query = select(col(InvoiceRow.id)).where(
        col(InvoiceRow.customer_id) == customer_id, col(InvoiceRow.withdrawn) == 0
    )
    return [CaseId(case_id) for case_id in session.exec(query) if case_id]
