"""New customers and invoices by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.history import InvoiceTaken
from app.domain.invoice import CaseId, Facts, Invoice, preset_law
from app.domain.money import Money
from app.domain.party import Customer, CustomerId
from app.domain.references import implied_kind
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import DuplicateInvoiceError, FutureDayError, UnknownCustomerError
from app.services.facts import check_rate, refuse_same_identifier
from app.storage.firm import read_firm
from app.storage.invoices import case_ids_of, customers_named

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class NewInvoice:
    """An invoice as the user types it; `facts` are unknown unless given."""

    customer_id: CustomerId
    number: str
    total: Money
    issued_on: date
    due_on: date | None
    payment_reference: str = ""
    subject: str = ""
    facts: Facts = field(default_factory=Facts)


def add_customer(desk: Desk, who: Customer) -> Changes:
    """Store a new customer; an organisation number presets the kind as inferred, not confirmed.

    Raises:
        SameIdentifierError: Another customer has its number.
    """
    refuse_same_identifier(desk, who)
    with desk.begin() as work:
        customer_id = work.add_customer(_with_implied_kind(who))
        action_id = work.commit("add_customer", who.name)
    return Changes(
        customers=frozenset({customer_id}), action_id=action_id, kind="add_customer", about=who.name
    )


def add_invoice(desk: Desk, new: NewInvoice) -> Changes:
    """Store a new invoice, preset with the firm's law and the customer's agreement on fees.

    Raises:
        DuplicateInvoiceError: The customer has an invoice with this number.
        FutureDayError: It is issued on a day to come.
        AgreedRateTooHighError: The law forbids the agreed rate with this customer.
    """
    _refuse_future(desk, new)
    with desk.begin() as work:
        who = work.customer(new.customer_id)
        if case_ids_of(desk.database.connection, new.number, customer_id=new.customer_id):
            raise DuplicateInvoiceError(new.number, who.name)
        return _store_invoice(desk, work, who, new)


def add_invoice_for(desk: Desk, who: Customer, new: NewInvoice) -> Changes:
    """Store a new customer and its first invoice as one action; the rest is as in `add_invoice`.

    Raises:
        FutureDayError: The invoice is issued on a day to come.
        SameIdentifierError: Another customer has the number of this one.
    """
    _refuse_future(desk, new)
    refuse_same_identifier(desk, who)
    with desk.begin() as work:
        who = replace(who, id=work.add_customer(_with_implied_kind(who)))
        return _store_invoice(desk, work, who, new)


def _refuse_future(desk: Desk, new: NewInvoice) -> None:
    if new.issued_on > desk.today():
        raise FutureDayError(new.issued_on, desk.today())


def _with_implied_kind(who: Customer) -> Customer:
    if who.kind is None and who.identifier:
        return replace(who, kind=implied_kind(who.identifier, who.country))
    return who


def _store_invoice(desk: Desk, work: UnitOfWork, who: Customer, new: NewInvoice) -> Changes:
    from app.services.matching_run import suggest_anew

    firm = read_firm(desk.database.connection)
    paper = Invoice(
        id=CaseId(0),
        customer_id=who.id,
        number=new.number,
        currency=new.total.currency,
        total=new.total,
        amount_due=new.total,
        issued_on=new.issued_on,
        due_on=new.due_on,
        law=preset_law(firm.country if firm else "", who.country),
        payment_reference=new.payment_reference,
        subject=new.subject,
        facts=with_agreement(new.facts, who, new.issued_on),
    )
    check_rate(desk, paper, who)
    case = work.add_invoice(paper, who, event=InvoiceTaken(new.total, BY_HAND))
    suggest_anew(desk, work)  # its payment may have come before it
    action_id = work.commit("add_invoice", f"{new.number}, {who.name}")
    return Changes(frozenset({case.invoice.id}), frozenset({who.id}), action_id, "add_invoice", new.number)


def with_agreement(facts: Facts, who: Customer, issued_on: date) -> Facts:
    """Preset the agreement on fees from the customer's, for invoices issued and supplied from its day on."""
    agreed_on = who.fee_agreed_on
    if facts.fee_agreed is not None or agreed_on is None:
        return facts
    if issued_on < agreed_on or (facts.supplied_on or issued_on) < agreed_on:
        return facts
    return replace(facts, fee_agreed=True, fee_agreed_on=agreed_on, fee_source=who.fee_source)


def find_customer(desk: Desk, name: str) -> CustomerId:
    """Return the customer of this name, number or identifier.

    Raises:
        UnknownCustomerError: There is none, or more than one.
    """
    found = customers_named(desk.database.connection, name)
    if len(found) != 1:
        raise UnknownCustomerError(name)
    return found[0]
