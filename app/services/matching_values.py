"""What the matching page and the command line are given: proposals, choices, and what booking led to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.invoice import CaseId
from app.domain.matching import Certainty, CreditUse
from app.domain.money import Money
from app.domain.party import CustomerId
from app.services.bank_age import BankAge
from app.services.changes import Changes

if TYPE_CHECKING:
    from app.services.matching_run import Matched


class Rest(StrEnum):
    """What becomes of what is still missing on the invoices that a payment was for."""

    STAYS = "stays"
    WRITE_OFF = "write_off"


class UnknownPaymentError(RuleError):
    """The payment is not among those that wait."""

    def __init__(self, payment_id: int) -> None:
        super().__init__(payment_id)
        self.payment_id = payment_id


class SplitTooLargeError(RuleError):
    """More was laid on invoices than was paid."""

    def __init__(self, paid: Money, laid: Money) -> None:
        super().__init__(paid, laid)
        self.paid = paid
        self.laid = laid


class OtherCurrencyError(RuleError):
    """The payment is in another currency than the invoice; nothing is converted."""

    def __init__(self, paid: str, number: str, owed: str) -> None:
        super().__init__(paid, number, owed)
        self.paid = paid
        self.number = number
        self.owed = owed


class NothingChosenError(RuleError):
    """No invoice was chosen for a payment that has no proposal."""

    def __init__(self, payment_id: int) -> None:
        super().__init__(payment_id)
        self.payment_id = payment_id


class WriteOffTooLargeError(RuleError):
    """More is missing than the user lets be written off."""

    def __init__(self, missing: Money, limit: Money) -> None:
        super().__init__(missing, limit)
        self.missing = missing
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Share:
    """One invoice that a payment pays, wholly or in part.

    Attributes:
        amount: What of the payment goes on it, interest of the day included.
        open: What was open before, `left` what is open afterwards.
    """

    case_id: CaseId
    customer_id: CustomerId
    number: str
    customer: str
    amount: Money
    open: Money
    left: Money
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A payment and where it belongs.

    Attributes:
        movement: `payment`, `reversal` or `lump_sum`.
        bank_id: The bank's own id, empty where it gave none.
        why: The reason in one sentence.
        credits: Earlier credit of the customer that is set off with it.
        difference: In words what is too little or too much; empty when it fits.
        short: What stays open on the invoices named, `over` what becomes the customer's credit.
        may_write_off: `short` lies within the user's limit.
        takes_back: For a reversal: the payment it takes back.
    """

    payment_id: int
    movement: str
    received_on: date
    amount: Money
    payer: str
    reference: str
    message: str
    account: str
    bank_id: str
    certainty: Certainty
    why: str
    shares: tuple[Share, ...] = ()
    credits: tuple[CreditUse, ...] = ()
    difference: str = ""
    short: Money | None = None
    over: Money | None = None
    may_write_off: bool = False
    takes_back: int | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the invoices it belongs to."""
        return tuple(dict.fromkeys(share.number for share in self.shares))


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that waits, in three groups, oldest first.

    Attributes:
        set_aside: How many payments the user has said are from no customer.
        found: What it was made from; `candidates` and `outlook` answer from it without matching anew.
    """

    certain: tuple[Proposal, ...]
    likely: tuple[Proposal, ...]
    unknown: tuple[Proposal, ...]
    set_aside: int
    age: BankAge
    found: Matched | None = field(default=None, repr=False, compare=False)

    @property
    def count(self) -> int:
        return len(self.certain) + len(self.likely) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says about one payment.

    Attributes:
        shares: Case and sum, in their order; empty takes what was proposed.
    """

    payment_id: int
    shares: tuple[tuple[CaseId, Money], ...] = ()
    rest: Rest = Rest.STAYS


@dataclass(frozen=True, slots=True)
class Credit:
    """Money in a customer's favour.

    Attributes:
        next_case: The oldest open invoice it may be used on, `next_number` is its number.
    """

    payment_id: int
    customer_id: CustomerId
    customer: str
    amount: Money
    since: date
    next_case: CaseId | None
    next_number: str
    words: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What booking payments led to.

    Attributes:
        sums: One for each currency.
        closed: Cases paid to the last krona.
        rests: Cases on which something is still open, for a letter that asks for it.
        instalments: Case, and how many of how many instalments are paid by now.
        thanks: Cases for which a thank-you may be offered; it is never sent by itself.
        crossed: Cases on which a payment is dated before our last letter, for the apology.
        words: The same as sentences.
    """

    changes: Changes
    booked: int = 0
    sums: tuple[Money, ...] = ()
    closed: tuple[CaseId, ...] = ()
    rests: tuple[CaseId, ...] = ()
    kept_promises: tuple[CaseId, ...] = ()
    instalments: tuple[tuple[CaseId, int, int], ...] = ()
    thanks: tuple[CaseId, ...] = ()
    crossed: tuple[CaseId, ...] = ()
    credits: tuple[Credit, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An invoice to choose for a payment."""

    case_id: CaseId
    customer_id: CustomerId
    number: str
    customer: str
    open: Money
    due_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a choice would lead to; nothing is stored.

    Attributes:
        unallocated: What of the payment is laid on no invoice.
    """

    shares: tuple[Share, ...]
    difference: str
    short: Money | None
    over: Money | None
    may_write_off: bool
    unallocated: Money
