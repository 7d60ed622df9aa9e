"""Brev: every letter that was made, those not yet sent before the others."""

from __future__ import annotations

from app.i18n import _, ngettext
from app.services import paper_listing
from app.services.listing import ListRow
from app.services.paper_drafts import DRAFT, LETTER
from ui.models.paged_table_model import Column
from ui.pages.list_page import ListPage
from ui.pages.list_view import Listing
from ui.view_models import places
from ui.view_models.list_state import ListState
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("Number"), "strong", 130),
        Column("kind", _("Kind"), width=210, drop=2),
        Column("customer", _("Customer")),
        Column("made", _("Made"), width=112, drop=1),
        Column("sent", _("Sent"), width=140),
        Column("total", _("Sum"), "amount", 140, drop=3),
    )


class LettersPage(ListPage):
    """The list of letters; Enter opens one as it was made."""

    nav_key = "letters"

    def __init__(self, workplace: Workplace) -> None:
        columns = _columns()
        state = ListState(
            workplace, paper_listing.letter_ids, paper_listing.letter_rows, columns=len(columns)
        )
        shown = Listing(
            "letters",
            _("Letters"),
            columns,
            filters=paper_listing.letter_filters(),
            searched=_("Customer or number"),
        )
        super().__init__(workplace, state, shown)
        self.sent_button = ActionButton(_("Mark as sent"), icon="send")
        self.sent_button.clicked.connect(self._mark_sent)
        self.throw_button = ActionButton(_("Throw the draft away"), icon="trash-2")
        self.throw_button.clicked.connect(lambda: self.throw_away_draft(LETTER))
        for button in (self.sent_button, self.throw_button):
            self.view.tools.addWidget(button)
        self.view.selected.connect(self._offer)
        self.view.counted.connect(self._say_empty)

    def standing(self) -> str:
        count = len(self.view.state.ids)
        return ngettext("{n} letter", "{n} letters", count).format(n=count)

    def open_row(self, row: ListRow) -> None:
        if row.stage == DRAFT:
            self.workplace.go(places.LetterPlace(row.case_ids))
        else:
            self.workplace.go(places.StoredLetterPlace(row.id))

    def _offer(self) -> None:
        row = self.view.row()
        self.sent_button.setEnabled(row is not None and row.stage == "outbox")
        self.throw_button.setVisible(row is not None and row.stage == DRAFT)

    def _mark_sent(self) -> None:
        from app.services import sending

        row = self.view.row()
        if row is not None:
            self.workplace.act(lambda desk: sending.mark_sent(desk, row.id))

    def _say_empty(self) -> None:
        query = self.view.state.query
        if query.text:
            self.view.say_empty(_("Nothing on “{text}”.").format(text=query.text))
        elif query.filter == DRAFT:
            self.view.say_empty(_("No letter is begun."))
        elif query.filter == "outbox":
            self.view.say_empty(_("Every letter that was printed has been sent."))
        else:
            self.view.say_empty(_("No letters yet. Press L on an overdue invoice."))
