"""The rules that the user adds to a file: rows of law, procedures, and the fees the firm takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.dated_table import DatedValue
from app.domain.party import CustomerKind, Tone
from app.domain.procedure import Rung
from app.domain.step import Step
from app.statutes import ExtraRow
from app.storage.plain import kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.invoice import CaseId
    from app.domain.procedure import Procedures
    from app.storage.unit_of_work import UnitOfWork

_ROWS = """
SELECT id, country, name, valid_from, value, known_through, source, added_on
FROM statute_row WHERE withdrawn = 0 ORDER BY id
"""
_CONTENT = "SELECT law, kind, content FROM procedure WHERE withdrawn = 0 ORDER BY id"
_FEES = "fees"
_OPEN = """
SELECT s.invoice_id FROM case_summary s JOIN invoice i ON i.id = s.invoice_id
WHERE s.open_minor > 0 AND i.law = ?
"""


def extra_rows(connection: Connection) -> tuple[ExtraRow, ...]:
    """Return the rows of law that the user has added and not taken back, in the order they were added."""
    return tuple(_extra_row(found) for found in connection.execute(_ROWS))


def _extra_row(found: Any) -> ExtraRow:
    _id, country, name, valid_from, value, known_through, source, added_on = found
    row = DatedValue(Decimal(value), kept_day(valid_from), source, law="")
    end = kept_day(known_through) if known_through else None
    return ExtraRow(country, name, row, end, kept_day(added_on))


def add_rows(work: UnitOfWork, rows: Iterable[ExtraRow]) -> None:
    """Append rows of law; one for a day that has a row already comes in its place, and both stay on file."""
    from app.storage import tables

    for extra in rows:
        values = {
            "country": extra.country,
            "name": extra.name,
            "valid_from": extra.row.valid_from.isoformat(),
            "value": str(extra.row.value),
            "known_through": extra.known_through.isoformat() if extra.known_through else None,
            "source": extra.row.source.strip(),
            "added_on": work.moment.today.isoformat(),
        }
        work.insert(tables.StatuteRow, values)


def procedures(connection: Connection) -> Procedures:
    """Return the procedures that the user has made their own, by law and kind of customer."""
    return {
        (law, CustomerKind(kind)): tuple(_rung(rung) for rung in json.loads(content))
        for law, kind, content in connection.execute(_CONTENT)
        if kind != _FEES
    }


def own_fees(connection: Connection) -> dict[tuple[str, str], Decimal]:
    """Return the most that the firm takes of each fee, in major units, by law and kind of ledger entry."""
    return {
        (law, entry_kind): Decimal(amount)
        for law, kind, content in connection.execute(_CONTENT)
        if kind == _FEES
        for entry_kind, amount in json.loads(content).items()
    }


def write_procedure(work: UnitOfWork, law: str, kind: CustomerKind, rungs: Iterable[Rung] | None) -> None:
    """Store how such customers are followed up; `None` goes back to the one proposed."""
    content = None if rungs is None else json.dumps([_values(rung) for rung in rungs])
    _write(work, law, kind.value, content)


def write_own_fees(work: UnitOfWork, law: str, fees: dict[str, Decimal]) -> None:
    """Store the most that the firm takes under a law; without any, all go back to what the law allows."""
    kept = {kind: str(amount) for kind, amount in fees.items()}
    _write(work, law, _FEES, json.dumps(kept) if kept else None)


def _write(work: UnitOfWork, law: str, kind: str, content: str | None) -> None:
    from sqlmodel import col, select

    from app.storage import tables

    row = tables.ProcedureRow
    query = select(row).where(col(row.law) == law, col(row.kind) == kind, col(row.withdrawn) == 0)
    known = work.session.exec(query).first()
    if known is None and content is not None:
        work.insert(row, {"law": law, "kind": kind, "content": content})
    elif known is not None:
        changed = {"withdrawn": 1} if content is None else {"content": content}
        work.change(row, known.id or 0, changed)


def open_cases(connection: Connection, law: str) -> frozenset[CaseId]:
    """Return the open cases that follow a law."""
    return frozenset(row[0] for row in connection.execute(_OPEN, (law,)))


def laws_in_use(connection: Connection) -> frozenset[str]:
    """Return the laws that open cases follow."""
    query = (
        "SELECT DISTINCT i.law FROM case_summary s JOIN invoice i ON i.id = s.invoice_id "
        "WHERE s.open_minor > 0 AND i.law IS NOT NULL"
    )
    return frozenset(row[0] for row in connection.execute(query))


def _rung(values: dict[str, Any]) -> Rung:
    return Rung(
        Step(values["step"]),
        after_due=values["after_due"],
        after_deadline=values["after_deadline"],
        pay_in=values["pay_in"],
        tone=Tone(values["tone"]),
        fee=values["fee"],
    )


def _values(rung: Rung) -> dict[str, Any]:
    return {
        "step": rung.step.value,
        "after_due": rung.after_due,
        "after_deadline": rung.after_deadline,
        "pay_in": rung.pay_in,
        "tone": rung.tone.value,
        "fee": rung.fee,
    }
