"""Hints in words: why an invoice is unpaid and what to look at, and that a customer may be in difficulty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _
from app.services.case_hints import CaseHints
from app.services.checks import Remark
from app.services.trouble_signs import Trouble
from ui.pages.icon_line import IconLine
from ui.pages.scrolling import clear
from ui.view_models.hints_model import HintsModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class TroubleCard(Card):
    """The facts behind "may be in financial difficulty"; without any it takes no room."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("alt", margin=14)
        self.model = HintsModel(workplace)
        self._title = Label("", strong=True, wrap=True)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(4)
        self.away = ActionButton(_("Put away until there is news"), kind="link")
        self.body.addWidget(self._title)
        self.body.addLayout(self._facts)
        line = FlowLayout(gap=8)
        line.addWidget(self.away)
        self.body.addLayout(line)
        self.setVisible(False)
        self.model.worried.connect(self._show)
        self.away.clicked.connect(self.model.put_away)

    def look_after(self, customer_id: CustomerId) -> None:
        """Show the hints about a customer, once they are read."""
        self.model.look_after(customer_id)

    def _show(self, seen: Trouble | None) -> None:
        clear(self._facts)
        if seen is not None:
            self._title.setText(seen.title)
            for words in seen.facts:
                self._facts.addWidget(IconLine("history", words))
            self._facts.addWidget(IconLine("lightbulb", seen.advice))
        self.setVisible(seen is not None)


class CaseHintCard(Card):
    """Why an invoice is unpaid with its path, and what to look at; it takes no room without either."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("alt", margin=14)
        self._workplace = workplace
        self.model = HintsModel(workplace)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.setVisible(False)
        self.model.found.connect(self._show)

    def look_at(self, case_id: CaseId) -> None:
        """Show the hints about an invoice, once they are read."""
        self.model.look_at(case_id)

    def _show(self, hints: CaseHints) -> None:
        clear(self._rows)
        if hints.reason:
            self._rows.addWidget(Label(hints.reason, strong=True, wrap=True))
            if hints.path:
                self._rows.addWidget(IconLine("corner-down-right", hints.path))
            self._rows.addWidget(self._link("reason", _("Change the reason")))
        for remark in hints.remarks:
            self._rows.addWidget(remark_line(remark))
        commands = dict.fromkeys(each.command for each in hints.remarks if each.command)
        for name in [name for name in commands if name == "facts"]:
            self._rows.addWidget(self._link(name, _("Look at the facts")))
        self.setVisible(bool(hints.reason or hints.remarks))

    def _link(self, command: str, words: str) -> QWidget:
        holder = QWidget()
        line = FlowLayout(gap=8)
        button = ActionButton(words, kind="link")
        button.clicked.connect(self._workplace.actions[command].trigger)
        line.addWidget(button)
        holder.setLayout(line)
        return holder


class RemarksCard(Card):
    """What to look at on an invoice while it is typed; it never stands in the way of saving."""

    def __init__(self) -> None:
        super().__init__("alt", margin=20)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(Label(_("Worth a look"), "heading"))
        self.body.addLayout(self._rows)
        self.setVisible(False)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these remarks in place of those before."""
        clear(self._rows)
        for remark in remarks:
            self._rows.addWidget(remark_line(remark))
        self.setVisible(bool(remarks))


def remark_line(remark: Remark) -> IconLine:
    """Return one remark with what mends it."""
    words = _("{says} {advice}").format(says=remark.says, advice=remark.advice)
    return IconLine("circle-alert", words)
