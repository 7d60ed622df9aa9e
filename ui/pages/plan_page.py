"""The plan builder: what is included and how it is paid at the left, the agreement at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.domain.invoice import CaseId
from app.i18n import _
from app.services.plan_rhythms import RHYTHMS
from ui.guarded import guarded
from ui.models.schedule_model import ScheduleModel
from ui.pages.ask_bar import Answer
from ui.pages.ask_signed import ask_signed
from ui.pages.letter_parts import way_out_words
from ui.pages.page import Page
from ui.pages.paper_frame import PaperHead, PaperSplit
from ui.pages.paper_out import PaperOut
from ui.pages.plan_parts import Included, PlanFields, Saying, SumBar
from ui.pages.schedule_table import ScheduleTable
from ui.theme import theme
from ui.view_models import places
from ui.view_models.plan_model import PlanModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.services.about import About
    from app.services.plan_form import PlanForm

FORM_WIDTH = 728
_SIDE_BY_SIDE = 600


class PlanPage(Page):
    """A plan for some invoices of one customer. It holds once it is marked as signed."""

    nav_key = "plans"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = PlanModel(workplace)
        self.head = PaperHead()
        self.split = PaperSplit(FORM_WIDTH)
        self.included = Included()
        self.fields = PlanFields(workplace.desk.today(), RHYTHMS)
        self.rows = ScheduleModel()
        self.table = ScheduleTable(self.rows, workplace.desk.today())
        self.sum_bar = SumBar()
        self.saying = Saying()
        self.out = PaperOut(workplace, self, self.split.ask)
        self.save_button = ActionButton(_("Save the plan"), kind="primary", key="Ctrl ↵")
        self.print_button = ActionButton(_("Print the agreement"), icon="printer", key="Ctrl P")
        self.pdf_button = ActionButton(_("Save PDF"), key="Ctrl S")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    # What the window asks

    def open(self, place: places.PlanPlace) -> None:
        """Begin a plan."""
        self.split.ask.put_away()
        self.split.show_form(shown=False)
        self.split.desk.show_nothing()
        self.head.show_about("", None)
        self.head.show_sum("", "")
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(False)
        self.model.open(place.case_ids)

    def title(self) -> str:
        return _("New payment plan")

    def heading(self) -> str:
        """Return whom the plan is for, which only the page itself says."""
        about = self.model.about
        return _("Payment plan for {name}").format(name=about.name) if about else _("New payment plan")

    def subject(self) -> Subject | None:
        about = self.model.about
        return Subject(self.model.case_ids, about.customer_id, about.name) if about else None

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", _("changes row")), ("F2", _("changes day or amount")))

    def standing(self) -> str:
        return _("The draft is kept while you write")

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.when_read(lambda: self.fields.count.setFocus(Qt.FocusReason.OtherFocusReason))

    def leave(self) -> bool:
        return self.split.ask.dismiss()

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.keep()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.split.area.width() >= theme().px(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # Showing

    def _show_about(self, about: About) -> None:
        self.head.show_about(self.heading(), None)
        self.head.show_sum(self.model.origin, "")
        self.included.show_about(about)
        self.title_changed.emit(self.title())
        self.subject_changed.emit()
        if self.model.waiting is not None:
            self.model.when_read(self._ask_about_waiting)

    def _show(self) -> None:
        form, paper = self.model.form, self.model.paper
        if form is None:
            return
        self.fields.show_form(form)
        if form.proposal is not None:
            self.table.set_currency(form.proposal.claim.currency)
            self.included.show_form(form, self.model.case_ids)
            self.rows.show_rows(form.rows)
            self.sum_bar.show_form(form)
        self.saying.show_words(form.saying)
        for part in (self._schedule, self.sum_bar):
            part.setVisible(form.proposal is not None)
        if paper is not None:
            self.split.desk.show_paper(paper, _("The agreement, page 1 of {n}"))
        else:
            why = form.refusal or _("{what} Once the sum is right, the agreement is shown here.").format(
                what=form.sum_lead
            )
            self.split.desk.show_refusal(why, way_out_words(form.way_out))
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(form.holds)
        self.split.show_form(shown=True)

    def _show_nothing(self, why: str) -> None:
        self.split.desk.show_refusal(why)
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(False)

    # Doing

    def _connect(self) -> None:
        model, fields, actions = self.model, self.fields, self._workplace.actions
        model.opened.connect(self._show_about)
        model.read.connect(self._show)
        model.undone.connect(self.split.ask.put_away)
        model.refused.connect(self._show_nothing)
        model.finished.connect(self._workplace.back)
        fields.count_chosen.connect(model.choose_count)
        fields.amount_chosen.connect(model.choose_amount)
        fields.first_chosen.connect(model.choose_first)
        fields.rhythm_chosen.connect(model.choose_rhythm)
        fields.fee_chosen.connect(lambda chosen: model.choose_fee(chosen=chosen))
        fields.interest_chosen.connect(model.choose_interest)
        self.included.invoice_chosen.connect(lambda case, chosen: model.include(CaseId(case), chosen=chosen))
        self.rows.day_edited.connect(lambda place, day: model.edit_row(place, due_on=day))
        self.rows.amount_edited.connect(lambda place, amount: model.edit_row(place, amount=amount))
        self.sum_bar.mend_asked.connect(model.mend)
        self.head.back_asked.connect(self._workplace.back)
        self.split.desk.way_out_asked.connect(lambda: self._workplace.go(places.Settings()))
        self.save_button.clicked.connect(lambda: self._send(self._save))
        self.print_button.clicked.connect(lambda: self._send(self._print))
        self.pdf_button.clicked.connect(lambda: self._send(self._save_pdf))
        actions["print"].triggered.connect(lambda: self._on_key(self._print))
        actions["save_pdf"].triggered.connect(lambda: self._on_key(self._save_pdf))
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.activated.connect(lambda: self._send(self._save))

    def _on_key(self, way: Callable[[PlanForm], None]) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible():
            self._send(way)

    def _send(self, way: Callable[[PlanForm], None]) -> None:
        def go() -> None:
            form = self.model.form
            if form is not None and form.holds:
                way(form)

        self.model.when_read(go)

    def _save(self, _form: PlanForm) -> None:
        self.model.make(lambda _pdf: self._ask_signed())

    def _print(self, form: PlanForm) -> None:
        self.out.print(_name(form), self.model.make, self._ask_signed)

    def _save_pdf(self, form: PlanForm) -> None:
        self.out.save(_name(form), self.model.make, self._ask_signed)

    def _ask_signed(self) -> None:
        said = _("Signed? Then reminders rest while the plan is kept.")
        ask_signed(
            self.split.ask, said, self._workplace.desk.today(), self.model.sign, (_later(_("Not yet")),)
        )

    def _ask_about_waiting(self) -> None:
        waiting = self.model.waiting
        if waiting is not None:
            place = places.StoredLetterPlace(waiting.letter_id)
            answers = (
                Answer(_("Show the agreement"), lambda: self._workplace.go(place)),
                _later(_("Make a new plan")),
            )
            ask_signed(self.split.ask, waiting.words, self._workplace.desk.today(), self.model.sign, answers)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.split, 1)
        self._top.setSpacing(28)
        self._top.addWidget(self.included, 5)
        self._top.addWidget(self.fields, 6)
        self._schedule = Card("base", margin=1)
        self._schedule.body.setContentsMargins(1, 1, 1, 5)
        self._schedule.body.addWidget(self.table)
        rest = Label(_("Reminders rest while the plan is kept."), "small", colour="text2", wrap=True)
        self.split.form.addLayout(self._top)
        for widget in (self._schedule, self.sum_bar, self.saying, rest):
            self.split.form.addWidget(widget)
        self.split.form.addStretch(1)
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(False)
            self.split.foot.addWidget(button)
        hint = Label(_("The plan holds once you mark it as signed."), "small", colour="text2")
        self.split.foot.addWidget(hint)
        self.split.desk.preview.resolution_wanted.connect(self.model.set_resolution)


def _name(form: PlanForm) -> str:
    return form.proposal.file_name if form.proposal else ""


def _later(words: str) -> Answer:
    return Answer(words, _nothing, "Esc")


def _nothing() -> None:
    """The question is gone, and that is all."""
