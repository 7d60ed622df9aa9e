"""A table becomes a draft: invoices, an account statement, or the report of a payment provider."""

from __future__ import annotations

from pathlib import Path

from app.importers import mapping as invoice_mapping
from app.importers import provider_report, statement, statement_mapping, table_invoice
from app.importers.content import Progress
from app.importers.draft import Draft
from app.importers.mapping import ColumnMapping, chosen
from app.importers.statement_kind import meaning_of
from app.importers.table import Meaning, Table, TableSettings, read_table


def read_table_draft(
    path: Path,
    mapping: ColumnMapping | None,
    settings: TableSettings | None,
    progress: Progress | None,
) -> Draft:
    """Read a table as what the user says it is, else as what its columns and values show.

    A mapping for other rows than `settings.meaning` says is passed over, and another one guessed.

    Raises:
        UnreadableFileError: Nothing can be read from it.
        UnknownColumnError: The mapping names a column that the file does not have.
    """
    wanted = settings or TableSettings()
    table = read_table(path, wanted)
    if mapping is None and not wanted.meaning:
        report = provider_report.read_report(table, wanted, progress)
        if report:
            return report
    meaning = wanted.meaning or (mapping.meaning if mapping else "") or meaning_of(table)
    is_fitting = mapping is not None and mapping.meaning in (meaning, "")
    columns = chosen(table, mapping.columns) if mapping and is_fitting else _guess(table, meaning)
    if meaning == "payments":
        return statement.apply(table, columns, wanted, progress)
    return table_invoice.apply(table, columns, wanted, progress)


def _guess(table: Table, meaning: Meaning) -> ColumnMapping:
    return statement_mapping.guess(table) if meaning == "payments" else invoice_mapping.guess(table)
