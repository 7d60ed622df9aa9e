"""The people to talk to at a customer, all in one form: the first is the one called by default."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.party import Contact, ContactPerson
from app.i18n import _
from app.services import contact_persons, drafts
from app.services.customer_view import language_choices
from app.services.desk import Desk
from ui.pages.form_panel import FormPanel
from ui.view_models.draft_keeper import DraftKeeper
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
        self._keeper = DraftKeeper(workplace)
        self._keeper.name = name = f"persons:{who}"
        self._known: list[ContactPerson] = []
        self.begun.afresh.connect(self._start_afresh)

        def read(desk: Desk) -> tuple[tuple[ContactPerson, ...], dict[str, Any] | None]:
            return contact_persons.persons(desk, who), drafts.load(desk, name)

        workplace.read(read, lambda found: self._show(*found))

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
            lambda _changes: self.saved(),
            self.refuse,
        )

    def dismiss(self) -> None:
        """Close; what was begun stays as a draft."""
        self._keeper.flush()
        super().dismiss()

    def saved(self) -> None:
        """Close; what was begun is done."""
        self._keeper.discard()
        super().saved()

    def _show(self, known: tuple[ContactPerson, ...], begun: dict[str, Any] | None) -> None:
        self._known = list(known) or [_nobody()]
        self.begun.setVisible(begun is not None)
        self._add_all([_person(each) for each in begun["people"]] if begun else self._known)

    def _add_all(self, people: list[ContactPerson]) -> None:
        for person in people:
            self._add(person)
        self.laid_out()
        self.entered()

    def _start_afresh(self) -> None:
        for person in list(self.people):
            self._remove(person)
        self._add_all(self._known)
        self._keeper.discard()

    def _keep(self) -> None:
        """Keep everyone as written, where that differs from what is known."""
        people = [self._read(person) for person in self.people]
        if people == self._known:
            self._keeper.discard()
        else:
            self._keeper.keep({"people": [asdict(each) for each in people]})

    def _add_empty(self) -> None:
        self._add(_nobody())
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
            field.textEdited.connect(self._keep)
            column.addWidget(FieldBox(labels[key], field))
        language = PickField(name=_("Language"))
        language.set_options(language_choices(), person.language)
        language.currentIndexChanged.connect(self._keep)
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
        self._keep()
        person.part.hide()
        person.part.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, person: _Person) -> ContactPerson:
        told = {key: field.text().strip() for key, field in person.fields.items()}
        return ContactPerson(person.id, Contact(**told), person.language.value())


def _nobody() -> ContactPerson:
    """Return somebody of whom nothing is known yet."""
    return ContactPerson(contact_persons.NEW, Contact())


def _person(kept: dict[str, Any]) -> ContactPerson:
    """Return somebody as a draft kept them."""
    return ContactPerson(kept["id"], Contact(**kept["contact"]), kept["language"])
