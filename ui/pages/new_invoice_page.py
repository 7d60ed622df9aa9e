"""A new invoice by hand: the customer, the paper, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import formatting
from app.domain.money import Currency
from app.i18n import _
from app.services.invoice_form import TypedInvoice
from ui.pages.agreed_facts import AgreedFacts
from ui.pages.customer_picker import CustomerPicker, pair
from ui.pages.hint_cards import RemarksCard
from ui.pages.page import Page
from ui.pages.reading import date_field, shown
from ui.pages.scrolling import Column
from ui.view_models import places
from ui.view_models.new_invoice_model import NewInvoiceModel
from ui.view_models.workplace import Workplace, words_for
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.editor import PickField
from ui.widgets.field import AmountField, DateField, Field, FieldBox
from ui.widgets.label import Label

_WIDTH = 760


class NewInvoicePage(Page):
    """What is typed stays as a draft until it is saved; Esc leaves the page and keeps it."""

    nav_key = "invoices"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = NewInvoiceModel(workplace)
        today = workplace.desk.today()
        self.customer = CustomerPicker()
        self.number = Field(name=_("Invoice number"))
        self.currency = PickField(name=_("Currency"))
        self.amount = AmountField(
            lambda text: formatting.parse_amount(text, Currency(self.currency.value() or "SEK")),
            shown,
            lambda error: words_for(error) if error else _("Write the amount like 24 860,00."),
            name=_("Amount"),
        )
        self.issued_on = date_field(today, name=_("Invoice date"), past=True)
        self.due_on = date_field(today, name=_("Due date"))
        self.reference = Field(name=_("Payment reference"))
        self.about = Field(name=_("What it is for"))
        self.facts = AgreedFacts(today)
        self.remarks = RemarksCard()
        printed = _("As it is printed on the invoice.")
        self._boxes = {
            "customer": self.customer.box,
            "number": FieldBox(_("Invoice number"), self.number),
            "amount": FieldBox(_("Amount"), self.amount, hint=_("With VAT, as the invoice says.")),
            "issued_on": FieldBox(_("Invoice date"), self.issued_on),
            "due_on": FieldBox(_("Due date"), self.due_on, hint=printed),
        }
        self.cancel = ActionButton(_("Cancel"))
        self.save_it = ActionButton(_("Save the invoice"), kind="primary", key="Ctrl ↵")
        self._lay_out()
        self._connect()

    def open(self, place: places.NewInvoicePlace) -> None:
        """Begin a new invoice, or go on with the one that was being typed."""
        self.model.open(place.customer_id)

    def title(self) -> str:
        return _("New invoice")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl ↵", _("save")), ("Esc", _("close")))

    def entered(self) -> None:
        self.customer.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        self.model.flush()
        return False

    def save(self) -> None:
        """Store the invoice, or show what has to be looked at and begin with the first of it."""
        fields = self._fields()
        read = {name: fields[name] for name in ("amount", "issued_on", "due_on")}
        complaints = {
            name: field.complaint()
            for name, field in read.items()
            if isinstance(field, AmountField | DateField) and field.complaint()
        }
        complaints = {**self.model.missing(self._typed()), **complaints}
        if self.customer.is_undecided():
            complaints["customer"] = _("Choose one of these, or the new customer.")
        for name, box in self._boxes.items():
            box.complain(complaints.get(name, ""))
        faulty = next((field for name, field in fields.items() if name in complaints), None)
        if faulty is None:
            self.model.save(self._typed())
        else:
            self._look_at(faulty)

    # What is typed

    def _fields(self) -> dict[str, Field]:
        return {
            "customer": self.customer.name,
            "number": self.number,
            "amount": self.amount,
            "issued_on": self.issued_on,
            "due_on": self.due_on,
        }

    def _typed(self) -> TypedInvoice:
        known = self.model.customer
        return TypedInvoice(
            customer_id=known.id if known else None,
            who={} if known else self.customer.who(),
            number=self.number.text(),
            amount=self.amount.value(),
            issued_on=self.issued_on.value(),
            due_on=self.due_on.value(),
            contact=self.customer.fields["contact"].text(),
            payment_reference=self.reference.text(),
            subject=self.about.text(),
            facts=self.facts.facts(),
        )

    def _keep(self) -> None:
        texts = {name: field.text() for name, field in self._plain().items()}
        days = {name: field.value() for name, field in self._days().items()}
        self.model.keep({
            "texts": texts,
            "days": {name: day.isoformat() for name, day in days.items() if day},
            "currency": self.currency.value(),
            "kind": self.customer.kind.value(),
            "facts": self.facts.draft(),
        })  # fmt: skip
        self.model.remark(self._typed())

    def _plain(self) -> dict[str, Field]:
        """Return the fields whose draft is simply their text."""
        mine = {"name": self.customer.name, "number": self.number, "amount": self.amount}
        return mine | {"reference": self.reference, "about": self.about} | self.customer.fields

    def _days(self) -> dict[str, DateField]:
        return {"issued_on": self.issued_on, "due_on": self.due_on}

    # What is shown

    def _show(self, draft: dict[str, Any] | None) -> None:
        assert self.model.form is not None
        kept = draft or {}
        codes = self.model.form.currencies
        self.currency.set_options([(code, code) for code in codes], kept.get("currency", codes[0]))
        self.facts.ask(self.model.form.facts)
        for name, field in self._plain().items():
            field.setText(kept.get("texts", {}).get(name, ""))
        for name, field in self._days().items():
            day = kept.get("days", {}).get(name)
            field.set_value(date.fromisoformat(day) if day else None)
        self.amount.textEdited.emit(self.amount.text())
        self.customer.kind.setCurrentIndex(max(0, self.customer.kind.findData(kept.get("kind", ""))))
        self.facts.restore(kept.get("facts", {}))
        for box in self._boxes.values():
            box.complain("")

    def _complain(self, name: str, words: str) -> None:
        """Say what the books have against it, beside the field."""
        self._boxes[name].complain(words)
        self._look_at(self._fields()[name])

    def _look_at(self, field: Field) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.ensureWidgetVisible(field)

    # The frame

    def _connect(self) -> None:
        model, customer = self.model, self.customer
        model.ready.connect(self._show)
        model.found.connect(customer.show_found)
        model.chosen.connect(customer.show_chosen)
        model.complained.connect(self._complain)
        model.remarked.connect(self.remarks.show_remarks)
        model.saved.connect(self._workplace.back)
        customer.typed.connect(model.look_for)
        customer.picked.connect(model.choose)
        customer.changed.connect(self._keep)
        self.facts.changed.connect(self._keep)
        for field in (*self._plain().values(), *self._days().values()):
            field.textEdited.connect(lambda _words: self._keep())
        for name in ("customer", "number"):
            box = self._boxes[name]
            self._fields()[name].textEdited.connect(lambda _words, which=box: which.complain(""))
        self.currency.currentIndexChanged.connect(
            lambda _place: self.amount.textEdited.emit(self.amount.text())
        )
        self.save_it.clicked.connect(lambda _on: self.save())
        self.cancel.clicked.connect(lambda _on: self._cancel())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _cancel(self) -> None:
        self.model.discard()
        self._workplace.back()

    def _lay_out(self) -> None:
        who, paper, agreed = Card(margin=20), Card(margin=20), Card(margin=20)
        for card, title in ((who, _("Customer")), (paper, _("Invoice")), (agreed, _("What was agreed"))):
            card.body.setSpacing(12)
            card.body.addWidget(Label(title, "heading"))
        who.body.addWidget(self.customer)
        currency = FieldBox(_("Currency"), self.currency)
        paper.body.addWidget(pair(self._boxes["number"], FieldBox(_("What it is for"), self.about)))
        paper.body.addWidget(pair(self._boxes["amount"], currency))
        paper.body.addWidget(pair(self._boxes["issued_on"], self._boxes["due_on"]))
        paper.body.addWidget(
            FieldBox(_("Payment reference"), self.reference, hint=_("OCR or KID, if it has one."))
        )
        agreed.body.addWidget(self.facts)
        self._column = column = Column(_WIDTH)
        column.body.setSpacing(14)
        column.body.addWidget(Label(self.title(), "title"))
        for card in (who, paper, agreed, self.remarks):
            column.body.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(column, 1)
        foot = Surface("base", edge=("top",))
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 12, 28, 12)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save_it)
        whole.addWidget(foot)
