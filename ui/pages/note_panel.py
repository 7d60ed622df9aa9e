"""A note about a customer's invoice: a fact that the customer may read."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.i18n import _
from app.services.contact import take_note
from ui.pages.form_panel import FormPanel
from ui.pages.note_remark import NoteRemark
from ui.pages.panel_frame import titled
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.editor import NoteField
from ui.widgets.label import Label


class NotePanel(FormPanel):
    """Writes one note; what is begun is kept as a draft."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Note"), _("Save the note"))
        draft = self.keep_as(f"note:{subject.customer_id}")
        self.note = NoteField(name=_("Note"))
        self.fields.addLayout(titled(_("Note"), self.note))
        hint = _("Write facts. The customer has a right to read what is noted about them.")
        self.fields.addWidget(Label(hint, "small", colour="text2", wrap=True))
        self.remark = NoteRemark()
        self.fields.addWidget(self.remark)
        self.note.changed.connect(self.remark.look_at)
        draft.follow({"note": self.note})

    def entered(self) -> None:
        """Put the cursor into the note."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Take the note down."""
        text, case_ids = self.note.text().strip(), self.subject.case_ids[:1]
        if not text:
            self.complain(_("Write something first."), self.note)
            return
        self.workplace.act(
            lambda desk: take_note(desk, case_ids, text), lambda _changes: self.saved(), self.refuse
        )
