"""One payment shared out over several invoices: a sum beside each, and how much is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.domain.money import Money
from app.i18n import _
from app.services.matching_rows import chosen_sum, option
from app.services.matching_values import Option, Proposal
from ui.pages.reading import amount_field
from ui.widgets.button import ActionButton
from ui.widgets.field import AmountField, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class SplitPart(QWidget):
    """`shared_out` carries case and sum for each invoice that gets something; `closed`: it was given up."""

    shared_out = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[CaseId, AmountField] = {}
        self._paid: Money | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._sum = Label("", "small", strong=True, wrap=True)
        self.book = ActionButton(_("Take this"), key="↵")
        self.back = ActionButton(_("Back"))
        buttons = FlowLayout(gap=8)
        buttons.addWidget(self.book)
        buttons.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("Share out"), "small", strong=True))
        column.addLayout(self._rows)
        column.addWidget(self._sum)
        column.addLayout(buttons)
        self.book.clicked.connect(lambda _on: self.finish())
        self.back.clicked.connect(lambda _on: self.closed.emit())

    def show_parts(self, row: Proposal, found: Sequence[Option]) -> None:
        """Show a field for each invoice, filled in with what was proposed."""
        for at in reversed(range(self._rows.count())):
            item = self._rows.takeAt(at)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._paid = row.amount
        proposed = {share.case_id: share.amount for share in row.shares}
        named = {share.case_id: (share.customer, share.number) for share in row.shares}
        self._fields = {}
        for case_id, (customer, number) in named.items():
            self._add(case_id, customer, _("Invoice {number}").format(number=number), proposed[case_id])
        for each in found:
            if each.case_id not in named:
                customer, under, _open = option(each)
                self._add(each.case_id, customer, under, None)
        self._count()
        next(iter(self._fields.values()), self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Hand over what each invoice gets; a sum that is too large or no sum keeps the fields open."""
        broken = next((field for field in self._fields.values() if field.complaint()), None)
        shares = self._shares()
        if broken is not None or not shares or self._left().minor < 0:
            (broken or next(iter(self._fields.values()), self.back)).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.shared_out.emit(tuple(shares))

    def _add(self, case_id: CaseId, customer: str, under: str, amount: Money | None) -> None:
        assert self._paid is not None
        field = amount_field(
            self._paid.currency, name=_("{customer}, {invoice}").format(customer=customer, invoice=under)
        )
        field.set_value(amount)
        field.value_changed.connect(lambda _value: self._count())
        self._fields[case_id] = field
        self._rows.addWidget(FieldBox(customer, field, hint=under))

    def _shares(self) -> list[tuple[CaseId, Money]]:
        values = ((case_id, field.value()) for case_id, field in self._fields.items())
        return [(case_id, amount) for case_id, amount in values if amount is not None and amount.minor > 0]

    def _left(self) -> Money:
        assert self._paid is not None
        return self._paid - Money.total((amount for _case, amount in self._shares()), self._paid.currency)

    def _count(self) -> None:
        if self._paid is not None:
            self._sum.setText(chosen_sum([amount for _case, amount in self._shares()], self._paid))
            self.book.setEnabled(bool(self._shares()) and self._left().minor >= 0)
