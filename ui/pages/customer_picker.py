"""Who owes a new invoice: a known customer by name or number, or a new one with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.invoice_form import KINDS, Known
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.widgets.button import ActionButton
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
        self._is_new = False
        self.offers = QWidget()
        self._offers = QVBoxLayout(self.offers)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(4)
        self.fresh = self._fresh_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.box, self.offers, self.fresh):
            column.addWidget(part)
        self._connect()
        self._refresh()

    def show_found(self, known: tuple[Known, ...]) -> None:
        """Offer the customers that go by what is written; one of exactly that name is taken."""
        self._known = known
        same = [each for each in known if each.name.casefold() == self.name.text().strip().casefold()]
        clear(self._offers)
        for who in known:
            offer = ActionButton(self._line(who), kind="flat", icon="users")
            offer.clicked.connect(lambda _on, which=who: self.picked.emit(which))
            self._offers.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
        words = _("New customer: {name}").format(name=self.name.text().strip())
        fresh = ActionButton(words, kind="flat", icon="plus")
        fresh.clicked.connect(lambda _on: self._take_as_new())
        self._offers.addWidget(fresh, 0, Qt.AlignmentFlag.AlignLeft)
        if len(same) == 1:
            self.picked.emit(same[0])
        self._refresh()

    def show_chosen(self, who: Known | None) -> None:
        """Show the customer that was taken."""
        self._chosen = who
        if who is not None:
            if self.name.text().strip().casefold() != who.name.casefold():
                self.name.setText(who.name)
            if self.offers.isAncestorOf(self.window().focusWidget() or self):
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def is_undecided(self) -> bool:
        """Say whether customers are offered and none of them, nor a new one, has been taken."""
        return self._chosen is None and bool(self._known) and not self._is_new

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
        down = QShortcut(QKeySequence("Down"), self.name)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_offers)
        self.kind.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for field in self.fields.values():
            field.textEdited.connect(lambda _words: self.changed.emit())

    def _edited(self, words: str) -> None:
        self._chosen, self._is_new = None, False
        self.box.complain("")
        self.typed.emit(words)

    def _enter_offers(self) -> None:
        first = self._offers.itemAt(0)
        widget = first.widget() if first and self.is_undecided() else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_as_new(self) -> None:
        self._is_new = True
        self._refresh()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        """Offer customers while one is looked for; ask for the facts of a new one once that is clear."""
        named = bool(self.name.text().strip())
        self.offers.setVisible(named and self.is_undecided())
        self.fresh.setVisible(named and self._chosen is None and not self.is_undecided())

    @staticmethod
    def _line(who: Known) -> str:
        return _("{customer}, {left}").format(customer=who.name, left=who.number) if who.number else who.name
