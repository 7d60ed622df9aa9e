"""OCR giro, the file from Nets of payments with a KID; AvtaleGiro claims that travel with it are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.money import NOK, Money
from app.importers.bank_draft import DraftPayment, LeftOut
from app.importers.bank_ids import without_shared_ids
from app.importers.bank_record import Record, day_of, find_encoding, read_records
from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft, Source
from app.importers.remarks import Remarks

_OCR_GIRO, _AVTALEGIRO = "09", "21"
_REVERSALS = frozenset({"18", "20"})
_AGREEMENT = "94"
# Orders wait for days; one from another year is a mistake of the form.
_ORDER_DAYS = 366


def read_ocr_giro(path: Path, encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the payments of an OCR giro file; a file of any size is read record by record.

    The bank's id of a payment is made of the settlement day, the number of the settlement, the number of the
    transaction and its archive reference. The file covers no day: payments without a KID are not in it.
    `progress` is told bytes; what it raises stops the reading.

    Raises:
        UnreadableFileError: See `content.read_chunks`.
    """
    used = encoding or find_encoding(path)
    reading = _Reading()
    records = 0
    for record in read_records(path, used, progress):
        records += 1
        reading.take(record)
    return reading.draft(Source(encoding=used, rows=records))


@dataclass(slots=True)
class _Transaction:
    """A payment as its amount records give it; `minor` is negative for one that is taken back."""

    line: int
    number: str
    minor: int
    kid: str
    settled_on: date
    batch: str
    ordered_on: date | None = None
    archive: str = ""
    debited: str = ""
    text: str = ""


