"""The box that says what to do next and why, with the one filled button of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.step import Step
from app.services.explain.steps import OPEN_KEY, Action, step_action
from ui.pages.icon_line import IconLine
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton, key_words
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.services.explain.next_step import NextStep
    from app.services.morning_rows import Row as MorningRow

# Which command a key on a suggested action stands for.
COMMANDS = {
    "C": "call",
    "L": "letter",
    "P": "payment",
    "A": "plan",
    "D": "dispute",
    "O": "hand_over",
    "Y": "reason",
    OPEN_KEY: "open",
}
_USUAL = ("call", "letter", "payment", "snooze")
_REASON_ICONS = ("circle-alert", "history", "clock")


class NextStepBox(Card):
    """A headline in plain words, up to three reasons, the suggested action and the others."""

    page_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("alt", margin=14)
        self._workplace = workplace
        self._headline = Label("", "body", strong=True, wrap=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self._primary = QVBoxLayout()
        self._others = FlowLayout(gap=8, spread=True)
        self.body.addWidget(self._headline)
        for layout in (self._reasons, self._primary, self._others):
            self.body.addLayout(layout)

    def show_row(self, row: MorningRow) -> None:
        """Show what the row knows: its reason and its suggested action."""
        self._headline.setText(row.reason)
        self._show_reasons(())
        self._show_buttons(row.next_step, Action(row.action_label, row.action_key))

    def show_step(self, step: NextStep) -> None:
        """Show the headline and the reasons; a step that waits suggests nothing today."""
        self._headline.setText(step.headline)
        self._show_reasons(step.reasons)
        self._show_buttons(step.step, Action("", "") if step.waits else step_action(step.step))

    def _show_reasons(self, reasons: tuple[str, ...]) -> None:
        _clear(self._reasons)
        for words, icon in zip(reasons, _REASON_ICONS, strict=False):
            self._reasons.addWidget(IconLine(icon, words))

    def _show_buttons(self, step: Step, action: Action) -> None:
        """Put the suggested action first; what it is not is offered below it."""
        suggested = COMMANDS.get(action.key, "") if step is not Step.NONE else ""
        _clear(self._primary)
        _clear(self._others)
        if suggested:
            self._primary.addWidget(self._suggested(suggested, action))
        for name in [name for name in _USUAL if name != suggested]:
            self._others.addWidget(ActionButton.for_action(self._workplace.actions[name]))

    def _suggested(self, name: str, action: Action) -> ActionButton:
        if name == "open":
            button = ActionButton(action.label, kind="primary", icon="arrow-right", key="↵")
            button.clicked.connect(self.page_asked)
            return button
        command = self._workplace.actions[name]
        icons = {"call": "phone", "letter": "mail", "payment": "banknote", "plan": "clipboard-list"}
        key = key_words(command.shortcut())
        button = ActionButton(action.label, kind="primary", icon=icons.get(name, "message-circle"), key=key)
        button.clicked.connect(command.trigger)
        return button


def _clear(layout: QVBoxLayout | FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
