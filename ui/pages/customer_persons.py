"""The people to talk to at a customer, all in one form: the first is the one called by default."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.party import Contact, ContactPerson
from app.i18n import _
from app.services import contact_persons
from app.services.customer_view import language_choices
from ui.pages.form_panel import FormPanel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.editor import PickField
from ui.widgets.field import Field, FieldBox
from ui.widgets.label import Label


@dataclass
class _Person:
    """One part of the form."""

    id: int
    part: QWidget
    fields: dict[str, Field]
    language: PickField


class PersonsPanel(FormPanel):
    """Saves everyone as one action, which can be undone."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Contacts"), _("Save"))
        self.people: list[_Person] = []
        self._parts = QVBoxLayout()
        self._parts.setSpacing(20)
        self.add_button = ActionButton(_("Add a person"), icon="plus")
        self.fields.addLayout(self._parts)
        self.fields.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self._add_empty)
        who = subject.customer_id
        workplace.read(lambda desk: contact_persons.persons(desk, who), self._show)

    def entered(self) -> None:
        """Put the cursor into the first field."""
        if self.people:
            self.people[0].fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def save(self) -> None:
        """Store everyone as written."""
        wanted = [self._read(person) for person in self.people]
        who = self.subject.customer_id
        self.workplace.act(
            lambda desk: contact_persons.set_persons(desk, who, wanted),
            lambda _changes: self.closed.emit(),
            self.refuse,
        )

    def _show(self, known: tuple[ContactPerson, ...]) -> None:
        for person in known or (ContactPerson(contact_persons.NEW, Contact()),):
            self._add(person)
        self.laid_out()
        self.entered()

    def _add_empty(self) -> None:
        self._add(ContactPerson(contact_persons.NEW, Contact()))
        self.laid_out()
        self.people[-1].fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, person: ContactPerson) -> None:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        labels = {
            "name": _("Name"),
            "role": _("Role"),
            "phone": _("Phone"),
            "email": _("E-mail"),
            "best_time": _("Best reached"),
        }
        fields = {key: Field(name=label) for key, label in labels.items()}
        for key, field in fields.items():
            field.setText(getattr(person.contact, key))
            column.addWidget(FieldBox(labels[key], field))
        language = PickField(name=_("Language"))
        language.set_options(language_choices(), person.language)
        if person.id != contact_persons.FIRST:
            column.addWidget(FieldBox(_("Language"), language))
        made = _Person(person.id, part, fields, language)
        gone = ActionButton(_("Remove this person"), kind="link", icon="user-x")
        gone.clicked.connect(partial(self._remove, made))
        column.addWidget(gone, 0, Qt.AlignmentFlag.AlignLeft)
        if self.people:
            column.insertWidget(0, Label(_("One more person"), strong=True))
        self.people.append(made)
        self._parts.addWidget(part)

    def _remove(self, person: _Person) -> None:
        self.people.remove(person)
        person.part.hide()
        person.part.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, person: _Person) -> ContactPerson:
        told = {key: field.text().strip() for key, field in person.fields.items()}
        return ContactPerson(person.id, Contact(**told), person.language.value())
