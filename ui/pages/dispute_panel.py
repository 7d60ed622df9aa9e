"""A dispute: what the customer contests and by when you answer; an open one is answered or settled here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from app.domain.history import DisputeReason
from app.i18n import _
from app.services.changes import Changes
from app.services.contact import open_dispute
from app.services.desk import Desk
from app.services.disputes import Disputable, answer_dispute, close_dispute, disputables
from app.services.explain.outcomes import dispute_word
from ui.pages.form_panel import FormPanel
from ui.pages.panel_frame import titled
from ui.pages.reading import amount_field, date_field
from ui.view_models.kept_draft import KeptDraft
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import AmountField, FieldBox
from ui.widgets.label import Label


class DisputePanel(FormPanel):
    """Opens a dispute, or moves the open one on; letters pause until it is settled."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Dispute"), _("Save the dispute"))
        self._draft = KeptDraft(workplace, f"dispute:{subject.customer_id}")
        self._found: tuple[Disputable, ...] = ()
        self._amount: AmountField | None = None
        self._invoice = PickField(name=_("Invoice"))
        self._reason = PickField(name=_("Reason"))
        self._reason.set_options([(reason.value, dispute_word(reason)) for reason in DisputeReason])
        self._day = date_field(workplace.desk.today(), name=_("Answer by"))
        self.note = NoteField(name=_("What the customer says"))
        self.note.changed.connect(self._draft.write)
        self._draft.found.connect(self._continue)

    def entered(self) -> None:
        """Read how the invoices stand."""
        case_ids = self.subject.case_ids
        self.workplace.read(lambda desk: disputables(desk, case_ids), self._show)

    def dismiss(self) -> None:
        """Close; what was begun stays as a draft."""
        self._draft.close()
        super().dismiss()

    def save(self) -> None:
        """Open the dispute, or take down the answer to an open one."""
        for field in (self._amount, self._day):
            if field is not None and field.complaint():
                self.complain(field.complaint(), field)
                return
        if self._found:
            self._do(self._answer if self._found[0].dispute else self._open)

    def _open(self, desk: Desk) -> Changes:
        chosen = self._found[max(0, self._invoice.currentIndex())]
        amount = self._amount.value() if self._amount else None
        return open_dispute(
            desk,
            chosen.case_id,
            DisputeReason(self._reason.value()),
            disputed=amount,
            answer_by=self._day.value(),
            note=self.note.text().strip(),
        )

    def _answer(self, desk: Desk) -> Changes:
        open_one = self._found[0]
        answer_by = self._day.value() or open_one.answer_by
        return answer_dispute(desk, open_one.case_id, answer_by, note=self.note.text().strip())

    def _settle(self, *, upheld: bool) -> None:
        case_id, note = self._found[0].case_id, self.note.text().strip()
        self._do(lambda desk: close_dispute(desk, case_id, upheld=upheld, note=note))

    def _do(self, work: Callable[[Desk], Changes]) -> None:
        self.workplace.act(work, lambda _changes: self._saved(), self.refuse)

    def _saved(self) -> None:
        self._draft.discard()
        self.closed.emit()

    # What is shown

    def _show(self, found: tuple[Disputable, ...]) -> None:
        self._found = found
        self._day.set_value(found[0].answer_by)
        if found[0].dispute:
            self._show_open(found[0])
        else:
            self._show_new(found)
        self._draft.read()
        self.laid_out()

    def _show_new(self, found: tuple[Disputable, ...]) -> None:
        self._invoice.set_options([(str(place), row.words) for place, row in enumerate(found)])
        if len(found) > 1:
            self.fields.addWidget(FieldBox(_("Invoice"), self._invoice))
        self._amount = amount_field(found[0].open.currency, name=_("Disputed amount"))
        self.fields.addWidget(FieldBox(_("Reason"), self._reason))
        hint = _("The undisputed part can still be followed up.")
        self.fields.addWidget(FieldBox(_("Disputed amount (empty for all)"), self._amount, hint=hint))
        self.fields.addLayout(titled(_("What the customer says"), self.note))
        self.fields.addWidget(FieldBox(_("You answer by"), self._day))
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_open(self, row: Disputable) -> None:
        self.foot.save.setText(_("Answered, keep waiting"))
        card = Card("disputed", margin=12)
        card.body.addWidget(Label(row.dispute_words, colour="disputed", wrap=True))
        self.fields.addWidget(card)
        self.fields.addLayout(titled(_("What was said"), self.note))
        self.fields.addWidget(FieldBox(_("Next answer by"), self._day))
        self.fields.addWidget(Label(_("Or settle it"), "small", colour="text2", strong=True))
        ends = ((_("The claim stands"), False), (_("The customer was right: no fees"), True))
        for words, upheld in ends:
            button = ActionButton(words)
            button.clicked.connect(partial(self._settle, upheld=upheld))
            self.fields.addWidget(button)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _continue(self, words: str) -> None:
        if not self.note.text():
            self.note.set_text(words)
