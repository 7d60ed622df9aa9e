"""The last step of reading in: what was stored, and where it can be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.import_outcome import accepted_words
from app.services.import_preview import Accepted
from ui.pages.import_outcome import Counts
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label


class DonePart(QWidget):
    """Counts of what was read in, and the ways on."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = Counts()
        self.show_new = ActionButton(_("Show them among the invoices"), icon="receipt-text")
        self.more = ActionButton(_("Read in more"), icon="file-down")
        card = Card(margin=28)
        card.body.setSpacing(14)
        card.body.addWidget(Label(_("Done"), "heading"))
        card.body.addWidget(self.counts)
        ways = QWidget()
        flow = FlowLayout(gap=8)
        ways.setLayout(flow)
        flow.addWidget(self.show_new)
        flow.addWidget(self.more)
        card.body.addWidget(ways)
        undo = _("The whole import can be undone for 30 days.")
        card.body.addWidget(IconLabel("undo-2", undo, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_accepted(self, accepted: Accepted) -> None:
        """Show what was stored."""
        self.counts.show_lines(accepted_words(accepted))
