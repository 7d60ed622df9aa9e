"""The card of the settings on the limits that the user keeps to when customers are called and written to."""

from __future__ import annotations

from dataclasses import replace

from app.domain.own_limits import Limits
from app.i18n import _
from app.services import own_limits
from ui.view_models.workplace import Workplace
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.label import Label
from ui.widgets.option import CheckRow


class LimitsCard(Card):
    """Choosing applies at once, and the status line offers the way back."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self._limits = Limits()
        self.body.setSpacing(12)
        self.days = PickField(name=_("Between two contacts"))
        self.hours = PickField(name=_("Hours for calls"))
        self.saturday = CheckRow(_("Calls on Saturdays too"), subtitle=_("At most from 9 to 15."))
        self.holiday = CheckRow(_("Ask before a letter is dated right before a holiday"))
        self._lay_out()
        for field in (self.days, self.hours):
            field.currentIndexChanged.connect(self._choose)
        for row in (self.saturday, self.holiday):
            row.clicked.connect(lambda _on: self._choose())
        workplace.changed.connect(lambda _changes: self._look_again())

    def read(self) -> None:
        """Look what the limits are."""
        self._workplace.read(own_limits.own_limits, self._show)

    def _look_again(self) -> None:
        if self.isVisible():
            self.read()

    def _lay_out(self) -> None:
        why = _("Good manners, not law. You are told when you go beyond them, and you decide.")
        self.body.addWidget(Label(_("Your own limits"), "heading"))
        self.body.addWidget(Label(why, "small", colour="text2", wrap=True))
        hint = _("One call or letter per customer in that time, whichever invoice it is about.")
        self.body.addWidget(FieldBox(_("Between two contacts"), self.days, hint=hint))
        never = _("Not on Sundays and holidays.")
        self.body.addWidget(FieldBox(_("Hours for calls"), self.hours, hint=never))
        self.body.addWidget(self.saturday)
        self.body.addWidget(self.holiday)

    def _show(self, limits: Limits) -> None:
        self._limits = limits
        days = sorted({*own_limits.DAYS, limits.days_between})
        options = [(str(each), own_limits.days_words(each)) for each in days]
        self.days.set_options(options, str(limits.days_between))
        kept = limits.first_hour, limits.last_hour
        spans = dict.fromkeys((*own_limits.HOURS, kept))
        self.hours.set_options([(_key(*each), own_limits.hours_words(*each)) for each in spans], _key(*kept))
        self.saturday.setChecked(limits.saturday)
        self.holiday.setChecked(limits.before_holiday)

    def _choose(self) -> None:
        first, last = map(int, self.hours.value().split("-"))
        chosen = replace(
            self._limits,
            days_between=int(self.days.value()),
            first_hour=first,
            last_hour=last,
            saturday=self.saturday.isChecked(),
            before_holiday=self.holiday.isChecked(),
        )
        if chosen != self._limits:
            self._limits = chosen
            self._workplace.act(lambda desk: own_limits.set_own_limits(desk, chosen))


def _key(first: int, last: int) -> str:
    return f"{first}-{last}"
