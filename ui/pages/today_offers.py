"""What stands below the list of Today now and then: to report, to say a word about, to tidy up."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.nudge_offer import NudgeOffer
from ui.pages.report_offer import ReportOffer
from ui.pages.tidy_offer import TidyOffer
from ui.view_models.workplace import Workplace


class TodayOffers(QWidget):
    """Takes no room while none of them has anything to say."""

    def __init__(self, workplace: Workplace, *, margin: int) -> None:
        super().__init__()
        self.reports = ReportOffer(workplace, margin=margin)
        self.nudges = NudgeOffer(workplace, margin=margin)
        self.tidy = TidyOffer(workplace, margin=margin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for offer in (self.reports, self.nudges, self.tidy):
            column.addWidget(offer)

    def look(self) -> None:
        """Look what there is to say."""
        for offer in (self.reports, self.nudges, self.tidy):
            offer.look()
