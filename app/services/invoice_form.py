"""A new invoice as it is typed: what is asked, what is still missing, and storing it with its customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.errors import RuleError
from app.domain.invoice import Facts
from app.domain.money import Currency, Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.i18n import N_, _
from app.services import registering
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import DuplicateInvoiceError, FutureDayError
from app.services.explain.errors import error as said
from app.services.explain.words import home_currency
from app.services.facts import read_customer
from app.services.firm import read_firm
from app.storage.search import search

MOST_FOUND = 8
_CURRENCIES = ("SEK", "NOK", "EUR", "DKK", "USD", "GBP")
KINDS = (
    ("", N_("Not known")),
    (CustomerKind.BUSINESS.value, N_("Business")),
    (CustomerKind.CONSUMER.value, N_("Consumer")),
    (CustomerKind.PUBLIC.value, N_("Public body")),
)
_ASKED = (
    (
        "due_agreed",
        N_("The due date was agreed"),
        N_("In an order or a contract, say. Then interest counts from the day after it."),
    ),
    (
        "fee_agreed",
        N_("A reminder fee was agreed"),
        N_("In Sweden a reminder may bear a fee only if that was agreed before the debt arose."),
    ),
    (
        "interest_notice_given",
        N_("The invoice says that late payment bears interest"),
        N_("A consumer whose due date was not agreed owes no interest without that sentence."),
    ),
)
_ASKED_IN = {"NO": ("due_agreed",)}


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact that the law asks about, as a box to tick, and in one sentence why."""

    field: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class InvoiceForm:
    """What a new invoice starts with: currencies, the firm's own first, and what its country asks."""

    currencies: tuple[str, ...]
    facts: tuple[FactAsked, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A customer that there is."""

    id: CustomerId
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class TypedInvoice:
    """What stands in the form.

    Attributes:
        customer_id: A known customer, or `None` for a new one.
        who: Facts of a new customer, named as in `facts.CUSTOMER_FIELDS`.
        contact: Whom to talk to at a new customer.
    """

    customer_id: CustomerId | None
    who: Mapping[str, str]
    number: str
    amount: Money | None
    issued_on: date | None
    due_on: date | None
    contact: str = ""
    payment_reference: str = ""
    subject: str = ""
    facts: Facts = field(default_factory=Facts)


def invoice_form(desk: Desk) -> InvoiceForm:
    """Return what is asked about a new invoice, in the language of the screen."""
    country = read_firm(desk).country
    home = home_currency(country) or Currency("SEK")
    asked = _ASKED_IN.get(country, tuple(name for name, _words, _why in _ASKED))
    facts = (FactAsked(name, _(words), _(why)) for name, words, why in _ASKED if name in asked)
    return InvoiceForm((home, *(each for each in _CURRENCIES if each != home)), tuple(facts))


def customers_like(desk: Desk, text: str) -> tuple[Known, ...]:
    """Return the customers that go by a name or number, the best first."""
    with desk.database.reading() as connection:
        hits = search(connection, text, limit=MOST_FOUND).hits if text.strip() else ()
    people = (hit for hit in hits if hit.case_id is None)
    return tuple(Known(CustomerId(hit.customer_id), hit.customer, hit.number) for hit in people)


def customer_known(desk: Desk, customer_id: CustomerId) -> Known | None:
    """Return one customer as the form names it."""
    row = desk.database.connection.execute(
        "SELECT name, number FROM customer WHERE id = ?", (customer_id,)
    ).fetchone()
    return Known(customer_id, row[0], row[1]) if row else None


def missing(typed: TypedInvoice) -> dict[str, str]:
    """Return for each field without which there is no invoice what to write there."""
    asked = {
        "customer": (typed.customer_id or typed.who.get("name", "").strip(), N_("Write who owes it.")),
        "number": (typed.number.strip(), N_("Write the number of the invoice.")),
        "amount": (typed.amount, N_("Write the amount like 24 860,00.")),
        "issued_on": (typed.issued_on, N_("Write the day of the invoice.")),
    }
    return {name: _(words) for name, (value, words) in asked.items() if not value}


def field_of(error: RuleError) -> tuple[str, str]:
    """Return the field that a refusal is about, and its words."""
    fields = {DuplicateInvoiceError: "number", FutureDayError: "issued_on"}
    return fields.get(type(error), ""), said(error)


def save(desk: Desk, typed: TypedInvoice) -> Changes:
    """Store the invoice, and its customer where that is a new one, as one action.

    Nothing that `missing` asks for may be missing.

    Raises:
        DuplicateInvoiceError: The customer has an invoice with this number.
        FutureDayError: It is issued on a day to come.
    """
    assert typed.amount is not None and typed.issued_on is not None
    new = registering.NewInvoice(
        typed.customer_id or CustomerId(0),
        typed.number.strip(),
        typed.amount,
        typed.issued_on,
        typed.due_on,
        payment_reference=typed.payment_reference.strip(),
        subject=typed.subject.strip(),
        facts=typed.facts,
    )
    if typed.customer_id is not None:
        return registering.add_invoice(desk, new)
    fresh = Customer(CustomerId(0), "", country=read_firm(desk).country)
    who = read_customer(fresh, typed.who)
    who = replace(who, contact=replace(who.contact, name=typed.contact.strip()))
    return registering.add_invoice_for(desk, who, new)
