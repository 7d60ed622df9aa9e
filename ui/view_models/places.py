"""Where the window can go: one frozen value per page, with what the page needs to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.invoice import CaseId
    from app.domain.party import CustomerId


@dataclass(frozen=True, slots=True)
class _Plain:
    """A place that needs nothing to open; two are equal when they are of one kind."""


@dataclass(frozen=True, slots=True)
class _AboutCases:
    """A place about invoices of one customer."""

    case_ids: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True)
class Unlock:
    """The locked window.

    Attributes:
        then: Where the window was when it was locked.
        waits: The user locked it, so that the key in the keyring is not taken unasked.
    """

    then: Place | None = None
    waits: bool = False


class Today(_Plain):
    """The morning list."""


@dataclass(frozen=True, slots=True)
class Invoices:
    """All invoices, narrowed to a saved filter or an age such as `15-30`; empty for all open ones.

    Attributes:
        text: Words that narrow the list further, such as a customer's name.
    """

    chosen: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Customers:
    """All customers, with one of them selected where it is named."""

    customer_id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class CustomerPlace:
    """One customer: people, wishes, habit, invoices and letters.

    Attributes:
        among: The list it was opened from, in its order.
    """

    customer_id: CustomerId
    among: tuple[int, ...] = ()


class Plans(_Plain):
    """All payment plans."""


class Letters(_Plain):
    """Letters printed and sent."""


class Insights(_Plain):
    """Answers to questions about one's own books."""


class Asking(_Plain):
    """How the way of asking works."""


class Settings(_Plain):
    """The firm, its accounts, language and looks."""


class Rates(_Plain):
    """The tables of law, with the user's own rows."""


class Policy(_Plain):
    """How unpaid invoices are followed up, and the fees the firm takes."""


@dataclass(frozen=True, slots=True)
class InvoicePlace:
    """One invoice with its story and its money.

    Attributes:
        among: The list it was opened from, in its order, for the next and the one before; else all open ones.
    """

    case_id: CaseId
    among: tuple[int, ...] = ()


class LetterPlace(_AboutCases):
    """A new letter about some invoices of one customer."""


@dataclass(frozen=True, slots=True)
class BatchPlace:
    """A run of letters about invoices of several customers."""

    case_ids: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True)
class StoredLetterPlace:
    """A letter as it was made."""

    letter_id: int


class PlanPlace(_AboutCases):
    """A new payment plan for some invoices of one customer."""


class HandOverPlace(_AboutCases):
    """Some invoices of one customer on their way to somebody who takes them on."""


class Partners(_Plain):
    """The register of those who help to get paid."""


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """Reading in files; empty paths ask for one."""

    paths: tuple[Path, ...] = ()


class Matching(_Plain):
    """Payments that came in and wait for their invoice."""


@dataclass(frozen=True, slots=True)
class NewInvoicePlace:
    """A new invoice by hand, for a customer if one is chosen."""

    customer_id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """The backups; `why` is `pages` or `older` where damage led there, as `services.safekeeping` says."""

    why: str = ""


class FirstRun(_Plain):
    """Language, firm, and how to begin."""


Place = (
    Today | Invoices | Customers | CustomerPlace | Plans | Letters | Insights | Asking | Settings | Rates
    | Policy | InvoicePlace | LetterPlace | BatchPlace | StoredLetterPlace | PlanPlace | ImportPlace
    | Matching | NewInvoicePlace | Unlock | Restore | FirstRun | HandOverPlace | Partners
)  # fmt: skip


def letters(customers: Sequence[tuple[CaseId, ...]]) -> LetterPlace | BatchPlace:
    """Return where letters are written: one to a customer, or one to each of several."""
    if len(customers) == 1:
        return LetterPlace(customers[0])
    return BatchPlace(tuple(case_id for case_ids in customers for case_id in case_ids))
