"""The people to talk to at a customer, and what the file holds of a customer beyond its open cases."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from sqlite3 import Connection

from app.domain.cancelling import stands
from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.party import Contact, ContactPerson, CustomerId
from app.storage import tables
from app.storage.unit_of_work import UnitOfWork


def persons(connection: Connection, customer_id: CustomerId) -> tuple[ContactPerson, ...]:
    """Return the people beside the one on the customer's own row, in the order they were added."""
    query = (
        "SELECT id, name, role, phone, email, best_time, language FROM contact_person "
        "WHERE customer_id = ? AND withdrawn = 0 ORDER BY id"
    )
    return tuple(
        ContactPerson(row[0], Contact(*row[1:6]), row[6]) for row in connection.execute(query, (customer_id,))
    )


def add(work: UnitOfWork, customer_id: CustomerId, contact: Contact, language: str) -> int:
    """Store one more person; undo takes it away again."""
    values = {"customer_id": customer_id, "language": language, **asdict(contact)}
    return work.insert(tables.ContactPersonRow, values)


def change(work: UnitOfWork, person_id: int, contact: Contact, language: str) -> None:
    """Store a person as it now is."""
    work.change(tables.ContactPersonRow, person_id, {"language": language, **asdict(contact)})


def remove(work: UnitOfWork, person_id: int) -> None:
    """Take a person away; undo brings it back."""
    work.change(tables.ContactPersonRow, person_id, {"withdrawn": 1})


def answered(connection: Connection, customer_id: CustomerId) -> dict[int, int]:
    """Return the ids of the persons who answered a call, each with its place: 0 for the one who did last."""
    query = (
        "SELECT h.id, h.retracts_id, h.payload ->> 'person', h.payload ->> 'outcome' FROM invoice i "
        "CROSS JOIN history_entry h ON h.invoice_id = i.id AND h.kind = 'call_made' "
        "WHERE i.withdrawn = 0 AND i.customer_id = ? ORDER BY h.happened_on DESC, h.id DESC"
    )
    rows = connection.execute(query, (customer_id,)).fetchall()
    retracted_by = {row[1]: row[0] for row in rows if row[1] is not None}
    standing = (row for row in rows if row[1] is None and stands(row[0], retracted_by))
    said = dict.fromkeys(row[2] for row in standing if row[2] is not None and row[3] != Outcome.NO_ANSWER)
    return {person_id: place for place, person_id in enumerate(said)}


def case_ids(connection: Connection, customer_id: CustomerId) -> list[CaseId]:
    """Return every invoice of a customer that stands, newest due date first; credit notes are left out."""
    query = (
        "SELECT i.id FROM invoice i LEFT JOIN case_summary s ON s.invoice_id = i.id "
        "WHERE i.customer_id = ? AND i.withdrawn = 0 AND i.kind = 'invoice' "
        "ORDER BY coalesce(s.due_on, i.due_on, i.issued_on) DESC, i.id DESC"
    )
    return [CaseId(row[0]) for row in connection.execute(query, (customer_id,))]


def contacted_cases(connection: Connection, customer_id: CustomerId, since: date) -> list[CaseId]:
    """Return the invoices of a customer about which there was a call or a letter on that day or later."""
    query = (
        "SELECT DISTINCT h.invoice_id FROM history_entry h JOIN invoice i ON i.id = h.invoice_id "
        "WHERE i.customer_id = ? AND i.withdrawn = 0 AND h.happened_on >= ? "
        "AND h.kind IN ('call_made', 'letter_sent')"
    )
    return [CaseId(row[0]) for row in connection.execute(query, (customer_id, since.isoformat()))]


def letter_ids(connection: Connection, customer_id: CustomerId) -> list[int]:
    """Return the letters to a customer that stand, newest first."""
    query = "SELECT id FROM letter WHERE customer_id = ? AND withdrawn = 0 ORDER BY id DESC"
    return [row[0] for row in connection.execute(query, (customer_id,))]
