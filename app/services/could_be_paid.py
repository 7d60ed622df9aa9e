"""Money that waits and may be this customer's: what stops a letter until somebody has looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.invoice import CaseId
from app.domain.matching import Certainty, Match, Why
from app.domain.money import Money
from app.i18n import _
from app.services.desk import Desk
from app.services.errors import MayBePaidError
from app.services.explain.words import dated, money
from app.services.matching_run import Matched, matched
from app.storage.bank_payments import StoredPayment

_NEVER = (Why.TAKEN_BACK, Why.OWN_TRANSFER, Why.REVERSAL, Why.OTHER_CURRENCY)


@dataclass(frozen=True, slots=True)
class PossiblePayment:
    """A payment that waits for a yes, or that nothing fits, and that may be for a case.

    Attributes:
        certainty: Of the match with this case; `NONE` where only payer or amount point to it.
        words: One sentence that says so.
    """

    payment_id: int
    case_id: CaseId
    amount: Money
    received_on: date
    certainty: Certainty
    words: str


def refuse_if_paid(desk: Desk, case_ids: Iterable[CaseId]) -> None:
    """Let a letter go on only where no money waits that may be for these cases.

    Raises:
        MayBePaidError: Some does.
    """
    for found in could_be_paid(desk, case_ids)[:1]:
        raise MayBePaidError(found.payment_id, found.words)


def could_be_paid(desk: Desk, case_ids: Iterable[CaseId]) -> tuple[PossiblePayment, ...]:
    """Return the payments that may be for these cases, each once, the surest first. Nothing is stored.

    A payment that has its place on other cases is not among them.
    """
    from app.storage.payments import any_waiting

    wanted = frozenset(case_ids)
    with desk.look() as work:
        if not any_waiting(work):
            return ()
        found = matched(desk, work)
    possible = list(_possible(found, wanted, desk.today()))
    order = tuple(Certainty)
    return tuple(sorted(possible, key=lambda each: (order.index(each.certainty), each.received_on)))


def _possible(found: Matched, wanted: frozenset[CaseId], today: date) -> Iterator[PossiblePayment]:
    for payment in found.payments:
        match = found.matches[payment.id]
        case_id = next((each for each in _cases(match) if each in wanted), None)
        if case_id is not None:
            yield _words(payment, match, case_id, today)


def _cases(match: Match) -> Iterator[CaseId]:
    if match.why not in _NEVER and match.replaces is None:
        yield from (share.case_id for share in match.shares)
        yield from match.hints


def _words(payment: StoredPayment, match: Match, case_id: CaseId, today: date) -> PossiblePayment:
    incoming = payment.incoming
    said = _("{amount} from {payer} on {day} waits, and may be for this.")
    if not incoming.payer:
        said = _("{amount} that came in on {day} waits, and may be for this.")
    words = said.format(
        amount=money(incoming.amount, whole=False),
        payer=incoming.payer,
        day=dated(incoming.received_on, today),
    )
    return PossiblePayment(payment.id, case_id, incoming.amount, incoming.received_on, match.certainty, words)
