"""What stands in a payment plan agreement, before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.documents.content import EmptyDocumentError, InterestBasis
from app.documents.parties import PayTo, Recipient, Sender
from app.domain.errors import RuleError
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.domain.payment_plan import LATE_AFTER_DAYS, SETTLE_WITHIN_DAYS, PlanInterest


class AgreementSumError(RuleError):
    """The document states a sum that its own lines do not give."""

    def __init__(self, stated: Money, found: Money) -> None:
        super().__init__(stated, found)
        self.stated = stated
        self.found = found


@dataclass(frozen=True, slots=True)
class Component:
    """One part of what a plan covers; `invoices` are the numbers it concerns, for the principal."""

    kind: EntryKind
    amount: Money
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment as the agreement lists it; `remaining` is what is left once it is paid."""

    number: int
    due_on: date
    amount: Money
    remaining: Money


class PaymentOrder(StrEnum):
    """What a payment counts against first. The preset costs the customer least."""

    PRINCIPAL_FIRST = "principal_first"
    INTEREST_FIRST = "interest_first"


@dataclass(frozen=True, slots=True)
class PlanAgreement:
    """A payment plan that both sides sign.

    Attributes:
        number: `2026-04`.
        rates_percent: The yearly rates behind the interest component, oldest first.
        interest: Why that interest is owed; `None` where the plan holds none.
        interest_during: Whether interest runs while the plan is kept.
        kept_interest: What the parts hold of it if they come on their days; `None` where they hold none.
        kept_rates_percent: The yearly rates behind it.
        late_after_days: Calendar days an instalment may be late before we may end the plan in writing.
        settle_within_days: Calendar days to pay the rest once it is ended.
    """

    law: str | None
    language: str
    number: str
    made_on: date
    sender: Sender
    recipient: Recipient
    components: tuple[Component, ...]
    parts: tuple[Part, ...]
    pay_to: PayTo
    rates_percent: tuple[Decimal, ...] = ()
    interest: InterestBasis | None = None
    interest_during: PlanInterest = PlanInterest.NONE
    kept_interest: Money | None = None
    kept_rates_percent: tuple[Decimal, ...] = ()
    order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST
    late_after_days: int = LATE_AFTER_DAYS
    settle_within_days: int = SETTLE_WITHIN_DAYS

    def __post_init__(self) -> None:
        if not self.parts or not self.components:
            raise EmptyDocumentError
        paid = Money.total((part.amount for part in self.parts), self.total.currency)
        if paid != self.total or self.parts[-1].remaining:
            raise AgreementSumError(self.total, paid)

    @property
    def country(self) -> str:
        return self.law or self.sender.country

    @property
    def total(self) -> Money:
        covered = Money.total((part.amount for part in self.components), self.components[0].amount.currency)
        return covered + self.kept_interest if self.kept_interest else covered
