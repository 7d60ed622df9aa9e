"""An account statement as CSV or workbook, of any bank: payments, and why the other rows are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.importers.bank_draft import Covered, DraftPayment, LeftOut
from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft, Problem, Source, blocking, notice
from app.importers.mapping import ColumnMapping
from app.importers.statement_layout import layout_of
from app.importers.statement_row import Moved, read_row
from app.importers.statement_title import Title, period, read_title
from app.importers.table import Table, TableSettings, cell_text
from app.importers.table_invoice import source_of
from app.importers.table_row import Reader, each_row, is_order_assumed, reader_of

_MOST_PROBLEMS = 500
_DANISH = re.compile(r"beløb|bogf", re.IGNORECASE)
_LANGUAGE_ROWS = 200


def apply(
    table: Table,
    mapping: ColumnMapping,
    settings: TableSettings | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Read the rows of a table as movements on an account of ours.

    The days it covers are those of the period that the file names. Where it names none they are unknown: the
    newest row says nothing of what came in later. The end of a period may lie ahead; only the caller has a
    clock. `progress` is told rows done and in all now and then; what it raises stops the reading.
    """
    wanted = settings or TableSettings()
    title = read_title(table.titles)
    currency = title.currency or wanted.currency or _usual_currency(table)
    source = _source(table, mapping, wanted, is_assumed=not title.currency)
    if missing := mapping.missing("payments"):
        line = table.header_line
        problems = tuple(blocking("column_missing", line=line, field=name) for name in missing)
        return Draft(Kind.STATEMENT, problems=problems, source=source)
    reader = reader_of(table, mapping.columns, replace(wanted, currency=currency))
    if is_order_assumed(reader) and not source.layout:
        reader.problems.append(notice("day_order_assumed", line=table.header_line, field="booked_on"))
    found = each_row(reader, read_row, progress or (lambda _done, _all: None))
    return Draft(
        Kind.STATEMENT,
        problems=_problems(reader),
        source=source,
        payments=tuple(_payments(found, title)),
        left_out=tuple(each.item for each in found if isinstance(each.item, LeftOut)),
        covered=_covered(reader, found, title),
    )


def _source(table: Table, mapping: ColumnMapping, settings: TableSettings, *, is_assumed: bool) -> Source:
    layout = layout_of(table)
    source = source_of(table, mapping, settings)
    is_assumed = is_assumed and source.has_assumed_currency and layout is None
    return replace(
        source, has_assumed_currency=is_assumed, meaning="payments", layout=layout.name if layout else ""
    )


def _usual_currency(table: Table) -> str:
    """Return the currency of the bank's country, or of the language that the file is written in."""
    if layout := layout_of(table):
        return layout.currency
    cells = (*table.header, *(cell for row in table.rows[:_LANGUAGE_ROWS] for cell in row.cells))
    words = " ".join(cell_text(cell) for cell in cells).casefold()
    norwegian, swedish = (sum(words.count(letter) for letter in letters) for letters in ("øæ", "öä"))
    if norwegian == swedish:
        return ""
    if swedish > norwegian:
        return "SEK"
    return "DKK" if _DANISH.search(words) else "NOK"


def _problems(reader: Reader) -> tuple[Problem, ...]:
    return tuple(sorted(reader.problems, key=lambda problem: problem.line or 0))


def _payments(found: Iterable[Moved], title: Title) -> Iterable[DraftPayment]:
    """Return the payments with their account; an id that two of them bear is the id of something else."""
    payments = [
        replace(each.item, account=each.account or title.account)
        for each in found
        if isinstance(each.item, DraftPayment)
    ]
    times = Counter(payment.bank_id for payment in payments)
    return (replace(each, bank_id="") if times[each.bank_id] > 1 else each for each in payments)


def _covered(reader: Reader, found: Sequence[Moved], title: Title) -> tuple[Covered, ...]:
    """Return for each account the days that the file accounts for."""
    first_day, last_day = title.first_day, title.last_day
    if "period" in reader.columns and reader.table.rows:
        first_day, last_day = period([cell_text(reader.cell(reader.table.rows[0], "period"))])
    accounts = dict.fromkeys(each.account or title.account for each in found if each.account or title.account)
    return tuple(Covered(account, first_day, last_day) for account in accounts or {"": None})
