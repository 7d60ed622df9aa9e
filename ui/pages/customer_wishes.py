"""How a customer wants it: a form of questions, saved as one action."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.changes import Changes
from app.services.customer_form import CustomerForm, customer_form
from app.services.desk import Desk
from app.services.fact_form import Question
from ui.pages.form_panel import FormPanel
from ui.pages.reading import date_field
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.editor import PickField
from ui.widgets.field import DateField, Field, FieldBox

Answer = Field | PickField | DateField


class WishesPanel(FormPanel):
    """What is saved can be undone."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("How they want it"), _("Save"))
        self._draft = self.keep_as(f"wishes:{subject.customer_id}")
        self._by_name: dict[str, Answer] = {}
        self._known: CustomerForm | None = None
        who = subject.customer_id
        workplace.read(lambda desk: customer_form(desk, who), self._show)

    def entered(self) -> None:
        """Put the cursor into the first field."""
        first = next(iter(self._by_name.values()), self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, name: str) -> QWidget:
        """Return the field of a fact, named as on the command line."""
        return self._by_name[name]

    def save(self) -> None:
        """Store what has changed, unless a day cannot be read: then its field has the focus."""
        for field in self._by_name.values():
            if isinstance(field, DateField) and field.complaint():
                self.complain(field.complaint(), field)
                return
        known = self._known.answers if self._known else {}
        answers = {name: _answer(field) for name, field in self._by_name.items()}
        changed = {name: said for name, said in answers.items() if said != known[name]}
        if not answers.get("name", "?"):
            self.complain(_("A customer needs a name."), self._by_name["name"])
        elif changed:
            self._store(changed)
        else:
            self.saved()

    def _store(self, changed: dict[str, str]) -> None:
        who = self.subject.customer_id

        def store(desk: Desk) -> Changes:
            from app.services.facts import set_customer

            return set_customer(desk, who, changed)

        self.workplace.act(store, lambda _changes: self.saved(), self.refuse)

    def _show(self, form: CustomerForm) -> None:
        self._known = form
        for question in form.questions:
            field = self._field(question, form.answers[question.field])
            self._by_name[question.field] = field
            self.fields.addWidget(FieldBox(question.label, field, hint=question.hint))
        self._draft.follow(self._by_name)
        self.laid_out()
        self.entered()

    def _field(self, question: Question, known: str) -> Answer:
        if question.choices:
            choice = PickField(name=question.label)
            choice.set_options(list(question.choices), known)
            return choice
        if question.kind == "past_day":
            day = date_field(self.workplace.desk.today(), name=question.label, past=True)
            day.set_value(date.fromisoformat(known) if known else None)
            return day
        line = Field(name=question.label)
        line.setText(known)
        return line


def _answer(field: Answer) -> str:
    """Return what stands in a field, written as on the command line."""
    if isinstance(field, PickField):
        return field.value()
    if isinstance(field, DateField):
        day = field.value()
        return day.isoformat() if day else ""
    return field.text().strip()
