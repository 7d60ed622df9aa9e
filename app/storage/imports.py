"""Reading in: what the file may meet in the database, batches, and remembered columns, by plain SQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.storage.plain import day, kept_day

if TYPE_CHECKING:
    from app.domain.history import Event
    from app.domain.invoice import Invoice
    from app.domain.party import Customer
    from app.storage.unit_of_work import UnitOfWork

CREDIT_NOTE_ID = "credit_note:{case_id}"
OCCASION = "import:{batch_id}"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer as far as a file can be recognised by it.

    Attributes:
        endpoint: Scheme and electronic address, `0088:7350000001228`.
        system: The system that its `number` comes from, empty when the user typed it.
    """

    id: CustomerId
    name: str
    country: str
    identifier: str
    number: str
    endpoint: str
    system: str


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """An invoice or credit note as it was read, and what is left of it.

    Attributes:
        due_days: The due day and every one it had before the user changed it.
        first_due: What was left to pay at the first reading.
        open_principal: What is left of it now, interest and charges aside.
        is_draft: It was read as a draft, so it has not been delivered.
        system: The system it was read from, empty when the user typed it.
    """

    id: CaseId
    customer_id: CustomerId
    kind: str
    number: str
    total: Money
    issued_on: date
    due_days: frozenset[date | None]
    first_due: Money
    open_principal: Money
    is_draft: bool
    system: str


_CUSTOMERS = """
SELECT c.id, c.name, c.country, c.identifier, c.number, c.endpoint, coalesce(b.importer, '')
FROM customer c LEFT JOIN import_batch b ON b.id = c.batch_id WHERE c.withdrawn = 0 ORDER BY c.id
"""
_INVOICES = """
SELECT i.id, i.customer_id, i.kind, i.number, i.currency, i.total_minor, i.issued_on, i.due_on,
    i.amount_due_minor, i.delivered, coalesce(b.importer, ''),
    (SELECT coalesce(sum(l.amount_minor), 0) FROM ledger_entry l
     WHERE l.invoice_id = i.id AND l.kind IN ('principal', 'credit', 'payment', 'write_off')),
    (SELECT group_concat(json_extract(h.payload, '$.old')) FROM history_entry h
     WHERE h.invoice_id = i.id AND h.kind = 'fact_changed' AND json_extract(h.payload, '$.field') = 'due_on')
FROM invoice i LEFT JOIN import_batch b ON b.id = i.batch_id
WHERE i.withdrawn = 0 AND i.number IN ({marks}) ORDER BY i.id
"""


def known_customers(connection: Connection) -> list[KnownCustomer]:
    """Return every customer that was not withdrawn."""
    return [KnownCustomer(CustomerId(row[0]), *row[1:]) for row in connection.execute(_CUSTOMERS)]


def known_invoices(connection: Connection, numbers: Collection[str]) -> list[KnownInvoice]:
    """Return the invoices and credit notes that bear one of the numbers."""
    found: list[KnownInvoice] = []
    for part in _chunks(sorted(set(numbers))):
        query = _INVOICES.format(marks=", ".join("?" * len(part)))
        found += map(_known_invoice, connection.execute(query, part))
    return found


def _known_invoice(row: Sequence[Any]) -> KnownInvoice:
    case_id, customer_id, kind, number, code, total, issued_on, due_on, first_due, delivered, system = row[
        :11
    ]
    left, earlier = row[11:]
    currency = Currency(code)
    return KnownInvoice(
        id=CaseId(case_id),
        customer_id=CustomerId(customer_id),
        kind=kind,
        number=number,
        total=Money(total, currency),
        issued_on=kept_day(issued_on),
        due_days=frozenset({day(due_on), *(day(text or None) for text in (earlier or "").split(","))}),
        first_due=Money(first_due, currency),
        open_principal=Money(max(left, 0), currency),
        is_draft=delivered == 0,
        system=system,
    )


def _chunks(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))


def last_reading(connection: Connection, system: str, *, before: int) -> date | None:
    """Return the day on which a file of the same system was read in last, before a batch."""
    query = "SELECT max(read_on) FROM import_batch WHERE importer = ? AND withdrawn = 0 AND id < ?"
    return day(connection.execute(query, (system, before)).fetchone()[0])


def taken_on(connection: Connection, case_id: CaseId) -> date | None:
    """Return the day on which an invoice came into the books."""
    query = "SELECT min(happened_on) FROM history_entry WHERE invoice_id = ? AND kind = 'invoice_taken'"
    return day(connection.execute(query, (case_id,)).fetchone()[0])


def standing_batch(connection: Connection, sha256: str) -> int | None:
    """Return the batch that a file of these very bytes made and that was not withdrawn."""
    query = "SELECT max(id) FROM import_batch WHERE sha256 = ? AND withdrawn = 0"
    found: int | None = connection.execute(query, (sha256,)).fetchone()[0]
    return found


