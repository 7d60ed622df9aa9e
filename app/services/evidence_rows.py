"""The figures of a claim as a list for a spreadsheet: one row an amount, interest half-year by half-year."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.ledger import EntryKind
from app.exporters.table import Cell, CellKind, Heading, Table
from app.formatting import iso, percent
from app.i18n import _, language
from app.services.evidence_read import Claimed, Evidence
from app.services.explain.amounts import component_name


def claim_table(found: Evidence) -> Table:
    """Return every amount of the claim with its day, its law and, for interest, how it came about."""
    return Table(
        title=_("The claim as figures"),
        beside=iso(found.on),
        headings=(
            Heading("invoice", _("Invoice")),
            Heading("customer", _("Customer")),
            Heading("what", _("What")),
            Heading("from", _("First day"), CellKind.DAY),
            Heading("through", _("Last day"), CellKind.DAY),
            Heading("days", _("Days"), CellKind.COUNT),
            Heading("rate", _("Rate")),
            Heading("on", _("On the amount"), CellKind.AMOUNT),
            Heading("amount", _("Amount"), CellKind.AMOUNT),
            Heading("currency", _("Currency")),
            Heading("law", _("Law")),
        ),
        rows=(*(row for claim in found.claims for row in _rows(claim)), _total(found)),
        language=language(),
    )


def _rows(claim: Claimed) -> Iterator[tuple[Cell, ...]]:
    case, currency = claim.case, str(claim.case.invoice.currency)
    laws = {part.kind: part.law or "" for part in claim.owed.components}
    number, name = case.invoice.number, case.customer.name
    for entry in sorted(case.live_ledger, key=lambda entry: (entry.effective_on, entry.id)):
        if entry.kind is not EntryKind.LATE_INTEREST or not claim.lines:
            yield (
                number, name, component_name(entry.kind), entry.effective_on, None, None, "", None,
                entry.amount, currency, laws.get(entry.kind, ""),
            )  # fmt: skip
    for line in claim.lines:
        yield (
            number, name, component_name(EntryKind.LATE_INTEREST), line.first_day, line.last_day, line.days,
            percent(line.rate, language()), line.principal, line.amount, currency,
            laws.get(EntryKind.LATE_INTEREST, ""),
        )  # fmt: skip
    if claim.disputed:
        left_out = -claim.disputed
        said = _("Disputed, not claimed here")
        yield (number, name, said, None, None, None, "", None, left_out, currency, "")


def _total(found: Evidence) -> tuple[Cell, ...]:
    said = _("To pay on {day}").format(day=iso(found.on))
    return ("", "", said, None, None, None, "", None, found.total, str(found.currency), "")
