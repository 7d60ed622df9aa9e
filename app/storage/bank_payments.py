"""Payments as the bank brought them, by plain SQL: those that wait, and those that are known."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any

from app.domain.matching import Incoming, NamedPart
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.storage.plain import chunks, kept_day

_COLUMNS = (
    "p.id, p.movement, p.received_on, p.amount_minor, p.currency, p.payer, p.reference, p.message, "
    "p.account, p.payer_account, p.payer_identifier, p.details, p.bank_id, p.customer_id, p.aside, "
    "p.batch_id, p.reverses_id"
)
_OF_BANK = "p.withdrawn = 0 AND p.provisional = 0 AND p.bank_id NOT GLOB 'credit_note:*'"


@dataclass(frozen=True, slots=True)
class StoredPayment:
    """A payment that a bank file brought.

    Attributes:
        incoming: What is matched.
        identity: Own account and the bank's id, or a hash that stands for both; the same one is stored once.
        bank_id: The bank's own id, empty where it gave none.
        reverses: For a reversal: the bank's id of the payment it takes back.
        source: The kind and shape of the file that brought it.
        fee_minor: What the provider kept before it paid out.
        aside: `explained`, `not_ours` or `returned` when there is nothing to match; else empty.
    """

    incoming: Incoming
    account: str
    identity: str
    bank_id: str
    reverses: str
    customer_id: CustomerId | None
    aside: str
    batch_id: int | None
    source: str
    fee_minor: int = 0

    @property
    def id(self) -> int:
        return self.incoming.id

    @property
    def is_booked(self) -> bool:
        return self.customer_id is not None


def waiting_payments(connection: Connection) -> list[StoredPayment]:
    """Return the payments that wait for a yes, oldest first."""
    query = (
        f"SELECT {_COLUMNS} FROM payment p WHERE p.customer_id IS NULL AND p.aside = '' AND p.withdrawn = 0 "
        "ORDER BY p.received_on, p.id"
    )
    return _stored(connection.execute(query))


def payments_aside(connection: Connection) -> list[StoredPayment]:
    """Return the payments that the user has said are from no customer, newest first."""
    query = (
        f"SELECT {_COLUMNS} FROM payment p WHERE p.aside = 'not_ours' AND p.withdrawn = 0 "
        "ORDER BY p.received_on DESC, p.id DESC"
    )
    return _stored(connection.execute(query))


def explained_payments(connection: Connection) -> list[StoredPayment]:
    """Return the sums that other payments explain, oldest first."""
    query = (
        f"SELECT {_COLUMNS} FROM payment p WHERE p.aside = 'explained' AND p.withdrawn = 0 "
        "ORDER BY p.received_on, p.id"
    )
    return _stored(connection.execute(query))


def payments_between(connection: Connection, first: date, last: date) -> list[StoredPayment]:
    """Return the bank's payments of some days, both counted, whatever has become of them."""
    query = (
        f"SELECT {_COLUMNS} FROM payment p WHERE p.received_on BETWEEN ? AND ? AND {_OF_BANK} "
        "ORDER BY p.received_on, p.id"
    )
    return _stored(connection.execute(query, (first.isoformat(), last.isoformat())))


def payments_by_id(connection: Connection, payment_ids: Collection[int]) -> list[StoredPayment]:
    """Return payments that were not withdrawn, by id."""
    found: list[StoredPayment] = []
    for part in chunks(sorted(payment_ids)):
        marks = ", ".join("?" * len(part))
        query = f"SELECT {_COLUMNS} FROM payment p WHERE p.withdrawn = 0 AND p.id IN ({marks}) ORDER BY p.id"
        found += _stored(connection.execute(query, part))
    return found


def ids_by_identity(connection: Connection, identities: Collection[str]) -> dict[str, int]:
    """Return which of these identities are stored already, each with the id of its payment."""
    found: dict[str, int] = {}
    for part in chunks(sorted(identities)):
        marks = ", ".join("?" * len(part))
        query = f"SELECT bank_id, id FROM payment WHERE withdrawn = 0 AND bank_id IN ({marks})"
        found |= dict(connection.execute(query, part).fetchall())
    return found


def known_accounts(connection: Connection) -> frozenset[str]:
    """Return our own accounts as far as files that were read in have shown them."""
    query = "SELECT DISTINCT account FROM payment WHERE account <> '' AND withdrawn = 0"
    return frozenset(row[0] for row in connection.execute(query))


def _stored(rows: Any) -> list[StoredPayment]:
    return [_payment(row) for row in rows]


def _payment(row: Sequence[Any]) -> StoredPayment:
    payment_id, movement, received_on, minor, code, payer, reference, message, account = row[:9]
    payer_account, payer_identifier, text, identity, customer_id, aside, batch_id, reverses_id = row[9:]
    details, currency = json.loads(text), Currency(code)
    incoming = Incoming(
        id=payment_id,
        received_on=kept_day(received_on),
        amount=Money(minor, currency),
        movement=movement,
        payer=payer,
        payer_account=payer_account,
        payer_identifier=payer_identifier,
        reference=reference,
        numbers=tuple(details.get("numbers", ())),
        parts=tuple(_part(each, currency) for each in details.get("parts", ())),
        message=message,
        reverses=reverses_id,
    )
    return StoredPayment(
        incoming, account, identity or "", details.get("bank_id", ""), details.get("reverses", ""),
        customer_id, aside, batch_id, details.get("source", ""), details.get("fee_minor", 0),
    )  # fmt: skip


def _part(found: Sequence[Any], currency: Currency) -> NamedPart:
    reference, minor = found
    return NamedPart(reference, None if minor is None else Money(minor, currency))
