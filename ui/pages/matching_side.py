"""Beside the list of payments: what the selected one may be for, what is missing, and the three answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.i18n import _
from app.services.explain.words import money
from app.services.matching_rows import arrival, consequence, invoices, option, title
from app.services.matching_values import Choice, Outlook, Proposal, Rest
from app.services.matching_values import Option as InvoiceOption
from ui.pages.matching_split import SplitPart
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import ChoiceList, Option
from ui.widgets.scroll import UpDown

WIDTH = 372
_MARGIN = 20
_TYPING_MS = 150
_PROPOSED, _OTHER = "proposed", "other"


class MatchingSide(Surface):
    """`chosen` carries the case that is meant, or None for what was proposed; `rest_chosen` what becomes of
    the rest; `searched` the words to look for; `accept`, `split`, `aside` are the buttons."""

    chosen = Signal(object)
    rest_chosen = Signal(object)
    searched = Signal(str)
    shared_out = Signal(object)

    def __init__(self) -> None:
        super().__init__("base", edge=("left",))
        self._title = Label("", "heading", wrap=True)
        self._arrival = Label("", "small", colour="text2", wrap=True)
        self._why = Label("", wrap=True)
        self._fits = Label(_("Fits best with"), "small", strong=True)
        self.options = ChoiceList(_("Fits best with"))
        self.search = Field(placeholder=_("Customer or number"), icon="search", name=_("Another invoice"))
        self._rest_title = Label("", "small", strong=True, wrap=True)
        self.rest = ChoiceList(_("What is missing"))
        self._then = Label("", "small", colour="text2", wrap=True)
        self.accept = ActionButton(_("Right"), key="↵")
        self.split = ActionButton(_("Share out"), key="M")
        self.aside = ActionButton(_("Leave aside"), key="U")
        self.parts = SplitPart()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    def show_payment(self, row: Proposal | None, today: date, country: str) -> None:
        """Show another payment, or nothing."""
        self._inside.setVisible(row is not None)
        self.parts.setVisible(False)
        self._answers.setVisible(True)
        if row is None:
            return
        self._title.setText(title(row))
        self._arrival.setText(arrival(row, today, country))
        self._why.setText(row.why)
        self.search.clear()
        self.search.setVisible(False)
        self.split.setVisible(row.movement != "reversal")
        self._rest_title.setVisible(False)
        self.rest.setVisible(False)
        self._then.setText("")

    def show_options(self, row: Proposal, found: Sequence[InvoiceOption], choice: Choice | None) -> None:
        """Show what the payment may be for: the proposal first, then other invoices, then a way to look."""
        is_reversal = row.movement == "reversal"
        self._fits.setVisible(not is_reversal)
        self.options.setVisible(not is_reversal)
        chosen = str(choice.shares[0][0]) if choice and len(choice.shares) == 1 else _PROPOSED
        proposed = {share.case_id for share in row.shares}
        rows = [self._proposed(row)] if row.shares else []
        rows += [Option(str(each.case_id), *option(each)) for each in found if proposed != {each.case_id}]
        looking = self.search.isVisibleTo(self)
        rows.append(Option(_OTHER, _("Another invoice…")))
        keys = [each.key for each in rows]
        self.options.set_options(
            rows, chosen if chosen in keys and not looking else _OTHER if looking else ""
        )

    def show_outlook(self, outlook: Outlook | None, choice: Choice | None) -> None:
        """Show what booking it would lead to, and ask what becomes of what is missing."""
        short = outlook.short if outlook else None
        self._rest_title.setVisible(short is not None)
        self.rest.setVisible(short is not None)
        if short is not None and outlook is not None:
            self._rest_title.setText(_("{amount} is missing").format(amount=money(short)))
            write_off = Option(
                Rest.WRITE_OFF, _("Write it off"),
                "" if outlook.may_write_off else _("More than you let be written off."),
                enabled=outlook.may_write_off,
            )  # fmt: skip
            stays = Option(Rest.STAYS, _("The rest stays"), _("It can be asked for in a letter."))
            self.rest.set_options([stays, write_off], choice.rest if choice else Rest.STAYS)
        self._then.setText(consequence(outlook))
        self.accept.setEnabled(outlook is not None)

    def next_option(self, step: int) -> None:
        """Choose the option after or before the one that is chosen."""
        keys = self.options.keys()[:-1]
        if not keys:
            return
        now = self.options.value()
        place = keys.index(now) + step if now in keys else (0 if step > 0 else len(keys) - 1)
        self._choose(keys[place % len(keys)])

    def start_split(self, row: Proposal, found: Sequence[InvoiceOption]) -> None:
        """Show a field for a sum beside each invoice."""
        self._answers.setVisible(False)
        self.parts.setVisible(True)
        self.parts.show_parts(row, found)

    def stop_split(self) -> bool:
        """Go back to the three answers; say whether the payment was being shared out."""
        was_open = self.parts.isVisibleTo(self)
        self.parts.setVisible(False)
        self._answers.setVisible(True)
        return was_open

    @staticmethod
    def _proposed(row: Proposal) -> Option:
        customers = ", ".join(dict.fromkeys(share.customer for share in row.shares))
        laid = sum((share.amount for share in row.shares[1:]), row.shares[0].amount)
        return Option(_PROPOSED, customers, invoices(row.numbers), money(laid, whole=False))

    def _choose(self, key: str) -> None:
        self.options.choose(key)
        if key == _OTHER:
            self.search.setVisible(True)
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(None if key == _PROPOSED else CaseId(int(key)))

    def _connect(self) -> None:
        self.options.changed.connect(self._choose)
        self.rest.changed.connect(lambda key: self.rest_chosen.emit(Rest(key)))
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self._typing.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.parts.shared_out.connect(self.shared_out)
        self.parts.closed.connect(self.stop_split)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_MARGIN, 24, _MARGIN, 20)
        column.setSpacing(6)
        for words in (self._title, self._arrival, self._why):
            column.addWidget(words)
        self._answers = QWidget()
        answers = QVBoxLayout(self._answers)
        answers.setContentsMargins(0, 12, 0, 0)
        answers.setSpacing(8)
        for widget in (self._fits, self.options, self.search, self._rest_title, self.rest):
            answers.addWidget(widget)
        buttons = FlowLayout(gap=8)
        for button in (self.accept, self.split, self.aside):
            buttons.addWidget(button)
        answers.addSpacing(4)
        answers.addLayout(buttons)
        answers.addWidget(self._then)
        column.addWidget(self._answers)
        column.addWidget(self.parts)
        column.addStretch(1)
        scroll = UpDown("window")
        scroll.hold(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scroll)
        self.setMinimumWidth(theme().px(280))
