"""Why an invoice is unpaid: one choice, where it leads, and a message to the customer to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.history import UnpaidReason
from app.i18n import _
from app.services.reason_paths import Path, ReasonSheet
from ui.pages.form_panel import FormPanel
from ui.pages.icon_line import IconLine
from ui.pages.reading import date_field
from ui.view_models import places
from ui.view_models.reason_model import ReasonModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.label import Label


class ReasonPanel(FormPanel):
    """The reason decides the next step; the latest one counts, and saving it can be undone."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Why it is unpaid"), _("Save the reason"))
        self._draft = self.keep_as(f"reason/{subject.case_ids[0]}:{subject.customer_id}")
        self.model = ReasonModel(workplace, subject)
        self.pick = PickField(name=_("Why it is unpaid"))
        self.day = date_field(workplace.desk.today(), name=_("Day"))
        self._day_box = FieldBox(_("Another day (optional)"), self.day)
        self.then = IconLine("corner-down-right", "")
        self.text = Label("", "small", wrap=True)
        self._letter = Card("alt", margin=12)
        self.copy_it = ActionButton(_("Copy the message"), icon="copy")
        self.sent = ActionButton(_("It has gone out"), icon="send")
        self._lay_out()
        self._connect()

    def entered(self) -> None:
        """Begin with the reason."""
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.open()

    def save(self) -> None:
        """Note the reason, or ask for one."""
        words = self.day.complaint() if self.model.has_day else ""
        if words:
            self.complain(words, self.day)
        elif not self.model.save():
            self.complain(_("Choose a reason first."), self.pick)

    # The parts

    def _lay_out(self) -> None:
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._letter.body.addWidget(Label(_("Message to the customer"), "small", colour="text2"))
        self._letter.body.addWidget(self.text)
        self._letter.body.addWidget(self.copy_it)
        for widget in (
            FieldBox(_("Reason"), self.pick), self._day_box, self.then, self._letter, self.sent,
        ):  # fmt: skip
            self.fields.addWidget(widget)
        for hidden in (self._day_box, self.then, self._letter, self.sent):
            hidden.setVisible(False)

    def _connect(self) -> None:
        model = self.model
        model.ready.connect(self._show)
        model.led.connect(self._lead)
        model.refused.connect(self.complain)
        model.saved.connect(self._done)
        self.pick.currentIndexChanged.connect(lambda _place: self._choose())
        self.day.value_changed.connect(model.take_day)
        self.copy_it.clicked.connect(self._copy)
        self.sent.clicked.connect(model.answer)

    def _show(self, sheet: ReasonSheet) -> None:
        reasons = [("", _("Not said")), *((each.reason.value, each.words) for each in sheet.choices)]
        self.pick.blockSignals(True)
        self.pick.set_options(reasons, sheet.now or "")
        self.pick.blockSignals(False)
        self.sent.setVisible(sheet.waits)
        self._draft.follow({"reason": self.pick, "day": self.day})
        self.laid_out()

    def _choose(self) -> None:
        value = self.pick.value()
        self.day.set_value(None)
        self.complain("")
        self.model.choose(UnpaidReason(value) if value else None)
        for widget in (self.then, self._letter):
            widget.setVisible(bool(value))
        self._day_box.setVisible(self.model.has_day)

    def _lead(self, path: Path) -> None:
        self.complain("")
        self.then.words.setText(path.words)
        self.then.setVisible(True)
        self.text.setText(path.text)
        self._letter.setVisible(True)
        self._day_box.setVisible(self.model.has_day)
        self.laid_out()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
        self.workplace.notices.say(_("The message is copied."))

    def _done(self, reason: UnpaidReason | None) -> None:
        self.saved()
        if reason is UnpaidReason.CANNOT_PAY:
            self.workplace.go(places.PlanPlace(self.subject.case_ids))
        elif reason is UnpaidReason.DISSATISFIED:
            self.workplace.open_panel("dispute", self.subject)
