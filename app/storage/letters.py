"""Letters and plans: rows beside the cases, with the bytes apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any

from sqlmodel import col, select

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.payment_plan import Instalment, PlanInterest
from app.storage import tables
from app.storage.mapping import iso
from app.storage.plain import day, kept_day
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter as it was made. `content` holds the choices and the statutory values it was made with."""

    id: int
    number: str
    kind: str
    customer_id: int
    language: str
    made_on: date
    sent_on: date | None
    pay_by: date | None
    total: Money
    content: dict[str, Any]
    case_ids: tuple[CaseId, ...]
    file_name: str


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter about to be stored; the fields are those of `StoredLetter`."""

    number: str
    kind: str
    customer_id: int
    language: str
    pay_by: date | None
    total: Money
    content: dict[str, Any]
    case_ids: tuple[CaseId, ...]
    file_name: str
    pdf: bytes


def next_number(connection: Connection, year: int) -> str:
    """Return the number that the next letter of a year takes: `P-2026-0031`."""
    newest = connection.execute(
        "SELECT max(CAST(substr(number, 8) AS INTEGER)) FROM letter WHERE number GLOB ?", (f"P-{year}-*",)
    ).fetchone()[0]
    return f"P-{year}-{(newest or 0) + 1:04d}"


def add_letter(work: UnitOfWork, new: NewLetter) -> int:
    """Store a letter that has been made, with its bytes; nothing is booked."""
    letter_id = work.insert(
        tables.LetterRow,
        {
            "number": new.number,
            "kind": new.kind,
            "customer_id": new.customer_id,
            "language": new.language,
            "made_on": work.moment.today.isoformat(),
            "pay_by": iso(new.pay_by),
            "total_minor": new.total.minor,
            "currency": str(new.total.currency),
            "content": json.dumps(new.content, ensure_ascii=False, sort_keys=True),
        },
    )
    for case_id in new.case_ids:
        work.link(tables.LetterCaseRow, {"letter_id": letter_id, "invoice_id": case_id})
    file = {"letter_id": letter_id, "file_name": new.file_name, "pdf": new.pdf}
    work.link(tables.LetterFileRow, file)
    return letter_id


def mark_sent(work: UnitOfWork, letter_id: int, sent_on: date) -> None:
    """Note on which day a letter went out."""
    work.change(tables.LetterRow, letter_id, {"sent_on": sent_on.isoformat()})


_LETTER = """
SELECT l.id, l.number, l.kind, l.customer_id, l.language, l.made_on, l.sent_on, l.pay_by, l.total_minor,
    l.currency, l.content, f.file_name
FROM letter l JOIN letter_file f ON f.letter_id = l.id WHERE l.id = ? AND l.withdrawn = 0
"""


def read_letter(connection: Connection, letter_id: int) -> StoredLetter:
    """Return a letter without its bytes; `KeyError` when there is none or it was taken back."""
    row = connection.execute(_LETTER, (letter_id,)).fetchone()
    if row is None:
        raise KeyError(letter_id)
    cases = connection.execute(
        "SELECT invoice_id FROM letter_case WHERE letter_id = ? ORDER BY invoice_id", (letter_id,)
    )
    return StoredLetter(
        id=row[0],
        number=row[1],
        kind=row[2],
        customer_id=row[3],
        language=row[4],
        made_on=kept_day(row[5]),
        sent_on=day(row[6]),
        pay_by=day(row[7]),
        total=Money(row[8], Currency(row[9])),
        content=json.loads(row[10]),
        case_ids=tuple(CaseId(case[0]) for case in cases),
        file_name=row[11],
    )


def read_pdf(connection: Connection, letter_id: int) -> bytes:
    """Return the bytes of a letter as they were made."""
    row = connection.execute("SELECT pdf FROM letter_file WHERE letter_id = ?", (letter_id,)).fetchone()
    if row is None:
        raise KeyError(letter_id)
    return bytes(row[0])


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan about to be stored as printed."""

    customer_id: int
    letter_id: int
    interest: PlanInterest
    instalments: Sequence[Instalment]
    case_ids: Sequence[CaseId]


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Where a plan stands; its instalments come with its cases."""

    id: int
    customer_id: int
    letter_id: int
    state: str
    interest: PlanInterest
    made_on: date
    case_ids: tuple[CaseId, ...]


def add_plan(work: UnitOfWork, new: NewPlan) -> int:
    """Store a printed plan with its cases and instalments."""
    currency = new.instalments[0].amount.currency
    plan_id = work.insert(
        tables.PlanRow,
        {
            "customer_id": new.customer_id,
            "letter_id": new.letter_id,
            "state": "printed",
            "interest": new.interest.value,
            "currency": str(currency),
            "made_on": work.moment.today.isoformat(),
        },
    )
    for case_id in new.case_ids:
        work.link(tables.PlanCaseRow, {"plan_id": plan_id, "invoice_id": case_id})
    for position, part in enumerate(new.instalments):
        values = {"plan_id": plan_id, "position": position, "due_on": part.due_on.isoformat()}
        work.link(tables.PlanInstalmentRow, values | {"amount_minor": part.amount.minor})
    return plan_id


def change_plan(work: UnitOfWork, plan_id: int, state: str, **days: date) -> None:
    """Move a plan to another state, with the day that belongs to it (`signed_on`, `ended_on`)."""
    values = {"state": state} | {name: value.isoformat() for name, value in days.items()}
    work.change(tables.PlanRow, plan_id, values)


def read_plan(work: UnitOfWork, plan_id: int) -> StoredPlan:
    """Return where a plan stands; `KeyError` when there is none."""
    row = work.session.get(tables.PlanRow, plan_id)
    if row is None or row.withdrawn:
        raise KeyError(plan_id)
    cases = work.session.exec(
        select(tables.PlanCaseRow.invoice_id).where(col(tables.PlanCaseRow.plan_id) == plan_id)
    )
    return StoredPlan(
        id=row.id or 0,
        customer_id=row.customer_id,
        letter_id=row.letter_id or 0,
        state=row.state,
        interest=PlanInterest(row.interest),
        made_on=kept_day(row.made_on),
        case_ids=tuple(CaseId(case_id) for case_id in cases),
    )


def plan_of(connection: Connection, letter_id: int) -> tuple[int, str] | None:
    """Return id and state of the plan that a letter is the agreement of, or `None`."""
    query = "SELECT id, state FROM plan WHERE letter_id = ? AND withdrawn = 0"
    row = connection.execute(query, (letter_id,)).fetchone()
    return (row[0], row[1]) if row else None


def together(work: UnitOfWork, case_id: CaseId) -> frozenset[CaseId]:
    """Return the cases that share a signed plan or a sent letter with a case, itself included."""
    found = work.session.connection().exec_driver_sql(_TOGETHER, {"id": case_id})
    return frozenset({case_id, *(CaseId(row[0]) for row in found)})


_TOGETHER = """
SELECT other.invoice_id FROM plan_case mine
    JOIN plan ON plan.id = mine.plan_id AND plan.state = 'signed' AND plan.withdrawn = 0
    JOIN plan_case other ON other.plan_id = plan.id WHERE mine.invoice_id = :id
UNION
SELECT other.invoice_id FROM letter_case mine
    JOIN letter ON letter.id = mine.letter_id AND letter.sent_on IS NOT NULL AND letter.withdrawn = 0
    JOIN letter_case other ON other.letter_id = letter.id WHERE mine.invoice_id = :id
"""
