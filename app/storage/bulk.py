"""What a unit of work does to one row, done to thousands: the same facts in far fewer statements.

A friend of `UnitOfWork`, whose way of appending what cancels an entry it shares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlmodel import SQLModel, select

from app.domain.invoice import CaseId
from app.storage import tables
from app.storage.rows import driver, run_for
from app.storage.unit_of_work import UnitOfWork

_CHUNK = 500
_CANCELS: Mapping[type[SQLModel], str] = {tables.LedgerRow: "reverses_id", tables.HistoryRow: "retracts_id"}


def cancel_all(work: UnitOfWork, table: type[SQLModel], row_ids: Collection[int]) -> None:
    """Append what makes entries no longer count; as `UnitOfWork.cancel`, the newest first.

    Entries that themselves cancel others are taken one by one, because their order matters.
    """
    first, bulk = _sorted_out(work, table, row_ids)
    for row_id in reversed(first):
        work.cancel(table, row_id)
    for chain in reversed(_chains(work, table, bulk)):
        if len(chain) % 2:
            work._append_opposite(table, chain[-1].model_dump())


def restore_all(work: UnitOfWork, table: type[SQLModel], row_ids: Collection[int]) -> None:
    """Append what makes cancelled entries count again; as `UnitOfWork.restore`, the oldest first."""
    last, bulk = _sorted_out(work, table, row_ids)
    for chain in _chains(work, table, bulk):
        if not len(chain) % 2:
            work._append_opposite(table, chain[-1].model_dump())
    for row_id in last:
        work.restore(table, row_id)


def set_withdrawn(
    work: UnitOfWork, table: type[SQLModel], row_ids: Collection[int], *, withdrawn: bool
) -> None:
    """Withdraw rows of state, or give them back, and remember what they were.

    The summaries of invoices follow. Not for plans, which steer cases that the row does not name.
    """
    work.flush()
    name, now, before = str(table.__tablename__), int(withdrawn), int(not withdrawn)
    run = work.session.connection().exec_driver_sql
    for part in _chunks(sorted(row_ids)):
        ids = f"({', '.join(map(str, part))})"
        found = run(f"SELECT id FROM {name} WHERE withdrawn = {before} AND id IN {ids} ORDER BY id").all()
        run(f"UPDATE {name} SET withdrawn = {now} WHERE withdrawn = {before} AND id IN {ids}")
        values = {"before": {"withdrawn": before}, "after": {"withdrawn": now}}
        work.parts += ({"table": name, "id": row[0], **values} for row in found)
    if table is tables.InvoiceRow:
        work.touch(*(CaseId(row_id) for row_id in row_ids))
    if table is tables.PaymentRow:
        _touch_suggested(work, row_ids)
    work.session.expire_all()


def confirm_payments(work: UnitOfWork, payers: Mapping[int, int]) -> None:
    """Note whose payments are (payment → customer), so that they no longer wait; as `payments.confirm`."""
    work.flush()
    query = "SELECT id, customer_id FROM payment WHERE id IN {ids}"
    before = {row[0]: row[1] for row in run_for(work.session, query, payers)}
    changed = {payment_id: who for payment_id, who in payers.items() if before[payment_id] != who}
    driver(work.session).executemany(
        "UPDATE payment SET customer_id = ? WHERE id = ?", [(who, each) for each, who in changed.items()]
    )
    work.parts += (
        {
            "table": "payment",
            "id": each,
            "before": {"customer_id": before[each]},
            "after": {"customer_id": who},
        }
        for each, who in changed.items()
    )
    _touch_suggested(work, changed)
    work.session.expire_all()


def _touch_suggested(work: UnitOfWork, payment_ids: Collection[int]) -> None:
    query = "SELECT invoice_id FROM payment_suggestion WHERE payment_id IN {ids}"
    work.touch(*(CaseId(row[0]) for row in run_for(work.session, query, payment_ids)))


def _sorted_out(
    work: UnitOfWork, table: type[SQLModel], row_ids: Collection[int]
) -> tuple[list[int], list[int]]:
    """Part the entries that cancel others from those that do not; both in the order of their ids."""
    run = work.session.connection().exec_driver_sql
    cancelling: list[int] = []
    for part in _chunks(sorted(row_ids)):
        marks = ", ".join("?" * len(part))
        query = (
            f"SELECT id FROM {table.__tablename__} WHERE {_CANCELS[table]} IS NOT NULL AND id IN ({marks})"
        )
        cancelling += (row[0] for row in run(query, tuple(part)))
    return sorted(cancelling), sorted(set(row_ids) - set(cancelling))


def _chains(work: UnitOfWork, table: type[SQLModel], row_ids: Sequence[int]) -> list[list[SQLModel]]:
    """Return each entry with what cancels it, what cancels that, and so on."""
    work.flush()
    chains = {row_id: [row] for row_id, row in _by(work, table, "id", row_ids).items()}
    ends = dict(chains)
    while ends:
        later = _by(work, table, _CANCELS[table], list(ends))
        for cancelled_id, row in later.items():
            ends[cancelled_id].append(row)
        ends = {row.id: ends[cancelled_id] for cancelled_id, row in later.items()}  # type: ignore[attr-defined]
    return [chains[row_id] for row_id in row_ids]


def _by(work: UnitOfWork, table: type[SQLModel], column: str, values: Sequence[int]) -> dict[int, SQLModel]:
    columns = table.__table__.c  # type: ignore[attr-defined]
    found: dict[int, SQLModel] = {}
    for part in _chunks(values):
        rows = work.session.execute(select(table).where(columns[column].in_(part))).scalars()
        found |= {getattr(row, column): row for row in rows}
    return found


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
