"""What reading in shows and what it did, as values for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.domain.money import Money
from app.importers.draft import Draft, DraftParty, Problem
from app.importers.table import TableSettings
from app.importers.trouble import UnreadableFileError
from app.services.bank_values import BankLook
from app.services.changes import Changes
from app.services.explain.books import comparison_problems
from app.services.import_compare import Judged, Verdict
from app.services.import_customers import Met
from app.services.receivables_check import Comparison

if TYPE_CHECKING:
    from app.storage.withdrawal import KeptCase


@dataclass(frozen=True, slots=True)
class TableWish:
    """What the user says about one table.

    Attributes:
        columns: Field → column from 0, or as text (`number=A`); empty has them remembered or guessed.
    """

    columns: str | Mapping[str, int] = ""
    settings: TableSettings = field(default_factory=TableSettings)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """One file, read and compared.

    Attributes:
        name: The name of the file, without its folder.
        invoices: What becomes of each of its invoices, in the order of the file.
        bank: What becomes of its payments, if it is a bank's file.
        people: Who each customer is that a bookkeeping file lists.
        books: What a bookkeeping file says is owed, beside what stands here.
        checks: What on its new invoices usually leads to a dispute later.
        foreign: Says that the books are those of another firm.
        trouble: Why nothing could be read from it; the other files are not concerned.
    """

    name: str
    sha256: str
    draft: Draft
    invoices: tuple[Judged, ...] = ()
    bank: BankLook | None = None
    people: tuple[Met, ...] = ()
    books: tuple[Comparison, ...] = ()
    checks: tuple[Problem, ...] = ()
    foreign: Problem | None = None
    trouble: UnreadableFileError | None = None

    @property
    def kind(self) -> str:
        """Return the kind of file, a value of `importers.detect.Kind`; empty when nothing can be read."""
        return str(self.draft.kind)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the file itself has wrong, then what the comparison met."""
        met = (each.problem for each in self.invoices if each.problem)
        books = (line for each in self.books for line in comparison_problems(each))
        foreign = (self.foreign,) if self.foreign else ()
        return (*foreign, *self.draft.problems, *met, *books, *self.checks)

    def of(self, verdict: Verdict) -> tuple[Judged, ...]:
        return tuple(each for each in self.invoices if each.verdict is verdict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading in these files would do. Nothing is stored.

    Attributes:
        sellers: Whose invoices they are, to be asked once; empty when the user's own firm is known.
    """

    files: tuple[FilePreview, ...]
    sellers: tuple[DraftParty, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Judged, ...]:
        return tuple(each for file in self.files for each in file.of(verdict))


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was stored. `batch_ids` has one for each file; `None` where the file brought nothing to store.

    Attributes:
        payments: Payments that wait for a yes now; `known_payments` had been read in before.
        customers: Customers that a bookkeeping file listed and that were not here.
    """

    changes: Changes
    new: int
    same: int
    changed: int
    left_out: int
    batch_ids: tuple[int | None, ...]
    payments: int = 0
    known_payments: int = 0
    customers: int = 0

    @property
    def batch_id(self) -> int | None:
        """Return the batch of the first file that has one."""
        return next((batch_id for batch_id in self.batch_ids if batch_id is not None), None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """How many invoices, payments and customers went, and which invoices stayed because of later work."""

    changes: Changes
    count: int
    kept: tuple[KeptCase, ...]
    payments: int = 0
    customers: int = 0


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """One invoice or credit note of a file in the words of the command line; amounts are positive.

    Attributes:
        credits: The number of the invoice that a credit note lowers.
    """

    number: str
    kind: str
    customer: str
    customer_identifier: str | None
    country: str | None
    issued_on: date
    due_on: date | None
    total: Money
    amount_due: Money
    currency: str
    payment_reference: str | None
    credits: str | None


def facts_of(judged: Judged) -> InvoiceFacts:
    """Return what the file says about one invoice."""
    draft = judged.draft
    return InvoiceFacts(
        number=draft.number,
        kind=draft.kind,
        customer=draft.customer.name,
        customer_identifier=draft.customer.identifier or None,
        country=draft.customer.country or None,
        issued_on=draft.issued_on,
        due_on=draft.due_on,
        total=draft.total,
        amount_due=draft.amount_due,
        currency=str(draft.currency),
        payment_reference=draft.payment_reference,
        credits=draft.credits if draft.kind == "credit_note" else None,
    )
