"""The left edge: search, the pages with their counts, and whose books these are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.overview import Overview, overview
from ui.models.rows import NavRow
from ui.pages.icon_line import Mark
from ui.theme import theme
from ui.view_models import places
from ui.view_models.places import Place
from ui.view_models.workplace import Workplace
from ui.widgets.card import Surface
from ui.widgets.field import SearchField
from ui.widgets.label import Label
from ui.widgets.nav import FOLDED_WIDTH, WIDTH, NavList
from ui.widgets.rule import Rule

if TYPE_CHECKING:
    from ui.pages.search_results import SearchResults

_PLACES: dict[str, Place] = {
    "today": places.Today(),
    "invoices": places.Invoices(),
    "customers": places.Customers(),
    "plans": places.Plans(),
    "letters": places.Letters(),
    "insights": places.Insights(),
    "settings": places.Settings(),
}


class SideBar(Surface):
    """Search, navigation and the firm's name; folds to icons where room is short."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("side")
        self._workplace = workplace
        self.field = SearchField(_("Search customer, invoice"), key="/")
        self.nav = NavList(_("Pages"))
        self._firm = Label("", "small", strong=True, wrap=True)
        self._offline = Label(_("Everything stays on this computer"), "small", colour="text2", wrap=True)
        self._lay_out()
        self.nav.set_rows(_rows(None))
        self.nav.chosen.connect(self._go)
        self.field.textEdited.connect(self._ask)
        workplace.changed.connect(lambda _changes: self.count())

    @cached_property
    def _results(self) -> SearchResults:
        """What the field finds; made when something is first typed."""
        from ui.pages.search_results import SearchResults

        return SearchResults(self._workplace, self.field)

    def choose(self, key: str) -> None:
        """Mark the page that is in front, without going there."""
        blocked = self.nav.blockSignals(True)
        self.nav.choose(key)
        self.nav.blockSignals(blocked)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.fold(folded=False)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or the full rows."""
        self.nav.fold(folded=folded)
        self.setFixedWidth(theme().px(FOLDED_WIDTH if folded else WIDTH))
        for widget in (self.field, self._foot):
            widget.setVisible(not folded)

    def count(self) -> None:
        """Read the counts of the pages anew."""
        self._workplace.read(overview, self.show_overview)

    def show_overview(self, seen: Overview) -> None:
        """Show the counts and the firm's name."""
        self.nav.set_rows(_rows(seen))
        self._firm.setText(seen.firm_name)

    def _ask(self, text: str) -> None:
        self._results.ask(text)

    def _go(self, key: str) -> None:
        self._workplace.go(_PLACES[key])

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 12)
        rows.setSpacing(8)
        search = QHBoxLayout()
        search.setContentsMargins(10, 0, 10, 0)
        search.addWidget(self.field)
        rows.addLayout(search)
        rows.addWidget(self.nav, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(12, 0, 14, 0)
        foot.setSpacing(6)
        foot.addWidget(Rule())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._firm)
        words.addWidget(self._offline)
        books = QHBoxLayout()
        books.setSpacing(10)
        books.addWidget(Mark("hard-drive"))
        books.addLayout(words, 1)
        foot.addLayout(books)
        rows.addWidget(self._foot)


def _rows(seen: Overview | None) -> list[NavRow]:
    def count(number: int) -> str:
        return str(number) if number else ""

    counted = seen or Overview()
    return [
        NavRow("today", "sun", _("Today"), count(counted.today)),
        NavRow("invoices", "receipt-text", _("Invoices"), count(counted.invoices)),
        NavRow("customers", "users", _("Customers"), count(counted.customers)),
        NavRow("plans", "clipboard-list", _("Plans"), count(counted.plans)),
        NavRow("letters", "mail", _("Letters"), count(counted.letters)),
        NavRow("insights", "chart-no-axes-combined", _("Insights")),
        NavRow("settings", "settings", _("Settings"), pinned=True),
    ]
