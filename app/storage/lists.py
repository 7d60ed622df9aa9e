"""The list of invoices and the counts of the navigation, by plain SQL: ids first, rows by the page.

`CROSS JOIN` keeps the few open cases in the outer loop; otherwise SQLite may begin with every invoice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.attention import State
from app.domain.money import Currency, Money
from app.domain.step import Step
from app.storage.attention_sql import JUDGED, OPEN_CASES, SEVERITY
from app.storage.folding import name_key, wanted
from app.storage.paper_lists import RUNS
from app.storage.plain import day, kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection


class InvoiceFilter(StrEnum):
    """The saved filters, and the stretches of the ageing bar.

    All but `PAID` show only what is open; the last five hold every open invoice by its effective due date,
    whatever its state.
    """

    ALL_OPEN = "all_open"
    OVERDUE = "overdue"
    PROMISED = "promised"
    DISPUTED = "disputed"
    PAUSED = "paused"
    IN_PLAN = "in_plan"
    HANDED_OVER = "handed_over"
    PAID = "paid"
    NOT_DUE = "not_due"
    LATE_1_14 = "1-14"
    LATE_15_30 = "15-30"
    LATE_31_60 = "31-60"
    OVER_60 = "over_60"


class InvoiceSort(StrEnum):
    """What orders the list; customers by name as the language has it."""

    STATE = "state"
    NUMBER = "number"
    CUSTOMER = "customer"
    ISSUED = "issued"
    DUE = "due"
    OPEN = "open"
    TOTAL = "total"
    NEXT = "next"
    CLOSED = "closed"


_WHERE = {
    InvoiceFilter.ALL_OPEN: "open_minor > 0",
    InvoiceFilter.OVERDUE: "open_minor > 0 AND s.due_on < :today",
    InvoiceFilter.PROMISED: "open_minor > 0 AND :today < promise_lapses_on",
    InvoiceFilter.DISPUTED: "open_minor > 0 AND answer_on IS NOT NULL",
    InvoiceFilter.PAUSED: "open_minor > 0 AND :today < paused_until",
    InvoiceFilter.IN_PLAN: "open_minor > 0 AND missed_on IS NOT NULL",
    InvoiceFilter.HANDED_OVER: "open_minor > 0 AND handed_over_on IS NOT NULL",
    InvoiceFilter.PAID: "open_minor <= 0",
    InvoiceFilter.NOT_DUE: "open_minor > 0 AND (s.due_on IS NULL OR s.due_on >= :today)",
    InvoiceFilter.LATE_1_14: "open_minor > 0 AND s.due_on < :today AND s.due_on >= :day_14",
    InvoiceFilter.LATE_15_30: "open_minor > 0 AND s.due_on < :day_14 AND s.due_on >= :day_30",
    InvoiceFilter.LATE_31_60: "open_minor > 0 AND s.due_on < :day_30 AND s.due_on >= :day_60",
    InvoiceFilter.OVER_60: "open_minor > 0 AND s.due_on < :day_60",
}

_ORDER = {
    InvoiceSort.STATE: (SEVERITY, "s.act_on"),
    InvoiceSort.NUMBER: ("length(i.number)", "i.number"),
    InvoiceSort.CUSTOMER: (),
    InvoiceSort.ISSUED: ("i.issued_on",),
    InvoiceSort.DUE: ("s.due_on",),
    InvoiceSort.OPEN: ("s.currency", "s.open_minor"),
    InvoiceSort.TOTAL: ("s.currency", "i.total_minor"),
    InvoiceSort.NEXT: ("s.act_on",),
    InvoiceSort.CLOSED: ("s.closed_on",),
}


def invoice_ids(
    connection: Connection,
    *,
    today: date,
    bank_read_through: date | None,
    filter: InvoiceFilter = InvoiceFilter.ALL_OPEN,
    text: str = "",
    sort: InvoiceSort = InvoiceSort.DUE,
    descending: bool = False,
    language: str = "sv",
) -> list[int]:
    """Return the ids of the invoices a list shows, in its order; one query.

    Every word of `text` has to be found in what the invoice or its customer is searched by. Credit notes
    are left out. Sums of different currencies are kept apart, by code.
    """
    words = {f"word_{n}": word for n, word in enumerate(wanted(text))}
    found = "".join(f" AND (instr(i.search, :{name}) OR instr(c.search, :{name}))" for name in words)
    by_name = sort is InvoiceSort.CUSTOMER
    customer = "CROSS JOIN customer c ON c.id = s.customer_id" if words or by_name else ""
    direction = "DESC" if descending else ""
    order = [f"{key} {direction}" for key in _ORDER[sort]]
    query = (
        f"SELECT s.invoice_id, {'c.name' if by_name else 'NULL'} FROM ({JUDGED}) s "
        f"CROSS JOIN invoice i ON i.id = s.invoice_id {customer} "
        f"WHERE i.kind = 'invoice' AND {_WHERE[filter]}{found} ORDER BY {', '.join((*order, 's.invoice_id'))}"
    )
    rows = connection.execute(query, _days(today, bank_read_through) | words).fetchall()
    if by_name:
        rows.sort(key=lambda row: name_key(row[1], language), reverse=descending)
    return [row[0] for row in rows]


def _days(today: date, bank_read_through: date | None) -> dict[str, str | None]:
    ages = {f"day_{days}": (today - timedelta(days=days)).isoformat() for days in (14, 30, 60)}
    read_through = bank_read_through.isoformat() if bank_read_through else None
    return {"today": today.isoformat(), "bank_read_through": read_through, **ages}


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One invoice as the list shows it.

    Attributes:
        due_on: Its effective due date.
        closed_as: `paid`, `credited` or `written_off` once nothing is left.
    """

    case_id: int
    customer_id: int
    state: State
    number: str
    customer: str
    subject: str
    issued_on: date
    due_on: date | None
    open: Money
    total: Money
    next_step: Step
    act_on: date | None
    promised_by: date | None
    paused_until: date | None
    plan_done: int
    plan_parts: int
    closed_as: str
    closed_on: date | None


