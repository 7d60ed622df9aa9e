"""Reading in invoices in four steps: file, columns, trial, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.services.import_outcome import read_in_words
from ui.guarded import guarded
from ui.pages.import_done import DonePart
from ui.pages.import_file import FilePart
from ui.pages.import_foot import WizardFoot
from ui.pages.import_outcome import OutcomeCard
from ui.pages.import_papers import PapersPart
from ui.pages.import_paste import PastedTable
from ui.pages.import_problems import ProblemCard
from ui.pages.import_table import TablePart
from ui.pages.page import Page
from ui.theme import theme
from ui.view_models import places
from ui.view_models.import_model import COLUMNS, DONE, FILE, TRIAL, ImportModel
from ui.view_models.workplace import Workplace
from ui.widgets.label import Label
from ui.widgets.scroll import slim_bars
from ui.widgets.steps import StepsHeader

_MARGIN = 28
_NARROW, _CARDS, _HIGHEST = 820, 268, 16_777_215
ChooseFiles = Callable[[QWidget, str, str], Sequence[str]]
ChooseTarget = Callable[[QWidget, str, str], str]


def choose_files(parent: QWidget, title: str, folder: str) -> Sequence[str]:
    """Ask the system for files; empty when none were chosen."""
    return QFileDialog.getOpenFileNames(parent, title, folder)[0]


def choose_target(parent: QWidget, title: str, name: str) -> str:
    """Ask the system where to save a file; empty when nowhere."""
    return QFileDialog.getSaveFileName(parent, title, name)[0]


class ImportPage(Page):
    """The wizard. Nothing is stored before its last button, and Esc goes one step back."""

    nav_key = "invoices"

    def __init__(
        self,
        workplace: Workplace,
        choose: ChooseFiles = choose_files,
        choose_list: ChooseTarget = choose_target,
    ) -> None:
        super().__init__()
        self._workplace, self.choose, self.choose_list = workplace, choose, choose_list
        self.model = ImportModel(workplace)
        self.file, self.table, self.papers, self.done = FilePart(), TablePart(), PapersPart(), DonePart()
        self._parts: dict[int, QWidget] = {
            FILE: self.file, COLUMNS: self.table, TRIAL: self.papers, DONE: self.done
        }  # fmt: skip
        self.problems, self.outcome = ProblemCard(), OutcomeCard()
        self._steps = StepsHeader([_("File"), _("Columns"), _("Trial"), _("Done")])
        self._hint = Label(_("Nothing is saved until you say so."), "small", colour="text2")
        self.foot = WizardFoot()
        self._shown_step = FILE
        self._lay_out()
        self._connect()
        self._show()

    def open(self, place: places.ImportPlace) -> None:
        """Begin with the files of the place; with none given, what was begun stays unless it is done.

        Asked for while it is in front already, it asks for files.
        """
        if place.paths:
            self.model.begin(place.paths)
        elif self.isVisible():
            QTimer.singleShot(0, self, self.ask_files)
        elif self.model.step == DONE:
            self.model.begin()
        elif self.model.step == FILE:
            self.model.resume()

    def title(self) -> str:
        return _("Read in invoices")

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.model.step != COLUMNS:
            return ()
        return (("Tab", _("between the columns")), ("Alt ↓", _("opens the list")))

    def entered(self) -> None:
        self._focus()
        if self.model.step == FILE and not self.model.paths:
            self._workplace.notices.clear()

    def leave(self) -> bool:
        if self.model.step in (FILE, DONE):
            return False
        self._go_back()
        return True

    # What the buttons do

    def _go_on(self) -> None:
        model = self.model
        if not self.foot.go_on.isEnabled():
            return
        if model.step == COLUMNS and not model.next_table():
            model.go_to(TRIAL)
        elif model.step == TRIAL:
            model.accept()
        elif model.step == DONE:
            self._workplace.go(places.Today())

    def _go_back(self) -> None:
        tables = self.model.look.tables if self.model.look else {}
        self.model.cancel()
        if self.model.step == TRIAL and tables:
            self.model.go_to(COLUMNS)
        else:
            self.model.begin()

    def _stop(self) -> None:
        """Stop what is being read, or leave the page when nothing is."""
        if self.foot.is_busy:
            self._go_back()
        else:
            self.model.begin()
            self._workplace.back()

    def ask_files(self) -> None:
        """Let the user choose files, and read them."""
        folder = self._workplace.preferences.last_folder
        paths = [Path(each) for each in self.choose(self, _("Choose files"), folder)]
        if paths:
            self._workplace.prefer(last_folder=str(paths[0].parent))
            self.model.begin(paths)

    def _save_list(self) -> None:
        path = self.choose_list(self, _("Save the list as CSV"), _("problems.csv"))
        if path:
            self.model.save_problems(Path(path))

    def _show_new(self) -> None:
        cases = self.model.accepted.changes.cases if self.model.accepted else frozenset()
        one = next(iter(cases)) if len(cases) == 1 else None
        self._workplace.go(places.InvoicePlace(one) if one is not None else places.Invoices())

    # What is shown

    def _show(self) -> None:
        model = self.model
        self._steps.set_current(model.step + (model.step == DONE))
        for step, part in self._parts.items():
            part.setVisible(step == model.step)
        self._cards.setVisible(model.step in (COLUMNS, TRIAL))
        self._hint.setVisible(model.step != DONE)
        if model.step == FILE:
            self.file.complain("")
        if model.look and model.step in (COLUMNS, TRIAL):
            self._show_look()
        if model.accepted and model.step == DONE:
            self.done.show_accepted(model.accepted)
        self._show_buttons()
        self.title_changed.emit(self.title())
        if self.isVisible() and model.step != self._shown_step:
            self._focus()
        self._shown_step = model.step

    def _show_look(self) -> None:
        model, seen = self.model, self.model.look
        assert seen is not None
        if model.step == COLUMNS and model.file_no in seen.tables:
            self.table.show_table(seen.tables[model.file_no])
        if model.step == TRIAL:
            self.papers.show_papers(seen.papers)
        answering = self.problems.isAncestorOf(self.window().focusWidget() or self)
        self.problems.show_causes(seen.causes, seen.waiting)
        if answering:
            (self.problems.first_answer() or self.foot.go_on).setFocus(Qt.FocusReason.OtherFocusReason)
        self.outcome.show_look(seen, len(model.bills), taken=bool(model.bills & model.take))

    def _show_buttons(self) -> None:
        model, seen = self.model, self.model.look
        self.foot.back.setVisible(model.step in (COLUMNS, TRIAL))
        self.foot.cancel.setVisible(model.step != DONE)
        self.foot.go_on.setVisible(model.step != FILE)
        words = {COLUMNS: _("Read all rows on trial"), DONE: _("To Today")}
        if model.step == TRIAL and seen:
            words[TRIAL] = read_in_words(seen.stored, seen.payments, seen.customers)
        self.foot.go_on.setText(words.get(model.step, ""))
        self.foot.go_on.setEnabled(model.step != TRIAL or bool(seen and seen.stored))
        self.foot.go_on.updateGeometry()

    def _show_busy(self, busy: bool) -> None:
        storing = self.model.step == TRIAL and self.model.is_storing
        self.foot.show_busy(busy=busy, words=_("Saving…") if storing else _("Reading…"))
        if not busy:
            self._show_buttons()

    def _show_trouble(self, words: str) -> None:
        if self.model.step == FILE:
            self.file.complain(words)
        else:
            self._workplace.notices.trouble(words)

    def _focus(self) -> None:
        first: QWidget = self.foot.go_on if self.foot.go_on.isVisibleTo(self) else self.file.choose
        if self.model.step == COLUMNS and self.table.sheet.pickers():
            first = self.table.sheet.pickers()[0]
        elif self.model.step == TRIAL:
            first = self.papers.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # The frame

    def _connect(self) -> None:
        model, foot = self.model, self.foot
        model.changed.connect(self._show)
        model.busy.connect(self._show_busy)
        model.progressed.connect(foot.show_progress)
        model.troubled.connect(self._show_trouble)
        model.banked.connect(lambda: self._workplace.go(places.Matching()))
        self.file.asked.connect(self.ask_files)
        pasted = PastedTable(self, self._workplace, self.model.begin)
        self.file.pasted.connect(lambda: self.file.complain(pasted.paste()))
        self.table.other_file.connect(self.ask_files)
        self.table.column_chosen.connect(model.read_column_as)
        self.table.setting_chosen.connect(model.set_finding)
        self.problems.answered.connect(model.answer)
        self.problems.save_asked.connect(self._save_list)
        self.outcome.bills_chosen.connect(lambda taken: model.take_bills(taken=taken))
        self.outcome.seller_chosen.connect(model.we_are)
        self.done.more.clicked.connect(lambda _on: model.begin())
        self.done.show_new.clicked.connect(lambda _on: self._show_new())
        foot.back.clicked.connect(lambda _on: self._go_back())
        foot.cancel.clicked.connect(lambda _on: self._stop())
        foot.go_on.clicked.connect(lambda _on: self._go_on())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on)

    def _lay_out(self) -> None:
        self._cards = QWidget()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._cards)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(14)
        self._side_by_side.addWidget(self.problems, 1)
        self._side_by_side.addWidget(self.outcome, 1)
        inner = QWidget()
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(12)
        self._head = steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        steps.addWidget(self._steps)
        steps.addStretch(1)
        steps.addWidget(self._hint)
        column.addWidget(Label(self.title(), "title"))
        column.addLayout(steps)
        for part in self._parts.values():
            column.addWidget(part, 6)
        column.addWidget(self._cards, 5)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        slim_bars(scroll)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.foot)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        direction = QBoxLayout.Direction
        side = _MARGIN // 2 if narrow else _MARGIN
        self._column.setContentsMargins(side, 14, side, 14)
        self._cards.setMaximumHeight(_HIGHEST if narrow else theme().px(_CARDS))
        self._head.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._side_by_side.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
