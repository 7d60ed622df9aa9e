"""Det här får jag göra: every step of one case with its answer, its day, its reason and its law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services.changes import Changes
from app.services.may_do import LATER, NO, YES, MayDo, StepLine, may_do
from ui.pages.icon_line import Mark
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models import places
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.rule import Rule

_ICONS = {YES: "check", LATER: "clock", NO: "minus"}
_INKS = {YES: "not_due", LATER: "overdue", NO: "text2"}
_WAYS_OUT = {
    "facts": N_("Fill in the facts"),
    "rates": N_("Open rates and rules"),
    "policy": N_("Open follow-up"),
}


class AllowedPanel(Panel):
    """It follows what is done while it is open."""

    wide = True

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__()
        self._workplace, self._subject = workplace, subject
        self.lines: tuple[StepLine, ...] = ()
        self._when = Label("", colour="text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        head, scrolled = Head(self.title()), Scrolled()
        scrolled.column.addWidget(self._when)
        scrolled.column.addLayout(self._rows)
        scrolled.column.addStretch(1)
        scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scrolled.setAccessibleName(self.title())
        self._scrolled = scrolled
        head.left.connect(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)
        workplace.changed.connect(self._note)

    def title(self) -> str:
        return _("What I may do")

    def entered(self) -> None:
        self._scrolled.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _note(self, _changes: Changes) -> None:
        self._read()

    def _read(self) -> None:
        case_id = self._subject.case_ids[0]
        self._workplace.read(lambda desk: may_do(desk, case_id), self._show)

    def _show(self, found: MayDo) -> None:
        self.lines = found.lines
        said = _("Invoice {number}, {name}, as of {day}.")
        self._when.setText(said.format(number=found.number, name=found.customer, day=found.day))
        clear(self._rows)
        reasons = {line.why for line in found.lines}
        is_one = len(reasons) == 1 and "" not in reasons
        if is_one:
            self._rows.addWidget(Label(reasons.pop(), wrap=True))
        for line in found.lines:
            self._rows.addWidget(Rule())
            self._rows.addWidget(_StepRow(replace(line, why="") if is_one else line, self._open))

    def _open(self, way_out: str) -> None:
        match way_out:
            case "facts":
                self._workplace.open_panel("facts", self._subject)
            case "rates":
                self._workplace.go(places.Rates())
            case "policy":
                self._workplace.go(places.Policy())


class _StepRow(QWidget):
    """A mark, the step and its answer; below, why and by which law, and a way to put it right."""

    def __init__(self, line: StepLine, open_way_out: Callable[[str], None]) -> None:
        super().__init__()
        answer = line.amount or line.answer
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Mark(_ICONS[line.state]), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(line.title, strong=line.state == YES, wrap=True), 1)
        said = Label(answer, colour=_INKS[line.state], strong=True, figures=True)
        head.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        for words, colour in ((line.why, "text2"), (line.law, "text3")):
            if words:
                column.addWidget(_indented(Label(words, "small", colour=colour, wrap=True)))
        if line.way_out:
            button = ActionButton(_(_WAYS_OUT[line.way_out]), kind="link")
            button.clicked.connect(lambda _on: open_way_out(line.way_out))
            column.addWidget(_indented(button), 0, Qt.AlignmentFlag.AlignLeft)
        spoken = (line.title, line.answer, line.amount, line.why, line.law)
        self.setAccessibleName(" ".join(f"{words.rstrip('.')}." for words in spoken if words))


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme().px(16) + 8, 0, 0, 0)
    row.addWidget(widget)
    return holder
