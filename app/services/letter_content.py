"""From a claim to what stands on paper: parties, lines with their calculation, charges, where to pay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.content import ClaimedCharge, Line
from app.documents.parties import PayTo, Recipient, ReferenceKind, Sender
from app.domain.case import Case
from app.domain.claim import Claim, ClaimLine
from app.domain.dated_table import Statutes
from app.domain.due import days_late, effective_due_on
from app.domain.errors import RuleError
from app.domain.invoice import Invoice
from app.domain.ledger import CHARGES, EntryKind, booked_interest, split
from app.domain.money import Money
from app.domain.party import Customer, CustomerKind, Firm
from app.domain.references import Scheme, check_reference, is_personal_number
from app.services.letter_interest import counted

_LANGUAGES = {"SE": "sv", "NO": "nb"}
_ACCOUNTS = {
    "SE": ("bankgiro", "plusgiro", "account", "iban"),
    "NO": ("account", "iban", "bankgiro", "plusgiro"),
}
_SCHEMES = {
    "SE": ((Scheme.OCR, ReferenceKind.OCR),),
    "NO": ((Scheme.KID_MOD10, ReferenceKind.KID), (Scheme.KID_MOD11, ReferenceKind.KID)),
}


class FirmUnknownError(RuleError):
    """The user has not named the firm yet, so no letter can say who writes."""


class AccountUnknownError(RuleError):
    """The firm has no account to pay to."""


def letter_language(who: Customer) -> str:
    """Return the language of the customer's letters: their own, else their country's, else English."""
    return who.language or _LANGUAGES.get(who.country, "en" if who.country else "sv")


def sender(firm: Firm, *, formal: bool, logo: bytes | None) -> Sender:
    """Return the firm as a paper shows it; a personal number stands only on formal demands and plans."""
    hidden = is_personal_number(firm.identifier, firm.country) and not (formal or firm.show_identifier)
    return Sender(
        name=firm.name,
        country=firm.country,
        address=firm.address.lines,
        phone=firm.phone,
        email=firm.email,
        identifier="" if hidden else firm.identifier,
        note=firm.vat_note,
        accounts=firm.accounts,
        logo=logo,
    )


def recipient(who: Customer) -> Recipient:
    """Return the customer as the envelope shows it; a personal number is never printed on it."""
    hidden = is_personal_number(who.identifier, who.country)
    return Recipient(
        name=who.name,
        country=who.country,
        address=who.address.lines,
        contact=who.contact.name if who.is_business else "",
        customer_number=who.number,
        identifier="" if hidden else who.identifier,
        is_person=who.kind is CustomerKind.CONSUMER,
    )


def pay_to(firm: Firm, oldest: Invoice) -> PayTo:
    """Return where the money goes, marked with the reference of the oldest invoice or its number.

    Raises:
        AccountUnknownError: The firm has named no account.
    """
    kinds = _ACCOUNTS.get(oldest.law or firm.country, _ACCOUNTS["SE"])
    account = next((one for kind in kinds for one in firm.accounts if one.kind == kind), None)
    if account is None:
        raise AccountUnknownError
    swish = next((one.number for one in firm.accounts if one.kind == "swish"), "")
    reference = oldest.payment_reference
    for scheme, kind in _SCHEMES.get(oldest.law or firm.country, ()):
        if reference and check_reference(reference, scheme) is None:
            return PayTo(account, reference, kind, swish)
    return PayTo(account, reference or oldest.number, ReferenceKind.MESSAGE, swish)


def lines(cases: Sequence[Case], claim: Claim, statutes: Statutes) -> tuple[Line, ...]:
    """Return one line per invoice of a claim, in its order."""
    by_id = {case.invoice.id: case for case in cases}
    return tuple(_line(by_id[line.case_id], line, claim, statutes) for line in claim.lines)


def _line(case: Case, line: ClaimLine, claim: Claim, statutes: Statutes) -> Line:
    invoiced = case.invoice.amount_due - line.disputed
    interest = line.interest_booked + line.interest_new
    paid = booked_interest(case.ledger, claim.currency) - split(case.live_ledger, claim.currency).interest
    return Line(
        number=case.invoice.number,
        subject=case.invoice.subject,
        due_on=effective_due_on(case) or case.invoice.issued_on,
        days_late=days_late(case, claim.on),
        invoiced=invoiced,
        paid=invoiced - line.principal,
        interest=interest if interest else None,
        interest_paid=paid if interest else None,
        segments=counted(case, line, claim, statutes) if interest else (),
        issued_on=case.invoice.issued_on,
        disputed=line.disputed,
    )


def charges(cases: Sequence[Case], claim: Claim) -> tuple[ClaimedCharge, ...]:
    """Return the fixed sums of a claim: what is left of earlier ones, then what it adds."""
    by_id = {case.invoice.id: case for case in cases}
    earlier = [
        charge for line in claim.lines for charge in charges_left(by_id[line.case_id], line.charges_booked)
    ]
    added = [
        _agreed(by_id[entry.case_id], entry.kind, entry.amount)
        for entry in claim.entries
        if entry.kind in CHARGES
    ]
    return tuple(earlier + added)


def charges_left(case: Case, left: Money) -> Iterable[ClaimedCharge]:
    """Return the charges booked on a case, the oldest paid first, so that they sum to what is left."""
    booked = [entry for entry in case.live_ledger if entry.kind in CHARGES]
    for entry in reversed(booked):
        amount = min(left, entry.amount)
        if amount.minor > 0:
            yield _agreed(case, entry.kind, amount)
            left = left - amount


def _agreed(case: Case, kind: EntryKind, amount: Money) -> ClaimedCharge:
    if kind is not EntryKind.REMINDER_FEE:
        return ClaimedCharge(kind, amount)
    return ClaimedCharge(kind, amount, case.invoice.facts.fee_agreed_on, case.invoice.facts.fee_source)
