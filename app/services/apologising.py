"""When we wrote after the money had come: what the letter claimed is withdrawn, as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.apology import charges_after, interest_after, overtaken_on
from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.history import ChargesWithdrawn
from app.domain.invoice import CaseId
from app.domain.ledger import LedgerEntry
from app.domain.money import Money
from app.services.changes import Changes
from app.services.correction import correct
from app.services.desk import Desk

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


class NothingToWithdrawError(RuleError):
    """No letter on these invoices crossed a payment, or what it claimed is withdrawn already."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the apology about one invoice takes back.

    Attributes:
        paid_on: The day the money had come in.
        entries: Fees, compensation and interest that were claimed after it.
    """

    case_id: CaseId
    number: str
    paid_on: date
    entries: tuple[LedgerEntry, ...]
    amount: Money


def what_to_withdraw(desk: Desk, case_id: CaseId) -> Withdrawal | None:
    """Return what a letter sent after a payment claimed on an invoice; `None` where nothing of it stands."""
    with desk.look() as work:
        return _withdrawal(work.case(case_id))


def withdraw_charges(desk: Desk, case_ids: Sequence[CaseId]) -> Changes:
    """Withdraw what letters claimed on these invoices after they had been paid.

    What was paid of it stays on the payment, as the customer's credit.

    Raises:
        NothingToWithdrawError: There is nothing; nothing changed.
    """
    with desk.begin() as work:
        cases = work.cases(case_ids)
        touched = take_back(desk, work, tuple(cases.values()))
        if not touched:
            raise NothingToWithdrawError
        who = cases[min(touched)].customer
        action_id = work.commit("withdraw_charges", who.name)
    return Changes(touched, frozenset({who.id}), action_id, "withdraw_charges", who.name)


def take_back(desk: Desk, work: UnitOfWork, cases: Sequence[Case]) -> frozenset[CaseId]:
    """Withdraw what crossed a payment, as part of a larger action; return the cases that it changed."""
    found = [taken for case in cases if (taken := _withdrawal(case))]
    for taken in found:
        for entry in taken.entries:
            work.reverse(entry.id)
        work.tell(taken.case_id, ChargesWithdrawn(taken.amount))
    touched = frozenset(taken.case_id for taken in found)
    correct(work, touched, desk.today(), desk.statutes)
    return touched


def _withdrawal(case: Case) -> Withdrawal | None:
    paid_on = overtaken_on(case)
    if paid_on is None:
        return None
    entries = (*charges_after(case, paid_on), *interest_after(case, paid_on))
    if not entries:
        return None
    amount = Money.total((entry.amount for entry in entries), case.invoice.currency)
    return Withdrawal(case.invoice.id, case.invoice.number, paid_on, entries, amount)
