"""A set of payments made by chance, and how well they are matched."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.invoice import CaseId
from app.domain.matching import Books, Certainty, Incoming, Match
from tests.matching_mess import MESS, Generated, Maker, invoices, people


def generate(seed: int, count: int) -> Generated:
    """Return the books of a year and `count` payments into them."""
    maker = Maker(random.Random(seed))
    people(maker, max(count // 6, 20))
    invoices(maker, count * 2)
    while len(maker.made.payments) < count:
        kind = maker.draw.choices([each[0] for each in MESS], [each[1] for each in MESS])[0]
        kind(maker)
    maker.made.books = Books(
        tuple(maker.cases),
        tuple(maker.payers),
        tuple(maker.letters),
        tuple(maker.settled),
        tuple(maker.credits),
    )
    return maker.made


@dataclass(frozen=True)
class Score:
    """How well a set was matched.

    Attributes:
        wrong: Payments called certain that are not, or that go to other invoices than the true ones.
        found: Usable payments that are certain or likely and whose invoices are the true ones.
    """

    certain: int
    wrong: tuple[int, ...]
    usable: int
    proposed: int
    found: int

    @property
    def share_proposed(self) -> float:
        """Return the percentage of usable payments that are certain or likely."""
        return 100 * self.proposed / self.usable

    @property
    def share_found(self) -> float:
        return 100 * self.found / self.usable


def score(made: Generated, matches: Mapping[int, Match]) -> Score:
    """Compare matches with the truth."""
    rows = [(made.truths[payment.id], matches[payment.id], payment.id) for payment in made.payments]
    certain = [row for row in rows if row[1].certainty is Certainty.CERTAIN]
    usable = [row for row in rows if row[0].is_usable]
    proposed = [row for row in usable if row[1].certainty is not Certainty.NONE]
    return Score(
        len(certain),
        tuple(payment_id for truth, match, payment_id in certain if _cases(match) != truth.cases),
        len(usable),
        len(proposed),
        sum(_cases(match) == truth.cases for truth, match, _id in proposed),
    )


def _cases(match: Match) -> frozenset[CaseId]:
    return frozenset(share.case_id for share in match.shares)


def missed(made: Generated, matches: Mapping[int, Match]) -> Iterator[tuple[str, Incoming, Match]]:
    """Yield the usable payments that are matched wrongly or not at all, with their mess."""
    for payment in made.payments:
        truth, match = made.truths[payment.id], matches[payment.id]
        if truth.is_usable and _cases(match) != truth.cases:
            yield truth.mess, payment, match
