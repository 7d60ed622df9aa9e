"""The facts the law asks about, set one by one; the old value stays readable in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from app.domain.countries.base import RateTerms
from app.domain.history import FactChanged
from app.domain.interest_rate import check_agreed
from app.domain.invoice import AgreedInterest, CaseId, Facts, Invoice
from app.domain.party import Address, Customer, CustomerId, CustomerKind, Tone
from app.i18n import LETTER_LANGUAGES
from app.services import credit_limits
from app.services.changes import Changes
from app.services.correction import correct, correct_customer
from app.services.desk import Desk
from app.services.errors import SameIdentifierError, UnknownFieldError, UnreadableValueError
from app.storage.invoices import name_with_identifier

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_UNKNOWN = ("", "unknown")
_SETS_A_RATE = frozenset({"agreed_rate", "agreed_margin", "law"})
Reader = Callable[[str, str], object]


def _yes_no(field: str, text: str) -> bool | None:
    if text in _UNKNOWN:
        return None
    if text not in ("yes", "no"):
        raise UnreadableValueError(field, text, "yes_no")
    return text == "yes"


def _day(field: str, text: str) -> date | None:
    if text in _UNKNOWN:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableValueError(field, text, "day") from error


def _percent(field: str, text: str) -> Decimal | None:
    if text in _UNKNOWN:
        return None
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise UnreadableValueError(field, text, "percent") from error
    if not found.is_finite() or not 0 <= found <= 100:
        raise UnreadableValueError(field, text, "percent")
    return found


def _text(_: str, text: str) -> str:
    return text.strip()


def _name(field: str, text: str) -> str:
    if not text.strip():
        raise UnreadableValueError(field, text, "customer")
    return text.strip()


def _one_of(*known: str) -> Reader:
    def read(field: str, text: str) -> str | None:
        if text in _UNKNOWN:
            return None
        if text not in known:
            raise UnreadableValueError(field, text, "|".join(known))
        return text

    return read


INVOICE_FIELDS: Mapping[str, Reader] = {
    "due_agreed": _yes_no,
    "fee_agreed": _yes_no,
    "fee_agreed_on": _day,
    "fee_source": _text,
    "interest_notice_given": _yes_no,
    "delivered": _yes_no,
    "delivered_on": _day,
    "supplied_on": _day,
    "agreed_rate": _percent,
    "agreed_margin": _percent,
    "law": _one_of("SE", "NO"),
    "due_on": _day,
    "payment_reference": _text,
}
CUSTOMER_FIELDS: Mapping[str, Reader] = {
    "name": _name,
    "kind": _one_of(*(kind.value for kind in CustomerKind)),
    "country": _text,
    "language": _one_of(*LETTER_LANGUAGES),
    "tone": _one_of(*(tone.value for tone in Tone)),
    "channel": _text,
    "identifier": _text,
    "number": _text,
    "address": _text,
    "email": _text,
    "phone": _text,
    "address_form": _one_of("informal", "formal"),
    "invoices_to": _text,
    "terms": _text,
    "remember": _text,
    "fee_agreed_on": _day,
    "fee_source": _text,
}
_PLAIN = (
    "name", "country", "identifier", "number", "channel", "invoices_to", "terms", "remember",
    "fee_agreed_on", "fee_source",
)  # fmt: skip


def set_invoice(desk: Desk, case_id: CaseId, changes: Mapping[str, str]) -> Changes:
    """Set facts of an invoice, named and written as on the command line.

    Interest and charges that a new fact makes unlawful are taken back at once.

    Raises:
        UnknownFieldError, UnreadableValueError, AgreedRateTooHighError: Nothing was set.
    """
    return set_facts(desk, case_id, changes, {})


def set_facts(
    desk: Desk, case_id: CaseId, changes: Mapping[str, str], customer_changes: Mapping[str, str]
) -> Changes:
    """Set facts of an invoice and of its customer as one action.

    Raises:
        UnknownFieldError, UnreadableValueError, AgreedRateTooHighError: Nothing was set.
    """
    read, read_of_customer = _read(changes, INVOICE_FIELDS), _read(customer_changes, CUSTOMER_FIELDS)
    with desk.begin() as work:
        before = work.case(case_id)
        if read_of_customer:
            store_customer(
                work, desk, before.customer, _with_customer_facts(before.customer, read_of_customer)
            )
        paper = _with_facts(before.invoice, read)
        if _SETS_A_RATE & changes.keys():
            check_rate(desk, paper, work.customer(paper.customer_id))
        for field in changes:
            old, new = as_text(before.invoice, field), as_text(paper, field)
            if old != new:
                work.tell(case_id, FactChanged(field, old, new))
        work.update_invoice(paper)
        correct(work, [case_id], desk.today(), desk.statutes)
        about = f"{paper.number}, {before.customer.name}"
        action_id = work.commit("set_invoice", about)
    return Changes(frozenset({case_id}), frozenset({paper.customer_id}), action_id, "set_invoice", about)


def check_rate(desk: Desk, paper: Invoice, who: Customer) -> None:
    """Refuse an agreed rate that the law of the invoice forbids with this customer.

    Raises:
        AgreedRateTooHighError: It lies above the highest rate that may be agreed.
    """
    terms = RateTerms(not who.is_business, paper.facts.agreed)
    check_agreed(paper.law, terms, desk.today(), desk.statutes)


def _read(changes: Mapping[str, str], fields: Mapping[str, Reader]) -> dict[str, Any]:
    for field in changes:
        if field not in fields:
            raise UnknownFieldError(field, tuple(fields))
    return {field: fields[field](field, text) for field, text in changes.items()}


_ON_PAPER = ("law", "due_on", "payment_reference")


def read_facts(changes: Mapping[str, str]) -> Facts:
    """Return facts, named and written as on the command line, for an invoice that is not stored yet.

    Raises:
        UnknownFieldError, UnreadableValueError: A fact is not known, or cannot be read.
    """
    known = {name: reader for name, reader in INVOICE_FIELDS.items() if name not in _ON_PAPER}
    return _changed(Facts(), _read(changes, known))


def _with_facts(paper: Invoice, read: dict[str, Any]) -> Invoice:
    on_paper = {name: value for name, value in read.items() if name in _ON_PAPER}
    return replace(paper, **on_paper, facts=_changed(paper.facts, read))


def _changed(facts: Facts, read: dict[str, Any]) -> Facts:
    agreed = _agreed(facts.agreed or AgreedInterest(), read)
    plain = {name: value for name, value in read.items() if hasattr(facts, name)}
    return replace(facts, **plain, agreed=agreed if agreed != AgreedInterest() else None)


def _agreed(before: AgreedInterest, read: dict[str, Any]) -> AgreedInterest:
    """Return the agreed rate or margin; setting one clears the other, an empty one clears only itself."""
    rate = read.get("agreed_rate", before.fixed_percent)
    margin = read.get("agreed_margin", before.margin_points)
    if rate is None or margin is None:
        return AgreedInterest(rate, margin)
    if read.get("agreed_rate") is not None and read.get("agreed_margin") is not None:
        raise UnreadableValueError("agreed_margin", str(margin), "percent")
    return AgreedInterest(rate) if read.get("agreed_rate") is not None else AgreedInterest(None, margin)


def as_text(paper: Invoice, field: str) -> str:
    """Write a fact as the command line takes it; empty for unknown."""
    agreed = paper.facts.agreed or AgreedInterest()
    values = {"agreed_rate": agreed.fixed_percent, "agreed_margin": agreed.margin_points}
    value = values.get(field) if field in values else getattr(paper.facts, field, getattr(paper, field, None))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def set_customer(desk: Desk, customer_id: CustomerId, changes: Mapping[str, str]) -> Changes:
    """Set facts of a customer. A kind that the user sets is confirmed by that.

    Raises:
        UnknownFieldError, UnreadableValueError: Nothing was set.
    """
    credit, others = credit_limits.apart(changes)
    with desk.begin() as work:
        before = work.customer(customer_id)
        who = _with_customer_facts(before, _read(others, CUSTOMER_FIELDS))
        store_customer(work, desk, before, who)
        credit_limits.keep(work, desk.database.connection, customer_id, credit)
        action_id = work.commit("set_customer", who.name)
    return Changes(customers=frozenset({who.id}), action_id=action_id, kind="set_customer", about=who.name)


def update_customer(desk: Desk, who: Customer) -> Changes:
    """Store a customer as the user has edited it."""
    with desk.begin() as work:
        store_customer(work, desk, work.customer(who.id), who)
        action_id = work.commit("set_customer", who.name)
    return Changes(customers=frozenset({who.id}), action_id=action_id, kind="set_customer", about=who.name)


def store_customer(work: UnitOfWork, desk: Desk, before: Customer, who: Customer) -> None:
    """Store a customer; what another kind makes unlawful on any of its cases is taken back at once.

    Raises:
        SameIdentifierError: Another customer has the number.
    """
    refuse_same_identifier(desk, who)
    work.update_customer(who)
    if (before.kind, before.kind_confirmed) != (who.kind, who.kind_confirmed):
        correct_customer(work, who.id, desk.today(), desk.statutes)


def refuse_same_identifier(desk: Desk, who: Customer) -> None:
    """Refuse a number that another customer in the same country has."""
    other = name_with_identifier(desk.database.connection, who)
    if other is not None:
        raise SameIdentifierError(who.identifier, other)


def read_customer(who: Customer, changes: Mapping[str, str]) -> Customer:
    """Return a customer with facts named and written as on the command line; nothing is stored.

    Raises:
        UnknownFieldError, UnreadableValueError: A fact is not known, or cannot be read.
    """
    return _with_customer_facts(who, _read(changes, CUSTOMER_FIELDS))


def _with_customer_facts(who: Customer, read: dict[str, Any]) -> Customer:
    who = replace(who, **{name: read[name] for name in _PLAIN if name in read})
    if "kind" in read:
        kind = read["kind"]
        who = replace(who, kind=CustomerKind(kind) if kind else None, kind_confirmed=kind is not None)
    if "language" in read:
        who = replace(who, language=read["language"] or "")
    if "address_form" in read:
        who = replace(who, address_form=read["address_form"] or "")
    if "tone" in read:
        who = replace(who, tone=Tone(read["tone"]) if read["tone"] else None)
    if "address" in read:
        who = replace(who, address=read_address(read["address"], who.address))
    reachable = {name: read[name] for name in ("email", "phone") if name in read}
    return replace(who, contact=replace(who.contact, **reachable))


def read_address(text: str, before: Address) -> Address:
    """Read `Street 1, 999 47 Town` into its parts; without a comma it is all street."""
    street, _, place = text.rpartition(",") if "," in text else (text, "", "")
    words = place.split()
    count = next((n for n, word in enumerate(words) if not word.isdigit()), len(words))
    return replace(
        before, street=street.strip(), postcode=" ".join(words[:count]), city=" ".join(words[count:])
    )
