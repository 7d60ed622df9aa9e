"""The names of the facts that can be set, as a sentence says them, and what each may hold."""

from __future__ import annotations

from app.i18n import N_, _

_FIELDS = {
    "due_agreed": N_("due date agreed beforehand"),
    "fee_agreed": N_("reminder fee agreed"),
    "fee_agreed_on": N_("day of the fee agreement"),
    "fee_source": N_("document of the fee agreement"),
    "interest_notice_given": N_("interest notice on the invoice"),
    "delivered": N_("invoice delivered"),
    "delivered_on": N_("day of delivery"),
    "supplied_on": N_("day of the goods or the work"),
    "agreed_rate": N_("agreed rate of interest"),
    "agreed_margin": N_("agreed margin of interest"),
    "law": N_("country of the law"),
    "due_on": N_("due date"),
    "payment_reference": N_("payment reference"),
    "name": N_("name"),
    "kind": N_("kind of customer"),
    "country": N_("country"),
    "language": N_("language"),
    "tone": N_("tone"),
    "channel": N_("channel"),
    "identifier": N_("organisation or personal number"),
    "number": N_("customer number"),
    "address": N_("address"),
    "email": N_("e-mail"),
    "phone": N_("phone number"),
    "address_form": N_("form of address"),
    "invoices_to": N_("where invoices go"),
    "terms": N_("terms of payment"),
    "remember": N_("own note"),
    "credit_limit": N_("credit limit"),
    "insured_limit": N_("what the insurer covers"),
    "extension_days": N_("days that the insurer lets you wait"),
    "report_days": N_("days until the insurer is to be told"),
    "bankgiro": N_("bankgiro number"),
    "plusgiro": N_("plusgiro number"),
    "account": N_("account number"),
    "iban": N_("IBAN"),
    "swish": N_("Swish number"),
    "logo": N_("logo"),
}

_EXPECTED = {
    "yes_no": N_("Write yes, no or unknown."),
    "day": N_("Write a day such as 2026-11-18."),
    "percent": N_("Write a percentage from 0 to 100."),
    "name": N_("Write the name of your firm."),
    "customer": N_("Write who owes it."),
    "check_digit": N_("Look at the digits once more: the last one does not fit the others."),
    "limit": N_("Write an amount such as 60000."),
    "days": N_("Write a number of days from 0 to 365."),
    "picture": N_("Choose a picture in PNG or JPEG of at most 1 MB."),
}

_VALUES = {
    "": N_("unknown"),
    "unknown": N_("unknown"),
    "yes": N_("yes"),
    "no": N_("no"),
}


def field_name(field: str) -> str:
    """Return what a fact is called within a sentence; an unknown name is shown as it is."""
    known = _FIELDS.get(field)
    return _(known) if known else field


def field_value(value: str) -> str:
    """Return a stored value in words: yes, no, unknown, or the value itself."""
    known = _VALUES.get(value)
    return _(known) if known else value


def expectation(expected: str) -> str:
    """Return what a value should look like; a list of choices is named in full."""
    known = _EXPECTED.get(expected)
    return _(known) if known else _("Possible: {choices}.").format(choices=expected)
