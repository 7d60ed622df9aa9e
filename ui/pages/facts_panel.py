"""Uppgifter: what the law asks about an invoice, each question with the reason why it is asked."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.fact_form import Question
from ui.pages.form_panel import FormPanel
from ui.pages.reading import date_field
from ui.view_models.facts_model import FactsModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.field import Field, FieldBox, ReadField
from ui.widgets.segmented import SegmentedControl


class FactsPanel(FormPanel):
    """A form of questions; what is saved can be undone, what is not stays as a draft."""

    wide = True

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Facts of the invoice"), _("Save"))
        self._draft = self.keep_as(f"facts:{subject.case_ids[0]}")
        self.model = FactsModel(workplace, subject.case_ids[0])
        self._by_name: dict[str, QWidget] = {}
        self.fields.setSpacing(16)
        self.model.read.connect(self._show)
        self.model.saved.connect(self.saved)
        self.model.refused.connect(self.complain)
        self.model.load()

    def entered(self) -> None:
        self.setFocus()
        for field in list(self._by_name.values())[:1]:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save, unless something cannot be read: then that field has the focus."""
        self.complain("")
        for field in self._by_name.values():
            if isinstance(field, ReadField) and field.complaint():
                field.complained.emit(field.complaint())
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.model.save()

    def field(self, name: str) -> QWidget:
        """Return the field that a fact is filled in with."""
        return self._by_name[name]

    def _show(self) -> None:
        form = self.model.form
        assert form is not None
        for question in form.questions:
            field = self._field(question, form.answers.get(question.field, ""))
            self._by_name[question.field] = field
            self.fields.addWidget(FieldBox(question.label, field, hint=question.hint))
        self._draft.follow(self._by_name)
        self.entered()

    def _field(self, question: Question, answer: str) -> QWidget:
        set_answer = partial(self.model.set_answer, question.field)
        if question.choices:
            choice = SegmentedControl(question.choices, name=question.label)
            choice.set_value(answer)
            choice.changed.connect(set_answer)
            return choice
        if question.kind in ("day", "past_day"):
            day = date_field(
                self.workplace.desk.today(), name=question.label, past=question.kind == "past_day"
            )
            day.set_value(date.fromisoformat(answer) if answer else None)
            day.value_changed.connect(lambda value: set_answer(value.isoformat() if value else ""))
            return day
        line = Field(name=question.label)
        line.setText(answer)
        line.textEdited.connect(set_answer)
        return line
