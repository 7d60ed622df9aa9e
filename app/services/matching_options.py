"""Invoices to choose for a payment, when the proposal is another or there is none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from app.domain.invoice import CaseId
from app.domain.matching import Candidate, Incoming, Match
from app.i18n import _
from app.services.desk import Desk
from app.services.matching_run import found_again
from app.services.matching_values import Option, Overview
from app.storage.folding import fold

MOST_OPTIONS = 20


def candidates(
    desk: Desk, payment_id: int, query: str = "", seen: Overview | None = None
) -> tuple[Option, ...]:
    """Return invoices that a waiting payment may be for, the likeliest first; with `query` those that fit it.

    Only invoices in the payment's own currency, at most twenty, as they were when `seen` was read. The query
    is a part of a number, a reference or a name.

    Raises:
        UnknownPaymentError: The payment does not wait.
    """
    with desk.look() as work:
        found = found_again(desk, work, seen)
    payment = found.payment(payment_id).incoming
    names = {card.id: card.name for card in found.books.payers}
    here = {
        case.case_id: case
        for case in found.books.candidates
        if case.open.minor > 0 and case.open.currency == payment.amount.currency
    }
    ordered = _ordered(found.matches[payment_id], payment, here)
    wanted = fold(query.strip())
    rows = ((here[case_id], names.get(here[case_id].customer_id, "")) for case_id in ordered)
    fitting = (row for row in rows if wanted in fold(f"{row[0].number} {row[0].reference} {row[1]}"))
    return tuple(_option(case, name, payment) for case, name in islice(fitting, MOST_OPTIONS))


def _ordered(match: Match, payment: Incoming, here: dict[CaseId, Candidate]) -> Iterable[CaseId]:
    """Return the proposed cases, those it may be for, the payer's own, the same amount, then the rest."""
    proposed = [share.case_id for share in match.shares]
    of_payer = [each for each, case in here.items() if case.customer_id == match.customer_id]
    same = [each for each, case in here.items() if case.open == payment.amount]
    every = sorted(here, key=lambda each: abs(here[each].open.minor - payment.amount.minor))
    ordered = dict.fromkeys((*proposed, *match.hints, *of_payer, *same, *every))
    return [case_id for case_id in ordered if case_id in here]


def _option(case: Candidate, name: str, payment: Incoming) -> Option:
    remark = _("The same amount") if case.open == payment.amount else ""
    return Option(case.case_id, case.customer_id, case.number, name, case.open, case.due_on, remark)
