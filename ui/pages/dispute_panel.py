"""A dispute: what the customer contests and by when you answer; an open one has its clock and ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeReason
from app.domain.invoice import CaseId
from app.i18n import _
from app.services import attachments, paper_file
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.dispute_papers import preview
from app.services.dispute_view import OpenDisputeView, open_dispute_view
from app.services.disputes import (
    Disputable,
    Objection,
    answer_dispute,
    close_dispute,
    disputables,
    take_up,
)
from app.services.explain.outcomes import dispute_word
from ui.guarded import guarded
from ui.pages.attachment_doors import FileDoors, dropped
from ui.pages.attachment_pick import AttachmentPick
from ui.pages.dispute_ways import CorrectedWay, LetterWay, MediationWay, RefusedWay, SplitWay, Way
from ui.pages.form_draft import FormDraft
from ui.pages.form_panel import FormPanel
from ui.pages.panel_frame import titled
from ui.pages.reading import amount_field, date_field
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import AmountField, FieldBox
from ui.widgets.label import Label


class DisputePanel(FormPanel):
    """Opens a dispute, or moves the open one on: answered, settled by a word, or by one of four ways."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__(workplace, subject, _("Dispute"), _("Save the dispute"))
        self._draft = self.keep_as(f"dispute:{subject.customer_id}")
        self._found: tuple[Disputable, ...] = ()
        self.ways: list[ActionButton] = []
        self.view: OpenDisputeView | None = None
        self.way: Way | None = None
        self._way_draft: FormDraft | None = None
        self.doors = FileDoors()
        self._amount: AmountField | None = None
        self._invoice = PickField(name=_("Invoice"))
        self._reason = PickField(name=_("Reason"))
        self._reason.set_options([(reason.value, dispute_word(reason)) for reason in DisputeReason])
        self._day = date_field(workplace.desk.today(), name=_("Answer by"), earliest=workplace.desk.today())
        self.note = NoteField(name=_("What the customer says"))
        self.files = AttachmentPick(workplace, self.doors)
        self._overview = QWidget()
        self._rows = QVBoxLayout(self._overview)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self.fields.addWidget(self._overview)
        self.setAcceptDrops(True)

    def entered(self) -> None:
        """Read how the invoices stand."""
        case_ids = self.subject.case_ids
        self.workplace.read(lambda desk: _read(desk, case_ids), self._show)

    def dismiss(self) -> None:
        """Go back from a way to the dispute, else close; what was begun stays as a draft."""
        if self.way is not None:
            self._leave_way()
            return
        super().dismiss()

    def save(self) -> None:
        """Open the dispute, take down the answer to an open one, or end it the chosen way."""
        if self.way is not None:
            self._end(self.way)
            return
        for field in (self._amount, self._day):
            if field is not None and field.complaint():
                self.complain(field.complaint(), field)
                return
        if self._found:
            self._do(self._answer if self.view else self._open, self.saved)

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) and self.way is None:
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        self.files.take(dropped(event.mimeData()))
        event.acceptProposedAction()

    def _open(self, desk: Desk) -> Changes:
        chosen = self._found[max(0, self._invoice.currentIndex())]
        amount = self._amount.value() if self._amount else None
        reason, quote = DisputeReason(self._reason.value()), self.note.text().strip()
        said = Objection(reason, amount, self._day.value(), quote, self.files.paths)
        return take_up(desk, chosen.case_id, said)

    def _answer(self, desk: Desk) -> Changes:
        open_one = self._found[0]
        answer_by, note = self._day.value() or open_one.answer_by, self.note.text().strip()
        return answer_dispute(desk, open_one.case_id, answer_by, note=note, files=self.files.paths)

    def _settle(self, *, upheld: bool) -> None:
        case_id, note = self._found[0].case_id, self.note.text().strip()
        self._do(lambda desk: close_dispute(desk, case_id, upheld=upheld, note=note), self.saved)

    def _do(self, work: Callable[[Desk], Changes], done: Callable[[], None]) -> None:
        self.workplace.act(work, lambda _changes: done(), self.refuse)

    # The ways out

    def choose(self, make: Callable[[OpenDisputeView], Way]) -> None:
        """Show the form of a way out in place of the dispute."""
        if self.view is None:
            return
        self._overview.setVisible(False)
        self.way = make(self.view)
        self.complain("")
        self.foot.save.setText(self.way.save_words)
        self.fields.addWidget(self.way)
        name = f"dispute_{self.way.name}/{self.view.case_id}:{self.subject.customer_id}"
        self._way_draft = FormDraft(self.workplace, name)
        self._way_draft.follow(self.way.inputs())
        self.way.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.laid_out()

    def _leave_way(self) -> None:
        """Show the dispute again; what was typed in the form stays as a draft."""
        if self._way_draft is not None:
            self._way_draft.close()
        if self.way is not None:
            self.way.hide()
            self.fields.removeWidget(self.way)
            self.way.deleteLater()
        self.way = None
        self.complain("")
        self.foot.save.setText(_("Answered, keep waiting"))
        self._overview.setVisible(True)
        self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.laid_out()

    def _end(self, way: Way) -> None:
        wrong = way.complaint()
        if wrong:
            self.complain(*wrong)
        elif not isinstance(way, MediationWay) or way.ask_place():
            self._do(way.work(), lambda: self._ended(way))

    def _ended(self, way: Way) -> None:
        """Show what was made: the letter to print or send, or the folder."""
        if self._way_draft is not None:
            self._way_draft.discard()
        self.saved()
        if isinstance(way, MediationWay) and way.place is not None:
            self.workplace.prefer(last_folder=str(way.place.parent))
            self.doors.open(way.place)
        elif isinstance(way, LetterWay):
            case_id = way.view.case_id
            self._look(lambda desk: _kept_letter(desk, case_id))

    def _see(self, way: LetterWay) -> None:
        wrong = way.complaint()
        if wrong:
            self.complain(*wrong)
            return
        self.complain("")
        case_id, answer, taken = way.view.case_id, way.answer(), way.reduction()
        self._look(lambda desk: preview(desk, case_id, answer, taken))

    def _look(self, make: Callable[[Desk], tuple[str, bytes]]) -> None:
        """Show a paper with the system's viewer; the copy is removed when the panel goes."""
        doors = self.doors

        def work(desk: Desk) -> Path:
            name, pdf = make(desk)
            path = doors.copy_path("letter", name)
            paper_file.write(path, pdf)
            return path

        self.workplace.read(work, self._shown, self.refuse)

    def _shown(self, path: Path) -> None:
        if not self.doors.open(path):
            said = _("No program here shows {name}. Save a copy and open it elsewhere.")
            self.workplace.notices.trouble(said.format(name=path.name))

    def _ask_folder(self) -> Path | None:
        return self.doors.ask_folder(self, self.workplace.preferences.last_folder)

    # What is shown

    def _show(self, read: tuple[tuple[Disputable, ...], OpenDisputeView | None]) -> None:
        self._found, self.view = read
        if self.view:
            self._show_open(self.view)
        else:
            self._show_new(self._found)
        self.laid_out()

    def _show_new(self, found: tuple[Disputable, ...]) -> None:
        self._day.set_value(found[0].answer_by)
        self._invoice.set_options([(str(row.case_id), row.words) for row in found])
        if len(found) > 1:
            self._rows.addWidget(FieldBox(_("Invoice"), self._invoice))
        self._amount = amount_field(found[0].open.currency, name=_("Disputed amount"))
        self._rows.addWidget(FieldBox(_("Reason"), self._reason))
        hint = _("The undisputed part can still be followed up.")
        self._rows.addWidget(FieldBox(_("Disputed amount (empty for all)"), self._amount, hint=hint))
        self._rows.addLayout(titled(_("What the customer says"), self.note))
        self._rows.addWidget(self.files)
        self._rows.addWidget(FieldBox(_("You answer by"), self._day))
        case = {"invoice": self._invoice, "reason": self._reason, "amount": self._amount}
        self._draft.follow({**case, "note": self.note, "day": self._day}, about="invoice")
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_open(self, view: OpenDisputeView) -> None:
        self.foot.save.setText(_("Answered, keep waiting"))
        self._day.set_value(view.answer_by)
        self._rows.addWidget(_told(view))
        self._rows.addWidget(Label(view.goes_on, "small", colour="text2", wrap=True))
        self._rows.addWidget(Label(_("Ways out"), "small", colour="text2", strong=True))
        for words, icon, make in self._makers():
            button = ActionButton(words, icon=icon)
            button.clicked.connect(partial(self.choose, make))
            self.ways.append(button)
            self._rows.addWidget(button)
        self._rows.addWidget(Label(_("Or you have answered, and wait"), "small", colour="text2", strong=True))
        self._rows.addLayout(titled(_("What was said"), self.note))
        self._rows.addWidget(self.files)
        self._rows.addWidget(FieldBox(_("Next answer by"), self._day))
        self._rows.addWidget(Label(_("Or settle it"), "small", colour="text2", strong=True))
        ends = ((_("The claim stands"), False), (_("The customer was right: no fees"), True))
        for words, upheld in ends:
            button = ActionButton(words, kind="flat")
            button.clicked.connect(partial(self._settle, upheld=upheld))
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._draft.follow({"note": self.note, "day": self._day})
        self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _makers(self) -> tuple[tuple[str, str, Callable[[OpenDisputeView], Way]], ...]:
        workplace = self.workplace
        return (
            (_("Corrected invoice"), "receipt-text", lambda view: CorrectedWay(workplace, view)),
            (_("Refuse with an explanation"), "mail", lambda view: RefusedWay(workplace, view, self._see)),
            (_("Split it"), "check", lambda view: SplitWay(workplace, view, self._see)),
            (_("Mediation"), "users", lambda view: MediationWay(workplace, view, self._ask_folder)),
        )


def _told(view: OpenDisputeView) -> Card:
    """Return what stands about an open dispute: why, for how long, in which words, and what was promised."""
    card = Card("disputed", margin=12)
    card.body.addWidget(Label(view.reason, colour="disputed", strong=True, wrap=True))
    card.body.addWidget(Label(view.clock, wrap=True))
    if view.quote:
        quoted = _("“{words}”").format(words=view.quote)
        card.body.addWidget(Label(quoted, colour="text2", wrap=True))
    card.body.addWidget(Label(view.answer, "small", wrap=True))
    return card


def _read(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[tuple[Disputable, ...], OpenDisputeView | None]:
    """Return these invoices, and how the open dispute of the first stands if there is one."""
    found = disputables(desk, case_ids)
    is_open = bool(found) and found[0].dispute is not None
    return found, open_dispute_view(desk, found[0].case_id) if is_open else None


def _kept_letter(desk: Desk, case_id: CaseId) -> tuple[str, bytes]:
    """Return the letter that was kept last."""
    letters = [each for each in attachments.listed(desk, case_id) if each.kind is AttachmentKind.ANSWER]
    return letters[-1].file_name, attachments.content(desk, letters[-1].id)
