"""What a file says, before anybody has accepted it: invoices, parties and the problems met on the way."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.money import Currency, Money
from app.importers.bank_draft import Covered, DraftPayment, LeftOut

Severity = Literal["blocking", "notice"]
Status = Literal["open", "paid", "draft", "cancelled"]
InvoiceKind = Literal["invoice", "credit_note"]
ChargeKind = Literal["ordinary", "interest", "fee"]
Hint = str | int | date | Money


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a file that we could not read or that the user should know.

    Attributes:
        line: Line of the file, counted from 1; `None` when the whole file is meant.
        field: The field of the invoice (`due_on`, `total`, …), empty when none in particular.
        found: What stands in the file, word for word.
        code: Names the cause; `problems.message` has the words for it.
        severity: `blocking` keeps the invoice out until it is answered, `notice` does not.
        params: Facts for the words and for a fix in place, such as `suggestion`.
    """

    line: int | None
    field: str
    found: str
    code: str
    severity: Severity
    params: Mapping[str, Hint] = dataclasses.field(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        return self.severity == "blocking"


def blocking(code: str, *, line: int | None, field: str = "", found: str = "", **params: Hint) -> Problem:
    """Return a problem that keeps its invoice out."""
    return Problem(line, field, found, code, "blocking", params)


def notice(code: str, *, line: int | None, field: str = "", found: str = "", **params: Hint) -> Problem:
    """Return a remark on something that is read in all the same."""
    return Problem(line, field, found, code, "notice", params)


@dataclass(frozen=True, slots=True)
class DraftParty:
    """A customer or a seller as a file names it; what the file does not say is empty.

    Attributes:
        name: The registered name; `trading_name` is another one it goes by.
        identifier: Organisation or personal number, digits only for SE, NO, DK and FI; never rejected.
        endpoint: Electronic address for e-invoices, within `endpoint_scheme` (`0007`, `0192`, `0088`, …).
        gln: Global location number.
        country: ISO 3166-1 code.
        customer_number: The number the customer has in the system that made the file.
    """

    name: str
    trading_name: str = ""
    identifier: str = ""
    vat_number: str = ""
    endpoint: str = ""
    endpoint_scheme: str = ""
    gln: str = ""
    country: str = ""
    address_lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    contact_name: str = ""
    customer_number: str = ""


@dataclass(frozen=True, slots=True)
class PayTo:
    """An account that the invoice asks to be paid to: `bankgiro`, `plusgiro`, `iban` or `account`."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class DraftInvoice:
    """One invoice or credit note as a file gives it. Amounts of credit notes are positive.

    Attributes:
        line: First line of the file that speaks of it, counted from 1.
        type_code: The document type of the e-invoice (UNCL 1001), empty in tables.
        due_on: `None` when the file names no day; `terms` may say it in words, which are never applied here.
        supplied_on: Day of the goods or the work.
        total: Amount including VAT, before what was paid beforehand and before rounding.
        amount_due: What is owed; `total - prepaid + rounding` in an e-invoice, what is left in a table.
        payment_reference: OCR, KID or the like, with its leading zeros.
        other_references: Further ones that the invoice gives with its other accounts.
        credits: The first invoice that is named as preceding, which a credit note lowers.
        terms_days: Calendar days that `terms` seem to grant, as an offer; read where there is no due day.
        lines, vat: Sum of the lines with what was added and deducted, and the VAT; `None` where not read.
        buyer_reference: The customer's own reference, empty where there is none, `None` where not read.
        charge_kind: Whether it claims work, or the interest or fee of an earlier invoice.
        status: What the file says about it, or `None`; cancelled ones are to be left out.
    """

    line: int
    kind: InvoiceKind
    number: str
    customer: DraftParty
    issued_on: date
    due_on: date | None
    currency: Currency
    total: Money
    amount_due: Money
    prepaid: Money
    rounding: Money
    type_code: str = ""
    seller: DraftParty | None = None
    supplied_on: date | None = None
    payment_reference: str | None = None
    other_references: tuple[str, ...] = ()
    pay_to: tuple[PayTo, ...] = ()
    credits: str | None = None
    refers_to: tuple[str, ...] = ()
    terms: str = ""
    terms_days: int | None = None
    subject: str = ""
    charge_kind: ChargeKind = "ordinary"
    status: Status | None = None
    paid_on: date | None = None
    lines: Money | None = None
    vat: Money | None = None
    buyer_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """How a table was understood, for the user to see and to change. Empty for e-invoices.

    Attributes:
        decimal: The decimal mark that the amounts use, `""` when none was seen.
        date_order: `ymd`, `dmy` or `mdy`, `""` when no date was seen.
        rows: Rows of data, without title, header and empty rows.
        columns: The mapping used, field → column counted from 0.
        shape: Hash of the header, by which a mapping is remembered.
        has_assumed_currency: The file names no currency, so the firm's own was taken.
        meaning: What the rows were read as, `invoices` or `payments`.
        layout: The bank whose export it is, by its headers; empty for any other table.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    date_order: str = ""
    sheet: str = ""
    header_line: int | None = None
    rows: int = 0
    columns: Mapping[str, int] = dataclasses.field(default_factory=dict)
    shape: str = ""
    has_assumed_currency: bool = False
    meaning: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class DraftBalance:
    """What another program says its customers owe, to be compared with ours; it makes no claim.

    Attributes:
        on: The day the balance is of.
        account: The ledger account (1510, 1500), empty for one customer's balance.
        customer: Whose balance it is, `None` for the whole account.
        amount: What is owed to the firm; negative when the customer has a credit.
    """

    on: date
    account: str
    amount: Money
    customer: DraftParty | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole file, read but not accepted.

    Attributes:
        kind: A value of `detect.Kind`.
        owner: Whose books a bookkeeping file holds.
        customers: Customers that a bookkeeping file lists (SIE 4, SAF-T); they bring no claims.
        balances: What the books say is owed, with the bookkeeping file's customers.
        payments: What a bank file brought; `left_out` are its rows that are no payments to us, `covered` the
            days it accounts for.
    """

    kind: str
    invoices: tuple[DraftInvoice, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: Source = Source()
    owner: DraftParty | None = None
    customers: tuple[DraftParty, ...] = ()
    balances: tuple[DraftBalance, ...] = ()
    payments: tuple[DraftPayment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    covered: tuple[Covered, ...] = ()

    @property
    def sellers(self) -> tuple[DraftParty, ...]:
        """Return the sellers named, each once: one of them is the user's own firm, or it is a bill."""
        return tuple(dict.fromkeys(each.seller for each in self.invoices if each.seller))
