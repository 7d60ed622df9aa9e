"""Whether a table lists invoices or payments on an account: told from its headers and its values."""

from __future__ import annotations

from app.importers import mapping, statement_mapping
from app.importers.header_words import CLAIM_BEGINNINGS, squeeze
from app.importers.statement_layout import layout_of
from app.importers.statement_words import TELLING
from app.importers.table import Meaning, Table


def meaning_of(table: Table) -> Meaning:
    """Return what the rows most likely are. What the user says about it comes before this."""
    if layout_of(table):
        return "payments"
    found = statement_mapping.guess(table)
    if found.missing("payments"):
        return "invoices"
    headers = [squeeze(each) for each in table.header]
    claims = sum(header.startswith(CLAIM_BEGINNINGS) for header in headers)
    movements = sum(header in TELLING for header in headers)
    if claims != movements:
        return "payments" if movements > claims else "invoices"
    if statement_mapping.runs(table, found.columns):
        return "payments"
    # Nothing tells but what is lacking: an invoice has a number and a customer, a payment may do without.
    lacks = mapping.guess(table).missing()
    return "payments" if not claims and {"number", "customer"} & set(lacks) else "invoices"
