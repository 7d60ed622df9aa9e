"""The card of the settings on a word before the due date, which is off unless the user wants it."""

from __future__ import annotations

from app.i18n import _
from app.services import terms_nudge
from app.services.desk import Desk
from ui.view_models.workplace import Workplace
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.option import CheckRow


class NudgeCard(Card):
    """Choosing applies at once, and the status line offers the way back."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self.body.setSpacing(12)
        why = _("Only for those who usually pay late. A line on Today; nothing is sent by itself.")
        self.wanted = CheckRow(_("Offer a word before the due date"), subtitle=why)
        self.body.addWidget(Label(_("Before the due date"), "heading"))
        self.body.addWidget(self.wanted)
        self.wanted.clicked.connect(lambda _on: self._choose())

    def read(self) -> None:
        """Look whether it is on."""
        self._workplace.read(terms_nudge.nudge_offered, self.wanted.setChecked)

    def _choose(self) -> None:
        wanted = self.wanted.isChecked()
        self._keep(wanted=wanted)
        said = _("A word before the due date is offered.")
        words = said if wanted else _("No word before the due date is offered.")
        self._workplace.notices.say(words, undo=lambda: self._keep(wanted=not wanted))

    def _keep(self, *, wanted: bool) -> None:
        def keep(desk: Desk) -> bool:
            terms_nudge.offer_nudge(desk, wanted=wanted)
            return wanted

        self._workplace.read(keep, self.wanted.setChecked)
