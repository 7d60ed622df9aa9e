"""Proof on file: that our last letter arrived, or that the last promise is in writing."""

from __future__ import annotations

from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.proofs import prove_arrival, prove_promise
from ui.pages.form_panel import FormPanel
from ui.pages.panel_frame import titled
from ui.pages.reading import date_field
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.field import Field, FieldBox
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

_LETTER, _PROMISE = "letter", "promise"


class ProofPanel(FormPanel):
    """Keeps one proof for an invoice; it may move the day after which the claim cannot be enforced."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Proof"), _("Keep the proof"))
        draft = self.keep_as(f"proof/{subject.case_ids[0]}:{subject.customer_id}")
        kinds = [(_LETTER, _("The letter arrived")), (_PROMISE, _("The promise is in writing"))]
        self.kind = SegmentedControl(kinds, value=_LETTER, name=_("What is proved"))
        self.day = date_field(workplace.desk.today(), name=_("Arrived on"), past=True)
        self._day_box = FieldBox(_("Arrived on"), self.day)
        self.note = Field(placeholder=_("Receipt, reply, e-mail"), name=_("By what"))
        self.fields.addLayout(titled(_("What is proved"), self.kind))
        self.fields.addWidget(self._day_box)
        self.fields.addLayout(titled(_("By what"), self.note))
        hint = _("Without proof on file the day of limitation stays where it is.")
        self.fields.addWidget(Label(hint, "small", colour="text2", wrap=True))
        self.day.set_value(workplace.desk.today())
        self.kind.changed.connect(lambda kind: self._day_box.setVisible(kind == _LETTER))
        draft.follow({"kind": self.kind, "day": self.day, "note": self.note})

    def entered(self) -> None:
        """Begin with what is proved."""
        self.kind.setFocus()
        self.laid_out()

    def save(self) -> None:
        """Keep the proof, or say why there is nothing to prove."""
        day, kind, note = self.day.value(), self.kind.value(), self.note.text().strip()
        if kind == _LETTER and day is None:
            self.complain(self.day.complaint() or _("Write the day it arrived."), self.day)
            return
        case_id = self.subject.case_ids[0]

        def keep(desk: Desk) -> Changes:
            if kind == _LETTER and day is not None:
                return prove_arrival(desk, case_id, day, note=note)
            return prove_promise(desk, case_id, note=note)

        self.workplace.act(keep, lambda _changes: self.saved(), self.refuse)
