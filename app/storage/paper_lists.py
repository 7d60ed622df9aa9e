"""The lists of plans and letters, by plain SQL: ids first, rows by the page; never the stored bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from sqlite3 import Connection

from app.domain.history import LetterKind
from app.domain.money import Currency, Money
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanState, next_unpaid, paid_instalments
from app.storage.folding import wanted
from app.storage.plain import day, kept_day


class LetterFilter(StrEnum):
    """Letters printed but not sent, those sent, and all of them."""

    OUTBOX = "outbox"
    SENT = "sent"
    ALL = "all"


_LETTERS = {
    LetterFilter.OUTBOX: " AND l.sent_on IS NULL",
    LetterFilter.SENT: " AND l.sent_on IS NOT NULL",
    LetterFilter.ALL: "",
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter as the list shows it; `kind` is `None` for a plan agreement."""

    letter_id: int
    number: str
    kind: LetterKind | None
    customer_id: int
    customer: str
    made_on: date
    sent_on: date | None
    pay_by: date | None
    total: Money
    cases: int


def letter_ids(
    connection: Connection, *, filter: LetterFilter = LetterFilter.ALL, text: str = ""
) -> list[int]:
    """Return the ids of letters that stand, newest first; `text` is looked for in number and customer."""
    words = {f"word_{n}": word for n, word in enumerate(wanted(text))}
    found = "".join(f" AND (instr(lower(l.number), :{name}) OR instr(c.search, :{name}))" for name in words)
    query = (
        "SELECT l.id FROM letter l JOIN customer c ON c.id = l.customer_id "
        f"WHERE l.withdrawn = 0{_LETTERS[filter]}{found} ORDER BY l.id DESC"
    )
    return [row[0] for row in connection.execute(query, words)]


def letter_rows(connection: Connection, letter_ids: Sequence[int]) -> list[LetterLine]:
    """Return these letters in the order of the ids; one query."""
    query = (
        "SELECT l.id, l.number, l.kind, l.customer_id, c.name, l.made_on, l.sent_on, l.pay_by, "
        "l.total_minor, l.currency, (SELECT count(*) FROM letter_case k WHERE k.letter_id = l.id) "
        f"FROM letter l JOIN customer c ON c.id = l.customer_id WHERE l.id IN ({_marks(letter_ids)})"
    )
    lines = {
        row[0]: LetterLine(
            letter_id=row[0],
            number=row[1],
            kind=LetterKind(row[2]) if row[2] in _KINDS else None,
            customer_id=row[3],
            customer=row[4],
            made_on=kept_day(row[5]),
            sent_on=day(row[6]),
            pay_by=day(row[7]),
            total=Money(row[8], Currency(row[9])),
            cases=row[10],
        )
        for row in connection.execute(query, list(letter_ids))
    }
    return [lines[letter_id] for letter_id in letter_ids if letter_id in lines]


_KINDS = frozenset(kind.value for kind in LetterKind)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan as the list shows it.

    Attributes:
        done, parts: Instalments paid, of how many.
        waits_for: The next instalment not yet paid, `None` once all are.
        left: What is left of the plan's sum.
    """

    plan_id: int
    customer_id: int
    customer: str
    state: PlanState
    done: int
    parts: int
    waits_for: Instalment | None
    left: Money
    made_on: date
    case_ids: tuple[int, ...]


RUNS = """
plan.state = 'signed' AND EXISTS (
    SELECT 1 FROM plan_case k JOIN case_summary s ON s.invoice_id = k.invoice_id
    WHERE k.plan_id = plan.id AND s.open_minor > 0
)
"""
"""A signed plan of which something is still open; it is done, and nothing has to say so, once nothing is."""


def plan_ids(connection: Connection, *, active_only: bool = False) -> list[int]:
    """Return the ids of plans that stand: running ones, then printed and drafts, then done and ended."""
    which = f" AND {RUNS}" if active_only else ""
    rank = f"CASE WHEN {RUNS} THEN 0 WHEN state IN ('printed', 'draft') THEN 1 ELSE 2 END"
    query = f"SELECT id FROM plan WHERE withdrawn = 0{which} ORDER BY {rank}, id DESC"
    return [row[0] for row in connection.execute(query)]


def plan_rows(connection: Connection, plan_ids: Sequence[int]) -> list[PlanLine]:
    """Return these plans in the order of the ids; four queries."""
    instalments = _instalments(connection, plan_ids)
    cases: dict[int, list[int]] = defaultdict(list)
    covered = f"SELECT plan_id, invoice_id FROM plan_case WHERE plan_id IN ({_marks(plan_ids)})"
    for plan_id, case_id in connection.execute(covered, list(plan_ids)):
        cases[plan_id].append(case_id)
    paid = _paid(connection, plan_ids)
    query = (
        f"SELECT plan.id, customer_id, c.name, state, currency, made_on, signed_on, {RUNS} "
        f"FROM plan JOIN customer c ON c.id = customer_id WHERE plan.id IN ({_marks(plan_ids)})"
    )
    lines = {}
    for plan_id, customer_id, customer, state, code, made_on, signed_on, runs in connection.execute(
        query, list(plan_ids)
    ):
        parts = tuple(
            Instalment(due_on, Money(minor, Currency(code))) for due_on, minor in instalments[plan_id]
        )
        stands = PlanState.DONE if state == PlanState.SIGNED and not runs else PlanState(state)
        plan = Plan(PlanId(plan_id), stands, parts, kept_day(made_on), day(signed_on))
        nothing, came_in = Money(0, Currency(code)), Money(paid.get(plan_id, 0), Currency(code))
        left = nothing if stands is PlanState.DONE else max(plan.total - came_in, nothing)
        lines[plan_id] = PlanLine(
            plan_id, customer_id, customer, stands, paid_instalments(plan, came_in), len(parts),
            next_unpaid(plan, came_in), left, plan.made_on, tuple(cases[plan_id]),
        )  # fmt: skip
    return [lines[plan_id] for plan_id in plan_ids if plan_id in lines]


def _instalments(connection: Connection, plan_ids: Sequence[int]) -> dict[int, list[tuple[date, int]]]:
    query = (
        "SELECT plan_id, due_on, amount_minor FROM plan_instalment "
        f"WHERE plan_id IN ({_marks(plan_ids)}) ORDER BY plan_id, position"
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for plan_id, due_on, minor in connection.execute(query, list(plan_ids)):
        found[plan_id].append((kept_day(due_on), minor))
    return found


def _paid(connection: Connection, plan_ids: Sequence[int]) -> dict[int, int]:
    """Return what the cases of signed plans have received since the day of signing, in minor units."""
    query = (
        "SELECT p.id, -sum(l.amount_minor) FROM plan p JOIN plan_case k ON k.plan_id = p.id "
        "JOIN ledger_entry l ON l.invoice_id = k.invoice_id AND l.kind = 'payment' "
        f"AND l.effective_on >= p.signed_on WHERE p.id IN ({_marks(plan_ids)}) GROUP BY p.id"
    )
    return dict(connection.execute(query, list(plan_ids)))


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))
