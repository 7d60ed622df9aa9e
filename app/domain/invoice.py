"""The invoice, which is also the case: one receivable being followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from app.domain.money import Currency, Money
from app.domain.party import CustomerId

CaseId = NewType("CaseId", int)


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Origin(StrEnum):
    """What an invoice claims: work, or the interest or fee of an earlier one (which bears neither again)."""

    ORDINARY = "ordinary"
    INTEREST = "interest"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class AgreedInterest:
    """A yearly rate agreed with the customer: fixed percent or points over the reference rate, never both."""

    fixed_percent: Decimal | None = None
    margin_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the law asks about one invoice. `None` is unknown, and unknown is never yes.

    Attributes:
        due_agreed: The due date was fixed in advance, not merely printed.
        fee_agreed: A reminder fee was agreed no later than when the debt arose, on `fee_agreed_on`
            as `fee_source` says.
        interest_notice_given: The invoice says that late payment bears interest (Räntelagen 4 §).
        delivered: The invoice reached the customer.
        supplied_on: Day of the goods or the work.
    """

    due_agreed: bool | None = None
    fee_agreed: bool | None = None
    fee_agreed_on: date | None = None
    fee_source: str = ""
    interest_notice_given: bool | None = None
    delivered: bool | None = None
    delivered_on: date | None = None
    supplied_on: date | None = None
    agreed: AgreedInterest | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice as it was issued.

    Attributes:
        total: Amount including VAT as printed.
        amount_due: What was left to pay at the first reading; the ledger opens with it.
        due_on: The printed or granted due date; `None` when the paper names none.
        law: `SE`, `NO` or `None` until the user chooses.
        credits: Numbers of the invoices it is about, in the order it names them, one a line: what a credit
            note lowers, what a fee was charged for.
    """

    id: CaseId
    customer_id: CustomerId
    number: str
    currency: Currency
    total: Money
    amount_due: Money
    issued_on: date
    due_on: date | None
    kind: InvoiceKind = InvoiceKind.INVOICE
    law: str | None = None
    payment_reference: str = ""
    subject: str = ""
    terms: str = ""
    origin: Origin = Origin.ORDINARY
    credits: str = ""
    facts: Facts = Facts()

    @property
    def named(self) -> tuple[str, ...]:
        """Return the numbers of the invoices that this one is about, in its order."""
        return tuple(self.credits.splitlines())


def preset_law(firm_country: str, customer_country: str) -> str | None:
    """Return the law a new invoice starts with: the firm's, unless the customer is known to be elsewhere."""
    if firm_country in ("SE", "NO") and customer_country in ("", firm_country):
        return firm_country
    return None
