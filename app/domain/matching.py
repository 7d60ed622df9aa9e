"""Which payment pays what: what is known on both sides, and what a match says.

A check digit is a hint, never a demand: of the references in real bank files most do not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import CustomerId


class Certainty(StrEnum):
    """How sure a match is. `CERTAIN` may be booked without looking; `LIKELY` waits for a yes."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NONE = "none"


class Why(StrEnum):
    """What a match rests on, or what is in the way of one. `explain.matches` has the words."""

    REFERENCE = "reference"
    INSTALMENT = "instalment"
    LETTER = "letter"
    PARTS = "parts"
    BOOKED_BEFORE = "booked_before"
    REVERSAL = "reversal"
    REFERENCE_ZEROS = "reference_zeros"
    REFERENCE_SHARED = "reference_shared"
    BEFORE_ISSUED = "before_issued"
    OTHER_PAYER = "other_payer"
    NUMBERS_IN_TEXT = "numbers_in_text"
    PART_PAYMENT = "part_payment"
    WITH_INTEREST = "with_interest"
    A_LITTLE_LESS = "a_little_less"
    A_LITTLE_MORE = "a_little_more"
    TOO_MUCH = "too_much"
    SEVERAL_INVOICES = "several_invoices"
    CREDIT_SET_OFF = "credit_set_off"
    AMOUNT_AND_PAYER = "amount_and_payer"
    SETTLED_BEFORE = "settled_before"
    AMOUNT_ONLY = "amount_only"
    ALREADY_PAID = "already_paid"
    OTHER_CURRENCY = "other_currency"
    PAYER_ONLY = "payer_only"
    TAKEN_BACK = "taken_back"
    OWN_TRANSFER = "own_transfer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of a payment and what it is for; negative for a credit note that the payer set off."""

    reference: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A payment that waits to be matched.

    Attributes:
        amount: Positive, also for a reversal.
        numbers: Invoice numbers the bank gives in fields of their own.
        reverses: For a reversal: the payment it takes back, where the bank names it.
    """

    id: int
    received_on: date
    amount: Money
    movement: str = "payment"
    payer: str = ""
    payer_account: str = ""
    payer_identifier: str = ""
    reference: str = ""
    numbers: tuple[str, ...] = ()
    parts: tuple[NamedPart, ...] = ()
    message: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class BookedPayment:
    """A payment that stands on a case already.

    Attributes:
        is_ours: We wrote it down ourselves (by hand, or because a list showed it): the bank has yet to bring
            the real one, which then takes its place.
    """

    id: int
    amount: Money
    received_on: date
    is_ours: bool = True
    payer: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An invoice that money may be for.

    Attributes:
        open: The sum of its ledger; nothing for a case that only a payment of ours has closed.
        instalment: The next one of its signed plan, `plan_id`.
        booked: What we booked on it ourselves.
    """

    case_id: CaseId
    customer_id: CustomerId
    number: str
    reference: str
    open: Money
    issued_on: date
    due_on: date | None = None
    plan_id: int | None = None
    instalment: Money | None = None
    booked: tuple[BookedPayment, ...] = ()


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter whose day to pay has not passed: exactly its sum settles all its cases."""

    reference: str
    total: Money
    pay_by: date
    case_ids: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True)
class PayerCard:
    """A customer as a bank may name it.

    Attributes:
        aliases: Other names it has paid under; `accounts` are those it has paid from.
    """

    id: CustomerId
    name: str
    number: str = ""
    identifier: str = ""
    aliases: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettledInvoice:
    """An invoice on which nothing is open, found by a number or reference that a payment names."""

    case_id: CaseId
    customer_id: CustomerId
    number: str
    reference: str
    currency: Currency


@dataclass(frozen=True, slots=True)
class CreditLeft:
    """What is left of a payment or credit note, in the customer's favour."""

    payment_id: int
    customer_id: CustomerId
    left: Money


def _no_interest(_case_id: CaseId, _on: date) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Books:
    """Everything payments are held against.

    Attributes:
        booked: Payments accepted earlier, which a reversal may take back, with the cases they stand on.
        interest: Lawful interest not yet booked on a case on a day, in minor units.
        tolerance: So many whole units too little or too much are a matter of öre, fees and rounding.
    """

    candidates: tuple[Candidate, ...]
    payers: tuple[PayerCard, ...]
    letters: tuple[SentLetter, ...] = ()
    settled: tuple[SettledInvoice, ...] = ()
    credits: tuple[CreditLeft, ...] = ()
    booked: Mapping[BookedPayment, tuple[CaseId, ...]] = field(default_factory=dict)
    own_accounts: frozenset[str] = frozenset()
    interest: Callable[[CaseId, date], int] = _no_interest
    tolerance: int = 10


@dataclass(frozen=True, slots=True)
class Allotment:
    """A sum that goes on one case."""

    case_id: CaseId
    amount: Money


@dataclass(frozen=True, slots=True)
class CreditUse:
    """Earlier credit of the customer that goes on a case together with the payment."""

    payment_id: int
    case_id: CaseId
    amount: Money


@dataclass(frozen=True, slots=True)
class Match:
    """Where a payment belongs.

    Attributes:
        shares: They sum to no more than the payment; what is over is the customer's credit.
        customer_id: Who pays, as far as it is known.
        replaces: A payment we wrote down ourselves, whose place this one takes.
        takes_back: The payment that a reversal cancels.
        hints: Cases it may be for, the likeliest first, when nothing is proposed.
        number: The invoice that the reason names.
    """

    certainty: Certainty
    why: Why
    shares: tuple[Allotment, ...] = ()
    customer_id: CustomerId | None = None
    credits: tuple[CreditUse, ...] = ()
    replaces: int | None = None
    takes_back: int | None = None
    hints: tuple[CaseId, ...] = ()
    number: str = ""
