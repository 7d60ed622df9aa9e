"""Matches that wait for a yes: what the payer wrote, who paid, and sums that nearly fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.invoice import CaseId
from app.domain.matching import Certainty, Incoming, Match, Why
from app.domain.matching_index import Index
from app.domain.matching_near import near, propose
from app.domain.matching_rules import again, booked_before, instalment
from app.domain.matching_sums import subset
from app.domain.matching_text import tokens
from app.domain.party import CustomerId

_MOST_HINTS = 20
_SHORT_NUMBER = 3


def likely(payment: Incoming, index: Index) -> Match | None:
    """Return the likeliest place of a payment, or `None` when nothing speaks for any."""
    for rule in (_several_named, _by_reference, _by_text, _by_payer, _by_amount):
        found = rule(payment, index)
        if found:
            return found
    return None


def _by_reference(payment: Incoming, index: Index) -> Match | None:
    """Look at the reference alone: exact, shared by several invoices, or written without its zeros."""
    text, currency = payment.reference, payment.amount.currency
    hits = index.by_reference(text, currency) if text else ()
    if hits:
        why = Why.REFERENCE_SHARED if len(hits) > 1 or not index.is_one(text, hits[0]) else Why.REFERENCE
        return _of_hits(payment, index, hits, why)
    hits = index.by_bare(text, currency) if text else ()
    return _of_hits(payment, index, hits, Why.REFERENCE_ZEROS) if hits else None


def _of_hits(payment: Incoming, index: Index, hits: Sequence[CaseId], why: Why) -> Match | None:
    exact = [case_id for case_id in hits if index.left[case_id] == payment.amount.minor]
    if exact:
        return propose(payment, index, exact[:1], why)
    open_now = [case_id for case_id in hits if index.left[case_id] > 0]
    if len(open_now) == 1:
        return near(payment, index, open_now, is_named=True)
    if open_now:
        ordered = index.of_customer(index.cases[open_now[0]].customer_id, payment.amount.currency)
        return near(payment, index, [case_id for case_id in ordered if case_id in open_now], is_named=True)
    return _written_before(payment, index, hits)


def _written_before(payment: Incoming, index: Index, hits: Sequence[CaseId]) -> Match | None:
    for case_id in hits:
        ours = booked_before(payment, index.cases[case_id], index)
        if ours:
            return again(payment, index.cases[case_id], ours, Certainty.LIKELY)
    return None


def _several_named(payment: Incoming, index: Index) -> Match | None:
    """Look at what the bank gives in parts or as several numbers; a negative part is a credit set off."""
    texts = [part.reference for part in payment.parts if not part.amount or part.amount.minor > 0]
    texts += payment.numbers
    found: dict[CaseId, None] = {}
    for text in texts:
        hits = index.by_reference(text, payment.amount.currency) or index.by_bare(
            text, payment.amount.currency
        )
        found |= {case_id: None for case_id in hits if len(hits) == 1 and index.left[case_id] > 0}
    return near(payment, index, tuple(found), is_named=True) if found else None


def _by_text(payment: Incoming, index: Index) -> Match | None:
    """Look for numbers in the reference and the free text: `145948/12469`, `144997+145354`."""
    named = _named_in_text(payment, index)
    if not named:
        return _settled_before(payment, index)
    sums = [index.left[case_id] for case_id in named]
    places = subset(sums, payment.amount.minor) if len(named) > 1 else None
    if places is not None:
        return propose(payment, index, [named[place] for place in places], Why.NUMBERS_IN_TEXT)
    return near(payment, index, named, is_named=True)


def _named_in_text(payment: Incoming, index: Index) -> tuple[CaseId, ...]:
    """Return the open cases that words of the text name.

    A short number counts only behind a word such as *faktura*, or with exactly its sum. Where numbers name
    cases of several customers, those of the payer count, if it is known.
    """
    found: dict[CaseId, None] = {}
    for token, is_named in _words(payment):
        for case_id in index.by_number(token, payment.amount.currency):
            is_plain = is_named or len(token) > _SHORT_NUMBER
            if index.left[case_id] > 0 and (is_plain or index.left[case_id] == payment.amount.minor):
                found[case_id] = None
    people = {index.cases[case_id].customer_id for case_id in found}
    if len(people) > 1:
        likelier = people & {*index.payer_of(payment), *_numbered(payment, index)}
        own = [case_id for case_id in found if index.cases[case_id].customer_id in likelier]
        if own and sum(index.left[case_id] for case_id in found) != payment.amount.minor:
            return tuple(own)
    return tuple(found)


def _words(payment: Incoming) -> Iterator[tuple[str, bool]]:
    yield from ((token, True) for token, _named in tokens(payment.reference))
    yield from tokens(payment.message)
    if not payment.message:
        yield from tokens(payment.payer)


def _numbered(payment: Incoming, index: Index) -> Iterator[CustomerId]:
    for token, _named in _words(payment):
        yield from index.payers.numbered(token)


def _settled_before(payment: Incoming, index: Index) -> Match | None:
    """Return what the customer may mean where the invoice that is named has been paid.

    That is the next part of a plan that goes on with other invoices, else an invoice of the same sum.
    """
    for token, _named in (*((payment.reference, True),), *_words(payment)):
        for old in index.settled(token) if token else ():
            owed = index.of_customer(old.customer_id, payment.amount.currency)
            parts = (instalment(payment, index.cases[case_id], index) for case_id in owed)
            if part := next(filter(None, parts), None):
                return replace(part, certainty=Certainty.LIKELY)
            same = [case_id for case_id in owed if index.left[case_id] == payment.amount.minor]
            if same:
                shares = index.share(same[:1], payment.amount)
                return Match(Certainty.LIKELY, Why.SETTLED_BEFORE, shares, old.customer_id, number=old.number)
    return None


def _by_payer(payment: Incoming, index: Index) -> Match | None:
    """Look at who paid, and what they owe."""
    people = index.payer_of(payment) or tuple(_numbered(payment, index))
    currency = payment.amount.currency
    for who in people[:5]:
        owed = index.of_customer(who, currency)
        exact = [case_id for case_id in owed if index.left[case_id] == payment.amount.minor]
        if exact:
            return propose(payment, index, exact[:1], Why.AMOUNT_AND_PAYER)
        found = _written_before(payment, index, index.every_of(who)) or (
            near(payment, index, owed, is_named=False) if owed else None
        )
        if found:
            return found
    return None


def _by_amount(payment: Incoming, index: Index) -> Match | None:
    """Look at the sum: one single invoice has it, and who paid is not known, or is its customer shortened."""
    found = index.of_amount(payment.amount)
    if len(found) != 1 or index.payer_of(payment):
        return None
    case = index.cases[found[0]]
    if payment.received_on < case.issued_on:
        return None
    if not payment.payer:
        return propose(payment, index, found, Why.AMOUNT_ONLY)
    is_short = index.payers.is_short_for(payment.payer, case.customer_id)
    return propose(payment, index, found, Why.AMOUNT_AND_PAYER) if is_short else None


def hints(payment: Incoming, index: Index) -> Match:
    """Return what is known of a payment that fits nothing, with the cases it may be for."""
    currency = payment.amount.currency
    texts = [text for text in (payment.reference, *payment.numbers) if text]
    texts += [token for token, is_named in _words(payment) if is_named or len(token) > _SHORT_NUMBER]
    same = index.of_amount(payment.amount)
    for text in texts:
        foreign = index.foreign(text, currency)
        if foreign is not None:
            case = index.cases[foreign]
            return Match(Certainty.NONE, Why.OTHER_CURRENCY, customer_id=case.customer_id,
                         number=case.number)  # fmt: skip
        for old in index.settled(text):
            owed = index.of_customer(old.customer_id, currency)
            return Match(Certainty.NONE, Why.ALREADY_PAID, customer_id=old.customer_id,
                         hints=owed[:_MOST_HINTS], number=old.number)  # fmt: skip
    paid = index.by_reference(payment.reference, currency) if payment.reference else ()
    if paid:
        case = index.cases[paid[0]]
        owed = index.of_customer(case.customer_id, currency)[:_MOST_HINTS]
        return Match(Certainty.NONE, Why.ALREADY_PAID, customer_id=case.customer_id, hints=owed,
                     number=case.number)  # fmt: skip
    people = index.payer_of(payment)
    owed = tuple(case_id for who in people[:5] for case_id in index.of_customer(who, currency))
    found = tuple(dict.fromkeys((*owed, *same)))[:_MOST_HINTS]
    if people:
        return Match(Certainty.NONE, Why.PAYER_ONLY, customer_id=people[0], hints=found)
    return Match(Certainty.NONE, Why.NOTHING, hints=found)
