"""One line that is the sum of many: tied to the payments that another file lists one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.matching_text import account_digits
from app.importers.bank_draft import DraftPayment
from app.services.bank_identity import is_bankgiro, is_same_account

_DAYS_APART = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Sum:
    """A payment that may be the sum of others: one just read (`ref`), or a stored one (`stored_id`)."""

    payment: DraftPayment
    source: str
    ref: tuple[int, int] = (0, 0)
    stored_id: int | None = None
    is_booked: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Payments that one source lists for one account and day, and what of them reached the bank account."""

    source: str
    account: str
    day: date
    net: int
    parts: tuple[DraftPayment, ...]


def explained(
    sums: Sequence[Sum], singles: Sequence[tuple[str, DraftPayment]]
) -> Iterator[tuple[Sum, tuple[DraftPayment, ...]]]:
    """Yield each sum with the payments of another source that make it up; a group explains one sum."""
    groups = _groups(singles)
    for whole in sums:
        if not _may_hide(whole.payment):
            continue
        key = (whole.payment.amount.currency, whole.payment.amount.minor)
        fitting = [group for group in groups.get(key, ()) if _is_of(whole, group)]
        if fitting:
            group = min(fitting, key=lambda each: abs(each.day - whole.payment.received_on))
            groups[key].remove(group)
            yield whole, group.parts


def _may_hide(payment: DraftPayment) -> bool:
    """Say whether a row may stand for several payments: it says so, or says nothing of who paid and why."""
    if payment.movement == "lump_sum":
        return True
    return not (payment.reference or payment.payer or payment.numbers)


def _groups(singles: Sequence[tuple[str, DraftPayment]]) -> dict[tuple[str, int], list[_Group]]:
    rows: dict[tuple[str, str, date, str], list[DraftPayment]] = defaultdict(list)
    for source, payment in singles:
        if payment.movement != "lump_sum":
            account = account_digits(payment.account)
            rows[source, account, payment.received_on, payment.amount.currency].append(payment)
    found: dict[tuple[str, int], list[_Group]] = defaultdict(list)
    for (source, account, day, currency), parts in rows.items():
        net = sum(_net(payment) for payment in parts)
        found[currency, net].append(_Group(source, account, day, net, tuple(parts)))
    return found


def _net(payment: DraftPayment) -> int:
    """Return what of a payment reached the account: fees are kept back, what is taken back counts off."""
    gross = -payment.amount.minor if payment.movement == "reversal" else payment.amount.minor
    return gross - (payment.fee.minor if payment.fee else 0)


def _is_of(whole: Sum, group: _Group) -> bool:
    if whole.source == group.source or abs(group.day - whole.payment.received_on) > _DAYS_APART:
        return False
    if whole.payment.movement == "lump_sum":
        named = account_digits(whole.payment.reference)
        return named == group.account if is_bankgiro(named) else True
    on_one_account = bool(group.account) and is_same_account(whole.payment.account, group.account)
    return on_one_account and group.day == whole.payment.received_on and len(group.parts) > 1
