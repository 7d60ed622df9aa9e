"""Letters: the form at the left, at the right the very paper that will be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.i18n import _
from ui.guarded import guarded
from ui.pages.ask_bar import Answer
from ui.pages.letter_fields import LetterFields
from ui.pages.letter_parts import way_out_words
from ui.pages.page import Page
from ui.pages.paper_frame import PaperHead, PaperSplit
from ui.pages.paper_out import PaperOut
from ui.pages.text_editor import TextEditor
from ui.pages.ways_out import go_and_fix
from ui.view_models import places
from ui.view_models.letter_model import LetterModel, Made
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton

if TYPE_CHECKING:
    from app.services.about import About
    from app.services.letter_form import LetterForm

FORM_WIDTH = 460


class LetterPage(Page):
    """A letter about some invoices of one customer. Nothing is booked before it is marked as sent."""

    nav_key = "letters"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = LetterModel(workplace)
        self.head = PaperHead()
        self.split = PaperSplit(FORM_WIDTH)
        self.fields = LetterFields(workplace.desk.today())
        self.editor = TextEditor()
        self.out = PaperOut(workplace, self, self.split.ask)
        self.print_button = ActionButton(_("Print"), kind="primary", icon="printer", key="Ctrl P")
        self.save_button = ActionButton(_("Save PDF"), key="Ctrl S")
        self.mail_button = ActionButton(_("E-mail draft"))
        self.edit_button = ActionButton(_("Change the text"), kind="flat", icon="pencil")
        self._answered: tuple[str, ...] = ()
        self._lay_out()
        self._connect()

    # What the window asks

    def open(self, place: places.LetterPlace) -> None:
        """Begin a letter."""
        self._answered = ()
        self.split.ask.put_away()
        self.split.sides.setCurrentIndex(0)
        self.split.show_form(shown=False)
        self.split.desk.show_nothing()
        self.head.show_about("", None)
        self.head.show_sum("", "")
        for button in (self.print_button, self.save_button, self.mail_button, self.edit_button):
            button.setEnabled(False)
        self.model.open(place.case_ids)

    def title(self) -> str:
        return _("Letter")

    def heading(self) -> str:
        """Return whom the letter is to, which only the page itself says."""
        about = self.model.about
        return _("Letter to {name}").format(name=about.name) if about else _("Letter")

    def subject(self) -> Subject | None:
        about = self.model.about
        return Subject(self.model.case_ids, about.customer_id, about.name) if about else None

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl P", _("print")), ("Ctrl S", _("save PDF")), ("Esc", _("back")))

    def standing(self) -> str:
        return _("The draft is kept while you write")

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.when_read(self.fields.levels.focus_chosen)

    def leave(self) -> bool:
        if self.split.sides.currentIndex() == 1:
            self._close_editor()
            return True
        return self.split.ask.dismiss()

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.keep()

    # Showing

    def _show_about(self, about: About) -> None:
        self.head.show_about(self.heading(), about)
        self.fields.show_about(about)
        self.title_changed.emit(self.title())
        self.subject_changed.emit()

    def _show(self) -> None:
        form, paper = self.model.form, self.model.paper
        if form is None:
            return
        self.head.show_sum(form.numbers, form.total)
        self.fields.show_form(form, self.model.case_ids)
        self.split.show_form(shown=True)
        self.editor.text.set_values(dict(form.fields))
        if paper is None:
            self.split.desk.show_refusal(form.refusal, way_out_words(form.way_out))
        else:
            caption = _("Page 1 of {n} · {envelope}")
            self.split.desk.show_paper(paper, caption.format(n="{n}", envelope=form.envelope))
        for button in (self.print_button, self.save_button, self.mail_button):
            button.setEnabled(form.may_go_out)
        self.edit_button.setEnabled(form.proposal is not None)

    def _show_nothing(self, why: str) -> None:
        self.split.desk.show_refusal(why)
        for button in (self.print_button, self.save_button, self.mail_button, self.edit_button):
            button.setEnabled(False)

    # Doing

    def _connect(self) -> None:
        model, fields, actions = self.model, self.fields, self._workplace.actions
        model.opened.connect(self._show_about)
        model.read.connect(self._show)
        model.undone.connect(self.split.ask.put_away)
        model.refused.connect(self._show_nothing)
        model.finished.connect(self._workplace.back)
        fields.level_chosen.connect(lambda kind: model.choose_level(LetterKind(kind)))
        fields.tone_chosen.connect(model.choose_tone)
        fields.language_chosen.connect(model.choose_language)
        fields.pay_by_chosen.connect(model.choose_pay_by)
        fields.addition_chosen.connect(lambda key, chosen: model.add(key, chosen=chosen))
        fields.invoice_chosen.connect(lambda case, chosen: model.include(CaseId(case), chosen=chosen))
        fields.way_out_asked.connect(self._go_and_fix)
        self.split.desk.way_out_asked.connect(self._put_right)
        self.head.back_asked.connect(self._workplace.back)
        self.editor.changed.connect(lambda written: model.write(written or None))
        self.editor.closed.connect(self._close_editor)
        self.editor.reset_asked.connect(self._reset_text)
        self.edit_button.clicked.connect(self._open_editor)
        self.print_button.clicked.connect(lambda: self._send(self._print))
        self.save_button.clicked.connect(lambda: self._send(self._save))
        self.mail_button.clicked.connect(lambda: self._send(self._mail))
        actions["print"].triggered.connect(lambda: self._on_key(self._print))
        actions["save_pdf"].triggered.connect(lambda: self._on_key(self._save))

    def _on_key(self, way: Callable[[LetterForm], None]) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible():
            self._send(way)

    def _send(self, way: Callable[[LetterForm], None]) -> None:
        self.model.when_read(lambda: self._ask_first(way))

    def _ask_first(self, way: Callable[[LetterForm], None]) -> None:
        """Send the letter out, after a yes to what only the user can know."""
        form = self.model.form
        if form is None or not form.may_go_out:
            return
        if not set(form.asks) - set(self._answered):
            way(form)
            return

        def yes() -> None:
            self._answered = form.asks
            way(form)

        answers = (Answer(_("Yes, go on"), yes, "↵"), Answer(_("Not yet"), _nothing, "Esc"))
        self.split.ask.ask(" ".join(form.asks), answers)

    def _print(self, form: LetterForm) -> None:
        self.out.print(_name(form), self._make, lambda: self._ask_sent("post"))

    def _save(self, form: LetterForm) -> None:
        self.out.save(_name(form), self._make, lambda: self._ask_sent("post"))

    def _mail(self, form: LetterForm) -> None:
        def made(letter: Made) -> None:
            self.out.open_draft(_name(form), letter.mail, lambda: self._ask_sent("email"))

        self.model.make(made)

    def _make(self, then: Callable[[bytes], None]) -> None:
        self.model.make(lambda made: then(made.pdf))

    def _ask_sent(self, channel: str) -> None:
        mark = Answer(_("Mark as sent"), lambda: self.model.mark_sent(channel), "↵")
        answers = (mark, Answer(_("Not yet"), _nothing, "Esc"))
        asks = self.model.wish is not None and self.model.wish.kind.is_dunning
        counted, kept = _("Sent? Then the days count from today."), _("Sent? Then it stands in the history.")
        self.split.ask.ask(counted if asks else kept, answers)

    def _put_right(self) -> None:
        if self.model.form is not None:
            self._go_and_fix(self.model.form.way_out)

    def _go_and_fix(self, where: str) -> None:
        go_and_fix(self._workplace, where, self.subject())

    # The text

    def _open_editor(self) -> None:
        form = self.model.form
        if form is not None and form.proposal is not None:
            self.editor.text.show_text(form.body, dict(form.fields))
            self.split.sides.setCurrentIndex(1)
            self.editor.text.setFocus()

    def _close_editor(self) -> None:
        self.split.sides.setCurrentIndex(0)
        self.edit_button.setFocus()

    def _reset_text(self) -> None:
        self.model.write(None)
        self.model.when_read(self._open_editor)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.split, 1)
        self.split.form.addWidget(self.fields)
        self.split.sides.addWidget(self.editor)
        for button in (self.print_button, self.save_button, self.mail_button):
            button.setEnabled(False)
            self.split.foot.addWidget(button)
        self.edit_button.setEnabled(False)
        self.split.desk.preview.add_tool(self.edit_button)
        self.split.desk.preview.resolution_wanted.connect(self.model.set_resolution)


def _name(form: LetterForm) -> str:
    return form.proposal.file_name if form.proposal else ""


def _nothing() -> None:
    """The question is gone, and that is all."""
