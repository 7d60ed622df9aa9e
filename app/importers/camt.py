"""camt.053, .052 and .054 of ISO 20022, versions 2 and up: what a bank booked on an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from app.importers import camt_field, safe_xml
from app.importers.bank_draft import Covered, DraftPayment, LeftOut
from app.importers.bank_ids import without_shared_ids
from app.importers.camt_detail import Detail, read_detail
from app.importers.camt_entry import convert, read_entry
from app.importers.content import Progress, read_chunks
from app.importers.detect import Kind
from app.importers.draft import Draft, Source
from app.importers.remarks import Remarks
from app.importers.trouble import UnreadableFileError

_STATEMENT, _REPORT, _NOTIFICATION = "Stmt", "Rpt", "Ntfctn"
_STATEMENTS = (_STATEMENT, _REPORT, _NOTIFICATION)
_TAKEN = frozenset({*_STATEMENTS, "TxDtls", "Ntry", "Acct", "FrToDt", "Bal"})
_CLOSING = "CLBD"
# No entry has nearly as many elements; more of them at a time would fill the memory.
_MOST_ELEMENTS = 200_000


def read_camt(path: Path, _encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the payments of a camt file; a file of any size is read entry by entry.

    Statements and notifications cover the period they name, a statement otherwise the day of its closing
    balance; a report of the day (camt.052) covers nothing. For the bank's id see `camt_reference.bank_ids`.
    `progress` is told bytes; what it raises stops the reading.

    Raises:
        UnreadableFileError: Not well-formed, a DOCTYPE, no end; or see `content.read_chunks`.
    """
    reading = _Reading()
    for element in safe_xml.stream_all(read_chunks(path, progress)):
        reading.alive += 1
        if reading.alive > _MOST_ELEMENTS:
            raise UnreadableFileError("broken_xml")
        reading.take(element)
    return reading.draft()


@dataclass(slots=True)
class _Reading:
    """What is known so far.

    Attributes:
        details: Transactions of the entry that is being read.
        alive: Elements that have not been let go yet.
    """

    remarks: Remarks = field(default_factory=Remarks)
    payments: list[DraftPayment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    covered: list[Covered] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    account: str = ""
    period: tuple[date | None, date | None] = (None, None)
    closed_on: date | None = None
    entries: int = 0
    statements: int = 0
    alive: int = 0

    def take(self, element: etree._Element) -> None:
        name = camt_field.name_of(element)
        if name not in _TAKEN:
            return
        parent = element.getparent()
        if name == "TxDtls":
            self.details.append(read_detail(element))
            self._release(element)
        elif name in _STATEMENTS:
            self._close(name)
            self._release(element)
        elif parent is not None and camt_field.name_of(parent) in _STATEMENTS:
            self._take_part(name, element)
            self._release(element)

    def _take_part(self, name: str, element: etree._Element) -> None:
        if name == "Ntry":
            self._entry(element)
        elif name == "Acct":
            self.account = camt_field.account(camt_field.flatten(element))
        elif name == "FrToDt":
            self.period = _period(element)
        elif name == "Bal":
            balance = camt_field.flatten(element)
            if camt_field.text(balance, "Tp/CdOrPrtry/Cd") == _CLOSING:
                self.closed_on = camt_field.day(balance, "Dt/Dt", "Dt/DtTm")

    def _entry(self, element: etree._Element) -> None:
        self.entries += 1
        details, self.details = self.details, []
        for found in convert(read_entry(element, self.entries, self.account), details, self.remarks):
            if isinstance(found, DraftPayment):
                self.payments.append(found)
            else:
                self.left_out.append(found)

    def _close(self, name: str) -> None:
        self.statements += 1
        first_day, last_day = self.period
        if name == _STATEMENT:
            last_day = last_day or self.closed_on
        if name != _REPORT and last_day and (first_day is None or first_day <= last_day):
            self.covered.append(Covered(self.account, first_day, last_day))
        self.account, self.period, self.closed_on = "", (None, None), None

    def _release(self, element: etree._Element) -> None:
        """Let go of what has been read, and of the emptied element before it."""
        self.alive -= sum(1 for _each in element.iter())
        element.clear()
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None and parent is not None and previous.tag == element.tag:
            parent.remove(previous)

    def draft(self) -> Draft:
        if not self.statements:
            self.remarks.block("no_statement", None)
        return Draft(
            Kind.CAMT,
            problems=self.remarks.all(),
            source=Source(rows=self.entries),
            payments=without_shared_ids(self.payments),
            left_out=tuple(self.left_out),
            covered=tuple(self.covered),
        )


def _period(element: etree._Element) -> tuple[date | None, date | None]:
    """Return the first and the last day; an end at midnight belongs to the day before."""
    named = camt_field.flatten(element)
    first_day = camt_field.day(named, "FrDtTm", "FrDt")
    last_day = camt_field.day(named, "ToDtTm", "ToDt")
    is_midnight = "T00:00:00" in camt_field.text(named, "ToDtTm")
    if last_day and is_midnight and (first_day is None or first_day < last_day):
        last_day -= timedelta(days=1)
    return first_day, last_day
