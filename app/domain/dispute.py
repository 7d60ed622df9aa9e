"""What the customer contests: the part of a case that no demand, fee or compensation may touch."""

from __future__ import annotations

from dataclasses import replace

from app.domain.case import Case
from app.domain.history import DisputeOpened
from app.domain.ledger import EntryId, EntryKind, LedgerEntry, split
from app.domain.money import Money
from app.domain.situation import situation


def wholly_disputed(case: Case) -> bool:
    """Say whether an open dispute covers all principal that is left; a part of it stops only that part."""
    dispute = situation(case, None).dispute
    unpaid = split(case.live_ledger, case.invoice.currency).principal
    return dispute is not None and dispute.disputed >= unpaid


def disputed_principal(case: Case) -> Money:
    """Return the unpaid principal that an open dispute covers; zero without one."""
    dispute, currency = situation(case, None).dispute, case.invoice.currency
    if dispute is None:
        return Money.zero(currency)
    return min(dispute.disputed, split(case.live_ledger, currency).principal)


def undisputed(case: Case) -> Case:
    """Return the case as if the disputed part of its principal had never been claimed."""
    disputed = disputed_principal(case)
    if not disputed:
        return case
    invoice = case.invoice
    left_out = LedgerEntry(
        EntryId(0), invoice.id, EntryKind.CREDIT, -disputed, invoice.issued_on, invoice.issued_on
    )
    history = tuple(entry for entry in case.history if not isinstance(entry.event, DisputeOpened))
    return replace(case, ledger=(*case.ledger, left_out), history=history)
