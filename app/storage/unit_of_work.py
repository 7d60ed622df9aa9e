"""One action, one transaction: what the user did, appended, journalled and summarised together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, SQLModel, col

from app.domain.case import Case
from app.domain.history import Event, HistoryEntry, HistoryId
from app.domain.invoice import CaseId, Invoice
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.party import Customer, CustomerId
from app.storage import journal_text, mapping, tables
from app.storage.cases import case_ids_of_customer, load_cases
from app.storage.database import Database
from app.storage.errors import driver_errors, driver_trouble
from app.storage.events import VERSION, encode, kind_of
from app.storage.new_entry import Moment as Moment  # noqa: PLC0414 - for others to import
from app.storage.new_entry import NewEntry as NewEntry  # noqa: PLC0414 - for others to import
from app.storage.rows import Values
from app.storage.summaries import Progress, refresh
from app.storage.writer import Writer

_CANCELS: dict[type[SQLModel], str] = {tables.LedgerRow: "reverses_id", tables.HistoryRow: "retracts_id"}
_STEERED: dict[type[SQLModel], str] = {
    tables.CustomerRow: "SELECT invoice_id FROM case_summary WHERE open_minor > 0 AND customer_id = ?",
    tables.PlanRow: "SELECT invoice_id FROM plan_case WHERE plan_id = ?",
    tables.PaymentRow: "SELECT invoice_id FROM payment_suggestion WHERE payment_id = ?",
}


@contextmanager
def begin(
    database: Database, moment: Moment, *, warning_allowed: Callable[[date], bool], writes: bool = True
) -> Iterator[UnitOfWork]:
    """Open a transaction; leaving it without `commit` undoes everything.

    With `writes` nobody else writes until it ends; without, it only looks.

    Raises:
        FileTroubleError: The file is locked, full, read-only or damaged; nothing changed.
    """
    with (
        driver_trouble(database.path),
        driver_errors(),
        Session(database.engine if writes else database.reader, expire_on_commit=False) as session,
    ):
        session.connection()
        yield UnitOfWork(session, moment, warning_allowed)


class UnitOfWork:
    """What one action appends and changes, remembered so that undo can take it back."""

    def __init__(self, session: Session, moment: Moment, warning_allowed: Callable[[date], bool]) -> None:
        self.session = session
        self.moment = moment
        self._now = moment.now.isoformat(timespec="seconds")
        self.parts: list[dict[str, Any]] = []
        self.warning_allowed = warning_allowed
        self._touched: set[CaseId] = set()
        self._judged: set[CaseId] = set()
        self._fresh: dict[CaseId, Case] = {}
        self._writer = Writer(session)

    def case(self, case_id: CaseId) -> Case:
        """Return one case whole; `KeyError` when there is none."""
        return self.cases([case_id])[case_id]

    def cases(self, case_ids: Iterable[CaseId]) -> dict[CaseId, Case]:
        """Return cases whole, by id."""
        self.flush()
        return load_cases(self.session, case_ids)

    def customer(self, customer_id: CustomerId) -> Customer:
        row = self.session.get_one(tables.CustomerRow, customer_id)
        return mapping.customer(row)

    def update_customer(self, who: Customer) -> None:
        """Store a customer as it now is, and have the summaries of its cases made anew."""
        self.change(tables.CustomerRow, who.id, mapping.customer_values(who))
        self.touch(*case_ids_of_customer(self.session, who.id))

    def update_invoice(self, paper: Invoice) -> None:
        """Store an invoice as it now is."""
        self.change(tables.InvoiceRow, paper.id, mapping.invoice_values(paper))
        self.touch(paper.id)

    def add_customer(self, who: Customer, *, endpoint: str = "", batch_id: int | None = None) -> CustomerId:
        """Store a new customer; its `id` is given here."""
        values = mapping.customer_values(who) | {
            "endpoint": endpoint,
            "since": self.moment.today.isoformat(),
            "batch_id": batch_id,
        }
        return CustomerId(self.insert(tables.CustomerRow, values))

    def add_invoice(
        self, paper: Invoice, who: Customer, *, event: Event, batch_id: int | None = None
    ) -> Case:
        """Store a new invoice, open its ledger with the amount due, and begin its history with `event`."""
        case_id = CaseId(
            self.insert(tables.InvoiceRow, mapping.invoice_values(paper) | {"batch_id": batch_id})
        )
        paper = replace(paper, id=case_id)
        entry = self.book(NewEntry(case_id, EntryKind.PRINCIPAL, paper.amount_due, paper.issued_on))
        told = self.tell(case_id, event)
        self._fresh[case_id] = Case(paper, who, (entry,), (told,))
        return self._fresh[case_id]

    def book(self, new: NewEntry, *, reverses: EntryId | None = None) -> LedgerEntry:
        """Append one amount to the ledger of a case."""
        values = {
            "invoice_id": new.case_id,
            "kind": new.kind.value,
            "amount_minor": new.amount.minor,
            "booked_on": self.moment.today.isoformat(),
            "effective_on": new.effective_on.isoformat(),
            "reverses_id": reverses,
            "first_day": mapping.iso(new.first_day),
            "last_day": mapping.iso(new.last_day),
            "calculation": new.calculation,
            "payment_id": new.payment_id,
            "letter_id": new.letter_id,
        }
        entry_id = EntryId(self._append(tables.LedgerRow, values))
        return LedgerEntry(
            entry_id, new.case_id, new.kind, new.amount, self.moment.today, new.effective_on, reverses,
            new.first_day, new.last_day, new.calculation,
        )  # fmt: skip

    def reverse(self, entry_id: EntryId) -> EntryId | None:
        """Cancel one ledger entry by its opposite and return that; one that is cancelled already stays so."""
        opposite = self.cancel(tables.LedgerRow, entry_id)
        return None if opposite is None else EntryId(opposite)

    def tell(
        self, case_id: CaseId, event: Event, *, on: date | None = None, note: str = "", occasion: str = ""
    ) -> HistoryEntry:
        """Append one event to the history of a case; `on` is the day it happened, today when not given."""
        values = {
            "invoice_id": case_id,
            "kind": kind_of(event),
            "version": VERSION,
            "payload": encode(event),
            "happened_on": (on or self.moment.today).isoformat(),
            "recorded_at": self._now,
            "occasion": occasion,
            "retracts_id": None,
        }
        history_id = HistoryId(self._append(tables.HistoryRow, values))
        if note:
            self._writer.add(tables.HistoryNoteRow, {"history_id": history_id, "note": note})
        happened_on = on or self.moment.today
        return HistoryEntry(history_id, case_id, happened_on, self.moment.now, event, note, occasion)

    def retract(self, history_id: HistoryId) -> None:
        """Take back one event of the history; it stays readable."""
        self.cancel(tables.HistoryRow, history_id)

    def cancel(self, table: type[SQLModel], row_id: int) -> int | None:
        """Append what makes an entry of the ledger or the history no longer count, unless it does not.

        Returns the id of what was appended.
        """
        queued = self._writer.queued(table, row_id)
        if queued is not None:
            return self._append_opposite(table, queued)
        chain = self._chain(table, row_id)
        return self._append_opposite(table, chain[-1].model_dump()) if len(chain) % 2 else None

    def queued(self, table: type[SQLModel], row_id: int) -> Values | None:
        """Return an entry that this action appended and has not sent yet, unless it is cancelled."""
        return self._writer.queued(table, row_id)

    def restore(self, table: type[SQLModel], row_id: int) -> None:
        """Append what makes a cancelled entry count again, with the same figures and words."""
        chain = self._chain(table, row_id)
        if not len(chain) % 2:
            self._append_opposite(table, chain[-1].model_dump())

    def _chain(self, table: type[SQLModel], row_id: int) -> list[SQLModel]:
        """Return an entry, what cancels it, what cancels that, and so on."""
        self.flush()
        rows = [self.session.get_one(table, row_id)]
        cancels = table.__table__.c[_CANCELS[table]]  # type: ignore[attr-defined]
        while later := self.session.execute(select(table).where(cancels == rows[-1].id)).scalar():  # type: ignore[attr-defined]
            rows.append(later)
        return rows

    def _append_opposite(self, table: type[SQLModel], row: Values) -> int:
        values = {name: value for name, value in row.items() if name not in ("id", "hash")}
        values[_CANCELS[table]] = row["id"]
        if table is tables.LedgerRow:
            values["amount_minor"] = -values["amount_minor"]
            values["booked_on"] = self.moment.today.isoformat()
        else:
            values["recorded_at"] = self._now
        self._writer.cancelled(table, row["id"])
        return self._append(table, values)

    def insert(self, table: type[SQLModel], values: Values) -> int:
        """Store a new row of state and return its id; undo marks it withdrawn."""
        row_id = self._writer.insert(table, values)
        self.parts.append({"table": str(table.__tablename__), "id": row_id, "before": None})
        if table not in _STEERED:  # nothing hangs on a customer or a plan that was not there before
            self._touch_around(table, row_id, values)
        return row_id

    def change(self, table: type[SQLModel], row_id: int | str, values: Values) -> None:
        """Change a row of state, remembering what it was; the cases it steers are judged anew."""
        self.flush()
        row = self.session.get_one(table, row_id)
        before = {name: getattr(row, name) for name in values}
        if before == dict(values):
            return
        self.parts.append(
            {"table": str(table.__tablename__), "id": row_id, "before": before, "after": dict(values)}
        )
        for name, value in values.items():
            setattr(row, name, value)
        self.session.add(row)
        self.session.flush()
        self._touch_around(table, row_id, {**values, **before})
        self._touch_around(table, row_id, values)

    def link(self, table: type[SQLModel], values: Values) -> None:
        """Store a row that belongs to another and needs no undo of its own."""
        self._writer.add(table, values)
        if table is tables.PlanCaseRow:
            self.touch(CaseId(values["invoice_id"]))

    def touch(self, *case_ids: CaseId) -> None:
        """Have the summaries of these cases made anew at commit."""
        self._touched.update(case_ids)
        self._judged.difference_update(case_ids)
        for case_id in case_ids:
            self._fresh.pop(case_id, None)

    def _touch_around(self, table: type[SQLModel], row_id: int | str, values: Values) -> None:
        """Touch the cases whose follow-up a row of state steers."""
        if table is tables.InvoiceRow:
            self.touch(CaseId(int(row_id)))
        elif table in _STEERED:
            found = self.session.connection().exec_driver_sql(_STEERED[table], (row_id,))
            self.touch(*(CaseId(row[0]) for row in found))

    def flush(self) -> None:
        """Send what is queued to the database, parents before children."""
        self._writer.flush()

    def judge(self, *, progress: Progress | None = None) -> None:
        """Make the summaries of what was touched; `commit` does, and a question asked before the end may.

        `progress` is told how many of how many cases are judged, and may raise to stop.
        """
        self.flush()
        left = self._touched - self._judged
        refresh(self.session, left, self.warning_allowed, fresh=self._fresh, progress=progress)
        self._judged.update(self._touched)

    def commit(self, kind: str = "", about: str = "") -> int | None:
        """Make it last: summaries, the journal entry of this action, and the transaction itself.

        `kind` names the action in the journal and `about` whom it concerned; without a kind it is not
        undoable. Returns the id of the journal entry.
        """
        self.judge()
        action_id = self._journal(kind, about) if kind else None
        self.flush()
        self.session.commit()
        return action_id

    def _journal(self, kind: str, about: str) -> int:
        undone = update(tables.ActionRow).where(col(tables.ActionRow.undone) == tables.UNDONE)
        self.session.execute(undone.values(undone=tables.PASSED_BY))
        values = {
            "kind": kind,
            "about": about,
            "done_on": self.moment.today.isoformat(),
            "done_at": self._now,
            "source": self.moment.source,
            "parts": journal_text.written({"parts": self.parts, "cases": sorted(self._touched)}),
            "undone": tables.STANDS,
        }
        return self._writer.insert(tables.ActionRow, values)

    def _append(self, table: type[SQLModel], values: Values) -> int:
        row_id = self._writer.append(table, values)
        self.parts.append({"table": str(table.__tablename__), "id": row_id})
        self.touch(CaseId(int(values["invoice_id"])))
        return row_id
