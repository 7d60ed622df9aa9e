"""The morning list and its figures, by plain SQL through the driver: rows first, names by the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.attention import Section, State
from app.domain.money import Currency, Money
from app.domain.step import Reason, Step
from app.storage.attention_sql import OPEN_CASES, SECTION, SEVERITY, STATE
from app.storage.plain import day

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.invoice import CaseId
    from app.domain.party import CustomerId

_SECTIONS = tuple(Section)
_STATES = tuple(State)
_REASONS = {reason.value: reason for reason in Reason}
_STEPS = {step.value: step for step in Step}

# The worst invoice of a customer is the least of one number each: section, severity, rank of the reason, due
# day, and last its id, from which the row is then read. (Bare columns beside two `min` would be arbitrary.)
_ID_ROOM, _DAY_ROOM = 10**9, 10**5
_LIST = f"""
WITH judged AS (
    SELECT *, {STATE} AS state FROM {OPEN_CASES}
), placed AS (
    SELECT *, {SECTION} AS section, {SEVERITY.format(state="state")} AS severity,
        coalesce(CAST(julianday(due_on) AS INTEGER) - 2440000, {_DAY_ROOM - 1}) AS due_day FROM judged
), shown AS (
    SELECT customer_id AS who, currency AS paid_in,
        min((((section * 100 + severity) * 100 + rank) * {_DAY_ROOM} + due_day) * {_ID_ROOM}
            + invoice_id) AS worst,
        sum(open_minor) AS open_sum, count(*) AS cases, min(due_on) AS oldest_due_on
    FROM placed WHERE section IS NOT NULL
    GROUP BY customer_id, currency
), sorted AS (
    SELECT *, worst / {_ID_ROOM * _DAY_ROOM * 10_000} AS section,
        worst / {_ID_ROOM * _DAY_ROOM * 100} % 100 AS severity FROM shown
)
SELECT customer_id, currency, invoice_id, section, severity, reason, reason_on, reason_minor, usual_first,
    usual_last, next_step, act_on, due_on, names_on, call_back_at, promised_by, paused_until, handed_over_on,
    plan_done, plan_parts, level, open_sum, cases, oldest_due_on
FROM sorted CROSS JOIN case_summary ON invoice_id = worst % {_ID_ROOM}
ORDER BY section,
    CASE WHEN section = 2 THEN coalesce(names_on, act_on) END,
    CASE WHEN section < 2 THEN rank END, open_sum DESC, oldest_due_on, customer_id
LIMIT :first
"""

_TO_DO = f"""
SELECT count(DISTINCT customer_id || currency) FROM {OPEN_CASES} AND act_on <= :today
"""


class WorkItem(NamedTuple):
    """One customer in one currency, with the facts of the worst of the invoices that need a row.

    Attributes:
        case_id: The invoice whose state, reason and next step the row shows.
        open: What is open on the counted invoices together.
        oldest_due_on: Effective due date of the oldest of them.
    """

    customer_id: CustomerId
    case_id: CaseId
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


class WorkRows(NamedTuple):
    """The rows of the work list in its order, each made a `WorkItem` only when it is to be shown."""

    rows: list[Sequence[Any]]

    def outline(self) -> list[tuple[Section, Step]]:
        """Return section and next step of every row, from which all is counted."""
        return [(_SECTIONS[row[3]], _STEPS[row[10]]) for row in self.rows]

    def items(self, places: Iterable[int]) -> list[WorkItem]:
        """Return the rows at these places."""
        return [_item(self.rows[place]) for place in places]


class Names(NamedTuple):
    """What a row calls its customer, and the number of the invoice it shows."""

    customer: str
    number: str


def work_list(
    connection: Connection, today: date, bank_read_through: date | None, *, first: int = -1
) -> list[WorkItem]:
    """Return the rows of the work list in its order, without names: all of them, or the `first` so many."""
    found = work_rows(connection, today, bank_read_through, first=first)
    return found.items(range(len(found.rows)))


def work_rows(
    connection: Connection, today: date, bank_read_through: date | None, *, first: int = -1
) -> WorkRows:
    """Return what `work_list` does, for a reader who counts all rows and shows some."""
    values = {"today": today.isoformat(), "bank_read_through": _iso(bank_read_through), "first": first}
    return WorkRows(connection.execute(_LIST, values).fetchall())


def _item(row: Sequence[Any]) -> WorkItem:
    currency = Currency(row[1])
    return WorkItem(
        customer_id=row[0],
        case_id=row[2],
        cases=row[22],
        section=_SECTIONS[row[3]],
        state=_STATES[row[4]],
        reason=_REASONS[row[5]],
        next_step=_STEPS[row[10]],
        open=Money(row[21], currency),
        due_on=day(row[12]),
        oldest_due_on=day(row[23]),
        act_on=day(row[11]),
        names_on=day(row[13]),
        reason_on=day(row[6]),
        reason_amount=None if row[7] is None else Money(row[7], currency),
        usual_first=row[8],
        usual_last=row[9],
        call_back_at=row[14],
        plan_done=row[18],
        plan_parts=row[19],
        promised_by=day(row[15]),
        paused_until=day(row[16]),
        handed_over_on=day(row[17]),
        level=row[20],
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

_FIGURES = f"""
SELECT currency,
    CASE WHEN due_on IS NULL OR due_on >= :today THEN 0
         WHEN due_on >= :d14 THEN 1 WHEN due_on >= :d30 THEN 2 WHEN due_on >= :d60 THEN 3 ELSE 4 END AS age,
    sum(open_minor), count(*),
    sum(CASE WHEN :today < promise_lapses_on AND promised_by <= :sunday THEN promised_minor ELSE 0 END)
FROM {OPEN_CASES} GROUP BY currency, age
"""


class Figures(NamedTuple):
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
        "SELECT currency, sum(iif(movement = 'reversal', -amount_minor, amount_minor)) FROM payment "
        "WHERE received_on BETWEEN ? AND ? AND withdrawn = 0 AND aside = '' "
        "AND coalesce(bank_id, '') NOT GLOB 'credit_note:*' GROUP BY currency"
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


def to_do(connection: Connection, today: date, bank_read_through: date | None) -> int:
    """Return how many rows of the work list have something to do on a day."""
    values = {"today": today.isoformat(), "bank_read_through": _iso(bank_read_through)}
    return int(connection.execute(_TO_DO, values).fetchone()[0])
