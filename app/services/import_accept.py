"""Storing what a reading brought: batches, customers, invoices, what was paid since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.domain.history import FactChanged, InvoiceTaken
from app.domain.invoice import CaseId, Facts, Invoice, InvoiceKind, Origin, preset_law
from app.domain.money import Money
from app.domain.party import Customer
from app.importers.draft import DraftInvoice
from app.services.bank_accept import brings_payments, store_payments
from app.services.bank_values import BankLook
from app.services.desk import Desk
from app.services.import_books import new_people, people_of
from app.services.import_compare import Judged, Reading, Verdict, left_of, system_of
from app.services.import_customers import Met, customer_of, endpoint_to_keep
from app.services.import_preview import FilePreview
from app.services.import_settle import Credit, Settling, lower, pay
from app.services.matching_run import suggest_anew
from app.services.registering import with_agreement
from app.storage import imports
from app.storage.firm import read_firm
from app.storage.payments import NewPayment, add_payment
from app.storage.unit_of_work import UnitOfWork

_STORED = (Verdict.NEW, Verdict.CHANGED)


@dataclass
class Storing:
    """An acceptance under way.

    Attributes:
        looks: What the payments of each file come to; `payments` is how many were stored to wait.
        batch_ids: The batch of each file; `None` for files that bring nothing.
        systems: Where the numbers of each file come from.
        listed: Who the customers are that each bookkeeping file lists; `added` is how many were stored.
        people: The customers stored by now, by the number under which the directory has them.
    """

    desk: Desk
    work: UnitOfWork
    reading: Reading
    files: Sequence[FilePreview]
    firm_country: str
    looks: Sequence[BankLook | None]
    payments: int = 0
    batch_ids: tuple[int | None, ...] = ()
    systems: tuple[str, ...] = ()
    listed: tuple[tuple[Met, ...], ...] = ()
    added: int = 0
    people: dict[int, Customer] = field(default_factory=dict)
    cases: set[CaseId] = field(default_factory=set)

    def batch_of(self, judged: Judged) -> int:
        batch_id = self.batch_ids[judged.ref[0]]
        assert batch_id is not None
        return batch_id

    def settling(self, judged: Judged) -> Settling:
        return Settling(self.work, self.desk.statutes, self.batch_of(judged))


def store(
    desk: Desk,
    work: UnitOfWork,
    files: Sequence[FilePreview],
    judged: Sequence[Judged],
    reading: Reading,
    *,
    looks: Sequence[BankLook | None],
) -> Storing:
    """Store every invoice that is new or changed, and every payment that is new; the caller commits."""
    firm = read_firm(imports.connection_of(work))
    storing = Storing(desk, work, reading, files, firm.country if firm else "", looks)
    storing.systems = tuple(system_of(file.draft, reading.own_identifier) for file in files)
    storing.listed = tuple(people_of(file.draft, reading) for file in files)
    storing.batch_ids = tuple(_batch(storing, number, judged) for number in range(len(files)))
    fresh = [each for each in judged if each.verdict is Verdict.NEW]
    changed = [each for each in judged if each.verdict is Verdict.CHANGED]
    _meet(storing, [*fresh, *changed])
    _take_listed(storing)
    invoices = [each for each in fresh if each.draft.kind == "invoice"]
    for each in invoices:
        _take_invoice(storing, each)
    work.flush()
    _use_waiting_credits(storing, invoices)
    _take_credit_notes(storing, [each for each in fresh if each.draft.kind == "credit_note"])
    _take_changes(storing, changed)
    storing.payments = store_payments(work, looks, storing.batch_ids)
    suggest_anew(desk, work)
    return storing


def _batch(storing: Storing, number: int, judged: Sequence[Judged]) -> int | None:
    """Store that a file was read in, unless it brings nothing that this very file has not brought before."""
    file = storing.files[number]
    verdicts = {each.verdict for each in judged if each.ref[0] == number}
    is_known = imports.standing_batch(imports.connection_of(storing.work), file.sha256) is not None
    look = storing.looks[number]
    brings_people = bool(new_people(storing.listed[number]))
    is_new = bool(verdicts & {*_STORED}) or brings_payments(look) or brings_people
    if not is_new and (is_known or (Verdict.SAME not in verdicts and not (look and look.covered_through))):
        return None
    covered = look.covered_through if look else None
    return imports.add_batch(
        storing.work,
        file_name=file.name,
        sha256=file.sha256,
        system=storing.systems[number],
        covered_through=min(covered, storing.desk.today()) if covered else None,
    )


def _meet(storing: Storing, judged: Iterable[Judged]) -> None:
    """Load the customers that are known and store the new ones; those of invoices left out are not made."""
    wanted = {each.met.who: each for each in reversed(list(judged))}
    known = [each.met.known_id for each in wanted.values() if each.met.known_id]
    for customer in imports.load_customers(storing.work, known):
        storing.people[customer.id] = customer
    for who, each in sorted(wanted.items(), reverse=True):
        if who < 0:
            _add_customer(storing, who, storing.batch_of(each))


def _take_listed(storing: Storing) -> None:
    """Store the new customers that bookkeeping files list; they need no invoice."""
    for batch_id, people in zip(storing.batch_ids, storing.listed, strict=True):
        for who in sorted(new_people(people), reverse=True):
            if batch_id is not None and who not in storing.people:
                _add_customer(storing, who, batch_id)
                storing.added += 1


def _add_customer(storing: Storing, who: int, batch_id: int) -> None:
    party = storing.reading.directory.planned[-who - 1]
    fresh = customer_of(party)
    customer_id = storing.work.add_customer(fresh, endpoint=endpoint_to_keep(party), batch_id=batch_id)
    storing.people[who] = replace(fresh, id=customer_id)


def _take_invoice(storing: Storing, judged: Judged) -> None:
    draft, who = judged.draft, storing.people[judged.met.who]
    paper = _paper(storing, judged, who)
    paid_on = _paid_on(storing, draft)
    if paid_on:
        # It opens with what was paid, so that the day of payment tells how the customer pays.
        paper = replace(paper, amount_due=draft.total)
    event = InvoiceTaken(paper.amount_due, _source(storing, judged))
    case = storing.work.add_invoice(paper, who, event=event, batch_id=storing.batch_of(judged))
    storing.cases.add(case.invoice.id)
    if paid_on and draft.total:
        pay(storing.settling(judged), case, draft.total, paid_on)


def _source(storing: Storing, judged: Judged) -> str:
    return storing.files[judged.ref[0]].kind


def _paid_on(storing: Storing, draft: DraftInvoice) -> date | None:
    """Return the day on which an invoice was paid before it was read in, where the file names a past one."""
    is_past = draft.paid_on is not None and draft.paid_on <= storing.desk.today()
    return draft.paid_on if draft.status == "paid" and is_past else None


def _paper(storing: Storing, judged: Judged, who: Customer) -> Invoice:
    draft = judged.draft
    delivered = False if draft.status == "draft" else None
    facts = with_agreement(Facts(delivered=delivered, supplied_on=draft.supplied_on), who, draft.issued_on)
    seller_country = draft.seller.country if draft.seller else ""
    is_linked = draft.kind == "credit_note" or draft.charge_kind != "ordinary"
    return Invoice(
        id=CaseId(0),
        customer_id=who.id,
        number=draft.number,
        currency=draft.currency,
        total=draft.total,
        amount_due=left_of(draft),
        issued_on=draft.issued_on,
        due_on=draft.due_on,
        kind=InvoiceKind(draft.kind),
        law=preset_law(storing.firm_country or seller_country, who.country),
        payment_reference=draft.payment_reference or "",
        subject=draft.subject,
        terms=draft.terms,
        origin=Origin(draft.charge_kind),
        credits="\n".join(draft.refers_to or filter(None, [draft.credits])) if is_linked else "",
        facts=facts,
    )


def _use_waiting_credits(storing: Storing, invoices: Sequence[Judged]) -> None:
    """Let the new invoices have what credit notes read in earlier hold for them."""
    arrived = {(storing.people[each.met.who].id, each.draft.number): each for each in invoices}
    for credit in imports.waiting_credits(imports.connection_of(storing.work)):
        came = [arrived.get((credit.customer_id, number)) for number in credit.credits]
        judged = next((each for each in came if each), None)
        if judged:
            note = Credit(credit.number, credit.issued_on, credit.left, credit.payment_id)
            targets = _named(storing, credit.customer_id, credit.credits, credit.left)
            _lower_all(storing, judged, targets, note)


def _named(storing: Storing, customer_id: int, numbers: Sequence[str], amount: Money) -> list[CaseId]:
    """Return the invoices of a customer that a credit note in the same currency names, in its order."""
    found = imports.known_invoices(imports.connection_of(storing.work), list(numbers))
    fitting = {
        each.number: each.id
        for each in found
        if each.kind == "invoice"
        and each.customer_id == customer_id
        and each.total.currency == amount.currency
    }
    return [fitting[number] for number in numbers if number in fitting]


def _lower_all(storing: Storing, judged: Judged, targets: Sequence[CaseId], note: Credit) -> Money:
    """Lower invoices by one credit note in its order, and return what is left of it."""
    for target in targets:
        if note.left.minor > 0:
            note = replace(note, left=note.left - lower(storing.settling(judged), target, note))
            storing.cases.add(target)
    return note.left


def _take_credit_notes(storing: Storing, notes: Sequence[Judged]) -> None:
    """Store credit notes and lower what they name; what is over stays as the customer's credit."""
    for judged in notes:
        who = storing.people[judged.met.who]
        paper = _paper(storing, judged, who)
        event = InvoiceTaken(paper.amount_due, _source(storing, judged))
        note_id = imports.add_credit_note(storing.work, paper, event=event, batch_id=storing.batch_of(judged))
        storing.cases.add(note_id)
        storing.work.flush()
        targets = _named(storing, who.id, paper.named, paper.amount_due)
        credit = Credit(paper.number, paper.issued_on, paper.amount_due)
        left = _lower_all(storing, judged, targets, credit)
        if left.minor > 0:
            rest = _rest(replace(paper, id=note_id), who, left, today=storing.desk.today())
            add_payment(storing.work, replace(rest, batch_id=storing.batch_of(judged)))


