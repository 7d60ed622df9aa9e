"""The lists of invoices and customers for the pages: ids in their order, and rows of finished words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import formatting
from app.domain.attention import State, days_late
from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.i18n import N_, _, language
from app.services.desk import Desk
from app.services.explain.states import state_name, state_word
from app.services.explain.steps import step_name
from app.services.explain.words import home_currency, money, short
from app.services.today import bank_read_through
from app.storage import customer_list, lists
from app.storage.customer_list import CustomerLine, CustomerSort, Promises
from app.storage.firm import read_firm
from app.storage.lists import InvoiceFilter, InvoiceLine, InvoiceSort

_FILTERS = {
    InvoiceFilter.ALL_OPEN: N_("All open"),
    InvoiceFilter.OVERDUE: N_("Overdue"),
    InvoiceFilter.PROMISED: N_("Promised"),
    InvoiceFilter.DISPUTED: N_("Disputed"),
    InvoiceFilter.PAUSED: N_("Paused"),
    InvoiceFilter.IN_PLAN: N_("In a plan"),
    InvoiceFilter.HANDED_OVER: N_("Handed over"),
    InvoiceFilter.PAID: N_("Paid"),
    InvoiceFilter.NOT_DUE: N_("Not due yet"),
    InvoiceFilter.LATE_1_14: N_("1–14 days late"),
    InvoiceFilter.LATE_15_30: N_("15–30 days late"),
    InvoiceFilter.LATE_31_60: N_("31–60 days late"),
    InvoiceFilter.OVER_60: N_("Over 60 days late"),
}
_ORDERS = {
    # Translators: orders of a list, to choose from.
    "due": N_("Oldest due date first"),
    "-open": N_("Largest amount first"),
    "state": N_("Worst state first"),
    "customer": N_("Customer, A to Z"),
    "next": N_("Next step first"),
    "-issued": N_("Newest first"),
    "-closed": N_("Latest closed first"),
}
_CUSTOMER_ORDERS = {
    # Translators: orders of a list, to choose from.
    "name": N_("Name, A to Z"),
    "state": N_("Worst state first"),
    "-open": N_("Largest open amount first"),
    "-overdue": N_("Largest overdue amount first"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for.

    Attributes:
        filter: One of the list's own filters; empty for its first.
        sort: What orders it, with a leading `-` where it falls; empty for the list's own order.
    """

    filter: str = ""
    text: str = ""
    sort: str = ""

    @property
    def order(self) -> tuple[str, bool]:
        """Return what orders the list, and whether it falls."""
        return self.sort.removeprefix("-"), self.sort.startswith("-")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row in words, and whom it is about.

    Attributes:
        cells: One text a column, in the order of the page.
        case_ids: The invoices it is about; a customer's are the open ones, the worst first.
        amounts: What is open on it, one sum a currency; of a letter what it asks for.
        stage: Where a plan or a letter stands, which decides what can be done with it.
    """

    id: int
    customer_id: CustomerId
    name: str
    cells: tuple[str, ...]
    case_ids: tuple[CaseId, ...] = ()
    amounts: tuple[Money, ...] = ()
    stage: str = ""


def invoice_filters() -> list[tuple[str, str]]:
    """Return the saved filters and the stretches of the ageing bar, each with its name."""
    return [(key.value, _(words)) for key, words in _FILTERS.items()]


def invoice_orders() -> list[tuple[str, str]]:
    """Return the orders that invoices can be shown in."""
    return [(key, _(words)) for key, words in _ORDERS.items()]


def usual_order(chosen: str) -> str:
    """Return the order that a filter of invoices begins with: paid ones latest first, others by due date."""
    return "-closed" if chosen == InvoiceFilter.PAID else "due"


def customer_orders() -> list[tuple[str, str]]:
    """Return the orders that customers can be shown in."""
    return [(key, _(words)) for key, words in _CUSTOMER_ORDERS.items()]


def invoice_ids(desk: Desk, query: Query) -> tuple[int, ...]:
    """Return the ids of the invoices asked for; all open ones by due date where nothing else is said."""
    order, falling = query.order
    with desk.database.reading() as connection:
        return tuple(
            lists.invoice_ids(
                connection,
                today=desk.today(),
                bank_read_through=bank_read_through(connection),
                filter=InvoiceFilter(query.filter or InvoiceFilter.ALL_OPEN),
                text=query.text,
                sort=InvoiceSort(order or InvoiceSort.DUE),
                descending=falling,
                language=language(),
            )
        )


def invoice_rows(desk: Desk, ids: Sequence[int]) -> list[ListRow]:
    """Return these invoices in words.

    Cells: state, its word, number, customer, issued, due, open, days late, next step.
    """
    with desk.database.reading() as connection:
        firm = read_firm(connection)
        read_through = bank_read_through(connection)
        lines = lists.invoice_rows(connection, ids, today=desk.today(), bank_read_through=read_through)
    home = home_currency(firm.country) if firm else None
    return [_invoice(line, desk, home) for line in lines]


def _invoice(line: InvoiceLine, desk: Desk, home: str | None) -> ListRow:
    today = desk.today()
    late = days_late(line.due_on, today) if line.state is not State.PAID else 0
    cells = (
        line.state.value,
        state_word(line.state, line, today, closed_as=line.closed_as or "paid"),
        line.number,
        line.customer,
        short(line.issued_on, today),
        short(line.due_on, today) if line.due_on else "",
        money(line.open, home),
        formatting.days(late, language()) if late else "",
        _next(line, desk),
    )
    case_id = CaseId(line.case_id)
    return ListRow(case_id, CustomerId(line.customer_id), line.customer, cells, (case_id,), (line.open,))


def _next(line: InvoiceLine, desk: Desk) -> str:
    """Return the next step, with its day where that lies ahead; of a closed one the day it closed."""
    today = desk.today()
    if line.state is State.PAID:
        return _("Closed {day}").format(day=short(line.closed_on, today)) if line.closed_on else ""
    step = formatting.sentence_start(step_name(line.next_step))
    if line.act_on is None or line.act_on <= today:
        return step
    return _("{step}, {day}").format(step=step, day=short(line.act_on, today))


def customer_ids(desk: Desk, query: Query) -> tuple[int, ...]:
    """Return the ids of the customers asked for: those with open invoices (filter `open`), or all."""
    order, falling = query.order
    with desk.database.reading() as connection:
        return tuple(
            customer_list.customer_ids(
                connection,
                today=desk.today(),
                bank_read_through=bank_read_through(connection),
                open_only=query.filter == "open",
                text=query.text,
                sort=CustomerSort(order or "name"),
                descending=falling,
                language=language(),
            )
        )


def customer_rows(desk: Desk, ids: Sequence[int]) -> list[ListRow]:
    """Return these customers in words.

    Cells: state, its word, name, open, overdue, median days late, promises kept, last contact.
    """
    with desk.database.reading() as connection:
        firm = read_firm(connection)
        read_through = bank_read_through(connection)
        lines = customer_list.customer_rows(
            connection, ids, today=desk.today(), bank_read_through=read_through
        )
    promised = customer_list.promises(desk.database, ids, desk.today())
    home = home_currency(firm.country) if firm else None
    return [_customer(line, promised.get(line.customer_id, Promises()), desk, home) for line in lines]


def _customer(line: CustomerLine, promised: Promises, desk: Desk, home: str | None) -> ListRow:
    cells = (
        line.state.value if line.state else "",
        state_name(line.state) if line.state else "",
        line.name,
        _sums(line.open, home),
        _sums(line.overdue, home),
        "" if line.median_days_late is None else formatting.days(line.median_days_late, language()),
        _("{kept} of {n}").format(kept=promised.kept, n=promised.decided) if promised.decided else "",
        short(line.last_contact_on, desk.today()) if line.last_contact_on else "",
    )
    return ListRow(line.customer_id, CustomerId(line.customer_id), line.name, cells, line.case_ids, line.open)


def sum_words(rows: Iterable[ListRow]) -> str:
    """Write what is open on some rows, sums of several currencies beside each other."""
    found: dict[Currency, Money] = {}
    for amount in (amount for row in rows for amount in row.amounts):
        found[amount.currency] = found.get(amount.currency, Money.zero(amount.currency)) + amount
    return _sums([found[code] for code in sorted(found)], None)


def _sums(amounts: Sequence[Money], home: str | None) -> str:
    """Write sums of several currencies beside each other, never added."""
    return " + ".join(money(amount, home) for amount in amounts)
