"""The ways out of a dispute: a corrected invoice, a refusal with its reasons, a split, mediation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.attachment import AttachmentKind
from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.history import DisputeAnswered, DisputeClosed, DisputeWay, InvoiceTaken, Snoozed
from app.domain.invoice import CaseId, Facts, Invoice, InvoiceKind
from app.domain.ledger import CHARGES, EntryKind
from app.domain.money import Money
from app.domain.party import CustomerId
from app.domain.promise import AmountNotPositiveError
from app.services import attachments
from app.services.changes import Changes
from app.services.correction import correct
from app.services.customer_credit import credits_of, use
from app.services.desk import Desk
from app.services.dispute_errors import OtherTotalError, SameNumberError
from app.services.dispute_papers import Answer, check_answer, letter_file, refusal, split_agreement
from app.services.disputes import disputed_case
from app.services.errors import PastDayError
from app.services.registering import BY_HAND
from app.storage.invoices import case_ids_of

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

PAY_IN_DAYS = 14
_SHORTEST_TERM_DAYS = 10


@dataclass(frozen=True, slots=True)
class Correction:
    """The invoice that takes the place of the disputed one, issued today.

    Attributes:
        credit_number: The credit note that takes the old one back, where it has been made: a later reading
            of the books then knows it.
    """

    number: str
    total: Money
    due_on: date
    credit_number: str = ""
    payment_reference: str = ""


def preset_due(case: Case, today: date) -> date:
    """Return the due date of a corrected invoice: as many days as the old one gave, and ten at least."""
    paper = case.invoice
    days = (paper.due_on - paper.issued_on).days if paper.due_on else 0
    return next_bank_day(today + timedelta(days=max(days, _SHORTEST_TERM_DAYS)), case.country)


def preset_pay_by(case: Case, today: date) -> date:
    """Return the last day that a letter ending a dispute gives: a bank day, 14 calendar days on at least."""
    return next_bank_day(today + timedelta(days=PAY_IN_DAYS), case.country)


def correct_invoice(desk: Desk, case_id: CaseId, new: Correction, *, note: str = "") -> Changes:
    """Credit a disputed invoice wholly and put a corrected one in its place, with its own due date.

    Interest and charges of the old one are withdrawn, and what was paid on it moves to the new one. A number
    that has been read in already is linked, not added.

    Raises:
        NoDisputeError, SameNumberError, OtherTotalError: Nothing changed.
        AmountNotPositiveError, PastDayError: Nothing changed.
    """
    _check_correction(desk, new)
    with desk.begin() as work:
        case = disputed_case(work, case_id)
        if new.number == case.invoice.number:
            raise SameNumberError(new.number)
        paid = _payments_on(work, case)
        _credit(desk, work, case, _uncredited(case), new.credit_number)
        new_id = _successor(desk, work, case, new)
        for credit in credits_of(work, paid):
            later = work.case(new_id)
            use(work, later, credit.payment_id, min(credit.amount, later.open), desk.statutes)
        work.tell(case_id, DisputeClosed(True, DisputeWay.CORRECTED, number=new.number), note=note)
        return _done(desk, work, case, "dispute_corrected", new_id)


def refuse(desk: Desk, case_id: CaseId, answer: Answer) -> Changes:
    """End a dispute with a letter that says why the claim stands; it is kept among the files.

    Nothing more is suggested until its last day has passed; then the follow-up goes on where it was.

    Raises:
        NoDisputeError, NoExplanationError, PastDayError: Nothing changed.
        FirmUnknownError, AccountUnknownError: The letter could not say who writes or where to pay.
    """
    check_answer(desk, answer)
    with desk.begin() as work:
        case = disputed_case(work, case_id)
        name, pdf = letter_file(refusal(desk, case, answer))
        attachments.keep(work, case_id, AttachmentKind.ANSWER, {pdf: name})
        work.tell(case_id, DisputeClosed(False, DisputeWay.REFUSED), note=answer.why.strip())
        work.tell(case_id, Snoozed(add_bank_days(answer.pay_by, 1, case.country)))
        return _done(desk, work, case, "dispute_refused")


def split(
    desk: Desk, case_id: CaseId, reduction: Money, answer: Answer, *, credit_number: str = ""
) -> Changes:
    """Lower a disputed invoice by what both agreed on; the rest has a new due date and no charges.

    Raises:
        NoDisputeError, NotASplitError, PastDayError: Nothing changed.
        FirmUnknownError, AccountUnknownError: The letter could not say who writes or where to pay.
    """
    if answer.pay_by < desk.today():
        raise PastDayError(answer.pay_by, desk.today())
    with desk.begin() as work:
        before = disputed_case(work, case_id)
        name, pdf = letter_file(split_agreement(desk, before, reduction, answer))
        _withdraw_charges(work, before)
        _credit(desk, work, work.case(case_id), reduction, credit_number)
        closed = DisputeClosed(True, DisputeWay.SPLIT, new_due_on=answer.pay_by)
        work.tell(case_id, closed, note=answer.why.strip())
        attachments.keep(work, case_id, AttachmentKind.ANSWER, {pdf: name})
        return _done(desk, work, before, "dispute_split")


def mediate(desk: Desk, case_id: CaseId, answer_by: date, *, note: str = "") -> Changes:
    """Note that somebody neutral helps; the dispute stays open and comes back on its own day.

    Raises:
        NoDisputeError, PastDayError: Nothing changed.
    """
    if answer_by < desk.today():
        raise PastDayError(answer_by, desk.today())
    with desk.begin() as work:
        case = disputed_case(work, case_id)
        work.tell(case_id, DisputeAnswered(answer_by, mediated=True), note=note)
        return _done(desk, work, case, "dispute_mediated")


def _check_correction(desk: Desk, new: Correction) -> None:
    if new.total.minor <= 0:
        raise AmountNotPositiveError(new.total)
    if new.due_on < desk.today():
        raise PastDayError(new.due_on, desk.today())


def _uncredited(case: Case) -> Money:
    """Return the principal that no credit note has taken back yet, paid or not."""
    kinds = (EntryKind.PRINCIPAL, EntryKind.CREDIT)
    amounts = (entry.amount for entry in case.live_ledger if entry.kind in kinds)
    return Money.total(amounts, case.invoice.currency)


def _payments_on(work: UnitOfWork, case: Case) -> list[int]:
    from app.storage.payments import payment_of

    paid = (entry for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT)
    return [payment_id for entry in paid if (payment_id := payment_of(work, entry.id)) is not None]


def _withdraw_charges(work: UnitOfWork, case: Case) -> None:
    for entry in case.live_ledger:
        if entry.kind in CHARGES:
            work.reverse(entry.id)


def _credit(desk: Desk, work: UnitOfWork, case: Case, amount: Money, number: str) -> None:
    """Lower the invoice, and keep the credit note under its number so that reading it in changes nothing."""
    from app.services.import_settle import Credit, Settling, lower
    from app.storage.imports import add_credit_note

    paper, today = case.invoice, desk.today()
    lower(Settling(work, desk.statutes), paper.id, Credit(number, today, amount))
    if not number or _is_known(desk, number, paper.customer_id):
        return
    note = replace(
        paper,
        id=CaseId(0),
        kind=InvoiceKind.CREDIT_NOTE,
        number=number,
        total=amount,
        amount_due=amount,
        issued_on=today,
        due_on=None,
        credits=paper.number,
        payment_reference="",
        facts=Facts(),
    )
    add_credit_note(work, note, event=InvoiceTaken(amount, BY_HAND))


def _is_known(desk: Desk, number: str, customer_id: CustomerId) -> bool:
    from app.storage.imports import known_invoices

    found = known_invoices(desk.database.connection, [number])
    return any(each.kind == InvoiceKind.CREDIT_NOTE and each.customer_id == customer_id for each in found)


def _successor(desk: Desk, work: UnitOfWork, case: Case, new: Correction) -> CaseId:
    """Return the corrected invoice: the one of that number, else a new one with the terms of the old."""
    old = case.invoice
    known = case_ids_of(desk.database.connection, new.number, customer_id=old.customer_id)
    if known:
        found = work.case(known[0][0]).invoice
        if found.total != new.total:
            raise OtherTotalError(found.number, found.total)
        return found.id
    facts = replace(old.facts, due_agreed=None, interest_notice_given=None, delivered=None, delivered_on=None)
    paper = Invoice(
        id=CaseId(0),
        customer_id=old.customer_id,
        number=new.number,
        currency=old.currency,
        total=new.total,
        amount_due=new.total,
        issued_on=desk.today(),
        due_on=new.due_on,
        law=old.law,
        payment_reference=new.payment_reference,
        subject=old.subject,
        credits=old.number,
        facts=facts,
    )
    return work.add_invoice(paper, case.customer, event=InvoiceTaken(new.total, BY_HAND)).invoice.id


def _done(desk: Desk, work: UnitOfWork, case: Case, kind: str, *further: CaseId) -> Changes:
    case_ids = frozenset({case.invoice.id, *further})
    correct(work, case_ids, desk.today(), desk.statutes)
    work.touch(*case_ids)
    action_id = work.commit(kind, case.customer.name)
    return Changes(case_ids, frozenset({case.customer.id}), action_id, kind, case.customer.name)
