"""Money in a customer's favour: what is left of a payment or credit note, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.matching_values import Credit
from ui.pages.icon_line import IconLine
from ui.pages.scrolling import clear
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout


class CreditCard(Card):
    """It takes no room without any. It is offered for the open invoice in front, else for the oldest one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("alt", margin=14)
        self._workplace = workplace
        self._asked: tuple[CustomerId, Case | None] | None = None
        self.setVisible(False)

    def look_after(self, customer_id: CustomerId, case: Case | None = None) -> None:
        """Show what a customer has to its credit, once it is read; `case` is the invoice in front."""
        asked = self._asked = (customer_id, case)

        def take(found: tuple[Credit, ...]) -> None:
            if asked == self._asked:
                self._show(found, case)

        self._workplace.read(lambda desk: _credits(desk, customer_id), take)

    def _show(self, found: tuple[Credit, ...], case: Case | None) -> None:
        clear(self.body)
        for credit in found:
            self.body.addWidget(IconLine("banknote", credit.words))
            row, ways = QWidget(), FlowLayout(gap=8)
            row.setLayout(ways)
            target = _target(credit, case)
            if target is not None:
                use = ActionButton(_("Use it on invoice {number}").format(number=target[1]))
                use.clicked.connect(partial(self._use, credit.payment_id, target[0]))
                ways.addWidget(use)
            back = ActionButton(_("It has been paid back"), kind="flat")
            back.clicked.connect(partial(self._pay_back, credit.payment_id))
            ways.addWidget(back)
            self.body.addWidget(row)
        self.setVisible(bool(found))

    def _use(self, payment_id: int, case_id: CaseId, _on: bool = False) -> None:
        def use(desk: Desk) -> Changes:
            from app.services.customer_credit import use_credit

            return use_credit(desk, payment_id, case_id)

        self._workplace.act(use)

    def _pay_back(self, payment_id: int, _on: bool = False) -> None:
        def pay_back(desk: Desk) -> Changes:
            from app.services import customer_credit

            return customer_credit.pay_back(desk, payment_id)

        self._workplace.act(pay_back)


def _target(credit: Credit, case: Case | None) -> tuple[CaseId, str] | None:
    """Return the invoice to offer the credit for, with its number."""
    if case is not None:
        fits = case.open.minor > 0 and case.invoice.currency == credit.amount.currency
        return (case.invoice.id, case.invoice.number) if fits else None
    return (credit.next_case, credit.next_number) if credit.next_case is not None else None


def _credits(desk: Desk, customer_id: CustomerId) -> tuple[Credit, ...]:
    from app.services import customer_credit

    return customer_credit.credits(desk, customer_id)
