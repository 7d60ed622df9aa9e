"""Finding customers and invoices by what people call them, by plain SQL."""

from __future__ import annotations

from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.party import Customer, CustomerId


def case_ids_of(
    connection: Connection, number: str, *, customer_id: CustomerId | None = None, customer: str = ""
) -> list[tuple[CaseId, str]]:
    """Return the invoices (not credit notes) with a number, each with its customer's name.

    `customer_id` or `customer` (name, number or identifier) narrows them to one customer.
    """
    query = (
        "SELECT i.id, c.name FROM invoice i JOIN customer c ON c.id = i.customer_id "
        "WHERE i.number = :number AND i.kind = 'invoice' AND i.withdrawn = 0 "
        "AND (:customer_id IS NULL OR c.id = :customer_id) "
        "AND (:customer = '' OR :customer IN (c.name, c.number, c.identifier)) ORDER BY i.id"
    )
    values = {"number": number, "customer_id": customer_id, "customer": customer}
    return [(CaseId(row[0]), row[1]) for row in connection.execute(query, values)]


def name_with_identifier(connection: Connection, who: Customer) -> str | None:
    """Return the name of another customer that has the number of this one in its country."""
    query = (
        "SELECT name FROM customer WHERE country = ? AND identifier = ? AND identifier <> '' "
        "AND withdrawn = 0 AND id <> ?"
    )
    row = connection.execute(query, (who.country, who.identifier, who.id)).fetchone()
    return str(row[0]) if row else None


def customers_named(connection: Connection, name: str) -> list[CustomerId]:
    """Return the customers with this name (case aside), number or identifier."""
    query = (
        "SELECT id FROM customer WHERE withdrawn = 0 AND (name = :name COLLATE NOCASE "
        "OR (number <> '' AND number = :name) OR (identifier <> '' AND identifier = :name)) ORDER BY id"
    )
    return [CustomerId(row[0]) for row in connection.execute(query, {"name": name})]