def _rest(note: Invoice, who: Customer, left: Money, *, today: date) -> NewPayment:
    return NewPayment(
        min(note.issued_on, today),
        left,
        who.id,
        payer=who.name,
        message=note.number,
        bank_id=imports.CREDIT_NOTE_ID.format(case_id=note.id),
    )


def _take_changes(storing: Storing, changed: Sequence[Judged]) -> None:
    """Book what was paid since the last reading, and note that drafts have been sent."""
    known = {each.known.id: each for each in changed if each.known}
    cases = storing.work.cases(known)
    for case_id, judged in known.items():
        storing.cases.add(case_id)
        if judged.becomes_sent:
            imports.forget_draft(storing.work, case_id)
            storing.work.tell(
                case_id, FactChanged("delivered", "no", ""), occasion=storing.settling(judged).occasion
            )
        if judged.paid:
            received = _paid_on(storing, judged.draft) or _after_last_reading(storing, judged)
            pay(storing.settling(judged), cases[case_id], judged.paid, received)


def _after_last_reading(storing: Storing, judged: Judged) -> date:
    """Return the day after the last reading that still showed the money as missing, today at the latest."""
    connection = imports.connection_of(storing.work)
    batch_id = storing.batch_of(judged)
    last = imports.last_reading(connection, storing.systems[judged.ref[0]], before=batch_id)
    taken_on = imports.taken_on(connection, judged.known.id) if judged.known else None
    since = max((day for day in (last, taken_on) if day), default=storing.desk.today())
    return min(since + timedelta(days=1), storing.desk.today())
