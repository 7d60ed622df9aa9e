"""Matches that may be booked without looking: a reference of its own, and exactly the sum awaited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.invoice import CaseId
from app.domain.matching import Allotment, BookedPayment, Candidate, Certainty, Incoming, Match, Why
from app.domain.matching_index import Index
from app.domain.money import Money

_BEFORE = timedelta(days=10)
_AFTER = timedelta(days=35)
_LONG = 6
"""Digits that make a line of text a reference and not the number of a street, a year or a cheque."""


def certain(payment: Incoming, index: Index) -> Match | None:
    """Return a match by a reference of its own; likely at most where something speaks against it.

    Against it speak a payer who is another customer, a day before the invoice was issued, and a sum that is
    known to hide several payments.
    """
    for rule in (_parts, _by_one_reference):
        found = rule(payment, index)
        if found:
            return _doubted(found, payment, index)
    return None


def _by_one_reference(payment: Incoming, index: Index) -> Match | None:
    text = _reference_of(payment)
    hits = index.by_reference(text, payment.amount.currency) if text else ()
    if not hits:
        return None
    return _letter(payment, index, text) or (_one(payment, index, hits[0], text) if len(hits) == 1 else None)


def _reference_of(payment: Incoming) -> str:
    """Return the one reference a payment gives: in a field of its own, or alone on a line of its text."""
    if payment.reference:
        return payment.reference
    lines = ("".join(line.split()) for line in payment.message.splitlines())
    alone = (*payment.numbers, *(line for line in lines if line.isdecimal() and len(line) >= _LONG))
    return alone[0] if len(alone) == 1 else ""


def _one(payment: Incoming, index: Index, case_id: CaseId, text: str) -> Match | None:
    case = index.cases[case_id]
    is_one = index.is_one(text, case_id)
    ours = booked_before(payment, case, index)
    if ours:
        certainty = Certainty.CERTAIN if is_one and index.left[case_id] == 0 else Certainty.LIKELY
        return again(payment, case, ours, certainty)
    if not is_one:
        return None
    if index.left[case_id] == payment.amount.minor:
        shares = index.share([case_id], payment.amount)
        return Match(Certainty.CERTAIN, Why.REFERENCE, shares, case.customer_id, number=case.number)
    return instalment(payment, case, index)


def again(payment: Incoming, case: Candidate, ours: BookedPayment, certainty: Certainty) -> Match:
    """Return that the bank brings what we wrote down ourselves."""
    shares = (Allotment(case.case_id, payment.amount),)
    return Match(certainty, Why.BOOKED_BEFORE, shares, case.customer_id, replaces=ours.id, number=case.number)


def booked_before(payment: Incoming, case: Candidate, index: Index) -> BookedPayment | None:
    """Return the payment of the same sum that we wrote down on a case ourselves, the nearest in time."""
    near = [
        each
        for each in case.booked
        if each.is_ours
        and each.id not in index.replaced
        and each.amount == payment.amount
        and -_BEFORE <= each.received_on - payment.received_on <= _AFTER
    ]
    return min(near, key=lambda each: abs(each.received_on - payment.received_on), default=None)


def _letter(payment: Incoming, index: Index, text: str) -> Match | None:
    """Return that a payment is exactly the sum of a letter that runs, for all its invoices."""
    for letter in index.letters(text, payment.received_on):
        known = [case_id for case_id in letter.case_ids if case_id in index.cases]
        left = sum(index.left[case_id] for case_id in known)
        if len(known) < 2 or len(known) < len(letter.case_ids) or letter.total != payment.amount:
            continue
        if left == payment.amount.minor:
            case = index.cases[known[0]]
            shares = index.share(known, payment.amount)
            return Match(Certainty.CERTAIN, Why.LETTER, shares, case.customer_id, number=case.number)
    return None


def instalment(payment: Incoming, case: Candidate, index: Index) -> Match | None:
    """Return that a payment is the next instalment of the plan on the case; each is waited for once."""
    if case.plan_id is None or case.plan_id in index.paid_instalments or case.instalment != payment.amount:
        return None
    shares = index.share(index.of_plan(case), payment.amount)
    return Match(Certainty.CERTAIN, Why.INSTALMENT, shares, case.customer_id, number=case.number)


def _parts(payment: Incoming, index: Index) -> Match | None:
    """Return a payment of which every part names an invoice of its own and pays it wholly."""
    named = payment.parts
    if len(named) < 2 or any(part.amount is None or part.amount.minor <= 0 for part in named):
        return None
    shares: list[Allotment] = []
    for part in named:
        hits = index.by_reference(part.reference, payment.amount.currency) if part.reference else ()
        if len(hits) != 1 or part.amount is None or not index.is_one(part.reference, hits[0]):
            return None
        if index.left[hits[0]] != part.amount.minor or hits[0] in [share.case_id for share in shares]:
            return None
        shares.append(Allotment(hits[0], part.amount))
    currency = payment.amount.currency
    if Money.total((share.amount for share in shares), currency) != payment.amount:
        return None
    first = index.cases[shares[0].case_id]
    return Match(Certainty.CERTAIN, Why.PARTS, tuple(shares), first.customer_id, number=first.number)


def _doubted(found: Match, payment: Incoming, index: Index) -> Match:
    """Lower a match that something speaks against."""
    if found.certainty is not Certainty.CERTAIN:
        return found
    cases = [index.cases[share.case_id] for share in found.shares]
    payers = index.payers.of(payment)
    if payers.is_known and found.customer_id not in payers.ids:
        return replace(found, certainty=Certainty.LIKELY, why=Why.OTHER_PAYER)
    if any(payment.received_on < case.issued_on for case in cases):
        return replace(found, certainty=Certainty.LIKELY, why=Why.BEFORE_ISSUED)
    return found if payment.movement == "payment" else replace(found, certainty=Certainty.LIKELY)
