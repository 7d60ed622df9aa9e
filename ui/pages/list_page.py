"""A page that is one list: what the pages of invoices, customers, plans and letters have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.services.changes import Changes
from app.services.listing import ListRow
from app.services.paper_drafts import throw_away
from ui.pages.list_out import ListOut
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
        self._key = listing.key
        self.view = ListView(state, listing)
        self.out = ListOut(workplace, self, listing.key, lambda: (state.query, self.marked_ids()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.out.ask)
        workplace.actions.attach(self.view.table)
        workplace.changed.connect(self.refresh)
        self.view.selected.connect(self.subject_changed)
        self.view.counted.connect(lambda: self.title_changed.emit(self._title))
        self.view.opened.connect(self.open_row)
        self.view.legend.clicked.connect(workplace.actions["keys"].trigger)
        self.view.show_columns(workplace.preferences.columns.get(listing.key, ()))
        self._connect_tools()

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

    def resume(self, before: Page) -> None:
        if isinstance(before, ListPage):
            self.view.resume(before.view.state.query)

    def leave(self) -> bool:
        if self.out.ask.dismiss():
            return True
        if not self.view.chooser.isHidden():
            self.view.toggle_chooser()
            return True
        return self.view.clear_text()

    def marked_ids(self) -> Sequence[int]:
        """Return the rows that are marked to be taken together."""
        return ()

    def refresh(self, _changes: Changes) -> None:
        """Read the list again; out of sight it waits until the page is entered."""
        if self.isVisible():
            self.view.state.refresh()

    def throw_away_draft(self, prefix: str) -> None:
        """Throw away the draft of the current row."""
        row = self.view.row()
        if row is None:
            return

        def done(_none: None) -> None:
            self.workplace.notices.say(_("The draft is thrown away."))
            self.view.table.setFocus()
            self.workplace.changed.emit(Changes())

        self.workplace.read(lambda desk: throw_away(desk, prefix, row.id), done)

    def _connect_tools(self) -> None:
        view, actions = self.view, self.workplace.actions
        view.save_button.clicked.connect(self.out.save)
        view.columns_button.clicked.connect(view.toggle_chooser)
        actions["print"].triggered.connect(lambda: self._on_key(self.out.print))
        actions["save_pdf"].triggered.connect(lambda: self._on_key(self.out.save))
        view.chooser.chosen.connect(self._arrange)
        view.table.arranged.connect(self._arrange)
        header = view.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda _at: view.toggle_chooser())

    def _arrange(self, keys: Sequence[str]) -> None:
        """Show these columns from now on."""
        self.view.show_columns(keys)
        shown = {**self.workplace.preferences.columns, self._key: tuple(keys)}
        self.workplace.prefer(columns=shown)

    def _on_key(self, do: Callable[[], None]) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible():
            do()

    def open_row(self, row: ListRow) -> None:
        """Open what the row is about."""
        raise NotImplementedError
