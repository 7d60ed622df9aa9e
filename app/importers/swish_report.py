"""Swish reports for firms: those with headers, and Handelsbanken's file of numbered records."""

from __future__ import annotations

from dataclasses import replace

from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.provider_table import read_as, report
from app.importers.table import Row, Table, TableSettings, cell_text

_COLUMNS = """
    datum:booked_on bokföringsdatum:booked_on bokföringsdag:booked_on bokfdag:booked_on
    transaktionsdatum:ordered_on transaktionsdag:ordered_on transdag:ordered_on betalningsdatum:ordered_on
    valutadatum:value_on valutadag:value_on
    clearingnummer:clearing clnr:clearing kontonummer:own_account kontonr:own_account konto:own_account
    mottagarnummer:to_account mottagarnr:to_account mottagarensnummer:to_account swishnummer:to_account
    avsändarnamn:payer avsändare:payer avsändarensnamn:payer betalare:payer namn:payer
    avsändarnummer:payer_account avsändarnr:payer_account avsändarensnummer:payer_account
    mobilnummer:payer_account telefonnummer:payer_account
    belopp:amount valuta:currency meddelande:message typ:kind transaktionstyp:kind
    betalningsreferens:bank_id swishreferens:bank_id transaktionsid:bank_id referens:bank_id
    orderreferens:order ursprungligreferens:reverses ursprungligbetalningsreferens:reverses
"""
SWISH = report(
    Kind.SWISH, "SEK", _COLUMNS, "to_account amount payer|payer_account message booked_on|ordered_on"
)
_RECORDS = ("", "", "kontonummer", "", "mottagarnummer", "datum", "typ", "belopp", "valuta", "avsändarnummer",
            "avsändarnamn", "betalningsreferens", "meddelande", "orderreferens")  # fmt: skip
_DETAIL = "02"
_FRAME = ("01", "03")
_CODES = frozenset({"SWH", "SWR", "SWT", "SWU", "SWZ"})


def read_swish(table: Table, settings: TableSettings, progress: Progress | None = None) -> Draft | None:
    """Return the draft of a Swish report, `None` for any other table."""
    return read_as(SWISH, _with_headers(table), settings, progress)


def _with_headers(table: Table) -> Table:
    """Return Handelsbanken's records under headers; any other table as it is."""
    first, *rest = (*table.titles, *table.rows) or (Row(0, ()),)
    details = [row for row in rest if cell_text(row.cell(0)) == _DETAIL]
    is_framed = cell_text(first.cell(0)) == _FRAME[0] and bool(details)
    if not is_framed or not all(cell_text(row.cell(_RECORDS.index("typ"))) in _CODES for row in details):
        return table
    return replace(table, header=_RECORDS, header_line=first.line, rows=tuple(details), titles=())
