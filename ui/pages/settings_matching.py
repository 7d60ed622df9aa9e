"""The card of the settings on payments that come in: how little may be let go without a letter about it."""

from __future__ import annotations

from app.i18n import _
from app.services.desk import Desk
from app.services.matching_limits import LIMITS, limit_words, set_write_off_limit, write_off_limit
from ui.view_models.workplace import Workplace
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.label import Label


class MatchingCard(Card):
    """Choosing applies at once, and the status line offers the way back."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self._limit = 0
        self.body.setSpacing(12)
        self.limit = PickField(name=_("Write off at most"))
        self.body.addWidget(Label(_("Payments that come in"), "heading"))
        box = FieldBox(
            _("Write off at most"), self.limit, hint=_("When a payment is too little by that much.")
        )
        self.body.addWidget(box)
        self.limit.currentIndexChanged.connect(self._choose)

    def read(self) -> None:
        """Look what the limit is."""
        self._workplace.read(write_off_limit, self._show)

    def _show(self, limit: int) -> None:
        self._limit = limit
        kept = sorted({*LIMITS, limit})
        self.limit.set_options([(str(each), limit_words(each)) for each in kept], str(limit))

    def _choose(self) -> None:
        before, limit = self._limit, int(self.limit.value() or self._limit)
        if limit != before:
            self._keep(limit)
            words = _("At most {amount} is written off.").format(amount=limit_words(limit))
            self._workplace.notices.say(words, undo=lambda: self._keep(before))

    def _keep(self, limit: int) -> None:
        def keep(desk: Desk) -> int:
            set_write_off_limit(desk, limit)
            return limit

        self._workplace.read(keep, self._show)
