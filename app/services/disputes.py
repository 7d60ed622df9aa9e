"""A dispute on its way to an end: answered with a new day, or settled for one side or the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.attachment import AttachmentKind
from app.domain.business_days import add_bank_days
from app.domain.case import Case
from app.domain.history import DisputeAnswered, DisputeClosed, DisputeOpened, DisputeReason
from app.domain.invoice import CaseId
from app.domain.ledger import CHARGES
from app.domain.money import Money
from app.domain.promise import AmountNotPositiveError
from app.domain.situation import OpenDispute, situation
from app.i18n import _
from app.services.attachments import keep, read_files
from app.services.changes import Changes
from app.services.contact import ANSWER_BANK_DAYS
from app.services.correction import correct
from app.services.desk import Desk
from app.services.dispute_errors import NoDisputeError
from app.services.errors import PastDayError
from app.services.explain.words import home_currency, money
from app.storage.firm import read_firm

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Disputable:
    """One invoice with what is open on it, and its open dispute if there is one.

    Attributes:
        answer_by: What to answer by, preset to five bank days from today.
    """

    case_id: CaseId
    words: str
    open: Money
    dispute: OpenDispute | None
    answer_by: date


def disputables(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[Disputable, ...]:
    """Return these invoices of one customer, those with an open dispute first."""
    today = desk.today()
    with desk.begin() as work:
        found = work.cases(case_ids)
    with desk.database.reading() as connection:
        firm = read_firm(connection)
    home = home_currency(firm.country) if firm else None
    rows = []
    for case_id in case_ids:
        case = found[case_id]
        dispute = situation(case, None).dispute
        said = _("Invoice {number}, {amount} open")
        words = said.format(number=case.invoice.number, amount=money(case.open, home))
        answer_by = add_bank_days(today, ANSWER_BANK_DAYS, case.country)
        rows.append(Disputable(case_id, words, case.open, dispute, answer_by))
    return tuple(sorted(rows, key=lambda row: row.dispute is None))


@dataclass(frozen=True, slots=True)
class Objection:
    """What the customer contests.

    Attributes:
        disputed: The contested part; `None` for the whole.
        answer_by: Preset to five bank days from today.
        quote: What the customer says, word for word.
        files: Photos and papers to copy into the case.
    """

    reason: DisputeReason
    disputed: Money | None = None
    answer_by: date | None = None
    quote: str = ""
    files: tuple[Path, ...] = ()


def take_up(desk: Desk, case_id: CaseId, objection: Objection) -> Changes:
    """Open a dispute with what came along, as one action.

    Letters, fees and compensation rest for the contested part; the rest is followed up.

    Raises:
        PastDayError: The day to answer has passed.
        AmountNotPositiveError: The contested part is nothing.
        UnreadableFileError, FileTooLargeError: A file cannot be kept; nothing changed.
    """
    part, today = objection.disputed, desk.today()
    if part is not None and part.minor <= 0:
        raise AmountNotPositiveError(part)
    if objection.answer_by and objection.answer_by < today:
        raise PastDayError(objection.answer_by, today)
    found = read_files(objection.files)
    with desk.begin() as work:
        case = work.case(case_id)
        by = objection.answer_by or add_bank_days(today, ANSWER_BANK_DAYS, case.country)
        work.tell(case_id, DisputeOpened(objection.reason, part, by), note=objection.quote)
        keep(work, case_id, AttachmentKind.DISPUTE, found)
        action_id = work.commit("dispute", case.customer.name)
    who = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), who, action_id, "dispute", case.customer.name)


def answer_dispute(
    desk: Desk, case_id: CaseId, answer_by: date, *, note: str = "", files: tuple[Path, ...] = ()
) -> Changes:
    """Take down that the customer was answered, and the day by which the next answer is due.

    Raises:
        NoDisputeError: None is open.
        PastDayError: The day has passed.
        UnreadableFileError, FileTooLargeError: A file cannot be kept; nothing changed.
    """
    if answer_by < desk.today():
        raise PastDayError(answer_by, desk.today())
    found = read_files(files)
    with desk.begin() as work:
        case = disputed_case(work, case_id)
        work.tell(case_id, DisputeAnswered(answer_by), note=note)
        keep(work, case_id, AttachmentKind.DISPUTE, found)
        action_id = work.commit("dispute", case.customer.name)
    who = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), who, action_id, "dispute", case.customer.name)


def close_dispute(desk: Desk, case_id: CaseId, *, upheld: bool, note: str = "") -> Changes:
    """End a dispute. Where the customer was right every charge of the invoice is withdrawn.

    What was paid of the charges goes back to the payment, as the customer's credit.

    Raises:
        NoDisputeError: None is open.
    """
    with desk.begin() as work:
        case = disputed_case(work, case_id)
        work.tell(case_id, DisputeClosed(upheld), note=note)
        for entry in case.live_ledger if upheld else ():
            if entry.kind in CHARGES:
                work.reverse(entry.id)
        correct(work, [case_id], desk.today(), desk.statutes)
        work.touch(case_id)
        action_id = work.commit("dispute", case.customer.name)
    who = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), who, action_id, "dispute", case.customer.name)


def disputed_case(work: UnitOfWork, case_id: CaseId) -> Case:
    """Return a case whose dispute is open.

    Raises:
        NoDisputeError: None is.
    """
    case = work.case(case_id)
    if situation(case, None).dispute is None:
        raise NoDisputeError(case.invoice.number)
    return case
