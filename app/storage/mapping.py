"""From rows to domain objects and back, by hand: the one place that knows both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.history import HistoryEntry, HistoryId
from app.domain.invoice import AgreedInterest, CaseId, Facts, Invoice, InvoiceKind, Origin
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import Currency, Money
from app.domain.party import Address, Contact, Customer, CustomerId, CustomerKind, Tone
from app.domain.payment_plan import Instalment, Plan, PlanId, PlanInterest, PlanState
from app.domain.step import Reason
from app.domain.summary import Summary
from app.storage.events import decode
from app.storage.folding import searchable
from app.storage.plain import kept_day, kept_moment
from app.storage.tables import (
    CustomerRow,
    HistoryRow,
    InvoiceRow,
    LedgerRow,
    PlanInstalmentRow,
    PlanRow,
)

_RANKS = {reason: rank for rank, reason in enumerate(Reason)}


def day(text: str | None) -> date | None:
    return kept_day(text) if text else None


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _bit(value: bool | None) -> int | None:
    return None if value is None else int(value)


def customer(row: CustomerRow) -> Customer:
    return Customer(
        id=CustomerId(row.id or 0),
        name=row.name,
        kind=CustomerKind(row.kind) if row.kind else None,
        kind_confirmed=bool(row.kind_confirmed),
        country=row.country,
        identifier=row.identifier,
        number=row.number,
        language=row.language,
        tone=Tone(row.tone) if row.tone else None,
        channel=row.channel,
        address=Address(row.street, row.postcode, row.city, row.address_country),
        contact=Contact(row.contact_name, row.contact_role, row.phone, row.email, row.best_time),
        remember=row.remember,
        fee_agreed_on=day(row.fee_agreed_on),
        fee_source=row.fee_source,
        address_form=row.address_form,
        invoices_to=row.invoices_to,
        terms=row.terms,
    )


def customer_values(who: Customer) -> dict[str, Any]:
    """Return the columns of a customer, all but its id and where it came from."""
    return {
        "name": who.name,
        "kind": who.kind.value if who.kind else None,
        "kind_confirmed": int(who.kind_confirmed),
        "country": who.country,
        "identifier": who.identifier,
        "number": who.number,
        "language": who.language,
        "tone": who.tone.value if who.tone else None,
        "channel": who.channel,
        "street": who.address.street,
        "postcode": who.address.postcode,
        "city": who.address.city,
        "address_country": who.address.country,
        "contact_name": who.contact.name,
        "contact_role": who.contact.role,
        "phone": who.contact.phone,
        "email": who.contact.email,
        "best_time": who.contact.best_time,
        "remember": who.remember,
        "fee_agreed_on": iso(who.fee_agreed_on),
        "fee_source": who.fee_source,
        "address_form": who.address_form,
        "invoices_to": who.invoices_to,
        "terms": who.terms,
        "search": searchable(
            who.name, who.number, who.identifier, who.contact.name, who.contact.email, who.contact.phone
        ),
    }


def invoice(row: InvoiceRow) -> Invoice:
    currency = Currency(row.currency)
    return Invoice(
        id=CaseId(row.id or 0),
        customer_id=CustomerId(row.customer_id),
        number=row.number,
        currency=currency,
        total=Money(row.total_minor, currency),
        amount_due=Money(row.amount_due_minor, currency),
        issued_on=kept_day(row.issued_on),
        due_on=day(row.due_on),
        kind=InvoiceKind(row.kind),
        law=row.law,
        payment_reference=row.payment_reference,
        subject=row.subject,
        terms=row.terms,
        origin=Origin(row.origin),
        credits=row.credits,
        facts=_facts(row),
    )


def _facts(row: InvoiceRow) -> Facts:
    agreed = None
    if row.agreed_rate is not None or row.agreed_margin is not None:
        agreed = AgreedInterest(_decimal(row.agreed_rate), _decimal(row.agreed_margin))
    return Facts(
        due_agreed=_flag(row.due_agreed),
        fee_agreed=_flag(row.fee_agreed),
        fee_agreed_on=day(row.fee_agreed_on),
        fee_source=row.fee_source,
        interest_notice_given=_flag(row.interest_notice_given),
        delivered=_flag(row.delivered),
        delivered_on=day(row.delivered_on),
        supplied_on=day(row.supplied_on),
        agreed=agreed,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _decimal_text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def invoice_values(paper: Invoice) -> dict[str, Any]:
    """Return the columns of an invoice, all but its id and where it came from."""
    facts = paper.facts
    agreed = facts.agreed or AgreedInterest()
    return {
        "customer_id": paper.customer_id,
        "kind": paper.kind.value,
        "number": paper.number,
        "currency": str(paper.currency),
        "total_minor": paper.total.minor,
        "amount_due_minor": paper.amount_due.minor,
        "issued_on": paper.issued_on.isoformat(),
        "due_on": iso(paper.due_on),
        "law": paper.law,
        "payment_reference": paper.payment_reference,
        "subject": paper.subject,
        "terms": paper.terms,
        "origin": paper.origin.value,
        "credits": paper.credits,
        "due_agreed": _bit(facts.due_agreed),
        "fee_agreed": _bit(facts.fee_agreed),
        "fee_agreed_on": iso(facts.fee_agreed_on),
        "fee_source": facts.fee_source,
        "interest_notice_given": _bit(facts.interest_notice_given),
        "delivered": _bit(facts.delivered),
        "delivered_on": iso(facts.delivered_on),
        "supplied_on": iso(facts.supplied_on),
        "agreed_rate": _decimal_text(agreed.fixed_percent),
        "agreed_margin": _decimal_text(agreed.margin_points),
        "search": searchable(paper.number, paper.payment_reference, paper.subject, str(paper.total.minor)),
    }


def ledger_entry(row: LedgerRow, currency: Currency) -> LedgerEntry:
    return LedgerEntry(
        id=EntryId(row.id or 0),
        case_id=CaseId(row.invoice_id),
        kind=EntryKind(row.kind),
        amount=Money(row.amount_minor, currency),
        booked_on=kept_day(row.booked_on),
        effective_on=kept_day(row.effective_on),
        reverses=None if row.reverses_id is None else EntryId(row.reverses_id),
        first_day=day(row.first_day),
        last_day=day(row.last_day),
        calculation=row.calculation,
    )


def history_entry(row: HistoryRow, note: str) -> HistoryEntry:
    return HistoryEntry(
        id=HistoryId(row.id or 0),
        case_id=CaseId(row.invoice_id),
        happened_on=kept_day(row.happened_on),
        recorded_at=kept_moment(row.recorded_at),
        event=decode(row.kind, row.payload),
        note=note,
        occasion=row.occasion,
        retracts=None if row.retracts_id is None else HistoryId(row.retracts_id),
    )


def plan(row: PlanRow, parts: list[PlanInstalmentRow], paid_minor: int | None) -> Plan:
    currency = Currency(row.currency)
    instalments = tuple(
        Instalment(kept_day(part.due_on), Money(part.amount_minor, currency)) for part in parts
    )
    return Plan(
        id=PlanId(row.id or 0),
        state=PlanState(row.state),
        instalments=instalments,
        made_on=kept_day(row.made_on),
        signed_on=day(row.signed_on),
        interest=PlanInterest(row.interest),
        paid=None if paid_minor is None else Money(paid_minor, currency),
    )


def summary_values(summary: Summary, customer_id: int) -> dict[str, Any]:
    """Return the columns of a summary row; days as ISO text, sums in minor units."""
    return {
        "invoice_id": summary.case_id,
        "customer_id": customer_id,
        "currency": str(summary.open.currency),
        "open_minor": summary.open.minor,
        "due_on": iso(summary.due_on),
        "on_its_way_until": iso(summary.on_its_way_until),
        "act_on": iso(summary.act_on),
        "next_step": summary.next_step.value,
        "next_formal": int(summary.next_step.is_formal),
        "reason": summary.reason.value,
        "rank": _RANKS[summary.reason],
        "reason_on": iso(summary.reason_on),
        "reason_minor": _minor(summary.reason_amount),
        "usual_first": summary.usual_first,
        "usual_last": summary.usual_last,
        "names_on": iso(summary.names_on),
        "call_back_at": summary.call_back_at,
        "level": summary.level,
        "disputed_minor": _minor(summary.disputed),
        "answer_on": iso(summary.answer_on),
        "promised_by": iso(summary.promised_by),
        "promised_minor": _minor(summary.promised),
        "promise_lapses_on": iso(summary.promise_lapses_on),
        "plan_id": summary.plan_id,
        "plan_done": summary.plan_done,
        "plan_parts": summary.plan_parts,
        "missed_on": iso(summary.missed_on),
        "paused_until": iso(summary.paused_until),
        "handed_over_on": iso(summary.handed_over_on),
        "unconfirmed_minor": _minor(summary.unconfirmed),
        "closed_as": summary.closed_as,
        "closed_on": iso(summary.closed_on),
        "limitation_on": iso(summary.limitation_on),
    }


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor
