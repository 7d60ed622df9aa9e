"""Matching what waits with the books as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from app.domain.invoice import CaseId
from app.domain.matching import Books, Certainty, Match
from app.domain.matching_run import match_all
from app.services.matching_books import Interest, gather
from app.services.matching_values import UnknownPaymentError
from app.storage.bank_payments import StoredPayment, waiting_payments
from app.storage.imports import connection_of

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.services.desk import Desk
    from app.services.matching_values import Overview
    from app.storage.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Matched:
    """The payments that wait, where each belongs, and the books it was held against."""

    payments: tuple[StoredPayment, ...]
    matches: Mapping[int, Match]
    books: Books
    _by_id: Mapping[int, StoredPayment]

    def payment(self, payment_id: int) -> StoredPayment:
        """Return one of the payments; UnknownPaymentError when it does not wait, or no longer."""
        if payment_id not in self._by_id:
            raise UnknownPaymentError(payment_id)
        return self._by_id[payment_id]


def matched(desk: Desk, work: UnitOfWork, *, progress: Progress | None = None) -> Matched:
    """Match every payment that waits. `progress` may raise to stop."""
    work.flush()
    connection = connection_of(work)
    payments = waiting_payments(connection)
    return run(desk, work, payments, progress=progress)


def run(
    desk: Desk, work: UnitOfWork, payments: Sequence[StoredPayment], *, progress: Progress | None = None
) -> Matched:
    """Match these payments with the books as a unit of work shows them."""
    interest = Interest(cache(work.case), desk.statutes)
    incoming = [payment.incoming for payment in payments]
    if progress:
        progress(0, len(incoming))  # one more place to stop: gathering the books takes a while
    books = gather(connection_of(work), incoming, interest.on)
    found = match_all(incoming, books, progress=progress)
    return Matched(tuple(payments), found, books, {payment.id: payment for payment in payments})


def found_again(desk: Desk, work: UnitOfWork, seen: Overview | None) -> Matched:
    """Return what an overview was made from, its interest read from the books as they are now."""
    if seen is None or seen.found is None:
        return matched(desk, work)
    interest = Interest(cache(work.case), desk.statutes)
    return replace(seen.found, books=replace(seen.found.books, interest=interest.on))


def cases_of(
    work: UnitOfWork, case_ids: Iterable[CaseId], progress: Progress | None = None
) -> dict[CaseId, Case]:
    """Return cases whole, a few at a time, so that whoever waits can stop it."""
    ordered = sorted(set(case_ids))
    found: dict[CaseId, Case] = {}
    for start in range(0, len(ordered), _AT_ONCE):
        if progress:
            progress(start, len(ordered))
        found |= work.cases(ordered[start : start + _AT_ONCE])
    return found


def suggest_anew(desk: Desk, work: UnitOfWork, *, progress: Progress | None = None) -> None:
    """Show every payment that waits on the cases it seems to pay, so that nobody is chased for them."""
    from app.storage import payments

    if not payments.any_waiting(work):
        return
    work.judge(progress=progress)
    found = matched(desk, work, progress=progress)
    wanted = {
        payment_id: {share.case_id: share.amount.minor for share in match.shares}
        for payment_id, match in found.matches.items()
        if match.certainty is not Certainty.NONE and match.replaces is None and match.shares
    }
    payments.suggest(work, wanted)
