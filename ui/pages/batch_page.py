"""A run of letters: the list of them, the form and the paper of the selected one, and all out at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.i18n import _, ngettext
from ui.guarded import guarded
from ui.models.rows import WorkRow
from ui.pages.ask_bar import Answer
from ui.pages.batch_parts import failures, lines
from ui.pages.letter_fields import LetterFields
from ui.pages.letter_parts import way_out_words
from ui.pages.marking import let_mark
from ui.pages.page import Page
from ui.pages.paper_frame import PaperHead, PaperSplit
from ui.pages.paper_out import PaperOut
from ui.pages.run_bar import RunBar
from ui.pages.ways_out import go_and_fix
from ui.theme import theme
from ui.view_models import places
from ui.view_models.batch_model import BatchModel, Row
from ui.view_models.letter_model import LetterModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.rule import Rule
from ui.widgets.work_list import WorkListView

if TYPE_CHECKING:
    from app.services.batch import Made

FORM_WIDTH = 480
_MOST_ROWS = 5


class BatchPage(Page):
    """Letters to several customers. Nothing is booked before they are marked as sent."""

    nav_key = "letters"
    marks = True

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = BatchModel(workplace)
        self.letter = LetterModel(workplace)
        self.head = PaperHead()
        self.split = PaperSplit(FORM_WIDTH)
        self.list = WorkListView(_("Letters"))
        self.fields = LetterFields(workplace.desk.today())
        self.run_bar = RunBar()
        self.out = PaperOut(workplace, self, self.split.ask)
        self.print_button = ActionButton("", kind="primary", icon="printer", key="Ctrl P")
        self.save_button = ActionButton(_("Save as one PDF"), key="Ctrl S")
        self.each_button = ActionButton(_("Save one file each"))
        self._answered: frozenset[str] = frozenset()
        self._place = 0
        self._lay_out()
        self._connect()
        let_mark(workplace.actions["mark"], self.list, self._mark)

    # What the window asks

    def open(self, place: places.BatchPlace) -> None:
        """Begin a run."""
        self._answered, self._place = frozenset(), 0
        self.split.ask.put_away()
        self.split.show_form(shown=False)
        self.split.desk.show_nothing()
        self.letter.close()
        self.list.show_rows(())
        self.model.open(place.case_ids)

    def title(self) -> str:
        return _("Run of letters")

    def subject(self) -> Subject | None:
        row = self._row()
        about = row.planned.about if row else None
        return Subject(row.planned.case_ids, about.customer_id, about.name) if row and about else None

    def hints(self) -> Sequence[tuple[str, str]]:
        keys = (("J K", _("next, previous")), ("X", _("take along")), ("Ctrl P", _("print")))
        return (*keys, ("Esc", _("back")))

    def standing(self) -> str:
        count = len(self.model.chosen())
        return ngettext("{n} letter is taken along", "{n} letters are taken along", count).format(n=count)

    def entered(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        if self.model.is_running:
            self.model.cancel()
            return True
        return self.split.ask.dismiss()

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.letter.keep()

    # The rows

    def _row(self) -> Row | None:
        line = self.list.selected()
        return self.model.rows[line.customer_id - 1] if line else None

    def _show(self) -> None:
        """Show the rows; the form belongs to the selected one."""
        self.split.show_form(shown=True)
        self.list.show_rows(lines(self.model.rows))
        self.list.setFixedHeight(min(self.list.content_height(), theme().row("work") * _MOST_ROWS) + 4)
        count, taken = len(self.model.rows), len(self.model.chosen())
        said = ngettext("{taken} of {n} letter", "{taken} of {n} letters", count)
        self.head.show_sum(said.format(taken=taken, n=count), "")
        printed = ngettext("Print {n} letter", "Print {n} letters", taken).format(n=taken)
        self.print_button.setText(printed)
        self._enable(shown=not self.model.is_running)
        self.title_changed.emit(self.title())

    def _look_at(self, line: WorkRow | None) -> None:
        row = self._row()
        if line is None or row is None:
            return
        self.subject_changed.emit()
        if self._place != line.customer_id:
            self._place = line.customer_id
            self.letter.open(row.planned.case_ids)

    def _show_letter(self) -> None:
        form, paper = self.letter.form, self.letter.paper
        if form is None or not self._place:
            return
        self.fields.show_form(form, self.letter.case_ids)
        if paper is None:
            self.split.desk.show_refusal(form.refusal, way_out_words(form.way_out))
        else:
            caption = _("Page 1 of {n} · {envelope}")
            self.split.desk.show_paper(paper, caption.format(n="{n}", envelope=form.envelope))
        self.model.change(self._place - 1, self.letter.case_ids, form)

    def _mark(self, step: int) -> None:
        line = self.list.selected()
        if line is not None:
            self.model.toggle(line.customer_id - 1)
        if step:
            self.list.select_next(step)

    # All out at once

    def _on_key(self, way: Callable[[], None]) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible():
            self._send(way)

    def _send(self, way: Callable[[], None]) -> None:
        """Send the letters out, after a yes to what only the user can know."""
        asks = {asked: None for row in self.model.chosen() for asked in row.planned.asks}
        if self.model.is_running or not self.model.chosen():
            return
        if not asks.keys() - self._answered:
            way()
            return

        def yes() -> None:
            self._answered = frozenset(asks)
            way()

        answers = (Answer(_("Yes, go on"), yes, "↵"), Answer(_("Not yet"), _nothing, "Esc"))
        self.split.ask.ask(" ".join(asks), answers)

    def _print(self) -> None:
        self.out.print(self._name(), self._make, self._ask_sent)

    def _save(self) -> None:
        self.out.save(self._name(), self._make, self._ask_sent)

    def _save_each(self) -> None:
        folder = self.out.outlets.ask_folder(self, self._workplace.preferences.last_folder)
        if folder is None:
            return
        self._workplace.prefer(last_folder=str(folder))

        def written(letters: list[Made]) -> None:
            said = ngettext("{n} letter saved in {folder}.", "{n} letters saved in {folder}.", len(letters))
            self._workplace.notices.say(said.format(n=len(letters), folder=folder.name))
            self._ask_sent()

        self.model.run(lambda letters: self.model.write_each(folder, letters, lambda _none: written(letters)))

    def _make(self, then: Callable[[bytes], None]) -> None:
        """Make the letters, and hand on the one paper of them all."""
        self.model.run(lambda letters: self.model.join(letters, then))

    def _name(self) -> str:
        from app.services import batch

        return batch.whole_name(self._workplace.desk)

    def _ask_sent(self) -> None:
        count = len(self.model.made())
        sent = ngettext("{n} letter is made.", "{n} letters are made.", count).format(n=count)
        said = [sent, *failures(self.model.rows), _("Sent? Then the days count from today.")]
        mark = Answer(_("Mark all as sent"), self.model.mark_sent, "↵")
        self.split.ask.ask("\n".join(said), (mark, Answer(_("Not yet"), _nothing, "Esc")))

    def _tell_end(self) -> None:
        """Say what there is of a run that was stopped, or that could make no letter."""
        count = len(self.model.made())
        made = ngettext("{n} letter is made and waits.", "{n} letters are made and wait.", count)
        said = [made.format(n=count)] if count else []
        answer = Answer(_("Back to the list"), _nothing, "↵")
        self.split.ask.ask("\n".join([*said, *failures(self.model.rows)]) or _("Stopped."), (answer,))

    def _show_running(self, running: bool) -> None:
        self.run_bar.show_running(running=running)
        self._enable(shown=not running)
        if running:
            self.run_bar.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self, done: int, of: int, name: str) -> None:
        said = _("Letter {k} of {n}, {name}").format(k=done + 1, n=of, name=name)
        self.run_bar.show_progress(done, of, said)

    def _enable(self, *, shown: bool) -> None:
        for button in (self.print_button, self.save_button, self.each_button):
            button.setEnabled(shown and bool(self.model.chosen()))
        self.fields.setEnabled(shown)

    # The frame

    def _connect(self) -> None:
        model, letter, fields, actions = self.model, self.letter, self.fields, self._workplace.actions
        model.changed.connect(self._show)
        model.running.connect(self._show_running)
        model.progressed.connect(self._show_progress)
        model.ended.connect(self._tell_end)
        model.finished.connect(self._workplace.back)
        self.run_bar.cancelled.connect(model.cancel)
        self.list.row_selected.connect(self._look_at)
        self.list.mark_clicked.connect(lambda line: model.toggle(line.customer_id - 1))
        self.list.row_opened.connect(lambda _line: fields.levels.focus_chosen())
        letter.opened.connect(fields.show_about)
        letter.read.connect(self._show_letter)
        letter.refused.connect(self.split.desk.show_refusal)
        fields.level_chosen.connect(lambda kind: letter.choose_level(LetterKind(kind)))
        fields.tone_chosen.connect(letter.choose_tone)
        fields.language_chosen.connect(letter.choose_language)
        fields.pay_by_chosen.connect(letter.choose_pay_by)
        fields.addition_chosen.connect(lambda key, chosen: letter.add(key, chosen=chosen))
        fields.invoice_chosen.connect(lambda case, chosen: letter.include(CaseId(case), chosen=chosen))
        self.head.back_asked.connect(self._workplace.back)
        for button, way in self._ways():
            button.clicked.connect(partial(self._send, way))
        for name, way in (("print", self._print), ("save_pdf", self._save)):
            actions[name].triggered.connect(partial(self._on_key, way))
        fields.way_out_asked.connect(self._go_and_fix)
        self.split.desk.way_out_asked.connect(
            lambda: self._go_and_fix(letter.form.way_out if letter.form else "")
        )

    def _go_and_fix(self, where: str) -> None:
        go_and_fix(self._workplace, where, self.subject())

    def _ways(self) -> tuple[tuple[ActionButton, Callable[[], None]], ...]:
        return (
            (self.print_button, self._print),
            (self.save_button, self._save),
            (self.each_button, self._save_each),
        )

    def _lay_out(self) -> None:
        self.head.show_about(self.title(), None)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.run_bar)
        rows.addWidget(self.split, 1)
        self.split.form.addWidget(self.list)
        self.split.form.addWidget(Rule())
        self.split.form.addWidget(self.fields)
        self.list.show_actions(shown=False)
        self.list.keep_boxes()
        for button, _way in self._ways():
            self.split.foot.addWidget(button)
        self.split.desk.preview.resolution_wanted.connect(self.letter.set_resolution)


def _nothing() -> None:
    """The question is gone, and that is all."""
