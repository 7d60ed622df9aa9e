"""Who owes and who is owed: the customer and the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

CustomerId = NewType("CustomerId", int)


class CustomerKind(StrEnum):
    """What the law asks about a customer. Unset is treated as a consumer everywhere."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    PUBLIC = "public"


class Tone(StrEnum):
    """How a letter sounds; never what it may claim."""

    WARM = "warm"
    PLAIN = "plain"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as it stands on an envelope; empty lines are left out."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return bool(self.street or self.city)

    @property
    def lines(self) -> tuple[str, ...]:
        place = f"{self.postcode} {self.city}".strip()
        return tuple(line for line in (*self.street.splitlines(), place) if line)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to talk to. `best_time` and `role` are free words of the trader."""

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    best_time: str = ""


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Someone more to talk to at a customer; `language` is empty for the customer's own."""

    id: int
    contact: Contact
    language: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """The one who owes.

    Attributes:
        kind: What the user set, or what an organisation number implies; `None` is unset.
        kind_confirmed: True once the user has set or confirmed it; 450 kr and § 3 a ask for that.
        country: ISO 3166-1 code, empty when unknown.
        language: Language of letters (`sv`, `nb`, `en`), empty for the country's own.
        fee_agreed_on: Day of an agreement on reminder fees, from which it covers new invoices.
        address_form: `informal` (du) or `formal` (De), empty for what is usual.
        invoices_to: Where invoices go, if elsewhere than to the contact; `terms` are words of the trader.
    """

    id: CustomerId
    name: str
    kind: CustomerKind | None = None
    kind_confirmed: bool = False
    country: str = ""
    identifier: str = ""
    number: str = ""
    language: str = ""
    tone: Tone | None = None
    channel: str = ""
    address: Address = Address()
    contact: Contact = Contact()
    remember: str = ""
    fee_agreed_on: date | None = None
    fee_source: str = ""
    address_form: str = ""
    invoices_to: str = ""
    terms: str = ""

    @property
    def is_business(self) -> bool:
        """Say whether the rules between businesses apply; public bodies follow them too."""
        return self.kind in (CustomerKind.BUSINESS, CustomerKind.PUBLIC)

    @property
    def is_confirmed_business(self) -> bool:
        return self.is_business and self.kind_confirmed


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account of ours: `bankgiro`, `plusgiro`, `account` or `iban`; or a `swish` number for a code."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Firm:
    """The user's own firm, as letters show it and as imported invoices are recognised by."""

    name: str = ""
    country: str = "SE"
    identifier: str = ""
    address: Address = Address()
    phone: str = ""
    email: str = ""
    vat_note: str = ""
    accounts: tuple[OwnAccount, ...] = ()
    agency: str = ""
    show_identifier: bool = False
