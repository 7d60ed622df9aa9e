"""Large databases, always the same ones: written by the driver alone, chained like the real thing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from app.domain import history
from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import Event, InvoiceTaken, LetterKind, LetterSent, Outcome
from app.domain.invoice import CaseId, Invoice
from app.domain.money import SEK, Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.storage import mapping
from app.storage.chain import FACTS, GENESIS, link
from app.storage.database import Database
from app.storage.events import VERSION, encode, kind_of
from app.storage.folding import searchable
from app.storage.unit_of_work import Moment, begin

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
MOMENT = Moment(TODAY, NOW, "window")
STARTS = ("Norr", "Söder", "Ås", "Björk", "Fjäll", "Måse", "Skär", "Älv", "Øvre", "Gran", "Ek", "Strand")
ENDS = ("skärs", "viks", "dals", "holms", "bergs", "lunds", "ängs", "forsens", "heims", "sæters")
TRADES = ("Båtvarv", "Bygg", "El", "Rör", "Måleri", "Trädgård", "Åkeri", "Rørlegger", "Snickeri", "Café")


@dataclass(frozen=True)
class Size:
    customers: int
    invoices: int
    open: int = 5_000


USUAL = Size(20_000, 100_000)
SMALL = Size(2_000, 10_000)
LARGE = Size(200_000, 1_000_000)


def generate(path: Path, size: Size) -> Database:
    """Fill a new file: every invoice has three ledger entries; the last `size.open` invoices are open."""
    database = Database(path)
    connection = database.connection
    connection.execute("BEGIN IMMEDIATE")
    _write(connection, "customer", map(_customer, range(1, size.customers + 1)))
    _write(connection, "invoice", (_invoice(n, life) for n, life in _lives(size)))
    _write(connection, "ledger_entry", _chained("ledger_entry", _ledger(size)))
    _write(connection, "history_entry", _chained("history_entry", _history(size)))
    _write(connection, "case_summary", _closed_summaries(size))
    connection.execute("COMMIT")
    with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
        work.touch(*(CaseId(n) for n in range(size.invoices - size.open + 1, size.invoices + 1)))
        work.commit()
    return database


def _write(connection: Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    while part := list(islice(rows, 20_000)):
        columns = tuple(part[0])
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        connection.executemany(statement, [tuple(row.values()) for row in part])


def _name(n: int) -> str:
    start, end, trade = STARTS[n % 12], ENDS[n // 12 % 10], TRADES[n // 120 % 10]
    return f"{start}{end} {trade}" + (f" {n // 1_200}" if n >= 1_200 else "")


def _customer(n: int) -> dict[str, Any]:
    identifier, email = str(5_560_000_000 + n), f"kontor{n}@example.se"
    who = Customer(CustomerId(n), _name(n - 1), CustomerKind.BUSINESS, country="SE", identifier=identifier)
    values = mapping.customer_values(who) | {
        "phone": f"070-{n:07d}",
        "email": email,
        "number": str(1_000 + n),
    }
    values["search"] = searchable(who.name, values["number"], identifier, email)
    return {"id": n, **values, "endpoint": "", "since": "2021-01-01"}


@dataclass(frozen=True)
class _Life:
    """What one invoice went through, drawn by chance."""

    customer: int
    minor: int
    issued_on: date
    due_on: date
    paid_on: date
    is_open: bool


def _lives(size: Size) -> Iterator[tuple[int, _Life]]:
    """Return the number and the life of every invoice, the same ones whenever they are asked for."""
    draw = random.Random(7).random
    for n in range(1, size.invoices + 1):
        is_open = n > size.invoices - size.open
        days_ago = int(draw() * 110) - 20 if is_open else 120 + int(draw() * 1_700)
        due_on = TODAY - timedelta(days=days_ago)
        customer, minor = 1 + int(draw() * size.customers), 200_00 + int(draw() * 90_000_00)
        paid_on = due_on + timedelta(days=int(draw() * 28) - 3)
        yield n, _Life(customer, minor, due_on - timedelta(days=30), due_on, paid_on, is_open)


def _invoice(n: int, life: _Life) -> dict[str, Any]:
    amount = Money(life.minor, SEK)
    paper = Invoice(
        CaseId(n), CustomerId(life.customer), str(100_000 + n), SEK, amount, amount,
        life.issued_on, life.due_on, law="SE", payment_reference=f"{n:08d}7",
        subject=f"{TRADES[n % 10]}, vecka {n % 52 + 1}",
    )  # fmt: skip
    return {"id": n, **mapping.invoice_values(paper)}


def _chained(table: str, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    before = GENESIS
    for row_id, row in enumerate(rows, 1):
        row["id"] = row_id
        before = row["hash"] = link(before, FACTS[table], row)
        yield row


def _ledger(size: Size) -> Iterator[dict[str, Any]]:
    for n, life in _lives(size):
        part = life.minor // 4
        paid = life.paid_on if not life.is_open else life.issued_on
        rest = ("late_interest", 12_50) if life.is_open else ("payment", part - life.minor)
        yield _entry(n, "principal", life.minor, life.issued_on)
        yield _entry(n, "payment", -part, paid)
        yield _entry(n, *rest, paid)


def _entry(n: int, kind: str, minor: int, on: date) -> dict[str, Any]:
    day = on.isoformat()
    return {
        "invoice_id": n, "kind": kind, "amount_minor": minor, "booked_on": day, "effective_on": day,
        "calculation": "",
    }  # fmt: skip


def _history(size: Size) -> Iterator[dict[str, Any]]:
    for n, life in _lives(size):
        yield _told(n, life.issued_on, InvoiceTaken(Money(life.minor, SEK), "csv"))
        if life.is_open and life.due_on < TODAY:
            for event in _since_due(n, life):
                yield _told(n, TODAY - timedelta(days=n % 5), event)


def _since_due(n: int, life: _Life) -> Sequence[Event]:
    day = TODAY + timedelta(days=n % 9 - 3)
    owed = Money(life.minor // 2, SEK)
    lives: tuple[Callable[[], Sequence[Event]], ...] = (
        lambda: (),
        lambda: (),
        lambda: (history.CallMade(Outcome.NO_ANSWER),),
        lambda: (history.PromiseMade(owed, day),),
        lambda: (history.DisputeOpened(history.DisputeReason.OTHER, None, day),),
        lambda: (LetterSent(n, LetterKind.FRIENDLY, day, owed, owed),),
        lambda: (LetterSent(n, LetterKind.REMINDER, day, owed, owed),),
        lambda: (history.Snoozed(day),),
        lambda: (history.CallBackAgreed(day, "10:30"),),
    )
    return lives[n % len(lives)]()


def _told(n: int, on: date, event: Event) -> dict[str, Any]:
    return {
        "invoice_id": n, "kind": kind_of(event), "version": VERSION, "payload": encode(event),
        "happened_on": on.isoformat(), "recorded_at": NOW.isoformat(), "occasion": "",
    }  # fmt: skip


def _closed_summaries(size: Size) -> Iterator[dict[str, Any]]:
    nothing = Money.zero(SEK)
    paper = Invoice(CaseId(0), CustomerId(0), "0", SEK, nothing, nothing, TODAY, TODAY, law="SE")
    case = Case(paper, Customer(CustomerId(0), "-"))
    shape = mapping.summary_values(summarise(case, Surroundings(lambda _: True)), 0)
    for n, life in _lives(size):
        if life.is_open:
            return
        due_on, until = _due(life.due_on)
        days = {"due_on": due_on, "on_its_way_until": until, "closed_on": life.paid_on.isoformat()}
        yield {**shape, "invoice_id": n, "customer_id": life.customer, **days}


@cache
def _due(due_on: date) -> tuple[str, str]:
    effective = next_bank_day(due_on, "SE")
    return effective.isoformat(), add_bank_days(effective, 2, "SE").isoformat()
