"""What all e-invoices have in common, once the places of their own format have been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.money import Currency, Money
from app.importers.draft import ChargeKind, Draft, DraftInvoice, DraftParty, InvoiceKind, PayTo, Status
from app.importers.identifier import normalise
from app.importers.terms import charge_kind, charge_of, days_of
from app.importers.xml_field import Fields

# UNCL 1001.
_CREDIT_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
_METERED_SERVICES = "82"
_PROFORMA = "325"


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of an invoice; what is due is `total - prepaid + rounding` unless the document differs."""

    total: Money
    due: Money
    prepaid: Money
    rounding: Money

    def __neg__(self) -> Sums:
        return Sums(-self.total, -self.due, -self.prepaid, -self.rounding)


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says, as it stands there; what it does not say is empty or `None`.

    Attributes:
        type_code: UNCL 1001, or the format's own code.
        is_credit: The document says so by its root or its own code; UNCL codes are known here.
        references: Every payment reference, those of several accounts for one claim among them.
        refers_to: Numbers of the invoices that came before.
        claims: What each line and each charge is for, in words.
        charge_kind: What it claims, where the document has a code for that; else `claims` tell.
        lines, vat, buyer_reference: As in `DraftInvoice`.
        status: Only what the document says in so many words, such as that it is cancelled.
    """

    number: str
    currency: Currency | None
    issued_on: date | None
    customer: DraftParty | None
    sums: Sums | None
    due_on: date | None = None
    type_code: str = ""
    is_credit: bool = False
    seller: DraftParty | None = None
    supplied_on: date | None = None
    references: tuple[str, ...] = ()
    pay_to: tuple[PayTo, ...] = ()
    refers_to: tuple[str, ...] = ()
    terms: str = ""
    subject: str = ""
    claims: tuple[str, ...] = ()
    charge_kind: ChargeKind | None = None
    status: Status | None = None
    lines: Money | None = None
    vat: Money | None = None
    buyer_reference: str | None = None


def drafted(fields: Fields, kind: str, said: Said) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out."""
    invoice = _invoice(fields, said)
    if invoice is not None:
        _remark(fields, invoice, said.claims)
    is_kept = invoice is not None and not any(problem.is_blocking for problem in fields.problems)
    return Draft(kind, (invoice,) if invoice and is_kept else (), tuple(fields.problems))


def complete_sums(
    fields: Fields,
    *,
    total: Money | None,
    due: Money | None,
    prepaid: Money | None = None,
    rounding: Money | None = None,
) -> Sums | None:
    """Return all amounts, with what the document leaves out worked out; `None` if it names neither.

    Amounts that contradict each other are remarked; what is due counts.
    """
    known = due if due is not None else total
    if known is None:
        return None
    zero = Money.zero(known.currency)
    prepaid, rounding = prepaid or zero, rounding or zero
    due = total - prepaid + rounding if due is None and total is not None else known
    total = due + prepaid - rounding if total is None else total
    if total - prepaid + rounding != due:
        fields.note("sums_differ", "amount_due", due=due, expected=total - prepaid + rounding)
    return Sums(total, due, prepaid, rounding)


def period_end(issued_on: date | None, ended: date | None) -> date | None:
    """Return the end of a period as the day of supply, if it was over when the invoice was issued."""
    return ended if ended and issued_on and ended <= issued_on else None


def first_of(names: Sequence[str]) -> str:
    """Return the first that is not empty."""
    return next((name for name in names if name), "")


def _invoice(fields: Fields, said: Said) -> DraftInvoice | None:
    sums, issued_on, customer = said.sums, said.issued_on, said.customer
    if not (issued_on and customer and sums):
        absent = {"issued_on": issued_on, "customer": customer, "amount_due": sums or not said.currency}
        for name in (name for name, value in absent.items() if not value):
            fields.block("missing", name)
        return None
    is_credit, sums = _signed(fields, said, sums)
    references = tuple(dict.fromkeys(said.references))
    return DraftInvoice(
        line=fields.line,
        kind=_kind_word(is_credit=is_credit),
        number=said.number,
        type_code=said.type_code,
        customer=customer,
        seller=said.seller,
        issued_on=issued_on,
        due_on=said.due_on,
        supplied_on=said.supplied_on,
        currency=sums.due.currency,
        total=sums.total,
        amount_due=sums.due,
        prepaid=sums.prepaid,
        rounding=sums.rounding,
        payment_reference=next(iter(references), None),
        other_references=references[1:],
        pay_to=said.pay_to,
        credits=next(iter(said.refers_to), None),
        refers_to=said.refers_to,
        terms=said.terms,
        terms_days=days_of(said.terms) if said.due_on is None else None,
        subject=said.subject,
        charge_kind=said.charge_kind or charge_kind(said.claims),
        status=_status(said, sums),
        lines=said.lines,
        vat=said.vat,
        buyer_reference=said.buyer_reference,
    )


def _kind_word(*, is_credit: bool) -> InvoiceKind:
    return "credit_note" if is_credit else "invoice"


def _signed(fields: Fields, said: Said, sums: Sums) -> tuple[bool, Sums]:
    """Say whether the document credits, and return its amounts so that they count positive."""
    zero = Money.zero(sums.due.currency)
    is_credit = said.is_credit or said.type_code in _CREDIT_CODES
    if sums.total < zero or (not sums.total and sums.due < zero):
        fields.note("negative_credits", "total", found=str(sums.total.amount))
        is_credit, sums = True, -sums
    if sums.due < zero:
        fields.note("paid_too_much", "amount_due", found=str(sums.due.amount), too_much=-sums.due)
        sums = Sums(sums.total, zero, sums.prepaid, sums.rounding)
    return is_credit, sums


def _status(said: Said, sums: Sums) -> Status:
    if said.status:
        return said.status
    if said.type_code == _PROFORMA:
        return "draft"
    return "open" if sums.due else "paid"


def _remark(fields: Fields, invoice: DraftInvoice, claims: Sequence[str]) -> None:
    if invoice.type_code == _METERED_SERVICES:
        fields.note("forward_billing", "type_code", found=invoice.type_code)
    if invoice.status == "draft":
        fields.note("proforma", "type_code", found=invoice.type_code)
    if invoice.kind == "invoice" and invoice.due_on is None:
        _remark_missing_due(fields, invoice)
    if invoice.due_on and invoice.due_on < invoice.issued_on:
        fields.note(
            "due_before_issue", "due_on", found=invoice.due_on.isoformat(), issued_on=invoice.issued_on
        )
    if invoice.charge_kind == "ordinary" and any(charge_of(name) != "ordinary" for name in claims):
        fields.note("mixed_charges", "charge_kind")
    _remark_identifier(fields, invoice)


def _remark_missing_due(fields: Fields, invoice: DraftInvoice) -> None:
    if invoice.terms_days is None:
        fields.note("due_missing", "due_on", found=invoice.terms)
    else:
        fields.note("due_in_terms", "due_on", found=invoice.terms, days=invoice.terms_days)


def _remark_identifier(fields: Fields, invoice: DraftInvoice) -> None:
    number = invoice.customer.identifier
    if not number:
        fields.note("identifier_missing", "identifier")
    elif normalise(number, invoice.customer.country).is_valid is False:
        fields.note("identifier_check", "identifier", found=number)
