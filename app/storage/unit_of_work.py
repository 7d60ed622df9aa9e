"""One action, one transaction: what the user did, appended, journalled and summarised together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import Event, HistoryEntry, HistoryId
from app.domain.invoice import CaseId, Invoice
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import Money
from app.domain.party import Customer, CustomerId
from app.storage import mapping, tables
from app.storage.cases import customer_habits, load_cases
from app.storage.chain import GENESIS, HISTORY_FACTS, LEDGER_FACTS, link
from app.storage.database import Database
from app.storage.errors import driver_trouble
from app.storage.events import VERSION, encode, kind_of

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and from where an action is done: the local day, the moment in UTC, window or command line."""

    today: date
    now: datetime
    source: str


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An amount about to be booked; the fields are those of a ledger entry."""

    case_id: CaseId
    kind: EntryKind
    amount: Money
    effective_on: date
    first_day: date | None = None
    last_day: date | None = None
    calculation: str = ""
    payment_id: int | None = None
    letter_id: int | None = None


@contextmanager
def begin(
    database: Database, moment: Moment, *, warning_allowed: Callable[[date], bool]
) -> Iterator[UnitOfWork]:
    """Open a transaction; leaving it without `commit` undoes everything.

    Raises:
        FileTroubleError: The file is locked, full, read-only or damaged; nothing changed.
    """
    with driver_trouble(database.path):
        try:
            with Session(database.engine, expire_on_commit=False) as session:
                session.connection()
                yield UnitOfWork(session, moment, warning_allowed)
        except DBAPIError as error:
            if isinstance(error.orig, dbapi2.DatabaseError):
                raise error.orig from error
            raise


class UnitOfWork:
    """What one action appends and changes, remembered so that undo can take it back."""

    def __init__(self, session: Session, moment: Moment, warning_allowed: Callable[[date], bool]) -> None:
        self.session = session
        self.moment = moment
        self.parts: list[dict[str, Any]] = []
        self._warning_allowed = warning_allowed
        self._touched: set[CaseId] = set()
        self._fresh: dict[CaseId, Case] = {}
        self._pending: dict[type[SQLModel], list[dict[str, Any]]] = {}
        self._next_ids: dict[type[SQLModel], int] = {}
        self._chains: dict[type[SQLModel], bytes] = {}

    # Reading

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

    # Appending

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
        entry_id = EntryId(self._append(tables.LedgerRow, LEDGER_FACTS, values))
        return LedgerEntry(
            entry_id, new.case_id, new.kind, new.amount, self.moment.today, new.effective_on, reverses,
            new.first_day, new.last_day, new.calculation,
        )  # fmt: skip

    def reverse(self, entry_id: EntryId) -> None:
        """Cancel one ledger entry by its opposite."""
        self.flush()
        row = self.session.get_one(tables.LedgerRow, entry_id)
        values = row.model_dump(exclude={"id", "hash"})
        values |= {
            "amount_minor": -row.amount_minor,
            "booked_on": self.moment.today.isoformat(),
            "reverses_id": entry_id,
        }
        self._append(tables.LedgerRow, LEDGER_FACTS, values)

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
            "recorded_at": self.moment.now.isoformat(timespec="seconds"),
            "occasion": occasion,
            "retracts_id": None,
        }
        history_id = HistoryId(self._append(tables.HistoryRow, HISTORY_FACTS, values))
        if note:
            self._queue(tables.HistoryNoteRow, {"history_id": history_id, "note": note})
        happened_on = on or self.moment.today
        return HistoryEntry(history_id, case_id, happened_on, self.moment.now, event, note, occasion)

    def retract(self, history_id: HistoryId) -> None:
        """Take back one event of the history; it stays readable."""
        self.flush()
        row = self.session.get_one(tables.HistoryRow, history_id)
        values = row.model_dump(exclude={"id", "hash"})
        values |= {
            "recorded_at": self.moment.now.isoformat(timespec="seconds"),
            "retracts_id": history_id,
        }
        self._append(tables.HistoryRow, HISTORY_FACTS, values)

    def copy(self, table: type[SQLModel], row_id: int) -> None:
        """Append an entry of the ledger or the history once more, with the same figures and words."""
        row = self.session.get_one(table, row_id)
        facts = LEDGER_FACTS if table is tables.LedgerRow else HISTORY_FACTS
        fresh = self._append(table, facts, row.model_dump(exclude={"id", "hash"}))
        note = self.session.get(tables.HistoryNoteRow, row_id) if table is tables.HistoryRow else None
        if note:
            self._queue(tables.HistoryNoteRow, {"history_id": fresh, "note": note.note})

    # Rows that may change

    def insert(self, table: type[SQLModel], values: Values) -> int:
        """Store a new row of state and return its id; undo marks it withdrawn."""
        row_id = self._take_id(table)
        self._queue(table, {**_defaults(table), **values, "id": row_id})
        self.parts.append({"table": _name(table), "id": row_id, "before": None})
        return row_id

    def change(self, table: type[SQLModel], row_id: int, values: Values) -> None:
        """Change a row of state, remembering what it was."""
        self.flush()
        row = self.session.get_one(table, row_id)
        before = {name: getattr(row, name) for name in values}
        if before == dict(values):
            return
        self.parts.append({"table": _name(table), "id": row_id, "before": before, "after": dict(values)})
        for name, value in values.items():
            setattr(row, name, value)
        self.session.add(row)
        self.session.flush()

    def link(self, table: type[SQLModel], values: Values) -> None:
        """Store a row that belongs to another and needs no undo of its own."""
        self._queue(table, values)

    def touch(self, *case_ids: CaseId) -> None:
        """Have the summaries of these cases made anew at commit."""
        self._touched.update(case_ids)

    # Ending

    def flush(self) -> None:
        """Send what is queued to the database, parents before children."""
        for table in sorted(self._pending, key=tables.PARENTS_FIRST.index):
            self.session.execute(insert(table), self._pending[table])
        self._pending.clear()

    def commit(self, kind: str = "", about: str = "") -> int | None:
        """Make it last: summaries, the journal entry of this action, and the transaction itself.

        `kind` names the action in the journal and `about` whom it concerned; without a kind it is not
        undoable. Returns the id of the journal entry.
        """
        self.flush()
        self._summarise()
        action_id = self._journal(kind, about) if kind else None
        self.flush()
        self.session.commit()
        return action_id

    def _journal(self, kind: str, about: str) -> int:
        row_id = self._take_id(tables.ActionRow)
        values = {
            "id": row_id,
            "kind": kind,
            "about": about,
            "done_on": self.moment.today.isoformat(),
            "done_at": self.moment.now.isoformat(timespec="seconds"),
            "source": self.moment.source,
            "parts": json.dumps({"parts": self.parts, "cases": sorted(self._touched)}),
            "undone": 0,
        }
        self._queue(tables.ActionRow, values)
        return row_id

    def _summarise(self) -> None:
        fresh = {case_id: case for case_id, case in self._fresh.items() if case_id in self._touched}
        known = load_cases(self.session, self._touched - fresh.keys()) | fresh
        if not known:
            return
        habits = customer_habits(self.session, {case.customer.id for case in known.values()})
        rows = []
        for case in known.values():
            habit = habits.get(case.customer.id)
            around = Surroundings(
                self._warning_allowed,
                usual=habit.usual if habit else None,
                first_time_late=bool(habit and habit.always_in_time),
            )
            rows.append(mapping.summary_values(summarise(case, around), case.customer.id))
        self.session.execute(insert(tables.SummaryRow).prefix_with("OR REPLACE"), rows)

    def _append(self, table: type[SQLModel], facts: tuple[str, ...], values: Values) -> int:
        row_id = self._take_id(table)
        row = {**values, "id": row_id}
        self._chains[table] = link(self._last_hash(table), facts, row)
        self._queue(table, row | {"hash": self._chains[table]})
        self.parts.append({"table": _name(table), "id": row_id})
        case_id = CaseId(int(values["invoice_id"]))
        self._touched.add(case_id)
        self._fresh.pop(case_id, None)
        return row_id

    def _last_hash(self, table: type[SQLModel]) -> bytes:
        if table not in self._chains:
            columns = _columns(table)
            newest = select(columns.hash).order_by(columns.id.desc()).limit(1)
            self._chains[table] = self.session.execute(newest).scalar() or GENESIS
        return self._chains[table]

    def _take_id(self, table: type[SQLModel]) -> int:
        if table not in self._next_ids:
            columns = _columns(table)
            newest = self.session.execute(select(columns.id).order_by(columns.id.desc()).limit(1)).scalar()
            self._next_ids[table] = (newest or 0) + 1
        row_id = self._next_ids[table]
        self._next_ids[table] += 1
        return row_id

    def _queue(self, table: type[SQLModel], values: Values) -> None:
        self._pending.setdefault(table, []).append(dict(values))


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.c  # type: ignore[attr-defined]


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)


def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    return {name: field.default for name, field in table.model_fields.items() if not field.is_required()}
