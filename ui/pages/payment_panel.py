"""A payment: the likely sum and today are filled in, Enter saves."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.i18n import _
from ui.pages.form_panel import FormPanel
from ui.pages.panel_frame import ThenLine, titled
from ui.pages.reading import amount_field, date_field
from ui.view_models.payment_model import PaymentModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.editor import PickField
from ui.widgets.field import AmountField, DateField, FieldBox
from ui.widgets.label import Label


class PaymentPanel(FormPanel):
    """Books what came in on one invoice; more than it is owed goes to those of the same letter or plan."""

    save_key = "↵"

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Payment"), _("Book the payment"))
        self._draft = self.keep_as(f"payment:{subject.customer_id}")
        self.model = PaymentModel(workplace, subject.case_ids)
        self._invoice = PickField(name=_("Invoice"))
        self._invoice_box = FieldBox(_("Invoice"), self._invoice)
        self._amount: AmountField | None = None
        self._day: DateField | None = None
        self._remark = Label("", "small", colour="text2", wrap=True)
        self._then = ThenLine()
        self.fields.addWidget(self._invoice_box)
        self.model.ready.connect(self._show)
        self.model.chosen.connect(self._show_chosen)
        self.model.followed.connect(self._then.show_words)
        self.model.refused.connect(self.complain)
        self.model.saved.connect(self.saved)
        self._invoice.currentIndexChanged.connect(self.model.choose)
        for key in ("Return", "Enter"):
            self.on(key, self.save)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def entered(self) -> None:
        """Read what can be paid; Enter pressed before it is there is not lost."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.open()

    def save(self) -> None:
        """Book the payment, or say what is wrong with it."""
        for field in (self._amount, self._day):
            if field is not None and field.complaint():
                self.complain(field.complaint(), field)
                return
        self.complain("")
        self.model.save()

    def _show(self) -> None:
        words = [(str(payable.case_id), payable.words) for payable in self.model.payables]
        self._invoice.set_options(words)
        self._invoice_box.setVisible(len(words) > 1)
        currency = self.model.payables[0].amount.currency
        self._amount = amount_field(currency, name=_("Amount"))
        self._day = date_field(self.workplace.desk.today(), name=_("Day of payment"), past=True)
        self._amount.value_changed.connect(self.model.set_amount)
        self._day.value_changed.connect(self.model.set_day)
        self.fields.addLayout(titled(_("Amount"), self._amount))
        self.fields.addWidget(self._remark)
        self.fields.addLayout(titled(_("Day of payment"), self._day))
        self.fields.addWidget(self._then)
        self._day.set_value(self.model.received_on)
        self._show_chosen()
        fields = {"invoice": self._invoice, "amount": self._amount, "day": self._day}
        self._draft.follow(fields, about="invoice")
        if self._draft.begun():
            self.model.wanted = False
        self.laid_out()

    def _show_chosen(self) -> None:
        if self._amount is None:
            return
        payable = self.model.payable()
        self._amount.set_value(payable.amount)
        self._remark.setText(payable.remark)
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.selectAll()