_ROWS = f"""
SELECT s.invoice_id, s.customer_id, s.state, i.number, c.name, i.subject, i.issued_on, s.due_on,
    s.open_minor, i.total_minor, s.currency, s.next_step, s.act_on, s.promised_by, s.paused_until,
    s.plan_done, s.plan_parts, s.closed_as, s.closed_on
FROM ({JUDGED}) s CROSS JOIN invoice i ON i.id = s.invoice_id CROSS JOIN customer c ON c.id = s.customer_id
WHERE s.invoice_id IN ({{marks}})
"""


def invoice_rows(
    connection: Connection, case_ids: Sequence[int], *, today: date, bank_read_through: date | None
) -> list[InvoiceLine]:
    """Return these invoices as the list shows them, in the order of the ids; one query.

    An id that has gone meanwhile is passed over.
    """
    marks = ", ".join(f":id_{n}" for n in range(len(case_ids)))
    values: Mapping[str, object] = {f"id_{n}": case_id for n, case_id in enumerate(case_ids)}
    rows = connection.execute(_ROWS.format(marks=marks), {**_days(today, bank_read_through), **values})
    lines = {row[0]: _line(row) for row in rows}
    return [lines[case_id] for case_id in case_ids if case_id in lines]


def _line(row: Sequence[Any]) -> InvoiceLine:
    currency = Currency(row[10])
    return InvoiceLine(
        case_id=row[0],
        customer_id=row[1],
        state=State(row[2]),
        number=row[3],
        customer=row[4],
        subject=row[5],
        issued_on=kept_day(row[6]),
        due_on=day(row[7]),
        open=Money(row[8], currency),
        total=Money(row[9], currency),
        next_step=Step(row[11]),
        act_on=day(row[12]),
        promised_by=day(row[13]),
        paused_until=day(row[14]),
        plan_done=row[15],
        plan_parts=row[16],
        closed_as=row[17],
        closed_on=day(row[18]),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """What the navigation shows: open invoices, customers with one, running plans, letters not sent."""

    invoices: int
    customers: int
    plans: int
    letters: int


_COUNTS = f"""
SELECT (SELECT count(*) FROM {OPEN_CASES}),
    (SELECT count(DISTINCT customer_id) FROM {OPEN_CASES}),
    (SELECT count(*) FROM plan WHERE {RUNS} AND withdrawn = 0),
    (SELECT count(*) FROM letter WHERE sent_on IS NULL AND withdrawn = 0)
        + (SELECT count(*) FROM draft d JOIN customer c ON d.name = 'letter:' || c.id AND c.withdrawn = 0)
"""


def counts(connection: Connection) -> Counts:
    """Return the counts of the navigation; one query."""
    return Counts(*connection.execute(_COUNTS).fetchone())
