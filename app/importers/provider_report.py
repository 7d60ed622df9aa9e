"""Reports of payment providers: Swish, Vipps, cards; each known by the headers of its own."""

from __future__ import annotations

from app.importers.card_report import read_cards
from app.importers.content import Progress
from app.importers.draft import Draft
from app.importers.swish_report import read_swish
from app.importers.table import Table, TableSettings
from app.importers.vipps_report import read_vipps

_READERS = (read_swish, read_vipps, read_cards)


def read_report(table: Table, settings: TableSettings, progress: Progress | None = None) -> Draft | None:
    """Return the draft of a provider's report, `None` for any other table.

    A report says nothing of the days it covers: what came to the account in other ways is not in it.
    """
    drafts = (read(table, settings, progress) for read in _READERS)
    return next((draft for draft in drafts if draft), None)
