"""The left of the customer page: people to talk to, how they want it, and the trader's own note."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.customer_view import CustomerView, PersonWords
from app.services.note_hints import note_hint
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.editor import NoteField
from ui.widgets.label import Label
from ui.widgets.phone import PhoneLabel

WIDTH: Final = 372
_LABELS: Final = 116


class CustomerSide(Surface):
    """`persons_asked` and `wishes_asked` ask for the forms, `note_saved` carries the note to store."""

    persons_asked = Signal()
    wishes_asked = Signal()
    note_saved = Signal(str)

    def __init__(self) -> None:
        super().__init__("base", edge=("right",))
        self._known = ""
        self._people, self._wishes = QVBoxLayout(), QGridLayout()
        self._people.setSpacing(8)
        self._wishes.setHorizontalSpacing(8)
        self._wishes.setVerticalSpacing(8)
        self._wishes.setColumnStretch(1, 1)
        self.change_people = ActionButton(_("Change contacts"), kind="link")
        self.change_wishes = ActionButton(_("Change"), kind="link")
        self.change_wishes.setAccessibleName(_("Change how they want it"))
        self.note = NoteField(name=_("To remember"))
        self.save_note = ActionButton(_("Save the note"), key="Ctrl ↵")
        self._hint = Label(_hint_words(), "small", colour="text2", wrap=True)
        self._remark = Label("", "small", colour="overdue", wrap=True)
        self._lay_out()
        self._connect()
        self._note_changed()

    def show_view(self, view: CustomerView) -> None:
        """Show a customer; a note that is being written stays."""
        clear(self._people)
        for person in view.persons:
            self._people.addWidget(_person(person, first=person is view.persons[0]))
        if not view.persons:
            self._people.addWidget(Label(_("Nobody is named yet."), colour="text2", wrap=True))
        clear(self._wishes)
        for place, (label, words) in enumerate(view.wishes):
            self._add_wish(place, label, words)
        if self.note.text().strip() == self._known:
            self.note.set_text(view.who.remember)
        self._known = view.who.remember
        self._note_changed()

    def forget(self) -> None:
        """Empty the note before another customer is shown."""
        self._known = ""
        self.note.set_text("")

    def show_draft(self, words: str) -> None:
        """Go on with a note that was begun."""
        if self.note.text().strip() == self._known:
            self.note.set_text(words)

    def _add_wish(self, place: int, label: str, words: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        name = Label(label, colour="text2", wrap=True)
        name.setFixedWidth(theme().px(_LABELS))
        value = Label(words, wrap=True)
        value.setAccessibleName(f"{label}: {words}")
        self._wishes.addWidget(name, place, 0, top)
        self._wishes.addWidget(value, place, 1, top)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(8)
        column.addWidget(Label(_("Contacts"), strong=True))
        column.addLayout(self._people)
        column.addWidget(self.change_people, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(Label(_("How they want it"), strong=True))
        column.addLayout(self._wishes)
        column.addWidget(self.change_wishes, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(Label(_("To remember"), strong=True))
        for widget in (self.note, self._hint, self._remark):
            column.addWidget(widget)
        column.addWidget(self.save_note, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _connect(self) -> None:
        self.change_people.clicked.connect(self.persons_asked)
        self.change_wishes.clicked.connect(self.wishes_asked)
        self.note.changed.connect(lambda _words: self._note_changed())
        self.save_note.clicked.connect(self._save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self.note, self._save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _note_changed(self) -> None:
        text = self.note.text()
        self.save_note.setVisible(text.strip() != self._known)
        remark = note_hint(text)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def _save(self) -> None:
        if self.note.text().strip() != self._known:
            self.note_saved.emit(self.note.text().strip())


def _hint_words() -> str:
    return _("Notes are facts that the customer may read.")


def _person(person: PersonWords, *, first: bool) -> QWidget:
    """Return a person's card; only the first has its number large and ready to copy."""
    card = Card("base", margin=13)
    card.body.setSpacing(3)
    if person.title:
        card.body.addWidget(Label(person.title, strong=True, wrap=True))
    if person.phone and first:
        phone = PhoneLabel()
        phone.set_number(person.phone)
        card.body.addWidget(phone)
    rest = (person.email, person.beside) if first else (person.phone, person.email, person.beside)
    for words in (words for words in rest if words):
        label = Label(words, colour="text2", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(label)
    return card
