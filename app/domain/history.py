"""Everything said and done about a case, in order: appended, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from app.domain.cancelling import stands

# The words that events are made of are reached through the history, whose events need them.
from app.domain.contact import DisputeReason as DisputeReason  # noqa: PLC0414 - for others to import
from app.domain.contact import DisputeWay as DisputeWay  # noqa: PLC0414 - for others to import
from app.domain.contact import LetterKind as LetterKind  # noqa: PLC0414 - for others to import
from app.domain.contact import Outcome as Outcome  # noqa: PLC0414 - for others to import
from app.domain.contact import UnpaidReason as UnpaidReason  # noqa: PLC0414 - for others to import
from app.domain.contact import WriteOffReason as WriteOffReason  # noqa: PLC0414 - for others to import
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.partner import PartnerAnswer

HistoryId = NewType("HistoryId", int)


@dataclass(frozen=True, slots=True)
class InvoiceTaken:
    """The invoice came into the books, by hand or from a file (`source` names the kind of file)."""

    amount: Money
    source: str


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call and what it came to; `minutes` are whole ones, rounded.

    `person` is the id of the contact person who was called: 0 for the customer's own, `None` where not said.
    """

    outcome: Outcome
    minutes: int = 0
    person: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseMade:
    amount: Money
    promised_by: date


@dataclass(frozen=True, slots=True)
class CallBackAgreed:
    """The customer asked to be called on a day, `at` an hour such as `10:30` or empty."""

    on: date
    at: str = ""


@dataclass(frozen=True, slots=True)
class DisputeOpened:
    """`disputed` is the contested part; the whole of what is open when it is `None`."""

    reason: DisputeReason
    disputed: Money | None
    answer_by: date


@dataclass(frozen=True, slots=True)
class DisputeAnswered:
    """The customer was answered; `mediated` says that somebody neutral now helps both sides."""

    answer_by: date
    mediated: bool = False


@dataclass(frozen=True, slots=True)
class DisputeClosed:
    """How a dispute ended.

    Attributes:
        upheld: The customer was right, wholly or in part, so that no charge may stand.
        way: `None` where it ended by a word alone.
        new_due_on: The last day for the rest that both agreed on; it restarts the invoice.
        number: The corrected invoice that took the place of this one.
    """

    upheld: bool
    way: DisputeWay | None = None
    new_due_on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The invoice never reached the right person; a new due date is granted."""

    wrong_recipient: bool
    new_due_on: date


@dataclass(frozen=True, slots=True)
class SaidPaid:
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class CannotPay:
    possible: Money | None = None


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """Why the invoice is unpaid; the latest one counts. `new_due_on` restarts it after a mistake of ours."""

    reason: UnpaidReason
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReasonAnswered:
    """What the reason asked for has gone to the customer: a corrected invoice, or an explanation."""

    reason: UnpaidReason


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter that went out.

    Attributes:
        claimed: The whole sum of the letter, over all its cases.
        on_case: This case's part of it; what settles the case until `pay_by` has passed.
        fee_bearing: The letter bore a fee, which counts as used for every case in it.
        compensated: It claimed the flat late-payment compensation, likewise.
        interest_through: Last day of the interest it claimed, if any.
        interest_notice: It carried the sentence that late payment bears interest (Räntelagen 4 §).
    """

    letter_id: int
    kind: LetterKind
    pay_by: date | None
    claimed: Money
    on_case: Money
    channel: str = "post"
    fee_bearing: bool = False
    compensated: bool = False
    interest_notice: bool = False
    interest_through: date | None = None


@dataclass(frozen=True, slots=True)
class PlanPrinted:
    plan_id: int


@dataclass(frozen=True, slots=True)
class PlanSigned:
    """The plan holds.

    Attributes:
        fee_bearing: It bore a fee, which counts as used for every case in it.
        bears_interest: Statutory interest runs on while the plan is kept; else those days stay free of it.
    """

    plan_id: int
    fee_bearing: bool = False
    bears_interest: bool = False


@dataclass(frozen=True, slots=True)
class PlanEnded:
    """The plan no longer holds: done, broken, or ended by the user before its time."""

    plan_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Snoozed:
    until: date


@dataclass(frozen=True, slots=True)
class NoteTaken:
    pass


@dataclass(frozen=True, slots=True)
class FactChanged:
    """`field` named as on the command line; values as text, empty for unknown."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PaymentBooked:
    payment_id: int
    amount: Money
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PaymentReturned:
    """The bank took a payment back; what it had settled is open again."""

    payment_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class CreditPaidBack:
    """What was left of a payment went back to the customer."""

    payment_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class CreditBooked:
    number: str
    amount: Money


@dataclass(frozen=True, slots=True)
class InterestLetGo:
    """Interest that was lawful but never booked when the case closed."""

    amount: Money


@dataclass(frozen=True, slots=True)
class ChargesWithdrawn:
    """Fees and interest of letters that went out after the money had come in, with our apology."""

    amount: Money


@dataclass(frozen=True, slots=True)
class ProofKept:
    """Proof is on file for an earlier entry: that the letter `of` arrived, that the promise is in writing.

    It happened on the day the letter arrived.
    """

    of: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    partner: str


@dataclass(frozen=True, slots=True)
class PartnerAsked:
    """A partner was given an errand, such as serving a letter or mediating; the case stays ours."""

    partner: str


@dataclass(frozen=True, slots=True)
class PartnerAnswered:
    answer: PartnerAnswer


@dataclass(frozen=True, slots=True)
class PartnerPaid:
    """What the customer paid to the partner, and what the partner kept of it, which is ours to bear."""

    paid: Money
    kept: Money


@dataclass(frozen=True, slots=True)
class Recalled:
    pass


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """`reason` is unset where a payment was a little too small."""

    amount: Money
    reason: WriteOffReason | None = None


Event = (
    InvoiceTaken | CallMade | PromiseMade | CallBackAgreed | DisputeOpened | DisputeAnswered | DisputeClosed
    | DeliveryFailed | SaidPaid | CannotPay | LetterSent | PlanPrinted | PlanSigned | PlanEnded | Snoozed
    | NoteTaken | FactChanged | PaymentBooked | PaymentReturned | CreditPaidBack | CreditBooked
    | InterestLetGo | HandedOver | PartnerAsked | PartnerAnswered | PartnerPaid | Recalled | WrittenOff
    | ChargesWithdrawn | ProofKept | ReasonGiven | ReasonAnswered
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event of a case.

    Attributes:
        happened_on: The day it counts from; may lie before the day it was written down.
        occasion: Shared by entries of one call or letter about several invoices.
        retracts: The entry that this one takes back.
        note: Free text about it; erasable, apart from the fact.
    """

    id: HistoryId
    case_id: CaseId
    happened_on: date
    recorded_at: datetime
    event: Event
    note: str = ""
    occasion: str = ""
    retracts: HistoryId | None = None


def standing(entries: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """Return the entries that count, in the order in which they happened."""
    known = tuple(entries)
    retracted_by: dict[int, int] = {entry.retracts: entry.id for entry in known if entry.retracts is not None}
    live = (entry for entry in known if entry.retracts is None and stands(entry.id, retracted_by))
    return tuple(sorted(live, key=lambda entry: (entry.happened_on, entry.id)))
