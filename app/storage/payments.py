"""Money that came in: one row a payment, its allocation in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, cast

from app.domain.invoice import CaseId
from app.domain.ledger import EntryId
from app.domain.money import Money
from app.storage import tables
from app.storage.rows import driver, run_for
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment about to be stored.

    Attributes:
        bank_id: The bank's own id or a hash that stands for it; the same one is booked once.
        suggested_id: The invoice it seems to belong to while it waits for a yes.
        movement: `payment`, `reversal` (takes an earlier one back) or `lump_sum` (the sum of others).
        details: What else the file says (numbers, parts, the bank's own id), as JSON can hold it.
        aside: Why it is not to be matched: `explained` (counted by others) or `not_ours`; empty if it is.
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
    movement: str = "payment"
    account: str = ""
    payer_account: str = ""
    payer_identifier: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    aside: str = ""


def add_payment(work: UnitOfWork, new: NewPayment) -> int:
    """Store a payment; what it settles is booked apart."""
    payment_id = work.insert(
        tables.PaymentRow,
        {
            "movement": new.movement,
            "received_on": new.received_on.isoformat(),
            "amount_minor": new.amount.minor,
            "currency": str(new.amount.currency),
            "customer_id": new.customer_id,
            "payer": new.payer,
            "reference": new.reference,
            "message": new.message,
            "account": new.account,
            "payer_account": new.payer_account,
            "payer_identifier": new.payer_identifier,
            "details": json.dumps(new.details, ensure_ascii=False, sort_keys=True),
            "bank_id": new.bank_id,
            "read_on": work.moment.today.isoformat(),
            "aside": new.aside,
            "provisional": int(new.provisional),
            "batch_id": new.batch_id,
        },
    )
    if new.suggested_id is not None:
        shown = {"payment_id": payment_id, "invoice_id": new.suggested_id, "amount_minor": new.amount.minor}
        work.link(tables.PaymentSuggestionRow, shown)
        work.touch(CaseId(new.suggested_id))
    return payment_id


def any_waiting(work: UnitOfWork) -> bool:
    """Say whether a payment waits, or is shown on a case."""
    work.flush()
    query = f"SELECT 1 FROM payment p WHERE {_WAITS} LIMIT 1"
    return driver(work.session).execute(query).fetchone() is not None


_WAITS = "p.customer_id IS NULL AND p.aside = '' AND p.withdrawn = 0"
_SUGGESTED = (
    "SELECT s.payment_id, s.invoice_id, s.amount_minor FROM payment_suggestion s "
    f"JOIN payment p ON p.id = s.payment_id WHERE {_WAITS}"
)


def suggest(work: UnitOfWork, wanted: Mapping[int, Mapping[CaseId, int]]) -> None:
    """Let waiting payments (payment → case → minor units) be shown on the cases they seem to pay.

    What is not named is taken away from the payments that still wait; the suggestions are made from the
    payments and can be made anew at any time. The cases concerned are judged anew.
    """
    work.flush()
    connection = driver(work.session)
    before = {(row[0], row[1]): row[2] for row in connection.execute(_SUGGESTED)}
    after = {
        (payment_id, int(case_id)): minor
        for payment_id, shares in wanted.items()
        for case_id, minor in shares.items()
    }
    stale = [key for key, minor in before.items() if after.get(key) != minor]
    fresh = {key: minor for key, minor in after.items() if before.get(key) != minor}
    connection.executemany("DELETE FROM payment_suggestion WHERE payment_id = ? AND invoice_id = ?", stale)
    connection.executemany(
        "INSERT OR REPLACE INTO payment_suggestion (payment_id, invoice_id, amount_minor) VALUES (?, ?, ?)",
        [(*key, minor) for key, minor in fresh.items()],
    )
    work.touch(*(CaseId(case_id) for _payment, case_id in (*stale, *fresh)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment that waits for a yes on one case."""

    id: int
    amount_minor: int
    currency: str


