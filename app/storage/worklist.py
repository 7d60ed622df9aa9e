"""The morning list and its figures, by plain SQL through the driver: rows first, names by the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from app.domain.attention import Reason, Section, State
from app.domain.money import Currency, Money
from app.domain.procedure import Step
from app.storage.attention_sql import SECTION, STATE
from app.storage.plain import day

_SECTIONS = tuple(Section)
_STATES = tuple(State)
_SEVERITY = "CASE state " + " ".join(f"WHEN '{state}' THEN {n}" for n, state in enumerate(State)) + " END"

_LIST = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM case_summary WHERE open_minor > 0
), placed AS (
    SELECT *, {SECTION} AS section, {_SEVERITY} AS severity FROM judged
), shown AS (
    SELECT customer_id, currency, invoice_id, section, state, reason, rank, reason_on, reason_minor,
        usual_first, usual_last, next_step, act_on, due_on, names_on, call_back_at, promised_by, answer_on,
        paused_until, handed_over_on, missed_on, plan_done, plan_parts, level,
        min(section * 1000000 + severity * 10000 + rank * 100) AS worst,
        sum(open_minor) AS open_minor, count(*) AS cases, min(due_on) AS oldest_due_on
    FROM placed WHERE section IS NOT NULL
    GROUP BY customer_id, currency
)
SELECT * FROM shown
ORDER BY section,
    CASE WHEN section = 2 THEN coalesce(names_on, act_on) END,
    CASE WHEN section < 2 THEN rank END, open_minor DESC, oldest_due_on, customer_id
"""

_TO_DO = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM case_summary WHERE open_minor > 0 AND act_on <= :today
)
SELECT count(DISTINCT customer_id || currency) FROM judged WHERE state <> 'paid'
"""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One customer in one currency, with the facts of the worst of the invoices that need a row.

    Attributes:
        case_id: The invoice whose state, reason and next step the row shows.
        open: What is open on the counted invoices together.
        oldest_due_on: Effective due date of the oldest of them.
    """

    customer_id: int
    case_id: int
    cases: int
    section: Section
    state: State
    reason: Reason
    next_step: Step
    open: Money
    due_on: date | None
    oldest_due_on: date | None
    act_on: date | None
    names_on: date | None
    reason_on: date | None
    reason_amount: Money | None
    usual_first: int | None
    usual_last: int | None
    call_back_at: str
    plan_done: int
    plan_parts: int
    promised_by: date | None
    paused_until: date | None
    handed_over_on: date | None
    level: str


@dataclass(frozen=True, slots=True)
class Names:
    """What a row calls its customer, and the number of the invoice it shows."""

    customer: str
    number: str


def work_list(connection: Connection, today: date, bank_read_through: date | None) -> list[WorkItem]:
    """Return every row of the work list in its order, without names."""
    values = {"today": today.isoformat(), "bank_read_through": _iso(bank_read_through)}
    cursor = connection.execute(_LIST, values)
    columns = {column[0]: n for n, column in enumerate(cursor.description)}
    return [_item(row, columns) for row in cursor]


def _item(row: Sequence[object], columns: dict[str, int]) -> WorkItem:
    def get(name: str) -> object:
        return row[columns[name]]

    currency = Currency(str(get("currency")))
    reason_minor = get("reason_minor")
    return WorkItem(
        customer_id=_int(get("customer_id")),
        case_id=_int(get("invoice_id")),
        cases=_int(get("cases")),
        section=_SECTIONS[_int(get("section"))],
        state=State(str(get("state"))),
        reason=Reason(str(get("reason"))),
        next_step=Step(str(get("next_step"))),
        open=Money(_int(get("open_minor")), currency),
        due_on=day(get("due_on")),
        oldest_due_on=day(get("oldest_due_on")),
        act_on=day(get("act_on")),
        names_on=day(get("names_on")),
        reason_on=day(get("reason_on")),
        reason_amount=None if reason_minor is None else Money(_int(reason_minor), currency),
        usual_first=_maybe(get("usual_first")),
        usual_last=_maybe(get("usual_last")),
        call_back_at=str(get("call_back_at")),
        plan_done=_int(get("plan_done")),
        plan_parts=_int(get("plan_parts")),
        promised_by=day(get("promised_by")),
        paused_until=day(get("paused_until")),
        handed_over_on=day(get("handed_over_on")),
        level=str(get("level")),
    )


