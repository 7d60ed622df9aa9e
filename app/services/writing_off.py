"""What will not be paid: let go by the user's own decision, with its reason kept in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.amounts import unbooked_interest
from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.history import InterestLetGo, WriteOffReason, WrittenOff
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.promise import AmountNotPositiveError
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.words import money
from app.services.explain.write_offs import reason_words

if TYPE_CHECKING:
    from app.domain.dated_table import Statutes
    from app.storage.unit_of_work import UnitOfWork


class MoreThanOpenError(RuleError):
    """More would be let go than is open on the invoice."""

    def __init__(self, amount: Money, open: Money) -> None:
        super().__init__(amount, open)
        self.amount = amount
        self.open = open


@dataclass(frozen=True, slots=True)
class Forgivable:
    """One invoice of which something can be written off."""

    case_id: CaseId
    words: str
    open: Money


def forgivables(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[Forgivable, ...]:
    """Return those of these invoices that have something open, in the order given."""
    with desk.look() as work:
        found = work.cases(case_ids)
    said = _("Invoice {number}, {amount} open")
    return tuple(
        Forgivable(
            case_id, said.format(number=case.invoice.number, amount=money(case.open, whole=False)), case.open
        )
        for case_id in case_ids
        if (case := found[case_id]).open.minor > 0
    )


def reasons() -> list[tuple[str, str]]:
    """Return why something may be written off, each with its words."""
    return [(reason.value, reason_words(reason)) for reason in WriteOffReason]


def write_off(
    desk: Desk,
    case_id: CaseId,
    *,
    amount: Money | None = None,
    reason: WriteOffReason = WriteOffReason.OTHER,
    note: str = "",
) -> Changes:
    """Let go of a sum on an invoice, all that is open when `amount` is not given. No customer is told.

    Raises:
        AmountNotPositiveError: There is nothing to let go of.
        MoreThanOpenError: It is more than is open.
    """
    with desk.begin() as work:
        case = work.case(case_id)
        let_go = _checked(case, amount)
        _book(work, case, WrittenOff(let_go, reason), note, desk.statutes)
        action_id = work.commit("write_off", case.invoice.number)
    customers = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), customers, action_id, "write_off", case.invoice.number)


def _checked(case: Case, amount: Money | None) -> Money:
    let_go = case.open if amount is None else amount
    if let_go.minor <= 0:
        raise AmountNotPositiveError(let_go)
    if let_go > case.open:
        raise MoreThanOpenError(let_go, case.open)
    return let_go


def _book(work: UnitOfWork, case: Case, event: WrittenOff, note: str, statutes: Statutes) -> None:
    """Book the entry; interest that was never claimed goes with the last of what was open."""
    from app.storage.unit_of_work import NewEntry

    today, case_id = work.moment.today, case.invoice.id
    work.book(NewEntry(case_id, EntryKind.WRITE_OFF, -event.amount, today))
    work.tell(case_id, event, note=note)
    unclaimed = unbooked_interest(case, today, statutes)
    if event.amount == case.open and unclaimed.minor > 0:
        work.tell(case_id, InterestLetGo(unclaimed))
    work.touch(case_id)
