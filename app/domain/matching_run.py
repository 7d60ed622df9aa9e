"""Matching a pile of payments: the certain ones first, then the likely, so that no öre is promised twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.matching import BookedPayment, Books, Certainty, Incoming, Match, Why
from app.domain.matching_guesses import hints, likely
from app.domain.matching_index import Index
from app.domain.matching_rules import certain

Progress = Callable[[int, int], None]
_BEAT = 64
"""After so many payments `progress` is told, which may raise to stop."""


def match_all(
    payments: Sequence[Incoming], books: Books, *, progress: Progress | None = None
) -> dict[int, Match]:
    """Return where each payment belongs, by its id; the oldest payment is served first.

    What is proposed for one payment is no longer open for the next. Amounts in another currency than an
    invoice's never meet it.
    """
    index = Index(books)
    ordered = sorted(payments, key=lambda each: (each.received_on, each.id))
    found = _reversals(ordered, books)
    rest = [each for each in ordered if each.id not in found]
    step = _Steps(progress, 2 * len(rest))
    for payment in rest:
        step.on()
        match = certain(payment, index) or _outside(payment, index)
        if match and match.certainty is not Certainty.LIKELY:
            found[payment.id] = match
            index.take(match)
    for payment in (each for each in rest if each.id not in found):
        step.on()
        match = certain(payment, index) or likely(payment, index)
        found[payment.id] = _capped(match) if match else hints(payment, index)
        index.take(found[payment.id])
    return found


class _Steps:
    """Tells how far the work has come, now and then."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress, self._of, self._done = progress, of, 0

    def on(self) -> None:
        if self._progress and self._done % _BEAT == 0:
            self._progress(min(self._done, self._of), self._of)
        self._done += 1


def _capped(match: Match) -> Match:
    """Lower what fits only because of an earlier proposal, which the user may yet refuse."""
    return replace(match, certainty=Certainty.LIKELY) if match.certainty is Certainty.CERTAIN else match


def _outside(payment: Incoming, index: Index) -> Match | None:
    """Return that the money came from an account of our own."""
    if index.is_own(payment.payer_account):
        return Match(Certainty.NONE, Why.OWN_TRANSFER)
    return None


def _reversals(payments: Sequence[Incoming], books: Books) -> dict[int, Match]:
    """Pair each reversal with the payment it takes back, the latest that fits before it."""
    found: dict[int, Match] = {}
    taken: set[int] = set()
    waiting = [each for each in payments if each.movement != "reversal"]
    for reversal in (each for each in payments if each.movement == "reversal"):
        earlier = [
            *((each, _of_waiting(each)) for each in waiting),
            *((each, _booked(each)) for each in books.booked),
        ]
        fitting = [pair for pair in earlier if pair[1].id not in taken and _is_of(reversal, pair[1])]
        if not fitting:
            found[reversal.id] = Match(Certainty.NONE, Why.REVERSAL)
            continue
        source, known = max(fitting, key=lambda pair: (pair[1].received_on, pair[1].id))
        taken.add(known.id)
        certainty = Certainty.CERTAIN if reversal.reverses == known.id else Certainty.LIKELY
        found[reversal.id] = Match(certainty, Why.REVERSAL, takes_back=known.id)
        if isinstance(source, Incoming):
            found[source.id] = Match(Certainty.NONE, Why.TAKEN_BACK)
    return found


def _of_waiting(payment: Incoming) -> BookedPayment:
    return BookedPayment(
        payment.id, payment.amount, payment.received_on, False, payment.payer, payment.reference
    )


def _booked(payment: BookedPayment) -> BookedPayment:
    return payment


def _is_of(reversal: Incoming, known: BookedPayment) -> bool:
    """Say whether a reversal may take back a payment: by the bank's own word, else by sum and payer."""
    if reversal.reverses is not None:
        return reversal.reverses == known.id
    if reversal.amount != known.amount or known.received_on > reversal.received_on:
        return False
    same = (reversal.reference, reversal.payer), (known.reference, known.payer)
    return any(mine and mine == theirs for mine, theirs in zip(*same, strict=True))
