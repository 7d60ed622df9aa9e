"""The SQL twins say what the Python rules say, on ten thousand generated summaries and edge days."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.attention import Section, State, attention, section
from app.domain.history import InvoiceTaken
from app.domain.invoice import CaseId, Invoice
from app.domain.money import SEK, Money
from app.domain.summary import Summary
from app.storage import mapping, tables
from app.storage.attention_sql import JUDGED, SECTION, SEVERITY
from app.storage.rows import driver, insert_rows
from tests.domain.summaries import TODAY, edge_days, summaries
from tests.storage.book import Book

COUNT = 10_000
_TWINS = f"""
WITH judged AS ({JUDGED}), placed AS (SELECT *, {SECTION} AS section, {SEVERITY} AS severity FROM judged)
SELECT invoice_id, state, section, severity FROM placed ORDER BY invoice_id
"""


@pytest.fixture
def stored(book: Book) -> tuple[Book, list[Summary]]:
    """Store the summaries as rows, past the cases that would lead to them."""
    who = book.customer()
    every = summaries(COUNT, seed=1)
    with book.begin() as work:
        customer, amount = work.customer(who), Money(100, SEK)
        for one in every:
            paper = Invoice(CaseId(0), who, str(one.case_id), SEK, amount, amount, TODAY, TODAY)
            work.add_invoice(paper, customer, event=InvoiceTaken(amount, "csv"))
        work.commit()
        rows = [mapping.summary_values(one, who) for one in every]
        driver(work.session).execute("DELETE FROM case_summary")
        insert_rows(work.session, tables.SummaryRow, rows)
        work.session.commit()
    return book, every


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def test_state_and_section_agree_on_every_summary(stored: tuple[Book, list[Summary]]) -> None:
    book, every = stored
    for read_through in edge_days()[::4]:
        days = {"today": TODAY.isoformat(), "bank_read_through": _day(read_through)}
        rows = book.database.connection.execute(_TWINS, days).fetchall()
        assert len(rows) == COUNT
        for one, (case_id, state, place, severity) in zip(every, rows, strict=True):
            expected = attention(one, TODAY, bank_read_through=read_through)
            assert (case_id, state) == (one.case_id, expected), one
            assert severity == list(State).index(expected)
            placed = section(one, expected, TODAY)
            assert place == (None if placed is None else list(Section).index(placed)), one
