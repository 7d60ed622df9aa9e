"""What a bank file would bring, as values: payments that are new, known already, or the sum of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.importers.bank_draft import DraftPayment


class PaymentVerdict(StrEnum):
    """What reading a payment in comes to.

    `KNOWN` is stored already, under the same id or by another file; `EXPLAINED` is the sum of payments that
    are listed one by one elsewhere, and is kept without being counted.
    """

    NEW = "new"
    KNOWN = "known"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class JudgedPayment:
    """One payment of a file and what would become of it.

    Attributes:
        ref: Which file, which of its payments, both from 0.
        identity: What it is known by; see `bank_identity`.
        source: The kind and shape of its file; within one source an id or text of its own is a payment of
            its own.
    """

    ref: tuple[int, int]
    draft: DraftPayment
    verdict: PaymentVerdict
    identity: str
    source: str


@dataclass(frozen=True, slots=True)
class BankLook:
    """What reading in a bank file comes to.

    Attributes:
        payments: All of its payments, in the order of the file.
        explains: Stored lump sums that its payments explain, by id.
        left_out: Rows that are no payments to us: why, and how many.
        covered_through: The day up to which it accounts for every payment; `None` for a file without any.
        new_accounts: Our own accounts as it names them, which no file has shown before.
        words: What there is to say about it, one sentence each.
    """

    payments: tuple[JudgedPayment, ...] = ()
    explains: tuple[int, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    covered_through: date | None = None
    new_accounts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def of(self, verdict: PaymentVerdict) -> tuple[JudgedPayment, ...]:
        return tuple(each for each in self.payments if each.verdict is verdict)

    @property
    def new(self) -> tuple[JudgedPayment, ...]:
        return self.of(PaymentVerdict.NEW)
