"""A case as a whole: the invoice, its amounts, its story, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.history import HistoryEntry
from app.domain.history import standing as standing_history
from app.domain.invoice import Invoice
from app.domain.ledger import LedgerEntry, balance
from app.domain.ledger import standing as standing_ledger
from app.domain.money import Money
from app.domain.party import Customer
from app.domain.payment_plan import Plan


@dataclass(frozen=True, slots=True)
class InvoicedFee:
    """A fee that another system charged for this invoice, on an invoice of its own."""

    amount: Money
    charged_on: date
    pay_by: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the rules may look at when they judge one invoice.

    Attributes:
        plan: The latest plan that covers it and has not ended.
        unconfirmed: Money read in on `unconfirmed_on` that waits for a yes.
        invoiced_fees: Fees charged for it by fee invoices that were read in.
        open: The sum of the ledger: what is booked and not yet paid.
    """

    invoice: Invoice
    customer: Customer
    ledger: tuple[LedgerEntry, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    plan: Plan | None = None
    unconfirmed: Money | None = None
    unconfirmed_on: date | None = None
    invoiced_fees: tuple[InvoicedFee, ...] = ()
    live_ledger: tuple[LedgerEntry, ...] = field(init=False, compare=False)
    live_history: tuple[HistoryEntry, ...] = field(init=False, compare=False)
    open: Money = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "live_ledger", standing_ledger(self.ledger))
        object.__setattr__(self, "live_history", standing_history(self.history))
        object.__setattr__(self, "open", balance(self.ledger, self.invoice.currency))

    @property
    def country(self) -> str:
        """Return the country whose bank days count: that of the law, else the customer's."""
        return self.invoice.law or self.customer.country
