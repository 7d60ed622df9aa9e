"""Who writes, who is written to, and where the money goes, as paper shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.party import OwnAccount


@dataclass(frozen=True, slots=True)
class Sender:
    """Our firm as the paper shows it.

    Attributes:
        country: ISO code; picks the window envelope, and the wording where the letter's law is unset.
        identifier: Empty where it must not be printed: a personal number only stands on some papers.
        note: VAT or F-tax note, one line.
        logo: PNG or JPEG bytes.
        offset_mm: Moves the address right and down, for a printer or an envelope that differs.
    """

    name: str
    country: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    identifier: str = ""
    note: str = ""
    accounts: tuple[OwnAccount, ...] = ()
    logo: bytes | None = None
    offset_mm: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Recipient:
    """The customer as the envelope and the letter show it.

    Attributes:
        is_person: Addressed as one person ("du"), not as a firm ("ni", "dere").
        identifier: Empty where it must not be printed; never a personal number on a reminder.
    """

    name: str
    country: str
    address: tuple[str, ...] = ()
    contact: str = ""
    customer_number: str = ""
    identifier: str = ""
    is_person: bool = False


class ReferenceKind(StrEnum):
    """What the payer writes with the payment: a checked reference, or words such as the invoice number."""

    OCR = "ocr"
    KID = "kid"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where the money goes, and what it is marked with.

    Attributes:
        swish: Number of our Swish account, empty where letters bear no code to scan.
    """

    account: OwnAccount
    reference: str
    reference_kind: ReferenceKind
    swish: str = ""
