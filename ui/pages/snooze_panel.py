"""Putting someone off until a day: 1 to 4 are days near at hand, 5 asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from app.i18n import _
from app.services.contact import snooze
from app.services.snoozing import snooze_days
from ui.pages.form_panel import FormPanel
from ui.pages.reading import date_field
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.field import FieldBox
from ui.widgets.label import Label


class SnoozePanel(FormPanel):
    """Only the day on which the customer comes back moves; the due date stays."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Snooze"), _("Put off until this day"))
        draft = self.keep_as(f"snooze:{subject.customer_id}")
        today = workplace.desk.today()
        hint = Label(_("The due date stays. Only your reminder moves."), "small", colour="text2", wrap=True)
        self.fields.addWidget(hint)
        for place, choice in enumerate(snooze_days(today), start=1):
            button = ActionButton(choice.words, kind="choice", key=str(place))
            button.clicked.connect(partial(self._put_off, choice.day))
            self.on(str(place), partial(self._put_off, choice.day))
            self.fields.addWidget(button)
        self._day = date_field(today, name=_("Another day"))
        self.fields.addWidget(FieldBox(_("Another day (5)"), self._day))
        self._day.returnPressed.connect(self.save)
        draft.follow({"day": self._day})
        self.on("5", partial(self._day.setFocus, Qt.FocusReason.ShortcutFocusReason))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the panel."""
        return (("1–5", _("choose the day")), ("Esc", _("close")))

    def entered(self) -> None:
        """Take the focus, so that the digits act."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.laid_out()

    def save(self) -> None:
        """Put off until the day that was written."""
        day = self._day.value()
        if day is None:
            self.complain(self._day.complaint() or _("Choose a day first."), self._day)
        else:
            self._put_off(day)

    def _put_off(self, day: date) -> None:
        case_ids = self.subject.case_ids
        self.workplace.act(
            lambda desk: snooze(desk, case_ids, day), lambda _changes: self.saved(), self.refuse
        )