@dataclass(frozen=True, slots=True)
class WaitingCredit:
    """What is left of a credit note that names invoices (`credits`) of which one had not been read in."""

    payment_id: int
    customer_id: CustomerId
    number: str
    credits: tuple[str, ...]
    issued_on: date
    left: Money


_CREDITS = """
SELECT p.id, n.customer_id, n.number, n.credits, n.issued_on, n.currency,
    p.amount_minor + coalesce((SELECT sum(l.amount_minor) FROM ledger_entry l WHERE l.payment_id = p.id), 0)
FROM payment p JOIN invoice n ON 'credit_note:' || n.id = p.bank_id
WHERE p.bank_id GLOB 'credit_note:*' AND p.withdrawn = 0 AND n.withdrawn = 0 AND n.credits <> ''
ORDER BY n.id
"""


def waiting_credits(connection: Connection) -> list[WaitingCredit]:
    """Return the credit notes that still wait for the invoice they name."""
    return [
        WaitingCredit(
            row[0],
            CustomerId(row[1]),
            row[2],
            tuple(row[3].splitlines()),
            kept_day(row[4]),
            Money(row[6], Currency(row[5])),
        )
        for row in connection.execute(_CREDITS)
        if row[6] > 0
    ]


def connection_of(work: UnitOfWork) -> Connection:
    """Return the driver's connection of an open unit of work, to read what it is about to change."""
    connection: Connection | None = work.session.connection().connection.driver_connection
    assert connection is not None
    return connection


def add_batch(
    work: UnitOfWork, *, file_name: str, sha256: str, system: str, covered_through: date | None = None
) -> int:
    """Store that a file was read in today; `system` names where its numbers come from.

    `covered_through` is the last day up to which a bank's file accounts for every payment.
    """
    from app.storage import tables

    covered = covered_through.isoformat() if covered_through else None
    values = {"file_name": file_name, "sha256": sha256, "importer": system, "covered_through": covered}
    return work.insert(tables.ImportBatchRow, values | {"read_on": work.moment.today.isoformat()})


def add_credit_note(work: UnitOfWork, paper: Invoice, *, event: Event, batch_id: int | None = None) -> CaseId:
    """Store a credit note, which has no ledger of its own: what it lowers is booked on its invoice."""
    from app.storage import mapping, tables

    values = mapping.invoice_values(paper) | {"batch_id": batch_id}
    case_id = CaseId(work.insert(tables.InvoiceRow, values))
    work.tell(case_id, event)
    return case_id


def forget_draft(work: UnitOfWork, case_id: CaseId) -> None:
    """Note that an invoice read in as a draft has been sent since; whether it arrived is unknown."""
    from app.storage import tables

    work.change(tables.InvoiceRow, case_id, {"delivered": None})


def load_customers(work: UnitOfWork, customer_ids: Collection[CustomerId]) -> list[Customer]:
    """Return customers, a chunk of them with each query."""
    from sqlmodel import col, select

    from app.storage import mapping, tables

    found: list[Customer] = []
    ordered = sorted(customer_ids)
    for start in range(0, len(ordered), _CHUNK):
        part = ordered[start : start + _CHUNK]
        rows = work.session.exec(select(tables.CustomerRow).where(col(tables.CustomerRow.id).in_(part)))
        found += map(mapping.customer, rows)
    return found


def write_mapping(work: UnitOfWork, name: str, shape: str, columns: Mapping[str, int]) -> None:
    """Remember columns (field → column from 0) under a name and for the shape of their header."""
    from app.storage import tables

    text = json.dumps(dict(columns), sort_keys=True)
    used_on = work.moment.today.isoformat()
    work.session.merge(tables.ImportMappingRow(name=name, shape=shape, mapping=text, used_on=used_on))


def read_mapping(connection: Connection, *, name: str = "", shape: str = "") -> dict[str, int] | None:
    """Return the columns remembered under a name, or for a shape (the ones used last), or `None`."""
    query = (
        "SELECT mapping FROM import_mapping WHERE (:name <> '' AND name = :name) "
        "OR (:name = '' AND shape = :shape) ORDER BY used_on DESC, name LIMIT 1"
    )
    row = connection.execute(query, {"name": name, "shape": shape}).fetchone()
    return {str(field): int(column) for field, column in json.loads(row[0]).items()} if row else None


def mapping_name(connection: Connection, shape: str) -> str:
    """Return the name of the columns remembered for a shape (the ones used last), empty without any."""
    query = "SELECT name FROM import_mapping WHERE shape = ? ORDER BY used_on DESC, name LIMIT 1"
    row = connection.execute(query, (shape,)).fetchone()
    return str(row[0]) if row else ""
