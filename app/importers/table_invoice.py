"""Rows of a table become invoices: rows of one invoice joined, credits turned, contradictions named."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.money import Money
from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftInvoice, Problem, Source, blocking, notice
from app.importers.mapping import ColumnMapping
from app.importers.table import Table, TableSettings, cell_text
from app.importers.table_amount import Claim, are_item_totals, claim, has_items
from app.importers.table_line import Line, read_line
from app.importers.table_row import Reader, each_row, is_order_assumed, reader_of
from app.importers.terms import days_of

_Key = tuple[str, str, str, bool]


def apply(
    table: Table,
    mapping: ColumnMapping,
    settings: TableSettings | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Read the rows of a table as invoices.

    `progress` is told rows done and rows in all now and then; what it raises stops the reading.
    """
    wanted = settings or TableSettings()
    source = source_of(table, mapping, wanted)
    if missing := mapping.missing("invoices"):
        return Draft(Kind.TABLE, (), tuple(_column_problems(table, missing)), source)
    reader = reader_of(table, mapping.columns, wanted)
    _remark_columns(reader)
    groups = _groups(reader, each_row(reader, read_line, progress or (lambda _done, _all: None)))
    invoices = _invoices(reader, groups)
    problems = sorted(reader.problems, key=lambda problem: problem.line or 0)
    return Draft(Kind.TABLE, tuple(invoices), tuple(problems), source)


def source_of(table: Table, mapping: ColumnMapping, settings: TableSettings) -> Source:
    """Return how a table of invoices was understood."""
    return Source(
        encoding=table.encoding,
        delimiter=table.delimiter,
        decimal=table.decimal,
        date_order=table.date_order,
        sheet=table.sheet,
        header_line=table.header_line,
        rows=len(table.rows),
        columns=mapping.columns,
        shape=table.shape,
        has_assumed_currency="currency" not in mapping.columns and not settings.currency,
        meaning="invoices",
    )


def _column_problems(table: Table, missing: Iterable[str]) -> Iterable[Problem]:
    for name in missing:
        yield blocking("column_missing", line=table.header_line, field=name)


def _remark_columns(reader: Reader) -> None:
    """Remark once for the file what would otherwise be remarked on every row."""
    line = reader.table.header_line
    if "identifier" not in reader.columns:
        reader.problems.append(notice("no_identifiers", line=line, field="identifier"))
    if "due_on" not in reader.columns and reader.settings.terms_days is None:
        reader.problems.append(notice("no_due_days", line=line, field="due_on"))
    if is_order_assumed(reader):
        reader.problems.append(notice("day_order_assumed", line=line, field="issued_on"))


def _groups(reader: Reader, lines: list[Line]) -> list[list[Line]]:
    """Bring together the rows of each invoice: same number, customer, currency; a credit stays apart."""
    is_by_item = has_items(reader) or "total" not in reader.columns
    groups: dict[_Key, list[Line]] = {}
    for line in lines:
        is_negative = not is_by_item and line.total is not None and line.total.minor < 0
        is_credit = line.kind == "credit_note" or is_negative
        groups.setdefault((line.number, line.customer_key, line.currency, is_credit), []).append(line)
    return list(groups.values())


def _invoices(reader: Reader, groups: list[list[Line]]) -> list[DraftInvoice]:
    is_summed = are_item_totals(reader, groups)
    is_by_item = is_summed or has_items(reader) or "total" not in reader.columns
    blocked = {problem.line for problem in reader.problems if problem.is_blocking} if is_by_item else set()
    torn = {cell_text(reader.cell(row, "number")) for row in reader.table.rows if row.line in blocked}
    seen: dict[tuple[str, bool], Line] = {}
    invoices = []
    for group in groups:
        rows = group if is_by_item else _unrepeated(reader, group)
        found = claim(reader, rows, is_summed=is_summed) if rows[0].number not in torn else None
        # An invoice of which one row cannot be read would claim too little or too much.
        if found and not _is_taken(reader, seen, rows[0], is_credit=found.is_credit):
            invoices.append(_invoice(reader, rows, found))
    return invoices


def _unrepeated(reader: Reader, group: list[Line]) -> list[Line]:
    """Return the first row of a number; the same again is remarked, with other facts it is a conflict."""
    first, *others = group
    for line in others:
        if (line.total, line.amount_due, line.issued_on, line.due_on) == (
            first.total,
            first.amount_due,
            first.issued_on,
            first.due_on,
        ):
            reader.note("row_repeated", line.row, "number", line.number, first_line=first.row.line)
        else:
            reader.block("number_twice", line.row, "number", line.number, first_line=first.row.line)
    return [first]


def _is_taken(reader: Reader, seen: dict[tuple[str, bool], Line], line: Line, *, is_credit: bool) -> bool:
    """Say whether another invoice of this file has the number already; the later one waits for an answer."""
    earlier = seen.setdefault((line.number, is_credit), line)
    if earlier is line:
        return False
    is_same = earlier.customer_key == line.customer_key
    code = "number_twice" if is_same else "number_of_another"
    params = {} if is_same else {"customer": earlier.customer.name}
    reader.block(code, line.row, "number", line.number, first_line=earlier.row.line, **params)
    return True


def _invoice(reader: Reader, group: list[Line], found: Claim) -> DraftInvoice:
    first = group[0]
    _remark_days(reader, first, is_credit=found.is_credit)
    zero = Money.zero(first.currency)
    return DraftInvoice(
        line=first.row.line,
        kind="credit_note" if found.is_credit else "invoice",
        number=first.number,
        customer=first.customer,
        issued_on=first.issued_on,
        due_on=first.due_on,
        supplied_on=first.supplied_on,
        currency=first.currency,
        total=found.total,
        amount_due=found.due,
        prepaid=zero,
        rounding=zero,
        payment_reference=first.payment_reference or None,
        credits=first.credits or None,
        refers_to=(first.credits,) if first.credits else (),
        terms=first.terms,
        terms_days=days_of(first.terms) if first.due_on is None else None,
        subject=next((line.subject for line in group if line.subject), ""),
        charge_kind=first.charge_kind if len({line.charge_kind for line in group}) == 1 else "ordinary",
        status=found.status,
        paid_on=first.paid_on,
    )


def _remark_days(reader: Reader, line: Line, *, is_credit: bool) -> None:
    if line.due_on is None and not is_credit and "due_on" in reader.columns:
        days = days_of(line.terms)
        if days is None:
            reader.note("due_missing", line.row, "due_on", line.terms)
        else:
            reader.note("due_in_terms", line.row, "due_on", line.terms, days=days)
    if line.due_on and line.due_on < line.issued_on:
        found = line.due_on.isoformat()
        reader.note("due_before_issue", line.row, "due_on", found, issued_on=line.issued_on)
