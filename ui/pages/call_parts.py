"""The upper half of a call: facts to read out, what to say, and which invoices it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.i18n import _
from app.services.calling import CallCase, Fact
from app.services.explain.calls import CallScript
from ui.pages.icon_line import IconLine
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.fact import FactButton
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow

SCRIPT = "call_script"


class Facts(Card):
    """What people ask for on the phone; a click asks for its copy."""

    copy_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("base", margin=1)
        self._row = FlowLayout(gap=0, spread=True)
        self.body.addLayout(self._row)
        self._facts: tuple[Fact, ...] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these, each with the key that copies it."""
        self._facts = tuple(facts)
        for place, fact in enumerate(facts):
            button = FactButton(fact.label, fact.value, key=f"Ctrl Shift {place + 1}", first=place == 0)
            button.clicked.connect(partial(self.copy_asked.emit, place))
            self._row.addWidget(button)

    def copy(self, place: int) -> str:
        """Put a fact on the clipboard, counted from 0, and return its label; empty where there is none."""
        if place >= len(self._facts):
            return ""
        QGuiApplication.clipboard().setText(self._facts[place].copied)
        return self._facts[place].label


class Script(Card):
    """Two lines to say and a tip; folded it is one line, and stays so."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("alt", margin=14)
        self._workplace = workplace
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._fold = ActionButton("", kind="link")
        self._fold.clicked.connect(self._toggle)
        self._tip = IconLine("lightbulb", "")
        self._inside = QWidget()
        self._inside.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self.body.addWidget(self._inside)
        foot = QHBoxLayout()
        foot.addWidget(self._tip, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._fold)
        self.body.addLayout(foot)
        self._show_fold()

    def show_script(self, script: CallScript) -> None:
        """Show what to say, in quotes as it is said."""
        for line in script.lines:
            self._lines.addWidget(Label(_("“{words}”").format(words=line), wrap=True))
        self._tip.words.setText(script.tip)

    def _toggle(self) -> None:
        folded = self._workplace.preferences.folded_panels ^ {SCRIPT}
        self._workplace.prefer(folded_panels=folded)
        self._show_fold()

    def _show_fold(self) -> None:
        folded = SCRIPT in self._workplace.preferences.folded_panels
        self._inside.setVisible(not folded)
        self._fold.setText(_("Show what to say") if folded else _("Hide"))


def invoice_rows(cases: Sequence[CallCase], column: QVBoxLayout) -> dict[CaseId, CheckRow]:
    """Fill a column with one check box an invoice, all checked."""
    checks = {}
    for case in cases:
        check = CheckRow(case.words, note=case.amount)
        check.setChecked(True)
        column.addWidget(check)
        checks[case.case_id] = check
    return checks
