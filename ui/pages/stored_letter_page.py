"""A letter or agreement as it was made: the same bytes, to be read, printed again, and marked as sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from ui.pages.ask_bar import Answer, AskBar
from ui.pages.ask_signed import ask_signed
from ui.pages.page import Page
from ui.pages.paper_frame import PaperDesk, PaperHead
from ui.pages.paper_out import PaperOut
from ui.view_models import places
from ui.view_models.stored_letter_model import StoredLetterModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.flow import FlowLayout


class StoredLetterPage(Page):
    """Shows one stored paper. A second print of a sent one says so on the paper, never in the file."""

    nav_key = "letters"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = StoredLetterModel(workplace)
        self.head = PaperHead()
        self.desk = PaperDesk()
        self.ask = AskBar()
        self.out = PaperOut(workplace, self, self.ask)
        self.print_button = ActionButton(_("Print"), kind="primary", icon="printer", key="Ctrl P")
        self.save_button = ActionButton(_("Save PDF"), key="Ctrl S")
        self.mark_button = ActionButton(_("Mark as sent"))
        self._lay_out()
        self._connect()

    def open(self, place: places.StoredLetterPlace) -> None:
        """Show a paper."""
        self.ask.put_away()
        self.desk.show_nothing()
        self.model.open(place.letter_id)

    def title(self) -> str:
        return self.model.stored.title if self.model.stored else _("Letter")

    def subject(self) -> Subject | None:
        stored = self.model.stored
        return Subject(stored.case_ids, stored.customer_id, stored.name) if stored else None

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl P", _("print")), ("Ctrl S", _("save PDF")), ("Esc", _("back")))

    def standing(self) -> str:
        return self.model.stored.words if self.model.stored else ""

    def entered(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        return self.ask.dismiss()

    def _show(self) -> None:
        stored, paper = self.model.stored, self.model.paper
        if stored is None or paper is None:
            return
        self.head.show_about(stored.title, None)
        self.head.show_sum(" · ".join((stored.words, stored.numbers)), stored.total)
        self.desk.show_paper(paper, _("Page 1 of {n}"))
        waits = stored.plan_id is not None if stored.is_plan else stored.sent_on is None
        self.mark_button.setText(_("The plan is signed") if stored.is_plan else _("Mark as sent"))
        self.mark_button.setVisible(waits)
        for button in (self.print_button, self.save_button):
            button.setEnabled(True)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_changed.emit(stored.title)
        self.subject_changed.emit()

    def _show_gone(self, why: str) -> None:
        self.desk.show_refusal(why or _("This letter was taken back, so there is nothing to print."))
        self.mark_button.setVisible(False)
        for button in (self.print_button, self.save_button):
            button.setEnabled(False)

    def _connect(self) -> None:
        actions = self._workplace.actions
        self.model.read.connect(self._show)
        self.model.gone.connect(self._show_gone)
        self.head.back_asked.connect(self._workplace.back)
        self.desk.preview.resolution_wanted.connect(self.model.set_resolution)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.mark_button.clicked.connect(self._mark)
        actions["print"].triggered.connect(lambda: self._on_key(self._print))
        actions["save_pdf"].triggered.connect(lambda: self._on_key(self._save))

    def _on_key(self, do: Callable[[], None]) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible() and self.print_button.isEnabled():
            do()

    def _print(self) -> None:
        stored = self.model.stored
        if stored is not None:
            self.out.print(stored.file_name, lambda then: then(stored.pdf), self._ask_next, stored.copy_mark)

    def _save(self) -> None:
        stored = self.model.stored
        if stored is not None:
            self.out.save(stored.file_name, lambda then: then(stored.pdf), self._ask_next)

    def _ask_next(self) -> None:
        """Ask for the step that is left, once the paper is out again."""
        stored = self.model.stored
        if stored is None or stored.is_plan or stored.sent_on is not None:
            return
        answers = (
            Answer(_("Mark as sent"), self.model.mark_sent, "↵"),
            Answer(_("Not yet"), _nothing, "Esc"),
        )
        self.ask.ask(_("Sent? Then the days count from today."), answers)

    def _mark(self) -> None:
        stored = self.model.stored
        if stored is None:
            return
        if not stored.is_plan:
            self.model.mark_sent()
            return
        said = _("Signed? Then reminders rest while the plan is kept.")
        later = Answer(_("Not yet"), _nothing, "Esc")
        ask_signed(self.ask, said, self._workplace.desk.today(), self.model.sign, (later,))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        foot = Surface("base", edge=("top",))
        self.ask.asking.connect(lambda asking: foot.setVisible(not asking))
        buttons = FlowLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(foot)
        column.setContentsMargins(24, 12, 24, 12)
        column.addLayout(buttons)
        for button in (self.print_button, self.save_button, self.mark_button):
            buttons.addWidget(button)
        for button in (self.print_button, self.save_button):
            button.setEnabled(False)
        self.mark_button.setVisible(False)
        rows.addWidget(self.head)
        rows.addWidget(self.desk, 1)
        rows.addWidget(self.ask)
        rows.addWidget(foot)


def _nothing() -> None:
    """The question is gone, and that is all."""
