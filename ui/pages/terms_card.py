"""The terms of a customer held against how they pay: the figures, an idea, and a text to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.party import CustomerId
from app.i18n import _
from app.services.desk import Desk
from app.services.terms_review import TermsWords
from ui.pages.icon_line import IconLine
from ui.pages.scrolling import clear
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label


class TermsCard(Card):
    """It takes no room while too little is known to say anything. Nothing is sent from here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("base", margin=20)
        self._workplace = workplace
        self._customer_id: CustomerId | None = None
        self._said: TermsWords | None = None
        self._facts = Label("", strong=True, wrap=True)
        self._idea = Card("alt", margin=12)
        self.copy = ActionButton(_("Copy a word before the due date"), kind="link")
        self.body.addWidget(self._facts)
        self.body.addWidget(self._idea)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)
        self.copy.clicked.connect(self._copy)

    def look_after(self, customer_id: CustomerId) -> None:
        """Show what is said about a customer, once it is read."""
        self._customer_id = customer_id

        def take(said: TermsWords | None) -> None:
            if customer_id == self._customer_id:
                self._show(said)

        self._workplace.read(lambda desk: _terms(desk, customer_id), take)

    def _show(self, said: TermsWords | None) -> None:
        self._said = said
        clear(self._idea.body)
        if said is not None:
            self._facts.setText(said.facts)
            if said.idea:
                self._idea.body.addWidget(IconLine("lightbulb", said.idea))
            self._idea.setVisible(bool(said.idea))
            self.copy.setVisible(bool(said.nudge))
            self.copy.setAccessibleDescription(said.nudge)
            self.copy.setToolTip(said.nudge)
        self.setVisible(said is not None)

    def _copy(self) -> None:
        if self._said is not None:
            QGuiApplication.clipboard().setText(self._said.nudge)
            self._workplace.notices.say(_("Copied: {text}").format(text=self._said.nudge))


def _terms(desk: Desk, customer_id: CustomerId) -> TermsWords | None:
    from app.services import terms_review

    return terms_review.of_customer(desk, customer_id)
