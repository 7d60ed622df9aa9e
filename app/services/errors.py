"""What the services refuse on their own account; facts only, `explain` has the words."""

from __future__ import annotations

from datetime import date

from app.domain.errors import RuleError
from app.domain.money import Money


class UnknownInvoiceError(RuleError):
    """No invoice has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class AmbiguousInvoiceError(RuleError):
    """Several customers have an invoice with this number; `customers` are their names."""

    def __init__(self, number: str, customers: tuple[str, ...]) -> None:
        super().__init__(number, customers)
        self.number = number
        self.customers = customers


class UnknownCustomerError(RuleError):
    """No customer goes by this name, number or identifier."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class CaseClosedError(RuleError):
    """Nothing is left to pay on the invoice."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class FutureDayError(RuleError):
    """A fact cannot have happened on a day to come."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self.day = day
        self.today = today


class PastDayError(RuleError):
    """The day has to lie ahead."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self.day = day
        self.today = today


class DuplicateInvoiceError(RuleError):
    """The customer already has an invoice with this number."""

    def __init__(self, number: str, customer: str) -> None:
        super().__init__(number, customer)
        self.number = number
        self.customer = customer


class SameIdentifierError(RuleError):
    """Another customer has this organisation or personal number; `customer` is its name."""

    def __init__(self, identifier: str, customer: str) -> None:
        super().__init__(identifier, customer)
        self.identifier = identifier
        self.customer = customer


class UnknownFieldError(RuleError):
    """There is no such fact to set; `known` lists those that there are."""

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        super().__init__(field, known)
        self.field = field
        self.known = known


class UnreadableValueError(RuleError):
    """The value of a fact cannot be read; `expected` is a code for what it should be."""

    def __init__(self, field: str, found: str, expected: str) -> None:
        super().__init__(field, found, expected)
        self.field = field
        self.found = found
        self.expected = expected


class UnknownBatchError(RuleError):
    """No import has this number, or it was withdrawn already."""

    def __init__(self, batch_id: int) -> None:
        super().__init__(batch_id)
        self.batch_id = batch_id


class UnknownMappingError(RuleError):
    """No columns are remembered under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingToUndoError(RuleError):
    """Nothing has been done that can still be taken back."""


class NothingToRedoError(RuleError):
    """Nothing was undone last."""


class TooLateToUndoError(RuleError):
    """The action stands too long to be taken back: letters until midnight, imports 30 days."""

    def __init__(self, kind: str, about: str, done_on: date) -> None:
        super().__init__(kind, about, done_on)
        self.kind = kind
        self.about = about
        self.done_on = done_on


class NotFreshError(RuleError):
    """There are invoices in the file already, so the example is not added to them."""


class NoDemoError(RuleError):
    """The file does not hold the example, so nothing is put aside."""


class UnknownTableError(RuleError):
    """There is no such table of law."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class RateFileError(RuleError):
    """A table file that the user has chosen cannot be used.

    Attributes:
        fault: As `app.statutes.table_file.Fault`, or `unknown_table`, `too_large`, `nothing_new`.
        detail: The field or first day at fault.
    """

    def __init__(self, file: str, fault: str, detail: str = "") -> None:
        super().__init__(file, fault, detail)
        self.file = file
        self.fault = fault
        self.detail = detail


class FeeTooHighError(RuleError):
    """A fee of the firm's own lies outside what the law allows; `most` is `None` where that is not known."""

    def __init__(self, amount: Money, most: Money | None, law: str) -> None:
        super().__init__(amount, most, law)
        self.amount = amount
        self.most = most
        self.law = law


class MayBePaidError(RuleError):
    """Money waits that may be for what a letter asks for; `found` says in a sentence which."""

    def __init__(self, payment_id: int, found: str) -> None:
        super().__init__(payment_id, found)
        self.payment_id = payment_id
        self.found = found
