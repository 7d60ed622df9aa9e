"""The list of customers, by plain SQL: ids first, rows by the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from sqlite3 import Connection
from statistics import median_low
from typing import TYPE_CHECKING, Any

from app.domain.attention import State
from app.domain.cancelling import stands
from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.promise_record import Fate, promise_records
from app.storage.attention_sql import JUDGED, OPEN_CASES, SEVERITY, STATE
from app.storage.folding import name_key, wanted
from app.storage.plain import day

if TYPE_CHECKING:
    from app.storage.database import Database

_STATES = tuple(State)


class CustomerSort(StrEnum):
    """What orders the list. Sums of several currencies are not added: the largest one counts."""

    NAME = "name"
    STATE = "state"
    OPEN = "open"
    OVERDUE = "overdue"


_EVERY_OPEN = f"SELECT *, {STATE} AS state FROM {OPEN_CASES}"
_OPEN_SUMS = f"""
SELECT customer_id, currency, sum(open_minor) AS open_minor,
    sum(CASE WHEN due_on < :today THEN open_minor ELSE 0 END) AS overdue_minor,
    min({SEVERITY}) AS severity
FROM ({{cases}}) GROUP BY customer_id, currency
"""

_ORDER = {
    CustomerSort.NAME: "c.id",
    CustomerSort.STATE: f"coalesce(min(severity), {len(_STATES)})",
    CustomerSort.OPEN: "coalesce(max(open_minor), 0)",
    CustomerSort.OVERDUE: "coalesce(max(overdue_minor), 0)",
}


def customer_ids(
    connection: Connection,
    *,
    today: date,
    bank_read_through: date | None,
    open_only: bool = False,
    text: str = "",
    sort: CustomerSort = CustomerSort.NAME,
    descending: bool = False,
    language: str = "sv",
) -> list[int]:
    """Return the ids of the customers a list shows, in its order; one query.

    Every word of `text` has to be found in what a customer is searched by. Equals are in order of name.
    """
    words = {f"word_{n}": word for n, word in enumerate(wanted(text))}
    found = "".join(f" AND instr(c.search, :{name})" for name in words)
    query = (
        f"SELECT c.id, c.name, {_ORDER[sort]} FROM customer c {'' if open_only else 'LEFT'} "
        f"JOIN ({_OPEN_SUMS.format(cases=_EVERY_OPEN)}) o ON o.customer_id = c.id "
        f"WHERE c.withdrawn = 0{found} GROUP BY c.id"
    )
    rows = connection.execute(query, _days(today, bank_read_through) | words).fetchall()
    rows.sort(key=lambda row: name_key(row[1], language), reverse=descending and sort is CustomerSort.NAME)
    if sort is not CustomerSort.NAME:
        rows.sort(key=lambda row: row[2], reverse=descending)
    return [row[0] for row in rows]


def _days(today: date, bank_read_through: date | None) -> dict[str, str | None]:
    read_through = bank_read_through.isoformat() if bank_read_through else None
    return {"today": today.isoformat(), "bank_read_through": read_through}


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer as the list shows it.

    Attributes:
        state: That of the worst open invoice, `None` without one.
        open, overdue: One sum a currency, by code; overdue by effective due date, whatever the state.
        paid: How many invoices were paid on a known day.
        median_days_late: Of those, in calendar days after the effective due date; in time counts as 0.
        last_contact_on: Day of the last call or letter.
        case_ids: The open invoices in the currency of the worst one, the worst first.
    """

    customer_id: int
    name: str
    number: str
    state: State | None
    open: tuple[Money, ...]
    overdue: tuple[Money, ...]
    paid: int
    median_days_late: int | None
    last_contact_on: date | None
    case_ids: tuple[CaseId, ...]


