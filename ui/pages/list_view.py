"""What the list pages share: what narrows and orders the list, the table, and the empty state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.services.listing import ListRow, Query
from ui.models.paged_table_model import Column, PagedTableModel
from ui.pages.column_chooser import ColumnChooser
from ui.view_models.list_state import ListState
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, Title
from ui.widgets.table import PagedTable

_TYPING_MS: Final = 120
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list page is made of.

    Attributes:
        key: Names the list among the preferences and the files.
        filters, orders: Keys, each with its words; none where there is nothing to choose.
        usual: The order that a filter begins with.
        searched: What the field that narrows the list says; empty without one.
        sorts: The columns that the list can be ordered by.
    """

    key: str
    title: str
    columns: Sequence[Column]
    filters: Choices = ()
    orders: Choices = ()
    searched: str = ""
    sorts: frozenset[str] = frozenset()
    usual: Callable[[str], str] = lambda _filter: ""


class ListView(QWidget):
    """A list: `selected` tells that another row is current, `opened` carries the one to open."""

    selected = Signal()
    opened = Signal(object)
    counted = Signal()

    def __init__(self, state: ListState, listing: Listing) -> None:
        super().__init__()
        self.state, self._listing = state, listing
        self.model = PagedTableModel(listing.columns, state.cells)
        self.table = PagedTable(self.model, listing.title)
        self.table.setSelectionMode(PagedTable.SelectionMode.SingleSelection)
        self.filter = PickField(name=_("Show"))
        self.order = PickField(name=_("Order"))
        self.text = Field(placeholder=listing.searched, icon="search", name=listing.searched)
        self.tools = FlowLayout(gap=8)
        self.chooser = ColumnChooser(listing.columns)
        self.save_button = ActionButton(_("Save the list"), icon="download", key="Ctrl S")
        self.columns_button = ActionButton(_("Columns"), kind="flat", icon="settings")
        self.legend = ActionButton(kind="flat", icon="info", name=_("What the shapes mean"))
        self._empty = Label("", colour="text2", wrap=True)
        self.way_out = ActionButton("")
        self.way_out.setVisible(False)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    def row(self) -> ListRow | None:
        """Return the current row."""
        return self.state.row(self.table.selected())

    def clear_text(self) -> bool:
        """Show the whole list again; say whether it had been narrowed by words."""
        had_words = bool(self.text.text())
        if had_words:
            self.text.clear()
            self._ask_text()
            self.table.setFocus()
        return had_words

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns; none named shows all as they are at first."""
        self.table.show_columns(keys)
        self.chooser.show_chosen(self.table.shown_columns())

    def toggle_chooser(self) -> None:
        """Offer the columns to choose from, or put them away and go back to the rows."""
        opens = self.chooser.isHidden()
        self.chooser.setVisible(opens)
        first = next(iter(self.chooser.ticks.values())) if opens else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_empty(self, words: str, way_out: str = "") -> None:
        """Say what stands in the place of the rows when there are none, and what to do about it."""
        self._empty.setText(words)
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))

    def empty_words(self) -> str:
        """Return what is said in the place of the rows, or nothing while there are rows."""
        return "" if self.state.ids else self._empty.text()

    def choose(self, *, filter: str = "", text: str = "") -> None:
        """Narrow the list as another page asks for it."""
        self.filter.set_options(list(self._listing.filters), filter)
        self.text.setText(text)
        self._ask_filter(text=text)

    def resume(self, query: Query) -> None:
        """Narrow and order the list as it was."""
        self.choose(filter=query.filter, text=query.text)
        self._ask_sort(query.sort)

    def _lay_out(self) -> None:
        self.filter.set_options(list(self._listing.filters))
        self.order.set_options(list(self._listing.orders))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 20, 28, 20)
        rows.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Title(self._listing.title), 1)
        tools, flow = QWidget(), FlowLayout(gap=8)
        tools.setLayout(flow)
        for button in (self.save_button, self.columns_button, self.legend):
            flow.addWidget(button)
        head.addWidget(tools)
        rows.addLayout(head)
        rows.addLayout(self.tools)
        listing = self._listing
        for tool, has in (
            (self.text, listing.searched),
            (self.filter, listing.filters),
            (self.order, listing.orders),
        ):
            self.tools.addWidget(tool)
            tool.setVisible(bool(has))
        rows.addWidget(self.chooser)
        rows.addWidget(self._stack(), 1)

    def _stack(self) -> QStackedWidget:
        card = Card("base", margin=1)
        card.body.addWidget(self.table)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._empty)
        column.addWidget(self.way_out)
        column.addStretch(1)
        column.setAlignment(self.way_out, Qt.AlignmentFlag.AlignLeft)
        self._stacked = QStackedWidget()
        for widget in (card, nothing):
            self._stacked.addWidget(widget)
        return self._stacked

    def _connect(self) -> None:
        self.state.listed.connect(self._show)
        self.state.arrived.connect(self._show_rows)
        self.table.row_selected.connect(lambda _id: self.selected.emit())
        self.table.row_opened.connect(self._open)
        self.table.sort_requested.connect(self._ask_order)
        self.filter.currentIndexChanged.connect(lambda _at: self._ask_filter())
        self.order.currentIndexChanged.connect(lambda _at: self._ask_sort(self.order.value()))
        self.text.textEdited.connect(lambda _words: self._typing.start())
        self.text.returnPressed.connect(self.table.setFocus)
        self._typing.timeout.connect(self._ask_text)

    def _ask_text(self) -> None:
        self._typing.stop()
        self.state.ask(text=self.text.text().strip())

    def _ask_filter(self, **changes: str) -> None:
        chosen = self.filter.value()
        self.state.ask(filter=chosen, sort=self._listing.usual(chosen), **changes)
        self._show_order()

    def _ask_order(self, key: str, falling: bool) -> None:
        if key in self._listing.sorts:
            self._ask_sort(f"-{key}" if falling else key)
        else:
            self._show_order()

    def _ask_sort(self, sort: str) -> None:
        self.state.ask(sort=sort)
        self._show_order()

    def _show_order(self) -> None:
        key, falling = self.state.query.order
        self.table.show_order(key, falling=falling)
        blocked = self.order.blockSignals(True)
        self.order.setCurrentIndex(max(0, self.order.findData(self.state.query.sort)))
        self.order.blockSignals(blocked)

    def _show(self) -> None:
        """Show the new ids; where the current row has left, the one that took its place is current."""
        place = max(0, self.table.currentIndex().row())
        self.table.show_ids(self.state.ids)
        if self.state.ids and self.table.selected() is None:
            self.table.select(self.state.ids[min(place, len(self.state.ids) - 1)])
        self._stacked.setCurrentIndex(0 if self.state.ids else 1)
        self.selected.emit()
        self.counted.emit()

    def _show_rows(self, ids: Sequence[int]) -> None:
        self.model.refresh(ids)
        if self.table.selected() in ids:
            self.selected.emit()

    def _open(self, wanted: int) -> None:
        row = self.state.row(wanted)
        if row is not None:
            self.opened.emit(row)
