"""The line above the list that says the customers are invented, and the way to begin for real."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.view_models.demo_model import DemoModel
from ui.view_models.workplace import Workplace
from ui.widgets.card import Banner


class DemoBanner(QWidget):
    """Stands there only while the example is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.model = DemoModel(workplace)
        self.banner = Banner(_("Example data: all customers are invented."), _("Begin for real"))
        self.banner.accepted.connect(self.model.start_for_real)
        self.model.told.connect(self.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.setVisible(False)
