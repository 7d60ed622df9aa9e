"""The lists as tables of plain values: what a spreadsheet can count with, and paper can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from app import formatting
from app.domain.attention import State, days_late
from app.domain.money import Currency, Money
from app.domain.payment_plan import PlanState
from app.exporters.table import Cell, CellKind, Heading, Table
from app.i18n import _, language
from app.services import listing, paper_listing, written_off_list
from app.services.desk import Desk
from app.services.explain.outcomes import letter_name
from app.services.explain.states import state_name, state_word
from app.services.explain.steps import step_name
from app.services.explain.words import money
from app.services.listing import Query
from app.services.today import bank_read_through
from app.storage import customer_list, lists, paper_lists
from app.storage.customer_list import CustomerLine
from app.storage.lists import InvoiceLine
from app.storage.paper_lists import LetterLine, PlanLine

_AT_ONCE = 500
Line = TypeVar("Line")


def titles() -> dict[str, str]:
    """Return what each list is called."""
    return {
        "invoices": _("Invoices"),
        "customers": _("Customers"),
        "plans": _("Plans"),
        "letters": _("Letters"),
        "written_off": written_off_list.title(),
    }


def invoices(desk: Desk, query: Query, ids: Sequence[int]) -> Table:
    """Return the invoices asked for; of all those open where nothing else is said."""
    today = desk.today()
    wanted = ids or listing.invoice_ids(desk, query)
    with desk.database.reading() as connection:
        read_through = bank_read_through(connection)
        lines = _in_parts(
            wanted,
            lambda part: lists.invoice_rows(connection, part, today=today, bank_read_through=read_through),
        )
    headings = (
        Heading("state", _("State"), paper_mm=26),
        Heading("number", _("Invoice"), paper_mm=18),
        Heading("customer", _("Customer"), paper_mm=44),
        Heading("subject", _("Subject")),
        Heading("issued", _("Issued"), CellKind.DAY),
        Heading("due", _("Due"), CellKind.DAY, 19),
        Heading("late", _("Days late"), CellKind.COUNT, 15),
        Heading("total", _("Total"), CellKind.AMOUNT),
        Heading("open", _("Left to pay"), CellKind.AMOUNT, 22),
        Heading("currency", _("Currency"), paper_mm=13),
        Heading("next", _("Next step"), paper_mm=26),
        Heading("act_on", _("Next step on"), CellKind.DAY),
        Heading("closed", _("Closed"), CellKind.DAY),
    )
    beside = dict(listing.invoice_filters())[query.filter or "all_open"]
    rows = tuple(_invoice(line, desk) for line in lines)
    sums = _sums([line.open for line in lines])
    return Table(titles()["invoices"], _beside(desk, query, beside, ids), headings, rows, sums, language())


def _invoice(line: InvoiceLine, desk: Desk) -> tuple[Cell, ...]:
    today, paid = desk.today(), line.state is State.PAID
    return (
        state_word(line.state, line, today, closed_as=line.closed_as or "paid"),
        line.number,
        line.customer,
        line.subject,
        line.issued_on,
        line.due_on,
        0 if paid else days_late(line.due_on, today),
        line.total,
        line.open,
        str(line.open.currency),
        "" if paid else formatting.sentence_start(step_name(line.next_step)),
        None if paid else line.act_on,
        line.closed_on,
    )


def customers(desk: Desk, query: Query, ids: Sequence[int]) -> Table:
    """Return the customers asked for, with a column of sums for each currency that is owed."""
    today = desk.today()
    wanted = ids or listing.customer_ids(desk, query)
    with desk.database.reading() as connection:
        read_through = bank_read_through(connection)
        lines = _in_parts(
            wanted,
            lambda part: customer_list.customer_rows(
                connection, part, today=today, bank_read_through=read_through
            ),
        )
    owed = [amount for line in lines for amount in line.open]
    codes = sorted({amount.currency for amount in owed})
    headings = (
        Heading("state", _("State"), paper_mm=28),
        Heading("name", _("Customer"), paper_mm=56),
        Heading("number", _("Customer number")),
        *(
            Heading(f"open_{code}", _("Open, {currency}").format(currency=code), CellKind.AMOUNT, 26)
            for code in codes
        ),
        *(
            Heading(f"overdue_{code}", _("Overdue, {currency}").format(currency=code), CellKind.AMOUNT, 26)
            for code in codes
        ),
        Heading("paid", _("Paid invoices"), CellKind.COUNT),
        Heading("late", _("Days late, median"), CellKind.COUNT),
        Heading("contact", _("Last contact"), CellKind.DAY, 20),
    )
    beside = _("With open invoices") if query.filter == "open" else _("All customers")
    rows = tuple(_customer(line, codes) for line in lines)
    table_sums = _sums(owed)
    said = _beside(desk, query, beside, ids)
    return Table(titles()["customers"], said, headings, rows, table_sums, language())


def _customer(line: CustomerLine, codes: Sequence[Currency]) -> tuple[Cell, ...]:
    opened = {amount.currency: amount for amount in line.open}
    overdue = {amount.currency: amount for amount in line.overdue}
    return (
        state_name(line.state) if line.state else "",
        line.name,
        line.number,
        *(opened.get(code) for code in codes),
        *(overdue.get(code) for code in codes),
        line.paid,
        line.median_days_late,
        line.last_contact_on,
    )


def plans(desk: Desk, query: Query, ids: Sequence[int]) -> Table:
    """Return the payment plans asked for."""
    wanted = ids or paper_listing.plan_ids(desk, query)
    with desk.database.reading() as connection:
        lines = _in_parts(wanted, lambda part: paper_lists.plan_rows(connection, part))
    headings = (
        Heading("state", _("State"), paper_mm=34),
        Heading("customer", _("Customer"), paper_mm=56),
        Heading("parts", _("Instalments"), CellKind.COUNT, 20),
        Heading("paid", _("Paid instalments"), CellKind.COUNT),
        Heading("next", _("Next instalment"), CellKind.DAY, 26),
        Heading("amount", _("Amount"), CellKind.AMOUNT, 24),
        Heading("left", _("Left of the plan"), CellKind.AMOUNT, 26),
        Heading("currency", _("Currency"), paper_mm=15),
        Heading("made", _("Made"), CellKind.DAY),
    )
    beside = _("Signed and running") if query.filter == "active" else _("All plans")
    sums = _sums([line.left for line in lines if line.state is PlanState.SIGNED])
    said = _beside(desk, query, beside, ids)
    return Table(titles()["plans"], said, headings, tuple(map(_plan, lines)), sums, language())


def _plan(line: PlanLine) -> tuple[Cell, ...]:
    waits = line.waits_for
    return (
        paper_listing.plan_word(line),
        line.customer,
        line.parts,
        line.done,
        waits.due_on if waits else None,
        waits.amount if waits else None,
        line.left,
        str(line.left.currency),
        line.made_on,
    )


def letters(desk: Desk, query: Query, ids: Sequence[int]) -> Table:
    """Return the letters asked for."""
    wanted = ids or paper_listing.letter_ids(desk, query)
    with desk.database.reading() as connection:
        lines = _in_parts(wanted, lambda part: paper_lists.letter_rows(connection, part))
    headings = (
        Heading("number", _("Number"), paper_mm=26),
        Heading("kind", _("Kind"), paper_mm=40),
        Heading("customer", _("Customer"), paper_mm=50),
        Heading("made", _("Made"), CellKind.DAY, 20),
        Heading("sent", _("Sent"), CellKind.DAY, 20),
        Heading("pay_by", _("Pay by"), CellKind.DAY),
        Heading("total", _("Sum"), CellKind.AMOUNT, 24),
        Heading("currency", _("Currency"), paper_mm=15),
        Heading("invoices", _("Invoices"), CellKind.COUNT),
    )
    beside = dict(paper_listing.letter_filters())[query.filter]
    rows = tuple(map(_letter, lines))
    return Table(titles()["letters"], _beside(desk, query, beside, ids), headings, rows, (), language())


def _letter(line: LetterLine) -> tuple[Cell, ...]:
    return (
        line.number,
        letter_name(line.kind) if line.kind else _("Payment plan"),
        line.customer,
        line.made_on,
        line.sent_on,
        line.pay_by,
        line.total,
        str(line.total.currency),
        line.cases,
    )


def _in_parts(ids: Sequence[int], read: Callable[[Sequence[int]], list[Line]]) -> list[Line]:
    """Read many rows a few hundred at a time, as a query takes no more values."""
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return [line for part in parts for line in read(part)]


def _beside(desk: Desk, query: Query, which: str, ids: Sequence[int]) -> str:
    """Say what the list holds and of which day it is."""
    said = _("Marked rows") if ids else which
    words = f"“{query.text}”" if query.text and not ids else ""
    return ", ".join(part for part in (said, words, formatting.long_date(desk.today(), language())) if part)


def _sums(amounts: Iterable[Money]) -> tuple[str, ...]:
    """Return one line a currency; nothing is converted."""
    found: dict[Currency, Money] = {}
    for amount in amounts:
        found[amount.currency] = found.get(amount.currency, Money.zero(amount.currency)) + amount
    said = _("Left to pay: {amount}")
    return tuple(said.format(amount=money(found[code], whole=False)) for code in sorted(found))
