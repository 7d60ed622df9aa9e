"""A page that is one list: what the pages of invoices, customers, plans and letters have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.services.changes import Changes
from app.services.listing import ListRow
from ui.pages.list_view import Listing, ListView
from ui.pages.page import Page
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Subject, Workplace


class ListPage(Page):
    """Shows a list, keeps it in step with what is done, and lets the case keys act on the current row."""

    def __init__(self, workplace: Workplace, state: ListState, listing: Listing) -> None:
        super().__init__()
        self.workplace = workplace
        self._title = listing.title
        self.view = ListView(state, listing)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.view)
        workplace.actions.attach(self.view.table)
        workplace.changed.connect(self.refresh)
        self.view.selected.connect(self.subject_changed)
        self.view.counted.connect(lambda: self.title_changed.emit(self._title))
        self.view.opened.connect(self.open_row)
        self.view.legend.clicked.connect(workplace.actions["keys"].trigger)

    def title(self) -> str:
        return self._title

    def subject(self) -> Subject | None:
        row = self.view.row()
        return Subject(row.case_ids, row.customer_id, row.name) if row and row.case_ids else None

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("J", _("next")), ("K", _("previous")), ("↵", _("open")))

    def entered(self) -> None:
        self.view.state.refresh()
        self.view.table.setFocus()

    def leave(self) -> bool:
        return self.view.clear_text()

    def refresh(self, _changes: Changes) -> None:
        """Read the list again; out of sight it waits until the page is entered."""
        if self.isVisible():
            self.view.state.refresh()

    def open_row(self, row: ListRow) -> None:
        """Open what the row is about."""
        raise NotImplementedError
