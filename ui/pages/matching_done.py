"""What booking payments led to, and the kind things to do next; nothing of it happens by itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.invoice import CaseId
from app.i18n import _
from app.services.matching_values import Accepted
from ui.pages.scrolling import clear
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_MOST = 3


class DoneCard(Card):
    """`letter_asked` carries the invoice to write about, `withdraw_asked` those that charges go from."""

    letter_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("paid", margin=12)
        self._words = Label("", wrap=True)
        self._ways = QWidget()
        self._flow = FlowLayout(gap=8)
        self._ways.setLayout(self._flow)
        self.body.addWidget(self._words)
        self.body.addWidget(self._ways)

    def show_accepted(self, accepted: Accepted | None, customers: Mapping[CaseId, str]) -> None:
        """Show what was booked, with a letter to those we wrote to too late, owe a rest, or have paid all."""
        self.setVisible(accepted is not None and bool(accepted.words or accepted.rests))
        clear(self._flow)
        if accepted is None:
            return
        self._words.setText(" ".join(accepted.words))
        thanked = [each for each in accepted.thanks if each not in accepted.crossed]
        for case_id in accepted.crossed[:_MOST]:
            self._offer(_("Say sorry to {customer}"), case_id, customers)
        if accepted.crossed:
            withdraw = ActionButton(_("Only take the fee back"))
            crossed = accepted.crossed
            withdraw.clicked.connect(lambda _on: self.withdraw_asked.emit(crossed))
            self._flow.addWidget(withdraw)
        for case_id in accepted.rests[:_MOST]:
            self._offer(_("Ask {customer} for the rest"), case_id, customers)
        for case_id in thanked[:_MOST]:
            self._offer(_("Thank {customer}"), case_id, customers)
        self._words.setVisible(bool(accepted.words))
        self._ways.setVisible(bool(accepted.crossed or accepted.rests or thanked))

    def _offer(self, words: str, case_id: CaseId, customers: Mapping[CaseId, str]) -> None:
        button = ActionButton(words.format(customer=customers.get(case_id, "")), icon="mail")
        button.clicked.connect(lambda _on: self.letter_asked.emit(case_id))
        self._flow.addWidget(button)