def customer_rows(
    connection: Connection, customer_ids: Sequence[int], *, today: date, bank_read_through: date | None
) -> list[CustomerLine]:
    """Return these customers as the list shows them, in the order of the ids; five queries.

    An id that has gone meanwhile is passed over.
    """
    values = _days(today, bank_read_through) | {f"id_{n}": who for n, who in enumerate(customer_ids)}
    ids = ", ".join(f":id_{n}" for n in range(len(customer_ids)))
    names = connection.execute(
        f"SELECT id, name, number FROM customer WHERE withdrawn = 0 AND id IN ({ids})", values
    )
    known = {row[0]: (row[1], row[2]) for row in names}
    sums = _sums(connection, ids, values)
    late = _days_late(connection, ids, values)
    contacts = _last_contacts(connection, ids, values)
    cases = _open_cases(connection, ids, values)
    lines = []
    for who in customer_ids:
        if who in known:
            owed, days = sums.get(who, ()), late.get(who, [])
            lines.append(
                CustomerLine(
                    customer_id=who,
                    name=known[who][0],
                    number=known[who][1],
                    state=_STATES[min(row[4] for row in owed)] if owed else None,
                    open=tuple(Money(row[2], Currency(row[1])) for row in owed),
                    overdue=tuple(Money(row[3], Currency(row[1])) for row in owed if row[3]),
                    paid=len(days),
                    median_days_late=median_low(days) if days else None,
                    last_contact_on=contacts.get(who),
                    case_ids=tuple(cases.get(who, ())),
                )
            )
    return lines


def _sums(connection: Connection, ids: str, values: Mapping[str, object]) -> dict[int, list[Any]]:
    cases = f"{JUDGED} WHERE open_minor > 0 AND customer_id IN ({ids})"
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_OPEN_SUMS.format(cases=cases), values):
        found[row[0]].append(row)
    return found


def _open_cases(connection: Connection, ids: str, values: Mapping[str, object]) -> dict[int, list[CaseId]]:
    query = (
        f"SELECT customer_id, currency, invoice_id FROM ({JUDGED} WHERE open_minor > 0 "
        f"AND customer_id IN ({ids})) ORDER BY {SEVERITY}, due_on, invoice_id"
    )
    found: dict[int, list[CaseId]] = defaultdict(list)
    worst: dict[int, str] = {}
    for who, currency, case_id in connection.execute(query, values):
        if worst.setdefault(who, currency) == currency:
            found[who].append(CaseId(case_id))
    return found


def _days_late(connection: Connection, ids: str, values: Mapping[str, object]) -> dict[int, list[int]]:
    query = (
        "SELECT customer_id, max(CAST(julianday(closed_on) - julianday(due_on) AS INTEGER), 0) "
        "FROM case_summary WHERE closed_as = 'paid' AND due_on IS NOT NULL AND closed_on IS NOT NULL "
        f"AND customer_id IN ({ids})"
    )
    found: dict[int, list[int]] = defaultdict(list)
    for who, days in connection.execute(query, values):
        found[who].append(days)
    return found


def _last_contacts(connection: Connection, ids: str, values: Mapping[str, object]) -> dict[int, date | None]:
    query = (
        "SELECT i.customer_id, h.id, h.retracts_id, h.happened_on FROM invoice i "
        "CROSS JOIN history_entry h ON h.invoice_id = i.id AND h.kind IN ('call_made', 'letter_sent') "
        f"WHERE i.withdrawn = 0 AND i.customer_id IN ({ids}) ORDER BY h.happened_on"
    )
    rows = connection.execute(query, values).fetchall()
    retracted_by = {row[2]: row[1] for row in rows if row[2] is not None}
    return {row[0]: day(row[3]) for row in rows if row[2] is None and stands(row[1], retracted_by)}


@dataclass(frozen=True, slots=True)
class Promises:
    """How many promises a customer kept, of those that have been decided."""

    kept: int = 0
    decided: int = 0


def promises(database: Database, customer_ids: Sequence[int], today: date) -> dict[int, Promises]:
    """Return what became of the promises of these customers; those without any are left out."""
    from sqlmodel import Session

    from app.storage.cases import load_cases

    marks = ", ".join("?" * len(customer_ids))
    query = (
        "SELECT DISTINCT h.invoice_id FROM invoice i CROSS JOIN history_entry h ON h.invoice_id = i.id "
        f"WHERE h.kind = 'promise_made' AND i.withdrawn = 0 AND i.customer_id IN ({marks})"
    )
    case_ids = [CaseId(row[0]) for row in database.connection.execute(query, list(customer_ids))]
    found: dict[int, Promises] = {}
    with Session(database.engine) as session:
        for case in load_cases(session, case_ids).values():
            fates = [record.fate for record in promise_records(case, today)]
            known = found.get(case.customer.id, Promises())
            kept, broken = fates.count(Fate.KEPT), fates.count(Fate.BROKEN)
            found[case.customer.id] = Promises(known.kept + kept, known.decided + kept + broken)
    return found
