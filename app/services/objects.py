"""Customers, invoices and the firm as plain values, named as the command line names them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.case import Case
from app.domain.invoice import AgreedInterest, CaseId
from app.domain.party import Customer, CustomerId, Firm
from app.services.desk import Desk
from app.services.reminders import load
from app.services.today import exact

Plain = dict[str, object]


def customer_object(desk: Desk, customer_id: CustomerId) -> Plain:
    """Return what is kept about a customer; what is unknown is `None`."""
    with desk.look() as work:
        who = work.customer(customer_id)
    return {
        "name": who.name,
        "kind": who.kind,
        "country": who.country or None,
        "language": who.language or None,
        "tone": who.tone,
        "channel": who.channel or None,
        "identifier": who.identifier or None,
        "number": who.number or None,
        "address": ", ".join(who.address.lines) or None,
        "email": who.contact.email or None,
        "phone": who.contact.phone or None,
    }


def invoice_object(desk: Desk, case_id: CaseId) -> Plain:
    """Return an invoice as it was issued, then the facts that the law asks about."""
    case = load(desk, [case_id])[0]
    return _on_paper(case, case.customer) | _facts(case)


def _on_paper(case: Case, who: Customer) -> Plain:
    paper = case.invoice
    return {
        "number": paper.number,
        "kind": paper.kind.value,
        "customer": who.name,
        "customer_identifier": who.identifier or None,
        "country": who.country or None,
        "issued_on": paper.issued_on.isoformat(),
        "due_on": _iso(paper.due_on),
        "total": exact(paper.total),
        "amount_due": exact(paper.amount_due),
        "currency": str(paper.currency),
        "payment_reference": paper.payment_reference or None,
        "credits": next(iter(paper.named), None),
    }


def _facts(case: Case) -> Plain:
    facts = case.invoice.facts
    agreed = facts.agreed or AgreedInterest()
    return {
        "law": case.invoice.law,
        "due_agreed": _yes_no(facts.due_agreed),
        "fee_agreed": _yes_no(facts.fee_agreed),
        "fee_agreed_on": _iso(facts.fee_agreed_on),
        "fee_source": facts.fee_source or None,
        "interest_notice_given": _yes_no(facts.interest_notice_given),
        "delivered": _yes_no(facts.delivered),
        "delivered_on": _iso(facts.delivered_on),
        "supplied_on": _iso(facts.supplied_on),
        "agreed_rate": _percent(agreed.fixed_percent),
        "agreed_margin": _percent(agreed.margin_points),
    }


def firm_object(firm: Firm) -> Plain:
    """Return the user's own firm; each account stands under its kind."""
    accounts = {account.kind: account.number for account in firm.accounts}
    return {
        "name": firm.name or None,
        "country": firm.country or None,
        "identifier": firm.identifier or None,
        "address": ", ".join(firm.address.lines) or None,
        "phone": firm.phone or None,
        "email": firm.email or None,
        "vat_note": firm.vat_note or None,
        "agency": firm.agency or None,
        **{kind: accounts.get(kind) for kind in ("bankgiro", "plusgiro", "account", "iban", "swish")},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _yes_no(fact: bool | None) -> str | None:
    return None if fact is None else "yes" if fact else "no"


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"
