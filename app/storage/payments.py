"""Money that came in: one row a payment, its allocation in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.ledger import EntryId
from app.domain.money import Money
from app.storage import tables
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment about to be stored.

    Attributes:
        bank_id: The bank's own id or a hash that stands for it; the same one is booked once.
        suggested_id: The invoice it seems to belong to while it waits for a yes.
    """

    received_on: date
    amount: Money
    customer_id: int | None = None
    payer: str = ""
    reference: str = ""
    message: str = ""
    bank_id: str | None = None
    suggested_id: int | None = None
    provisional: bool = False
    batch_id: int | None = None


def add_payment(work: UnitOfWork, new: NewPayment) -> int:
    """Store a payment; what it settles is booked apart."""
    return work.insert(
        tables.PaymentRow,
        {
            "received_on": new.received_on.isoformat(),
            "amount_minor": new.amount.minor,
            "currency": str(new.amount.currency),
            "customer_id": new.customer_id,
            "payer": new.payer,
            "reference": new.reference,
            "message": new.message,
            "bank_id": new.bank_id,
            "read_on": work.moment.today.isoformat(),
            "suggested_id": new.suggested_id,
            "provisional": int(new.provisional),
            "batch_id": new.batch_id,
        },
    )


def waiting(work: UnitOfWork, case_id: int) -> list[tables.PaymentRow]:
    """Return the payments that wait for a yes on a case, oldest first."""
    from sqlmodel import col, select

    rows = select(tables.PaymentRow).where(
        col(tables.PaymentRow.suggested_id) == case_id, col(tables.PaymentRow.withdrawn) == 0
    )
    return list(work.session.exec(rows.order_by(col(tables.PaymentRow.received_on))))


def confirm(work: UnitOfWork, payment_id: int, customer_id: int) -> None:
    """Note that a waiting payment is the customer's, so that it no longer waits."""
    work.change(tables.PaymentRow, payment_id, {"suggested_id": None, "customer_id": customer_id})


def payment_of(work: UnitOfWork, entry_id: EntryId) -> int | None:
    """Return the payment that a ledger entry lays on its case; `None` for an entry of another kind."""
    return work.session.get_one(tables.LedgerRow, entry_id).payment_id


def is_withdrawn(work: UnitOfWork, payment_id: int) -> bool:
    """Say whether a payment was taken back."""
    return bool(work.session.get_one(tables.PaymentRow, payment_id).withdrawn)
