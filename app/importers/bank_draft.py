"""What a bank file says, before anybody has accepted it: money that came in, and what is no payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.money import Money

Movement = Literal["payment", "reversal", "lump_sum"]


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A part of one payment that names what it pays.

    Attributes:
        amount: What this part pays; negative for a credit note that the payer set off; `None` when the file
            names the reference without an amount.
    """

    reference: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class DraftPayment:
    """Money that moved on an account of ours, as a file gives it.

    Attributes:
        line: Line, record or entry of the file, counted from 1.
        movement: `payment` is money in; `reversal` takes an earlier payment back, with a positive `amount`;
            `lump_sum` is the sum of payments that another file lists one by one (Bankgirot's line on the bank
            statement), so that not both are counted.
        received_on: The earliest day the file gives (order, value or booking).
        amount: Always positive.
        account: Our own account as the file writes it, without spaces; empty where the file names none.
        reference: OCR, KID or RF with leading zeros, empty when there is none.
        numbers: Invoice numbers the file names in fields of their own (not in free text).
        parts: What the payer said each part is for, when there is more than one; they sum to `amount` where
            all have an amount.
        message: Free text, lines joined by a line feed.
        payer_account: Account of the payer, without spaces.
        payer_identifier: Organisation or personal number of the payer, digits only.
        bank_id: The bank's own id of this payment; empty where there is none.
        reverses: For a reversal: the bank's id of the payment it takes back, where the file names it. Banks
            often give both the same id, so the reversal's own `bank_id` then ends in `/reversal`; where they
            do not, there is no payment with this id.
        fee: What the provider kept before paying out (Vipps, cards); the payment counts gross.
    """

    line: int
    received_on: date
    amount: Money
    movement: Movement = "payment"
    account: str = ""
    payer: str = ""
    payer_account: str = ""
    payer_identifier: str = ""
    reference: str = ""
    numbers: tuple[str, ...] = ()
    parts: tuple[DraftPart, ...] = ()
    message: str = ""
    bank_id: str = ""
    reverses: str = ""
    fee: Money | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no payment to us, so that nothing is passed over in silence.

    Attributes:
        code: Why: `debit`, `preliminary`, `direct_debit_claim`, `zero`, `own_transfer`, `payout`,
            `information`.
    """

    line: int
    code: str
    on: date | None = None
    amount: Money | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """The days of an account that a file accounts for, both counted; `None` where the file does not say.

    Attributes:
        last_day: Up to this day every payment on the account is in the file.
    """

    account: str
    first_day: date | None
    last_day: date | None