@dataclass(slots=True)
class _Reading:
    """What is known so far.

    Attributes:
        sums: Amounts of the assignment and of the transmission, reversals subtracted and added.
        counts: Their transactions.
    """

    remarks: Remarks = field(default_factory=Remarks)
    payments: list[DraftPayment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    account: str = ""
    current: _Transaction | None = None
    claimed: LeftOut | None = None
    counts: list[int] = field(default_factory=lambda: [0, 0])
    sums: list[list[int]] = field(default_factory=lambda: [[0, 0], [0, 0]])
    is_ended: bool = True

    def take(self, record: Record) -> None:
        kind = record.field(7, 8)
        service = record.field(3, 4)
        if record.field(1, 2) != "NY":
            self._unread(record)
        elif handle := _HANDLERS.get((service, kind)) or _HANDLERS.get(("", kind)):
            handle(self, record)
        elif kind != "49":
            self._unread(record)

    def _unread(self, record: Record) -> None:
        self.remarks.note("record_unread", record.line, found=record.field(1, 20))

    def transmission(self, _record: Record) -> None:
        self._close()
        if not self.is_ended:
            self.remarks.note("end_missing", line=None)
        self.is_ended = False
        self.counts, self.sums = [0, 0], [[0, 0], [0, 0]]

    def assignment(self, record: Record) -> None:
        self._close()
        self.account = record.field(25, 35)
        self.counts[0], self.sums[0] = 0, [0, 0]

    def amount(self, record: Record) -> None:
        self._close()
        minor, settled_on = record.number(33, 49), day_of(record.field(16, 21), "%d%m%y")
        self._count(minor or 0, is_reversal=_is_reversal(record))
        if minor is None or settled_on is None:
            self.remarks.block("record_unread", record.line, found=record.text.strip())
            return
        self.current = _Transaction(
            line=record.line,
            number=record.field(9, 15),
            minor=-minor if _is_reversal(record) else minor,
            kid=record.field(50, 74),
            settled_on=settled_on,
            batch=record.field(22, 31),
        )

    def second(self, record: Record) -> None:
        if not self._is_of_current(record) or self.current is None:
            self._unread(record)
            return
        self.current.archive = record.field(26, 34)
        self.current.debited = record.field(48, 58)
        day = day_of(record.field(42, 47), "%d%m%y")
        if day and abs((self.current.settled_on - day).days) <= _ORDER_DAYS:
            self.current.ordered_on = day

    def third(self, record: Record) -> None:
        if not self._is_of_current(record) or self.current is None:
            self._unread(record)
            return
        self.current.text = record.field(16, 55)

    def _is_of_current(self, record: Record) -> bool:
        return self.current is not None and self.current.number == record.field(9, 15)

    def claim(self, record: Record) -> None:
        self._close()
        minor = record.number(33, 49)
        self._count(minor or 0, is_reversal=False)
        amount = None if minor is None else Money(minor, NOK)
        day = day_of(record.field(16, 21), "%d%m%y")
        self.claimed = LeftOut(record.line, "direct_debit_claim", day, amount, record.field(50, 74))

    def claim_name(self, record: Record) -> None:
        if claimed := self.claimed:
            text = " ".join(part for part in (claimed.text, record.field(16, 25)) if part)
            self.claimed = LeftOut(claimed.line, claimed.code, claimed.on, claimed.amount, text)

    def agreement(self, record: Record) -> None:
        self._close()
        self._count(0, is_reversal=False)
        if record.field(5, 6) == _AGREEMENT:
            self.left_out.append(LeftOut(record.line, "information", text=record.field(17, 41)))
        else:
            self._unread(record)

    def assignment_end(self, record: Record) -> None:
        self._close()
        self._check(record, 0)
        self.account = ""

    def transmission_end(self, record: Record) -> None:
        self._close()
        self._check(record, 1)
        self.is_ended = True

    def _count(self, minor: int, *, is_reversal: bool) -> None:
        for level in (0, 1):
            self.counts[level] += 1
            self.sums[level][0] += -minor if is_reversal else minor
            self.sums[level][1] += minor

    def _check(self, record: Record, level: int) -> None:
        """Compare with the end record; whether it subtracts reversals differs."""
        count, total = record.number(9, 16), record.number(25, 41)
        if count is not None and count != self.counts[level]:
            self.remarks.note("payment_count", record.line, stated=count, count=self.counts[level])
        if total is not None and total not in (abs(self.sums[level][0]), self.sums[level][1]):
            found = Money(self.sums[level][0], NOK)
            self.remarks.note("deposit_sum", record.line, sum=found, stated=Money(total, NOK))

    def _close(self) -> None:
        if self.claimed:
            self.left_out.append(self.claimed)
        if self.current and self.current.minor:
            self.payments.append(_payment(self.current, self.account))
        elif self.current:
            zero = Money.zero(NOK)
            self.left_out.append(
                LeftOut(self.current.line, "zero", self.current.settled_on, zero, self.current.kid)
            )
        self.current = self.claimed = None

    def draft(self, source: Source) -> Draft:
        self._close()
        if not self.is_ended:
            self.remarks.note("end_missing", line=None)
        return Draft(
            Kind.OCR_GIRO,
            problems=self.remarks.all(),
            source=source,
            payments=without_shared_ids(self.payments),
            left_out=tuple(self.left_out),
        )


_HANDLERS: dict[tuple[str, str], Callable[[_Reading, Record], None]] = {
    ("", "10"): _Reading.transmission,
    ("", "20"): _Reading.assignment,
    ("", "88"): _Reading.assignment_end,
    ("", "89"): _Reading.transmission_end,
    (_OCR_GIRO, "30"): _Reading.amount,
    (_OCR_GIRO, "31"): _Reading.second,
    (_OCR_GIRO, "32"): _Reading.third,
    (_AVTALEGIRO, "30"): _Reading.claim,
    (_AVTALEGIRO, "31"): _Reading.claim_name,
    (_AVTALEGIRO, "70"): _Reading.agreement,
}


def _is_reversal(record: Record) -> bool:
    return record.field(32, 32) == "-" or record.field(5, 6) in _REVERSALS


def _payment(found: _Transaction, account: str) -> DraftPayment:
    settlement = f"{found.settled_on:%Y%m%d}-{found.batch}-{found.number}-{found.archive}"
    return DraftPayment(
        line=found.line,
        received_on=min(found.ordered_on or found.settled_on, found.settled_on),
        amount=Money(abs(found.minor), NOK),
        movement="reversal" if found.minor < 0 else "payment",
        account=account,
        payer_account=found.debited if found.debited.strip("0") else "",
        reference=found.kid,
        message=found.text,
        bank_id=settlement,
    )
