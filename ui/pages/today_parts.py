"""The head of Today, and what stands in place of the list when there is nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.theme import theme
from ui.view_models.workplace import NOBODY, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.services.today import Morning


class TodayHeader(QWidget):
    """The date, one sentence about the day, what is done, and the two ways to bring invoices in."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._title = Label("", "title", wrap=True)
        self._summary = Label("", colour="text2", wrap=True)
        self._bank = Label("", "small", colour="text2", wrap=True)
        self._bank.setMinimumHeight(QFontMetrics(theme().font("small")).height())  # it comes a moment later
        self._done = ActionButton("", kind="flat", icon="check")
        self._done.clicked.connect(lambda: workplace.open_panel("log", NOBODY))
        actions = workplace.actions
        self._buttons = (
            ActionButton(actions["new_invoice"].text(), icon="plus"),
            ActionButton(actions["read_in"].text(), icon="file-down"),
        )
        for button, name in zip(self._buttons, ("new_invoice", "read_in"), strict=True):
            button.clicked.connect(actions[name].trigger)
        self._lay_out()

    def show_morning(self, morning: Morning) -> None:
        """Show the day."""
        self._title.setText(morning.title)
        self._summary.setText("" if morning.is_done else morning.summary)
        self._summary.setVisible(not morning.is_done)
        self._done.setText(morning.done_text)
        self._done.setVisible(bool(morning.done_today))

    def show_bank(self, words: str, *, is_stale: bool) -> None:
        """Say how old the bank data is; in amber once nobody should be chased on it."""
        self._bank.setText(words)
        self._bank.set_colour("overdue" if is_stale else "text2")

    def show_buttons(self, *, shown: bool) -> None:
        """Show the buttons, or leave them out when room is short."""
        for button in self._buttons:
            button.setVisible(shown)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        words.addWidget(self._bank)
        flow, buttons = FlowLayout(gap=12), QWidget()
        for widget in (self._done, *self._buttons):
            flow.addWidget(widget)
        buttons.setLayout(flow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)


class EmptyState(Card):
    """Done for today, or no invoices yet: one sentence and the one thing to do about it."""

    waiting_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("base", margin=32)
        self._workplace = workplace
        self._words = Label("", "heading", wrap=True)
        self._hint = Label(_("They come back by themselves"), colour="text2", wrap=True)
        self._waiting = ActionButton(_("Show what is waiting"))
        self._waiting.clicked.connect(self.waiting_asked)
        self._read_in = ActionButton(_("Read in invoices"), kind="primary", icon="file-down")
        self._read_in.clicked.connect(workplace.actions["read_in"].trigger)
        self.body.addWidget(self._words)
        self.body.addWidget(self._hint)
        buttons = FlowLayout()
        buttons.addWidget(self._waiting)
        buttons.addWidget(self._read_in)
        self.body.addSpacing(theme().px(4))
        self.body.addLayout(buttons)

    def holds_focus(self) -> bool:
        """Say whether one of its buttons has the focus."""
        return self._waiting.hasFocus() or self._read_in.hasFocus()

    def take_focus(self) -> None:
        """Give the focus to the button that is shown."""
        shown = next((each for each in (self._waiting, self._read_in) if each.isVisibleTo(self)), self)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_morning(self, morning: Morning) -> None:
        """Say that the day is done, or that there is nothing here yet."""
        waits = any(part.count for part in morning.parts)
        known = morning.has_invoices
        self._words.setText(morning.summary if known else _("Those who need a call or a letter end up here."))
        self._hint.setVisible(waits)
        self._waiting.setVisible(waits)
        self._read_in.setVisible(not known)
