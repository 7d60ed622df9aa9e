"""Invoices and credit notes in UBL 2.1: Peppol BIS Billing 3, EHF 3 and plain EN 16931."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from app.domain.money import Currency, Money
from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import EN16931, UBL_CREDIT_NOTE, UBL_INVOICE, Kind
from app.importers.draft import ChargeKind, Draft, DraftInvoice, InvoiceKind, Status
from app.importers.identifier import normalise
from app.importers.terms import charge_kind, charge_of, days_of
from app.importers.trouble import UnreadableFileError
from app.importers.ubl_field import Fields
from app.importers.ubl_party import elements, party, pay_to, text

_CREDIT_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
_METERED_SERVICES = "82"
_PROFORMA = "325"
_ROOTS = {Kind.INVOICE: f"{{{UBL_INVOICE}}}Invoice", Kind.CREDIT_NOTE: f"{{{UBL_CREDIT_NOTE}}}CreditNote"}
_REFERRED = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"


@dataclass(frozen=True, slots=True)
class _Amounts:
    total: Money
    due: Money
    prepaid: Money
    rounding: Money

    def __neg__(self) -> _Amounts:
        return _Amounts(-self.total, -self.due, -self.prepaid, -self.rounding)


def read_ubl(source: Path | bytes) -> Draft:
    """Return the one invoice or credit note of a document, or the problems that keep it out.

    Raises:
        UnreadableFileError: Over 20 MB, not well-formed, with a DOCTYPE, or no UBL invoice at all.
    """
    data = source if isinstance(source, bytes) else read_whole(source, XML_LIMIT_BYTES)
    root = safe_xml.parse(data)
    for kind, name in _ROOTS.items():
        # The document may lie in the envelope that it travelled in.
        document = next(root.iter(name), None)
        if document is not None:
            return _draft(Fields(document), kind)
    raise UnreadableFileError("broken_xml")


def _draft(fields: Fields, kind: Kind) -> Draft:
    invoice = _invoice(fields, kind)
    if invoice is not None:
        _remark(fields, invoice)
    is_kept = invoice is not None and not any(problem.is_blocking for problem in fields.problems)
    return Draft(kind, (invoice,) if invoice and is_kept else (), tuple(fields.problems))


def _invoice(fields: Fields, kind: Kind) -> DraftInvoice | None:
    document = fields.document
    number, currency = fields.required("number", "cbc:ID"), fields.currency()
    issued_on, due_on = fields.day("issued_on", "cbc:IssueDate"), _due_on(fields)
    customer = party(document, "cac:AccountingCustomerParty")
    amounts = _amounts(fields, currency) if currency else None
    if not (issued_on and customer and amounts and currency):
        absent = {"issued_on": issued_on, "customer": customer, "amount_due": amounts or not currency}
        for name in (name for name, value in absent.items() if not value):
            fields.block("missing", name)
        return None
    is_credit, amounts = _signed(fields, kind, amounts)
    refers_to = _texts(document, _REFERRED)
    terms = "\n".join(_texts(document, "cac:PaymentTerms/cbc:Note"))
    return DraftInvoice(
        line=fields.line,
        kind=_kind_word(is_credit=is_credit),
        number=number,
        type_code=_type_code(document),
        customer=customer,
        seller=party(document, "cac:AccountingSupplierParty"),
        issued_on=issued_on,
        due_on=due_on,
        supplied_on=_supplied_on(fields, issued_on),
        currency=currency,
        total=amounts.total,
        amount_due=amounts.due,
        prepaid=amounts.prepaid,
        rounding=amounts.rounding,
        payment_reference=text(document, "cac:PaymentMeans/cbc:PaymentID") or None,
        pay_to=pay_to(document),
        credits=next(iter(refers_to), None),
        refers_to=refers_to,
        terms=terms,
        terms_days=days_of(terms) if due_on is None else None,
        subject=_subject(document),
        charge_kind=_charge_kind(document),
        status=_status(document, amounts),
    )


def _texts(document: etree._Element, path: str) -> tuple[str, ...]:
    found = ((each.text or "").strip() for each in elements(document, path))
    return tuple(value for value in found if value)


def _kind_word(*, is_credit: bool) -> InvoiceKind:
    return "credit_note" if is_credit else "invoice"


def _type_code(document: etree._Element) -> str:
    return text(document, "cbc:InvoiceTypeCode") or text(document, "cbc:CreditNoteTypeCode")


def _due_on(fields: Fields) -> date | None:
    """Return the due day from the header, the payment means (credit notes) or the terms, in this order."""
    paths = ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate", "cac:PaymentTerms/cbc:PaymentDueDate")
    return next((day for path in paths if (day := fields.day("due_on", path))), None)


def _supplied_on(fields: Fields, issued_on: date) -> date | None:
    """Return the day of delivery, else the end of a period that was over when the invoice was issued."""
    delivered = fields.day("supplied_on", "cac:Delivery/cbc:ActualDeliveryDate")
    ended = fields.day("supplied_on", "cac:InvoicePeriod/cbc:EndDate")
    return delivered or (ended if ended and ended <= issued_on else None)


def _amounts(fields: Fields, currency: Currency) -> _Amounts | None:
    zero = Money.zero(currency)
    total = fields.amount("total", "TaxInclusiveAmount", currency)
    due = fields.amount("amount_due", "PayableAmount", currency)
    prepaid = fields.amount("prepaid", "PrepaidAmount", currency) or zero
    rounding = fields.amount("rounding", "PayableRoundingAmount", currency) or zero
    if due is None:
        due = None if total is None else total - prepaid + rounding
    if due is None:
        return None
    total = due + prepaid - rounding if total is None else total
    if total - prepaid + rounding != due:
        fields.note("sums_differ", "amount_due", due=due, expected=total - prepaid + rounding)
    return _Amounts(total, due, prepaid, rounding)


def _signed(fields: Fields, kind: Kind, amounts: _Amounts) -> tuple[bool, _Amounts]:
    """Say whether the document credits, and return its amounts so that they count positive."""
    zero = Money.zero(amounts.due.currency)
    is_credit = kind is Kind.CREDIT_NOTE or _type_code(fields.document) in _CREDIT_CODES
    if amounts.total < zero or (not amounts.total and amounts.due < zero):
        fields.note("negative_credits", "total", found=str(amounts.total.amount))
        is_credit, amounts = True, -amounts
    if amounts.due < zero:
        fields.note("paid_too_much", "amount_due", found=str(amounts.due.amount), too_much=-amounts.due)
        amounts = _Amounts(amounts.total, zero, amounts.prepaid, amounts.rounding)
    return is_credit, amounts


def _subject(document: etree._Element) -> str:
    paths = ("cac:Item/cbc:Name", "cac:Item/cbc:Description")
    of_lines = (text(line, path) for line in _lines(document) for path in paths)
    of_header = (text(document, path) for path in ("cac:OrderReference/cbc:ID", "cbc:Note"))
    return next((found for found in (*of_lines, *of_header) if found), "")


def _lines(document: etree._Element) -> list[etree._Element]:
    return [*elements(document, "cac:InvoiceLine"), *elements(document, "cac:CreditNoteLine")]


def _claims(document: etree._Element) -> list[str]:
    """Return what each line and each charge of the document is for."""
    reasons = (
        text(each, "cbc:AllowanceChargeReason")
        for each in elements(document, "cac:AllowanceCharge")
        if text(each, "cbc:ChargeIndicator") == "true"
    )
    names = (
        " ".join((text(line, "cac:Item/cbc:Name"), text(line, "cac:Item/cbc:Description")))
        for line in _lines(document)
    )
    return [*names, *reasons]


def _charge_kind(document: etree._Element) -> ChargeKind:
    return charge_kind(_claims(document))


def _status(document: etree._Element, amounts: _Amounts) -> Status:
    if _type_code(document) == _PROFORMA:
        return "draft"
    return "open" if amounts.due else "paid"


def _remark(fields: Fields, invoice: DraftInvoice) -> None:
    document = fields.document
    profile = text(document, "cbc:CustomizationID")
    if not profile.startswith(EN16931):
        fields.note("profile_unknown", "", found=profile)
    if invoice.type_code == _METERED_SERVICES:
        fields.note("forward_billing", "type_code", found=invoice.type_code)
    if invoice.type_code == _PROFORMA:
        fields.note("proforma", "type_code", found=invoice.type_code)
    if invoice.kind == "invoice" and invoice.due_on is None:
        _remark_missing_due(fields, invoice)
    if invoice.due_on and invoice.due_on < invoice.issued_on:
        fields.note(
            "due_before_issue", "due_on", found=invoice.due_on.isoformat(), issued_on=invoice.issued_on
        )
    if invoice.charge_kind == "ordinary" and any(charge_of(name) != "ordinary" for name in _claims(document)):
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
