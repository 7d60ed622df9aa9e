"""BgMax, Bankgirot's file of incoming payments: sections of one bankgiro number, deposits, payments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.bank_draft import Covered, DraftPayment, LeftOut
from app.importers.bank_ids import without_shared_ids
from app.importers.bank_record import Record, day_of, find_encoding, read_records
from app.importers.bgmax_payment import Deposit, Item, settle
from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft, Source
from app.importers.identifier import normalise
from app.importers.remarks import Remarks

# A file is made on the day of its deposits or soon after; further away the day is a mistake.
_NEAR_DAYS = 366
_TEST = "T"


def read_bgmax(path: Path, encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the payments of a BgMax file; a file of any size is read record by record.

    The bank's id of a payment is the day of the deposit and Bankgirot's serial number. Deposits cover their
    own days. `progress` is told bytes; what it raises stops the reading.

    Raises:
        UnreadableFileError: See `content.read_chunks`.
    """
    used = encoding or find_encoding(path)
    reading = _Reading()
    if used == "utf-8":
        reading.remarks.note("other_encoding", line=None)
    for record in read_records(path, used, progress):
        if reading.is_test:
            break
        reading.records += 1
        reading.take(record)
    reading.finish()
    return reading.draft(Source(encoding=used, rows=reading.records))


@dataclass(slots=True)
class _Reading:
    """What is known so far.

    Attributes:
        counts: Records met since the start record, as the end record counts them.
        items: Payments and deductions that wait for their deposit record.
    """

    remarks: Remarks = field(default_factory=Remarks)
    payments: list[DraftPayment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    covered: dict[str, list[date]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    items: list[Item] = field(default_factory=list)
    account: str = ""
    currency: Currency | None = None
    made_on: date | None = None
    is_test: bool = False
    is_open: bool = False
    records: int = 0

    def take(self, record: Record) -> None:
        code = record.field(1, 2)
        if handle := _HANDLERS.get(code):
            handle(self, record)
        else:
            self.remarks.note("record_unread", record.line, found=record.field(1, 20))

    def start(self, record: Record) -> None:
        self.finish()
        self.made_on = day_of(record.field(25, 32), "%Y%m%d")
        self.is_open = True
        self.counts.clear()
        if record.field(45, 45) == _TEST:
            self.is_test = True
            self.remarks.block("test_file", record.line)

    def section(self, record: Record) -> None:
        self._deposit_missing()
        self.account = record.field(3, 12).lstrip("0") or record.field(13, 22).lstrip("0")
        try:
            self.currency = Currency(record.field(23, 25))
        except UnknownCurrencyError:
            self.currency = None
            self.remarks.block("currency_unknown", record.line, "currency", record.field(23, 25))

    def payment(self, record: Record) -> None:
        code, minor = record.field(1, 2), record.number(38, 55)
        self.counts[code] += 1
        if minor is None or self.currency is None:
            self.remarks.block("record_unread", record.line, found=record.text.strip())
            return
        self.items.append(
            Item(
                line=record.line,
                is_deduction=code == "21",
                minor=minor,
                reference=record.field(13, 37),
                serial=record.field(58, 69),
                sender=record.field(3, 12).lstrip("0"),
            )
        )

    def extra(self, record: Record) -> None:
        code, minor, reference = record.field(1, 2), record.number(38, 55), record.field(13, 37)
        self.counts["22"] += 1
        if self.items and reference and minor is not None:
            self.items[-1].extras.append((reference, minor if code == "22" else -minor))
        else:
            self.remarks.note("record_unread", record.line, found=record.text.strip())

    def detail(self, record: Record) -> None:
        if not self.items:
            self.remarks.note("record_unread", record.line, found=record.text.strip())
            return
        item, code = self.items[-1], record.field(1, 2)
        if code == "25" and (text := record.field(3, 52)):
            item.texts.append(text)
        elif code == "26":
            item.payer = record.field(3, 37)
        elif code == "29":
            item.identifier = _identifier(record.field(3, 14))

    def deposit(self, record: Record) -> None:
        self.counts["15"] += 1
        self._check_deposit(record)
        self._settle(record.field(38, 45), record.line)

    def _check_deposit(self, record: Record) -> None:
        stated, count = record.number(51, 68), record.number(72, 79)
        found = sum(item.signed for item in self.items)
        if stated is not None and self.currency and stated != found:
            counted = Money(found, self.currency)
            self.remarks.note("deposit_sum", record.line, sum=counted, stated=Money(stated, self.currency))
        if count is not None and count != len(self.items):
            self.remarks.note("payment_count", record.line, stated=count, count=len(self.items))

    def _settle(self, day_text: str, line: int) -> None:
        items, self.items = self.items, []
        paid_on = self._paid_on(day_text, line) if items else None
        if not items or paid_on is None or self.currency is None:
            return
        deposit = Deposit(self.account, self.currency, paid_on, day_text)
        payments, left_out = settle(items, deposit, self.remarks)
        self.payments += payments
        self.left_out += left_out
        self.covered.setdefault(self.account, []).append(paid_on)

    def _paid_on(self, day_text: str, line: int) -> date | None:
        day = day_of(day_text, "%Y%m%d")
        if day and (not self.made_on or abs((day - self.made_on).days) <= _NEAR_DAYS):
            return day
        if self.made_on:
            self.remarks.note("day_of_file", line, "paid_on", _written(day_text) or "–", used=self.made_on)
        else:
            self.remarks.block("not_a_day", line, "paid_on", day_text)
        return self.made_on

    def _deposit_missing(self) -> None:
        """Settle what no deposit record closed, on the day of the file."""
        if self.items:
            self._settle("", self.items[-1].line)

    def end(self, record: Record) -> None:
        self._deposit_missing()
        for code, first in (("20", 3), ("21", 11), ("22", 19), ("15", 27)):
            stated = record.number(first, first + 7)
            if stated is not None and stated != self.counts[code]:
                self.remarks.note("payment_count", record.line, stated=stated, count=self.counts[code])
        self.is_open = False

    def finish(self) -> None:
        """Close a file that may lack its end record."""
        self._deposit_missing()
        if self.is_open and not self.is_test:
            self.remarks.note("end_missing", line=None)
        self.is_open, self.account, self.currency = False, "", None

    def draft(self, source: Source) -> Draft:
        return Draft(
            Kind.BGMAX,
            problems=self.remarks.all(),
            source=source,
            payments=without_shared_ids(self.payments),
            left_out=tuple(self.left_out),
            covered=tuple(Covered(account, min(days), max(days)) for account, days in self.covered.items()),
        )


_HANDLERS: dict[str, Callable[[_Reading, Record], None]] = {
    "01": _Reading.start,
    "05": _Reading.section,
    "20": _Reading.payment,
    "21": _Reading.payment,
    "22": _Reading.extra,
    "23": _Reading.extra,
    **dict.fromkeys(("25", "26", "27", "28", "29"), _Reading.detail),
    "15": _Reading.deposit,
    "70": _Reading.end,
}


def _written(day_text: str) -> str:
    is_day = len(day_text) == 8 and day_text.isdigit()
    return f"{day_text[:4]}-{day_text[4:6]}-{day_text[6:]}" if is_day else day_text


def _identifier(digits: str) -> str:
    """Return ten digits; organisation numbers stand in twelve places, filled up with zeros."""
    bare = digits.removeprefix("00")
    found = normalise(bare, "SE").value if bare.strip("0") else ""
    return found if found.isascii() and found.isdigit() else ""
