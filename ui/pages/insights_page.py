"""Insights: questions about one's own books, each with its answer as the title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _, pgettext
from ui.pages.answers_page import AnswersPage
from ui.pages.reading import date_field
from ui.theme import theme
from ui.view_models.insights_model import InsightsModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.field import FieldBox
from ui.widgets.segmented import SegmentedControl

_DAY = 240


class InsightsPage(AnswersPage):
    """At most seven answers, about a time, and the money that was open at the end of a day."""

    def __init__(self, workplace: Workplace) -> None:
        self.model = InsightsModel(workplace)
        super().__init__(workplace, self.model)
        periods = [("3", _("3 mo.")), ("12", _("12 mo.")), ("all", pgettext("time", "All"))]
        self.period = SegmentedControl(periods, value=self.model.period, name=_("Which time"))
        self.asking = ActionButton.for_action(workplace.actions["asking"], kind="link")
        self.day = date_field(self.model.as_of, name=_("Open at the end of"), past=True)
        self.day.set_value(self.model.as_of)
        self._day_box = FieldBox(_("Open at the end of"), self.day)
        self.lay_out((), (self.asking, self.period, self.print_button))
        self._day_box.setParent(self)
        self._day_box.hide()
        self.period.changed.connect(self.model.choose)
        self.day.value_changed.connect(self.model.set_day)
        theme().changed.connect(self._refit)
        self._refit()

    def title(self) -> str:
        return _("Insights")

    def beside(self, key: str) -> QWidget | None:
        return self._day_box if key == "ageing" else None

    def show_answers(self) -> None:
        """The day keeps its focus."""
        focused = self.day.hasFocus()
        self._day_box.setParent(self)
        super().show_answers()
        self._day_box.setVisible(any(card.answer.key == "ageing" for card in self.cards))
        if focused:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refit(self) -> None:
        self._day_box.setMaximumWidth(theme().px(_DAY))