def names(connection: Connection, case_ids: Sequence[int]) -> dict[int, Names]:
    """Return the customer's name and the invoice number for each of these cases; one query."""
    marks = ",".join("?" * len(case_ids))
    query = (
        "SELECT i.id, c.name, i.number FROM invoice i JOIN customer c ON c.id = i.customer_id "
        f"WHERE i.id IN ({marks})"
    )
    return {row[0]: Names(row[1], row[2]) for row in connection.execute(query, list(case_ids))}


AGES = ((0, "not_due"), (1, "1-14"), (15, "15-30"), (31, "31-60"), (61, "over_60"))

_FIGURES = """
SELECT currency,
    CASE WHEN due_on IS NULL OR due_on >= :today THEN 0
         WHEN due_on >= :d14 THEN 1 WHEN due_on >= :d30 THEN 2 WHEN due_on >= :d60 THEN 3 ELSE 4 END AS age,
    sum(open_minor), count(*),
    sum(CASE WHEN :today < promise_lapses_on AND promised_by <= :sunday THEN promised_minor ELSE 0 END)
FROM case_summary WHERE open_minor > 0 GROUP BY currency, age
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of one currency: what is open by age, what is promised this week, what came in lately.

    Attributes:
        ages: Open sums, not due, 1-14, 15-30, 31-60 and over 60 days late.
        promised: Promised until Sunday, that day counted.
        came_in: Received today and in the six days before it.
    """

    currency: Currency
    ages: tuple[Money, ...]
    promised: Money
    came_in: Money
    cases: int

    @property
    def open(self) -> Money:
        return Money.total(self.ages, self.currency)

    @property
    def overdue(self) -> Money:
        return Money.total(self.ages[1:], self.currency)


def figures(connection: Connection, today: date) -> list[Figures]:
    """Return the figures of every currency that has something open or lately paid, the largest sum first."""
    sunday = today + timedelta(days=6 - today.weekday())
    values = {"today": today.isoformat(), "sunday": sunday.isoformat()}
    values |= {f"d{days}": (today - timedelta(days=days)).isoformat() for days in (14, 30, 60)}
    found: dict[str, list[list[int]]] = {}
    for currency, age, open_minor, cases, promised in connection.execute(_FIGURES, values):
        found.setdefault(currency, []).append([age, open_minor, cases, promised])
    came_in = _came_in(connection, today)
    every = [_figures(code, found.get(code, []), came_in.get(code, 0)) for code in {*found, *came_in}]
    return sorted(every, key=lambda one: (-one.open.minor, one.currency))


def _figures(code: str, rows: list[list[int]], came_in: int) -> Figures:
    currency = Currency(code)
    ages = [0] * len(AGES)
    for age, open_minor, _, _ in rows:
        ages[age] += open_minor
    return Figures(
        currency,
        tuple(Money(minor, currency) for minor in ages),
        Money(sum(row[3] or 0 for row in rows), currency),
        Money(came_in, currency),
        sum(row[2] for row in rows),
    )


def _came_in(connection: Connection, today: date) -> dict[str, int]:
    query = (
        "SELECT currency, sum(amount_minor) FROM payment "
        "WHERE received_on BETWEEN ? AND ? AND withdrawn = 0 GROUP BY currency"
    )
    week = ((today - timedelta(days=6)).isoformat(), today.isoformat())
    return dict(connection.execute(query, week))


def done_today(connection: Connection, today: date) -> int:
    """Return how many calls, letters, plans and payments the user has finished today."""
    query = (
        "SELECT count(*) FROM action WHERE done_on = ? AND undone = 0 "
        "AND kind IN ('call', 'letter', 'plan', 'payment')"
    )
    return int(connection.execute(query, (today.isoformat(),)).fetchone()[0])


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _maybe(value: object) -> int | None:
    return None if value is None else _int(value)


def to_do(connection: Connection, today: date, bank_read_through: date | None) -> int:
    """Return how many rows of the work list have something to do on a day."""
    values = {"today": today.isoformat(), "bank_read_through": _iso(bank_read_through)}
    return int(connection.execute(_TO_DO, values).fetchone()[0])
