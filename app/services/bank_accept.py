"""Storing what bank files brought: payments that wait for a yes, and the day up to which they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.importers.bank_draft import DraftPayment
from app.services.bank_sums import Sum, explained
from app.services.bank_values import BankLook, JudgedPayment, PaymentVerdict
from app.storage.payments import NewPayment, add_payment, change

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_AROUND = timedelta(days=7)
_STORED = (PaymentVerdict.NEW, PaymentVerdict.EXPLAINED)


def brings_payments(look: BankLook | None) -> bool:
    """Say whether a bank file has anything to store."""
    return look is not None and any(each.verdict in _STORED for each in look.payments)


def store_payments(
    work: UnitOfWork, looks: Sequence[BankLook | None], batch_ids: Sequence[int | None]
) -> int:
    """Store the new payments of bank files, each in its batch, and return how many; the caller commits."""
    stored: dict[str, int] = {}
    reversals: list[JudgedPayment] = []
    count = 0
    for look, batch_id in zip(looks, batch_ids, strict=True):
        for judged in look.payments if look and batch_id is not None else ():
            if judged.verdict not in _STORED:
                continue
            stored[judged.identity] = add_payment(work, _new(judged, batch_id))
            count += judged.verdict is PaymentVerdict.NEW
            if judged.draft.reverses:
                reversals.append(judged)
    for payment_id in {each for look in looks if look for each in look.explains}:
        change(work, payment_id, aside="explained")
    _tie_reversals(work, reversals, stored)
    return count


def release_sums(work: UnitOfWork) -> None:
    """Let sums wait again whose payments are no longer listed, because their file was taken back."""
    from app.services.bank_reading import draft_of
    from app.storage.bank_payments import explained_payments, payments_between
    from app.storage.imports import connection_of

    work.flush()
    connection = connection_of(work)
    rows = explained_payments(connection)
    if not rows:
        return
    days = [row.incoming.received_on for row in rows]
    listed = payments_between(connection, min(days) - _AROUND, max(days) + _AROUND)
    sums = [Sum(draft_of(row), row.source, stored_id=row.id) for row in rows]
    singles = [(each.source, draft_of(each)) for each in listed if each.aside != "explained"]
    still = {whole.stored_id for whole, _parts in explained(sums, singles)}
    for row in rows:
        if row.id not in still:
            change(work, row.id, aside="")


def _new(judged: JudgedPayment, batch_id: int | None) -> NewPayment:
    draft = judged.draft
    return NewPayment(
        draft.received_on,
        draft.amount,
        payer=draft.payer,
        reference=draft.reference,
        message=draft.message,
        bank_id=judged.identity,
        batch_id=batch_id,
        movement=draft.movement,
        account=draft.account,
        payer_account=draft.payer_account,
        payer_identifier=draft.payer_identifier,
        details=details_of(draft, judged.source),
        aside="explained" if judged.verdict is PaymentVerdict.EXPLAINED else "",
    )


def details_of(draft: DraftPayment, source: str) -> Mapping[str, Any]:
    """Return what a file says of a payment beyond its columns, as JSON can hold it."""
    found: dict[str, Any] = {"source": source}
    if draft.bank_id:
        found["bank_id"] = draft.bank_id
    if draft.reverses:
        found["reverses"] = draft.reverses
    if draft.numbers:
        found["numbers"] = list(draft.numbers)
    if draft.parts:
        found["parts"] = [
            [part.reference, part.amount.minor if part.amount else None] for part in draft.parts
        ]
    if draft.fee:
        found["fee_minor"] = draft.fee.minor
    return found


def _tie_reversals(work: UnitOfWork, reversals: Sequence[JudgedPayment], stored: Mapping[str, int]) -> None:
    """Tie each reversal to the payment that the bank says it takes back, just stored or stored before."""
    from app.domain.matching_text import account_digits
    from app.storage.bank_payments import ids_by_identity
    from app.storage.imports import connection_of

    work.flush()
    wanted = {
        judged.identity: f"{account_digits(judged.draft.account)}:{judged.draft.reverses}"
        for judged in reversals
    }
    known = ids_by_identity(connection_of(work), set(wanted.values()))
    for identity, target in wanted.items():
        payment_id = stored.get(target) or known.get(target)
        if payment_id is not None:
            change(work, stored[identity], reverses_id=payment_id)
