"""Sums that nearly fit: several invoices, credit set off, interest of the day, a few kronor, a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from app.domain.invoice import CaseId
from app.domain.matching import Certainty, CreditLeft, CreditUse, Incoming, Match, Why
from app.domain.matching_index import Index
from app.domain.matching_sums import subset
from app.domain.money import Money

_MOST_TARGETS = 20
_INTEREST_AT_MOST = 5
"""Interest of the day is looked for up to one part in so many of what is open."""


def near(payment: Incoming, index: Index, case_ids: Sequence[CaseId], *, is_named: bool) -> Match | None:
    """Return how a payment fits cases that are not exactly it, or `None`.

    `is_named` says that the payer named the cases; then a part of the sum or more than it fits as well.
    """
    amount, total = payment.amount.minor, sum(index.left[case_id] for case_id in case_ids)
    if amount == total:
        why = Why.NUMBERS_IN_TEXT if is_named else Why.SEVERAL_INVOICES
        return propose(payment, index, case_ids, why)
    return (
        _several(payment, index, case_ids, is_named=is_named)
        or _set_off(payment, index, case_ids)
        or _with_interest(payment, index, case_ids, is_named=is_named)
        or _a_little_off(payment, index, case_ids, is_named=is_named)
        or (_part_or_more(payment, index, case_ids, total) if is_named else None)
    )


def _several(payment: Incoming, index: Index, case_ids: Sequence[CaseId], *, is_named: bool) -> Match | None:
    """Return several invoices of the customer that make up the sum; the named one is among them."""
    who = index.cases[case_ids[0]].customer_id
    if any(index.cases[case_id].customer_id != who for case_id in case_ids):
        return None
    every = index.of_customer(who, payment.amount.currency)
    ordered = (*case_ids, *(each for each in every if each not in case_ids)) if is_named else every
    sums = [index.left[case_id] for case_id in ordered]
    places = subset(sums, payment.amount.minor, with_first=is_named)
    if places is None or len(places) < 2:
        return None
    return propose(payment, index, [ordered[place] for place in places], Why.SEVERAL_INVOICES)


def _set_off(payment: Incoming, index: Index, case_ids: Sequence[CaseId]) -> Match | None:
    """Return that the payer has taken off what it has to its credit."""
    who = index.cases[case_ids[0]].customer_id
    credits = index.credits_of(who, payment.amount.currency)[:4]
    for targets in _targets(case_ids):
        missing = sum(index.left[case_id] for case_id in targets) - payment.amount.minor
        for used in _some(credits):
            if missing > 0 and sum(index.credit[each.payment_id] for each in used) == missing:
                return _proposal_with(payment, index, targets, used)
    return None


def _targets(case_ids: Sequence[CaseId]) -> Iterator[Sequence[CaseId]]:
    yield from ((case_id,) for case_id in case_ids[:_MOST_TARGETS])
    if len(case_ids) > 1:
        yield case_ids


def _some(credits: Sequence[CreditLeft]) -> Iterator[Sequence[CreditLeft]]:
    for count in range(1, len(credits) + 1):
        yield from combinations(credits, count)


def _proposal_with(
    payment: Incoming, index: Index, case_ids: Sequence[CaseId], used: Sequence[CreditLeft]
) -> Match:
    """Lay the payment on the cases first, and the credit on what that leaves open."""
    shares = index.share(case_ids, payment.amount)
    taken = {share.case_id: share.amount.minor for share in shares}
    uses = []
    for each in used:
        rest = index.credit[each.payment_id]
        for case_id in case_ids:
            part = min(rest, index.left[case_id] - taken.get(case_id, 0))
            if part > 0:
                uses.append(CreditUse(each.payment_id, case_id, Money(part, payment.amount.currency)))
                taken[case_id] = taken.get(case_id, 0) + part
                rest -= part
    first = index.cases[case_ids[0]]
    return Match(
        Certainty.LIKELY, Why.CREDIT_SET_OFF, shares, first.customer_id, tuple(uses), number=first.number
    )


def _with_interest(
    payment: Incoming, index: Index, case_ids: Sequence[CaseId], *, is_named: bool
) -> Match | None:
    """Return that what is more is interest up to the day of payment."""
    for targets in [case_ids] if is_named else _targets(case_ids):
        total = sum(index.left[case_id] for case_id in targets)
        more = payment.amount.minor - total
        if not 0 < more * _INTEREST_AT_MOST <= total:
            continue
        lawful = sum(index.books.interest(case_id, payment.received_on) for case_id in targets)
        unit = 10**payment.amount.currency.digits
        if lawful and abs(lawful - more) <= unit:
            return propose(payment, index, targets, Why.WITH_INTEREST)
    return None


def _a_little_off(
    payment: Incoming, index: Index, case_ids: Sequence[CaseId], *, is_named: bool
) -> Match | None:
    """Return that a few kronor are missing or too many: a fee of the bank, öre, a slip."""
    most = index.books.tolerance * 10**payment.amount.currency.digits
    for targets in [case_ids] if is_named else _targets(case_ids):
        more = payment.amount.minor - sum(index.left[case_id] for case_id in targets)
        if abs(more) <= most and abs(more) * 10 <= payment.amount.minor:
            return propose(payment, index, targets, Why.A_LITTLE_MORE if more > 0 else Why.A_LITTLE_LESS)
    return None


def _part_or_more(payment: Incoming, index: Index, case_ids: Sequence[CaseId], total: int) -> Match | None:
    why = Why.PART_PAYMENT if payment.amount.minor < total else Why.TOO_MUCH
    return propose(payment, index, case_ids, why)


def propose(payment: Incoming, index: Index, case_ids: Iterable[CaseId], why: Why) -> Match:
    targets = tuple(case_ids)
    shares = index.share(targets, payment.amount)
    first = index.cases[targets[0]]
    return Match(Certainty.LIKELY, why, shares, first.customer_id, number=first.number)
