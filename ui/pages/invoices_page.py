"""Fakturor: every invoice, narrowed by saved filters, with rows to mark for letters."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n import _, ngettext
from app.services import listing
from app.services.changes import Changes
from app.services.listing import ListRow
from ui.models.paged_table_model import Column
from ui.pages.list_page import ListPage
from ui.pages.list_view import Listing
from ui.pages.marking import let_mark, let_mark_all
from ui.view_models import places
from ui.view_models.marked_list import MarkedList
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton

_SORTS = frozenset({"state", "number", "customer", "issued", "due", "open", "next"})


def _columns() -> tuple[Column, ...]:
    return (
        Column("mark", _("Marked"), "mark", 36),
        Column("shape", _("State"), "state", 36),
        Column("state", _("State"), "word", 146),
        Column("number", _("Invoice"), "strong", 92, drop=5),
        Column("customer", _("Customer")),
        Column("issued", _("Issued"), width=104, drop=1),
        Column("due", _("Due"), width=104, drop=4),
        Column("open", _("Left to pay"), "amount", 122),
        Column("late", _("Late"), "amount", 96, drop=3),
        Column("next", _("Next step"), width=206, drop=2),
    )


class InvoicesPage(ListPage):
    """The list of invoices; X marks, and L writes to all who are marked."""

    nav_key = "invoices"
    marks = True

    def __init__(self, workplace: Workplace) -> None:
        columns = _columns()
        self._list = MarkedList(workplace, listing.invoice_ids, listing.invoice_rows, columns=len(columns))
        shown = Listing(
            "invoices",
            _("Invoices"),
            columns,
            filters=listing.invoice_filters(),
            orders=listing.invoice_orders(),
            searched=_("Customer, number or subject"),
            sorts=_SORTS,
            usual=listing.usual_order,
        )
        super().__init__(workplace, self._list, shown)
        let_mark(workplace.actions["mark"], self.view.table, self._mark)
        let_mark_all(self.view.table, lambda: self._list.mark_all(self._tell_marks))
        for name in ("mark", "new_invoice"):
            self.view.tools.addWidget(ActionButton.for_action(workplace.actions[name]))
        self.view.counted.connect(self._say_empty)
        self.view.way_out.clicked.connect(workplace.actions["read_in"].trigger)

    def open(self, place: places.Invoices) -> None:
        """Show what another page asks for: a saved filter, an age, a customer's name."""
        self.view.choose(filter=place.chosen, text=place.text)

    def subject(self) -> Subject | None:
        """Return the one customer whose rows are marked, else that of the current row."""
        marked = self._list.marked()
        return marked[0] if len(marked) == 1 else super().subject()

    def marked(self) -> Sequence[Subject]:
        return self._list.marked()

    def marked_ids(self) -> Sequence[int]:
        return self._list.marked_ids()

    def standing(self) -> str:
        marked, count = self._list.count_marked(), len(self._list.ids)
        if marked:
            said = ngettext("{n} row marked, {sum}", "{n} rows marked, {sum}", marked)
            return said.format(n=marked, sum=self._list.sum_marked())
        return ngettext("{n} invoice", "{n} invoices", count).format(n=count)

    def hints(self) -> Sequence[tuple[str, str]]:
        return (*super().hints(), ("X", _("mark for letters")))

    def leave(self) -> bool:
        if not self._list.unmark():
            return super().leave()
        self._tell_marks()
        return True

    def refresh(self, changes: Changes) -> None:
        self._list.unmark(tuple(changes.cases))
        super().refresh(changes)

    def open_row(self, row: ListRow) -> None:
        self.workplace.go(places.InvoicePlace(row.case_ids[0], self._list.ids))

    def _mark(self, step: int) -> None:
        """Mark the current row, or take its mark away, and go on to the next where `step` says so."""
        row = self.view.row()
        if row is not None:
            self._list.toggle(row)
            self._tell_marks()
        if step:
            self.view.table.select_next(step)

    def _tell_marks(self) -> None:
        self.subject_changed.emit()
        self.title_changed.emit(self.title())

    def _say_empty(self) -> None:
        query = self._list.query
        if query.text:
            self.view.say_empty(_("Nothing on “{text}”.").format(text=query.text))
        elif query.filter in ("", "all_open"):
            self.view.say_empty(_("There are no open invoices."), _("Read in invoices"))
        else:
            self.view.say_empty(_("No invoice is in this list right now."))
