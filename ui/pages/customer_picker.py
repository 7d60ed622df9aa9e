"""Who owes a new invoice: a known customer by name or number, or a new one with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from app.i18n import _
from app.services.invoice_form import KINDS, Known
from ui.theme import theme
from ui.widgets.editor import PickField
from ui.widgets.field import Field, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_HALF = 300


def pair(*boxes: QWidget) -> QWidget:
    """Return boxes side by side, or below each other where room is short."""
    line = QWidget()
    flow = FlowLayout(gap=12, spread=True)
    line.setLayout(flow)
    for box in boxes:
        box.setMinimumWidth(theme().px(_HALF))
        flow.addWidget(box)
    return line


class CustomerPicker(QWidget):
    """`typed` carries the name being written, `picked` the known customer that was chosen, `changed` that a
    fact of a new one is.
    """

    typed = Signal(str)
    picked = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Field(icon="search", name=_("Customer"))
        self.box = FieldBox(_("Customer"), self.name, hint=_("Name or number of a customer, or a new name."))
        self.kind = PickField(name=_("The customer is"))
        self.kind.set_options([(key, _(words)) for key, words in KINDS])
        self.fields = {
            "identifier": Field(name=_("Organisation number")),
            "address": Field(name=_("Address")),
            "contact": Field(name=_("Contact person")),
            "email": Field(name=_("E-mail")),
            "phone": Field(name=_("Phone")),
        }
        self._known: tuple[Known, ...] = ()
        self._chosen: Known | None = None
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(self._completer)
        self.fresh = self._fresh_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.box)
        column.addWidget(self.fresh)
        self._connect()
        self._show_fresh()

    def show_found(self, known: tuple[Known, ...]) -> None:
        """Offer the customers that go by what is written."""
        self._known = known
        self._words.setStringList([self._line(each) for each in known])
        same = [each for each in known if each.name.casefold() == self.name.text().strip().casefold()]
        if len(same) == 1:
            self.picked.emit(same[0])
        elif known and self.name.hasFocus():
            self._completer.complete()
        self._show_fresh()

    def show_chosen(self, who: Known | None) -> None:
        """Show the customer that was taken."""
        self._chosen = who
        if who is not None and self.name.text().strip().casefold() != who.name.casefold():
            self.name.setText(who.name)
        self._show_fresh()

    def who(self) -> dict[str, str]:
        """Return the facts of a new customer that were filled in."""
        facts = {name: field.text().strip() for name, field in self.fields.items() if name != "contact"}
        facts |= {"name": self.name.text().strip(), "kind": self.kind.value()}
        return {name: value for name, value in facts.items() if value}

    def _fresh_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        words = _("A new customer. Fill in what you know; the rest can wait.")
        column.addWidget(Label(words, colour="text2", wrap=True))
        hints = {"address": _("Street 1, 999 47 Town")}
        boxes = {
            name: FieldBox(field.accessibleName(), field, hint=hints.get(name, ""))
            for name, field in self.fields.items()
        }
        column.addWidget(pair(FieldBox(_("The customer is"), self.kind), boxes["identifier"]))
        column.addWidget(boxes["address"])
        column.addWidget(boxes["contact"])
        column.addWidget(pair(boxes["email"], boxes["phone"]))
        return part

    def _connect(self) -> None:
        self.name.textEdited.connect(self._edited)
        self.name.editingFinished.connect(self._show_fresh)
        self._completer.activated.connect(self._take)
        self.kind.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for field in self.fields.values():
            field.textEdited.connect(lambda _words: self.changed.emit())

    def _edited(self, words: str) -> None:
        self._chosen = None
        self.box.complain("")
        self.typed.emit(words)

    def _take(self, line: str) -> None:
        who = next((each for each in self._known if self._line(each) == line), None)
        if who is not None:
            self.name.setText(who.name)
            self.picked.emit(who)

    def _show_fresh(self) -> None:
        """Ask for the facts of a new customer once the name is written."""
        is_new = self._chosen is None and bool(self.name.text().strip())
        self.fresh.setVisible(is_new and not (self.name.hasFocus() and self._known))

    @staticmethod
    def _line(who: Known) -> str:
        return _("{customer}, {left}").format(customer=who.name, left=who.number) if who.number else who.name
