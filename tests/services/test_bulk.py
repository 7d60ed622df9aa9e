"""Thousands of rows at once come to the same as one after the other."""

from collections.abc import Iterator

import pytest

from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.storage import tables
from app.storage.bulk import cancel_all, restore_all, set_withdrawn
from app.storage.unit_of_work import NewEntry, UnitOfWork
from tests.office import Office, kronor

FEE, REVERSED_FEE, REVERSAL = 2, 3, 4


@pytest.fixture
def work(office: Office) -> Iterator[UnitOfWork]:
    """Return a unit of work over an invoice with a fee that stands and one that was reversed."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    case_id = office.invoice(who, "10431", "1000", issued="2026-09-01", due="2026-09-15")
    with office.desk.begin() as work:
        fees = [
            work.book(NewEntry(case_id, EntryKind.REMINDER_FEE, kronor("60"), office.desk.today()))
            for _ in range(2)
        ]
        work.reverse(fees[1].id)
        work.commit()
    with office.desk.begin() as unfinished:
        yield unfinished


def standing(work: UnitOfWork) -> set[int]:
    return {entry.id for entry in work.case(CaseId(1)).live_ledger}


@pytest.mark.parametrize("row_ids", [[1, FEE], [REVERSED_FEE], [REVERSAL], [1, FEE, REVERSED_FEE, REVERSAL]])
def test_entries_are_cancelled_and_restored_as_one_by_one(work: UnitOfWork, row_ids: list[int]) -> None:
    begun = work.session.begin_nested()
    for row_id in reversed(row_ids):
        work.cancel(tables.LedgerRow, row_id)
    cancelled = standing(work)
    for row_id in row_ids:
        work.restore(tables.LedgerRow, row_id)
    restored = standing(work)
    begun.rollback()

    cancel_all(work, tables.LedgerRow, row_ids)
    assert standing(work) == cancelled
    restore_all(work, tables.LedgerRow, row_ids)
    assert standing(work) == restored


def test_cancelling_twice_is_cancelling_once(work: UnitOfWork) -> None:
    for _ in range(2):
        cancel_all(work, tables.LedgerRow, [1, FEE])

    assert standing(work) == set()


def test_withdrawn_rows_are_remembered_only_where_they_changed(work: UnitOfWork) -> None:
    for _ in range(2):
        set_withdrawn(work, tables.InvoiceRow, [1], withdrawn=True)

    assert work.parts == [
        {"table": "invoice", "id": 1, "before": {"withdrawn": 0}, "after": {"withdrawn": 1}}
    ]
