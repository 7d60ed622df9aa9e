"""Planer: payment plans, how far they have come, and the day of a signature."""

from __future__ import annotations

from app.i18n import _, ngettext
from app.services import paper_listing
from app.services.listing import ListRow
from app.services.paper_drafts import DRAFT, PLAN
from ui.models.paged_table_model import Column
from ui.pages.list_page import ListPage
from ui.pages.list_view import Listing
from ui.pages.reading import date_field
from ui.view_models import places
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.label import Label


def _columns() -> tuple[Column, ...]:
    return (
        Column("shape", _("State"), "state", 36),
        Column("state", _("State"), "word", 150),
        Column("customer", _("Customer"), "strong"),
        Column("day", _("Next instalment"), width=140, drop=3),
        Column("amount", _("Amount"), "amount", 130, drop=2),
        Column("left", _("Left of the plan"), "amount", 150),
        Column("made", _("Made"), width=112, drop=1),
    )


class PlansPage(ListPage):
    """The list of plans. A printed one can be marked as signed, a signed one ended."""

    nav_key = "plans"

    def __init__(self, workplace: Workplace) -> None:
        columns = _columns()
        state = ListState(workplace, paper_listing.plan_ids, paper_listing.plan_rows, columns=len(columns))
        filters = [("all", _("All plans")), ("active", _("Signed and running"))]
        super().__init__(workplace, state, Listing("plans", _("Plans"), columns, filters=filters))
        self._day = date_field(workplace.desk.today(), name=_("Signed on"), past=True)
        self._day.set_value(workplace.desk.today())
        self.sign_button = ActionButton(_("Mark as signed"), icon="check")
        self.end_button = ActionButton(_("End the plan"))
        self.new_button = ActionButton(_("New plan"), icon="plus")
        self.throw_button = ActionButton(_("Throw the draft away"), icon="trash-2")
        self.new_button.clicked.connect(self._begin)
        self.throw_button.clicked.connect(lambda: self.throw_away_draft(PLAN))
        signed_on = Label(_("Signed on"), colour="text2")
        for widget in (
            self.new_button, signed_on, self._day, self.sign_button, self.end_button, self.throw_button,
        ):  # fmt: skip
            self.view.tools.addWidget(widget)
        self.sign_button.clicked.connect(self._sign_plan)
        self.end_button.clicked.connect(self._end_plan)
        self.view.selected.connect(self._offer)
        self.view.say_empty(_("No payment plans yet. Press A on an invoice to make one."))

    def standing(self) -> str:
        count = len(self.view.state.ids)
        return ngettext("{n} plan", "{n} plans", count).format(n=count)

    def open_row(self, row: ListRow) -> None:
        if row.stage == DRAFT:
            self.workplace.go(places.PlanPlace(row.case_ids))
        else:
            self.workplace.go(places.InvoicePlace(row.case_ids[0], row.case_ids))

    def _offer(self) -> None:
        """Offer what can be done with the current plan."""
        row = self.view.row()
        stage = row.stage if row else ""
        self.sign_button.setEnabled(stage == "printed")
        self._day.setEnabled(stage == "printed")
        self.end_button.setEnabled(stage in ("printed", "signed"))
        self.throw_button.setVisible(stage == DRAFT)

    def _begin(self) -> None:
        """Lead to those who owe something: a plan is made with one of them."""
        self.workplace.go(places.Customers())
        self.workplace.notices.say(_("Choose a customer and press A."))

    def _sign_plan(self) -> None:
        from app.services import plans

        row, day = self.view.row(), self._day.value()
        if row is not None and day is not None:
            self.workplace.act(lambda desk: plans.sign(desk, row.id, signed_on=day))

    def _end_plan(self) -> None:
        """End a plan at once, or by its letter where an instalment is late enough for one."""
        from app.services import plan_ending, plans

        row = self.view.row()
        if row is None:
            return

        def go_on(in_writing: object) -> None:
            if in_writing:
                self.workplace.go(places.LetterPlace(row.case_ids))
            else:
                self.workplace.act(lambda desk: plans.end(desk, row.id, why="ended"))

        self.workplace.read(lambda desk: plan_ending.ends_in_writing(desk, row.case_ids), go_on)
