"""The card of the settings on those who help to get paid; the register has a page of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.i18n import _
from app.services.partners import PartnerLine, register
from ui.view_models import places
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label


class PartnersCard(Card):
    """Says who is on the register, and leads there."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self._names = Label("", wrap=True)
        self.open = ActionButton(_("Partners"), icon="users")
        self.body.setSpacing(12)
        self.body.addWidget(Label(_("Partners"), "heading"))
        self.body.addWidget(self._names)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.open.clicked.connect(lambda _on: workplace.go(places.Partners()))

    def read(self) -> None:
        """Look who is there."""
        self._workplace.read(register, self._show)

    def _show(self, lines: tuple[PartnerLine, ...]) -> None:
        nobody = _("Nobody yet. With a collection agency here, letters may say that it comes next.")
        self._names.setText(", ".join(line.partner.name for line in lines) or nobody)
