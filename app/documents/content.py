"""What stands in a letter, before any layout: every line and the calculation behind it.

The caller has decided everything about law, amounts and days. Nothing here computes interest or fees; amounts
are summed and nothing else. A document is one customer, one law and one currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.documents.parties import PayTo, Recipient, Sender
from app.domain.errors import RuleError
from app.domain.history import LetterKind
from app.domain.late_interest import Segment
from app.domain.ledger import EntryKind
from app.domain.money import Currency, Money
from app.domain.party import Tone


class EmptyDocumentError(RuleError):
    """A letter without invoices, or a plan without instalments."""


def is_demand(kind: LetterKind) -> bool:
    """Say whether a letter is a formal step whose content the law prescribes, beyond a reminder."""
    return kind.is_formal and kind is not LetterKind.REMINDER


@dataclass(frozen=True, slots=True)
class Line:
    """One invoice in a letter.

    Attributes:
        days_late: Calendar days after the effective due date, to the day of the letter.
        invoiced: The amount the invoice asked for.
        paid: What payments and credit notes have taken off it; zero or positive.
        interest: All interest claimed on it that is not paid yet; `None` where none is claimed.
        segments: How that interest came about, oldest first, what has been paid of it included.
        interest_paid: What has been paid of it.
        issued_on: The day of the invoice, where it is known.
        disputed: What the customer contests of it; left out of every other amount.
    """

    number: str
    subject: str
    due_on: date
    days_late: int
    invoiced: Money
    paid: Money
    interest: Money | None = None
    segments: tuple[Segment, ...] = ()
    interest_paid: Money | None = None
    issued_on: date | None = None
    disputed: Money | None = None

    @property
    def principal(self) -> Money:
        """Return what is left of the invoice itself."""
        return self.invoiced - self.paid


@dataclass(frozen=True, slots=True)
class ClaimedCharge:
    """A fixed sum the law allows, and where it was agreed if the law asks for that."""

    kind: EntryKind
    amount: Money
    agreed_on: date | None = None
    agreed_in: str = ""


class RateSource(StrEnum):
    """What sets the rate: the law, a fixed agreed rate, or agreed points over the reference rate."""

    STATUTORY = "statutory"
    FIXED = "fixed"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class InterestBasis:
    """Why interest runs and at what rate.

    Attributes:
        through: The last day that is counted.
        sections: Those of the country's interest act: SE `("3", "6")` or `("4", "6")`, NO `("2", "3")`.
        reference_percent: The reference rate where one single row covers all days, else `None`.
        margin_points: Points over the reference rate.
        per_day: What each further day adds; `None` where the rate of tomorrow is not known.
        numbers: The invoices it holds for; empty where it holds for all of them.
    """

    through: date
    sections: tuple[str, ...]
    source: RateSource = RateSource.STATUTORY
    reference_percent: Decimal | None = None
    margin_points: Decimal | None = None
    per_day: Money | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promised:
    """What the customer said they would pay, and by when; `on` is the day it was said."""

    on: date
    amount: Money
    by: date
    by_phone: bool = True


@dataclass(frozen=True, slots=True)
class Contacts:
    """What was done about these invoices before.

    Attributes:
        mailed_on, wrote_on: Days of the latest mail and of the latest letter.
        calls: Calls that nobody answered; all of them where nobody ever did.
        spoke_on: The latest call that somebody answered.
        promised: The latest promise; it stands in place of `spoke_on`.
    """

    mailed_on: date | None = None
    wrote_on: date | None = None
    calls: int = 0
    spoke_on: date | None = None
    promised: Promised | None = None


@dataclass(frozen=True, slots=True)
class BrokenPlan:
    """The plan that a letter ends: `missing` is what has not come of all that was due by `missed_on`."""

    agreed_on: date
    missed_on: date
    missing: Money


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One event of a statement: an invoice, a payment, a fee; what lowers the balance is negative."""

    on: date
    number: str
    kind: EntryKind
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about one or more invoices of one customer.

    Only a rung of the ladder asks for money (`asks`); thanks, an apology and a statement claim nothing.

    Attributes:
        law: `SE`, `NO` or `None` (unset: no interest, no charges).
        number: `P-2026-0031`.
        body: The user's own paragraphs, fields as `{pay_by}`; `None` for the standard text.
        interest_notice: Print the sentence that Räntelagen 4 § asks for toward a consumer.
        hand_over: Print that an agency takes over next; only for a firm that has one registered.
        other_interest: What sets the rate of invoices for which `interest` does not hold.
        paid_on: Thanks and apology: the day on which the money came.
        withdrawn: Apology: the interest and charges that are taken back.
        account: Statement: what happened on the invoices that are open, oldest first.
        plan: End of a plan: what was agreed, and what did not come.
    """

    kind: LetterKind
    law: str | None
    language: str
    tone: Tone
    number: str
    sent_on: date
    pay_by: date
    sender: Sender
    recipient: Recipient
    lines: tuple[Line, ...]
    pay_to: PayTo
    charges: tuple[ClaimedCharge, ...] = ()
    interest: InterestBasis | None = None
    contacts: Contacts = Contacts()
    body: tuple[str, ...] | None = None
    interest_notice: bool = False
    hand_over: bool = False
    other_interest: tuple[InterestBasis, ...] = ()
    paid_on: date | None = None
    withdrawn: tuple[ClaimedCharge, ...] = ()
    account: tuple[AccountRow, ...] = ()
    plan: BrokenPlan | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise EmptyDocumentError

    @property
    def currency(self) -> Currency:
        return self.lines[0].invoiced.currency

    @property
    def country(self) -> str:
        """Return whose rules the wording follows: the law of the claim, else the sender's country."""
        return self.law or self.sender.country

    @property
    def asks(self) -> bool:
        """Say whether the letter asks for money."""
        return self.kind.is_dunning

    @property
    def is_demand(self) -> bool:
        return is_demand(self.kind)

    @property
    def invoiced(self) -> Money:
        return Money.total((line.invoiced for line in self.lines), self.currency)

    @property
    def paid(self) -> Money:
        return Money.total((line.paid for line in self.lines), self.currency)

    @property
    def disputed(self) -> Money:
        return Money.total((line.disputed for line in self.lines if line.disputed), self.currency)

    @property
    def late_interest(self) -> Money:
        return Money.total((line.interest for line in self.lines if line.interest is not None), self.currency)

    @property
    def total(self) -> Money:
        """Return what is to be paid: what is left of the invoices, interest, charges."""
        charged = Money.total((charge.amount for charge in self.charges), self.currency)
        return self.invoiced - self.paid + self.late_interest + charged

    @property
    def counts_again_on(self) -> date:
        """Return the first day that bears interest beyond this letter, if it is not paid in time.

        The days of a plan stay free of it also once the plan has ended.
        """
        if self.plan:
            return self.sent_on + timedelta(days=1)
        return (self.interest.through if self.interest else self.sent_on) + timedelta(days=1)
