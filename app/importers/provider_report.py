"""Reports of payment providers: Swish, Vipps, cards; each known by the headers of its own."""

from __future__ import annotations

from app.importers.content import Progress
from app.importers.draft import Draft
from app.importers.table import Table, TableSettings


def read_report(table: Table, settings: TableSettings, progress: Progress | None = None) -> Draft | None:
    """Return the draft of a provider's report, `None` for any other table."""
    return None
