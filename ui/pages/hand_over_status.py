"""Who has a case: since when, what they say, what they have got in, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.money import Currency, Money
from app.domain.partner import PartnerAnswer
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.partners import answer_words
from app.services.handing_over import book_recovered, note_answer, recall
from app.services.handing_over_view import WithPartner
from app.services.reminders import load
from ui.pages.form_panel import FormPanel
from ui.pages.panel_frame import titled
from ui.pages.reading import amount_field, date_field
from ui.pages.scrolling import clear
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import AmountField, Field, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class StatusCard(Card):
    """Shown instead of the form while somebody else has the case."""

    recovered_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("handed_over", margin=16)
        self._workplace = workplace
        self._subject: Subject | None = None
        self._words = Label("", "heading", colour="handed_over", wrap=True)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(4)
        self.answer = PickField(name=_("What they say"))
        self.note = Field(placeholder=_("In your own words"), name=_("Note"))
        self.save = ActionButton(_("Note the answer"), kind="primary", icon="check")
        self.recovered = ActionButton(_("Money through the partner"), icon="banknote")
        self.recall = ActionButton(_("Take it back"), icon="undo-2")
        self._lay_out()
        self.answer.set_options([(each.value, answer_words(each)) for each in PartnerAnswer], "received")
        self.save.clicked.connect(lambda _on: self._save())
        self.recall.clicked.connect(lambda _on: self._recall())
        self.recovered.clicked.connect(self.recovered_asked)

    def show_status(self, status: WithPartner, subject: Subject) -> None:
        """Show who has it, and what was said so far, newest first."""
        self._subject = subject
        self._words.setText(status.words)
        clear(self._answers)
        for words in status.answers:
            self._answers.addWidget(Label(words, "small", wrap=True))

    def _save(self) -> None:
        subject = self._subject
        if subject is None:
            return
        answer, note = PartnerAnswer(self.answer.value()), self.note.text().strip()

        def noted(_changes: Changes) -> None:
            self.note.clear()

        self._workplace.act(lambda desk: note_answer(desk, subject.case_ids, answer, note=note), noted)

    def _recall(self) -> None:
        subject = self._subject
        if subject is not None:
            self._workplace.act(lambda desk: recall(desk, subject.case_ids))

    def _lay_out(self) -> None:
        self.body.addWidget(self._words)
        self.body.addLayout(self._answers)
        self.body.addWidget(FieldBox(_("What they say"), self.answer))
        self.body.addWidget(FieldBox(_("Note"), self.note))
        row = FlowLayout(gap=8)
        for button in (self.save, self.recovered, self.recall):
            row.addWidget(button)
        self.body.addLayout(row)


class RecoveredPanel(FormPanel):
    """Books what the customer paid to the partner; the share of the partner is a cost of one's own."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Money through the partner"), _("Book the payment"))
        self._draft = self.keep_as(f"partner_paid/{subject.case_ids[0]}:{subject.customer_id}")
        self.paid: AmountField | None = None
        self.kept: AmountField | None = None
        self.day = date_field(workplace.desk.today(), name=_("Paid to the partner on"), past=True)
        self.day.set_value(workplace.desk.today())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def entered(self) -> None:
        """Read in which currency the customer pays."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        case_ids = self.subject.case_ids[:1]
        self.workplace.read(lambda desk: load(desk, case_ids)[0].invoice.currency, self._show)

    def _show(self, currency: Currency) -> None:
        if self.paid is not None:
            return
        self.paid = amount_field(currency, name=_("What the customer paid"))
        self.kept = amount_field(currency, name=_("Of which the partner kept"))
        self.fields.addLayout(titled(_("What the customer paid"), self.paid))
        self.fields.addLayout(titled(_("Of which the partner kept"), self.kept))
        self.fields.addLayout(titled(_("Paid to the partner on"), self.day))
        for words in (
            _("The customer is freed by the whole sum, also of what the partner kept: that is your cost."),
            _("When the rest reaches your account, set that payment aside: it is booked here."),
        ):
            self.fields.addWidget(Label(words, "small", colour="text2", wrap=True))
        self._draft.follow({"paid": self.paid, "kept": self.kept, "day": self.day})
        self.paid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.laid_out()

    def save(self) -> None:
        """Book it, or say what is missing."""
        if self.paid is None or self.kept is None:
            return
        paid, kept, day = self.paid.value(), self.kept.value(), self.day.value()
        for field in (self.paid, self.kept, self.day):
            if field.complaint():
                self.complain(field.complaint(), field)
                return
        if paid is None or day is None:
            self.complain(_("Write what the customer paid, and when."), self.paid)
            return
        case_id, share = self.subject.case_ids[0], kept or Money.zero(paid.currency)

        def book(desk: Desk) -> Changes:
            return book_recovered(desk, case_id, paid, share, paid_on=day)

        self.workplace.act(book, lambda _changes: self.saved(), self.refuse)
