"""Every invoice of the files and what becomes of it, as a table; also what was read in, when it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.import_outcome import PaperRow
from ui.models.paged_table_model import Column, PagedTableModel
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.table import PagedTable


class PapersPart(QWidget):
    """One row an invoice: verdict, number, customer, days, amount."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PaperRow, ...] = ()
        columns = [
            Column("state", "", "state", 40),
            Column("verdict", _("What happens"), "word", 160),
            Column("number", _("Number"), "strong", 120),
            Column("customer", _("Customer")),
            Column("issued", _("Invoice date"), width=130),
            Column("due", _("Due date"), width=130),
            Column("amount", _("Left to pay"), "amount", 150),
        ]
        self.table = PagedTable(PagedTableModel(columns, self._fetch), _("Invoices in the files"))
        self.table.horizontalHeader().setSectionsClickable(False)
        card = Card(margin=5)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(self.table)
        theme().changed.connect(self._refit)
        self._refit()

    def show_papers(self, rows: tuple[PaperRow, ...]) -> None:
        """Show these invoices."""
        self._rows = rows
        self.table.show_ids(range(len(rows)))

    def _refit(self) -> None:
        self.table.setMinimumHeight(5 * theme().row("table"))

    def _fetch(self, ids: Sequence[int]) -> Sequence[tuple[str, ...]]:
        rows = (self._rows[number] for number in ids)
        return [
            (row.state, row.verdict, row.number, row.customer, row.issued, row.due, row.amount)
            for row in rows
        ]
