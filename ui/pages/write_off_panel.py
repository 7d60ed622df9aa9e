"""Letting go of what will not be paid: the sum, why, and a note; one undo takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.history import WriteOffReason
from app.i18n import _
from app.services.listing import Query
from app.services.writing_off import Forgivable, forgivables, reasons, write_off
from ui.pages.form_panel import FormPanel
from ui.pages.list_out import ListOut
from ui.pages.panel_frame import ThenLine, titled
from ui.pages.reading import amount_field
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import AmountField, FieldBox
from ui.widgets.label import Label


class WriteOffPanel(FormPanel):
    """Writes off one invoice, whole unless another sum is typed. The customer is told nothing."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Write off"), _("Write it off"))
        self._draft = self.keep_as(f"write_off:{subject.customer_id}")
        self._found: tuple[Forgivable, ...] = ()
        self._invoice = PickField(name=_("Invoice"))
        self._invoice_box = FieldBox(_("Invoice"), self._invoice)
        self.amount: AmountField | None = None
        self.reason = PickField(name=_("Why"))
        self.reason.set_options(reasons(), WriteOffReason.OTHER)
        self.note = NoteField(name=_("Note"))
        self.list_out = ListOut(workplace, self, "written_off", lambda: (Query(), ()))
        self.all_of_it = ActionButton(_("Save the list of what is written off…"), kind="link")
        self.all_of_it.clicked.connect(self.list_out.save)
        self._then = ThenLine()
        self.fields.addWidget(self._invoice_box)
        self._invoice.currentIndexChanged.connect(lambda _at: self._show_chosen())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def entered(self) -> None:
        """Read what can be let go."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        case_ids = self.subject.case_ids
        self.workplace.read(lambda desk: forgivables(desk, case_ids), self._show)

    def save(self) -> None:
        """Let it go, or say what is wrong."""
        if self.amount is None:
            return
        if self.amount.complaint():
            self.complain(self.amount.complaint(), self.amount)
            return
        case_id, let_go, note = self._chosen().case_id, self.amount.value(), self.note.text().strip()
        reason = WriteOffReason(self.reason.value())
        self.workplace.act(
            lambda desk: write_off(desk, case_id, amount=let_go, reason=reason, note=note),
            lambda _changes: self.saved(),
            self.refuse,
        )

    def _chosen(self) -> Forgivable:
        return self._found[max(0, self._invoice.currentIndex())]

    def _show(self, found: tuple[Forgivable, ...]) -> None:
        self._found = found
        self._invoice_box.setVisible(len(found) > 1)
        if not found:
            self.complain(_("Nothing is open here."))
            return
        self.amount = amount_field(found[0].open.currency, name=_("Amount"))
        self.amount.value_changed.connect(lambda _value: self._follow())
        self.fields.addLayout(titled(_("Amount"), self.amount))
        self.fields.addWidget(FieldBox(_("Why"), self.reason))
        self.fields.addLayout(titled(_("Note"), self.note))
        hint = _("VAT and bookkeeping are done as usual. The customer is told nothing.")
        self.fields.addWidget(Label(hint, "small", colour="text2", wrap=True))
        self.fields.addWidget(self.all_of_it, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.addWidget(self._then)
        self._invoice.set_options([(str(each.case_id), each.words) for each in found])
        self._show_chosen()
        fields = {"invoice": self._invoice, "amount": self.amount, "reason": self.reason, "note": self.note}
        self._draft.follow(fields, about="invoice")
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.selectAll()
        self.laid_out()

    def _show_chosen(self) -> None:
        if self.amount is not None:
            self.amount.set_value(self._chosen().open)
            self._follow()

    def _follow(self) -> None:
        """Say what it leads to."""
        wanted = self.amount.value() if self.amount else None
        if wanted is None or wanted.minor <= 0 or wanted > self._chosen().open:
            self._then.show_words("")
        elif wanted == self._chosen().open:
            self._then.show_words(_("Then: the invoice is closed as written off."))
        else:
            self._then.show_words(_("Then: the rest stays open."))
