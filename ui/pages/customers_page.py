"""Kunder: every customer with what they owe and how they have kept their word."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.party import CustomerId
from app.i18n import _, ngettext
from app.services import listing
from app.services.listing import ListRow
from ui.models.paged_table_model import Column
from ui.pages.list_page import ListPage
from ui.pages.list_view import Listing
from ui.view_models import places
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton


def _columns() -> tuple[Column, ...]:
    return (
        Column("shape", _("State"), "state", 36),
        Column("state", _("State"), "word", 130),
        Column("name", _("Customer"), "strong"),
        Column("open", _("Open amount"), "amount", 150),
        Column("overdue", _("Overdue amount"), "amount", 160, drop=4),
        Column("late", _("Usually late"), "amount", 116, drop=3),
        Column("promises", _("Promises kept"), width=122, drop=1),
        Column("contact", _("Last contact"), width=122, drop=2),
    )


class CustomersPage(ListPage):
    """The list of customers; Enter opens the page of one."""

    nav_key = "customers"

    def __init__(self, workplace: Workplace) -> None:
        columns = _columns()
        self._list = ListState(workplace, listing.customer_ids, listing.customer_rows, columns=len(columns))
        shown = Listing(
            "customers",
            _("Customers"),
            columns,
            filters=[("open", _("With open invoices")), ("all", _("All customers"))],
            orders=listing.customer_orders(),
            searched=_("Name, number or contact"),
            sorts=frozenset({"name", "state", "open", "overdue"}),
            usual=lambda _filter: "name",
        )
        super().__init__(workplace, self._list, shown)
        self._wanted: CustomerId | None = None
        self.view.tools.addWidget(ActionButton.for_action(workplace.actions["new_invoice"]))
        self.view.counted.connect(self._listed)
        self.view.way_out.clicked.connect(workplace.actions["read_in"].trigger)
        self.view.choose(filter="open")

    def open(self, place: places.Customers) -> None:
        """Show the list, with one customer selected where it is named."""
        self._wanted = place.customer_id
        if self._wanted is not None:
            self.view.choose(filter="all")

    def invoiced(self) -> CustomerId | None:
        row = self.view.row()
        return row.customer_id if row else None

    def standing(self) -> str:
        count = len(self._list.ids)
        return ngettext("{n} customer", "{n} customers", count).format(n=count)

    def hints(self) -> Sequence[tuple[str, str]]:
        return (*super().hints(), ("Ctrl N", _("new invoice for them")))

    def open_row(self, row: ListRow) -> None:
        self.workplace.go(places.CustomerPlace(row.customer_id, self._list.ids))

    def _listed(self) -> None:
        if self._wanted in self._list.ids:
            self.view.table.select(self._wanted or 0)
        self._wanted = None
        query = self._list.query
        if query.text:
            self.view.say_empty(_("Nothing on “{text}”.").format(text=query.text))
        elif query.filter == "open":
            self.view.say_empty(_("Nobody owes you anything right now."))
        else:
            self.view.say_empty(_("Customers come with their invoices."), _("Read in invoices"))