def waiting(work: UnitOfWork, case_id: int) -> list[Waiting]:
    """Return the payments that wait for a yes on a case, oldest first."""
    work.flush()
    query = (
        "SELECT p.id, p.amount_minor, p.currency FROM payment_suggestion s "
        f"JOIN payment p ON p.id = s.payment_id WHERE s.invoice_id = ? AND {_WAITS} "
        "ORDER BY p.received_on, p.id"
    )
    return [Waiting(*row) for row in driver(work.session).execute(query, (case_id,))]


def confirm(work: UnitOfWork, payment_id: int, customer_id: int) -> None:
    """Note that a waiting payment is the customer's, so that it no longer waits."""
    change(work, payment_id, customer_id=customer_id)


def change(work: UnitOfWork, payment_id: int, **values: str | int | None) -> None:
    """Change a payment, remembering what it was; the cases that wait for it are judged anew."""
    work.change(tables.PaymentRow, payment_id, values)


@dataclass(frozen=True, slots=True)
class Alias:
    """A `name` or `account` (the kind) under which a customer pays."""

    customer_id: int
    kind: str
    value: str


def learn_payers(work: UnitOfWork, aliases: Iterable[Alias]) -> None:
    """Remember under which names and from which accounts customers pay."""
    wanted = dict.fromkeys(aliases)
    query = "SELECT customer_id, kind, value FROM payer_alias WHERE withdrawn = 0 AND customer_id IN {ids}"
    work.flush()
    known = {Alias(*row) for row in run_for(work.session, query, {each.customer_id for each in wanted})}
    for each in wanted:
        if each not in known:
            work.insert(tables.PayerAliasRow, asdict(each))


@dataclass(frozen=True, slots=True)
class Laid:
    """An amount of a payment that stands on a case."""

    entry_id: EntryId
    case_id: CaseId
    kind: str
    minor: int


def laid(work: UnitOfWork, payment_ids: Iterable[int]) -> dict[int, list[Laid]]:
    """Return what stands in the ledger of payments, by payment; what was reversed is left out."""
    work.flush()
    query = (
        "SELECT payment_id, id, reverses_id, invoice_id, kind, amount_minor FROM ledger_entry "
        "WHERE payment_id IN {ids}"
    )
    rows = run_for(work.session, query, set(payment_ids))
    gone = _cancelled({row[1]: row[2] for row in rows})
    found: dict[int, list[Laid]] = {}
    for payment_id, entry_id, reverses, case_id, kind, minor in rows:
        if reverses is None and entry_id not in gone:
            found.setdefault(payment_id, []).append(Laid(EntryId(entry_id), CaseId(case_id), kind, minor))
    return found


def _cancelled(reverses: Mapping[int, int | None]) -> set[int]:
    """Return the entries that a standing reversal cancels."""
    from app.domain.cancelling import stands

    reversed_by = {old: new for new, old in reverses.items() if old is not None}
    return {entry_id for entry_id in reverses if not stands(entry_id, reversed_by)}


def payment_of(work: UnitOfWork, entry_id: EntryId) -> int | None:
    """Return the payment that a ledger entry lays on its case; `None` for an entry of another kind."""
    queued = work.queued(tables.LedgerRow, entry_id)
    if queued is not None:
        return cast("int | None", queued["payment_id"])
    return work.session.get_one(tables.LedgerRow, entry_id).payment_id


def is_withdrawn(work: UnitOfWork, payment_id: int) -> bool:
    """Say whether a payment was taken back."""
    return bool(work.session.get_one(tables.PaymentRow, payment_id).withdrawn)


def withdraw(work: UnitOfWork, payment_ids: Sequence[int]) -> None:
    """Mark payments as withdrawn; what they settled is reversed apart."""
    for payment_id in payment_ids:
        change(work, payment_id, withdrawn=1)
