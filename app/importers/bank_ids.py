"""The bank's ids of payments, as far as they tell payments apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.importers.bank_draft import DraftPayment


def without_shared_ids(payments: Sequence[DraftPayment]) -> tuple[DraftPayment, ...]:
    """Return the payments, without the id where one id of an account stands for several different payments.

    A payment that a file holds twice, alike in everything, keeps its id: it is counted once.
    """
    first: dict[tuple[str, str], DraftPayment] = {}
    shared = set()
    for payment in payments:
        key = (payment.account, payment.bank_id)
        earlier = first.setdefault(key, payment)
        if earlier is not payment and replace(earlier, line=payment.line) != payment:
            shared.add(key)
    return tuple(
        replace(payment, bank_id="") if (payment.account, payment.bank_id) in shared else payment
        for payment in payments
    )
