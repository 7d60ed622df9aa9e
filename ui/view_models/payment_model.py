"""A payment about to be booked: on which invoice, how much, received when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.services.paying import Payable, payables, payment_outlook
from app.services.payments import book_payment
from ui.view_models.workplace import Workplace, words_for


class PaymentModel(QObject):
    """Reads what can be paid and books it.

    `ready` tells that `payables` are there, `chosen` that another invoice is meant, `followed` carries what
    the payment leads to, `refused` why it cannot be booked, `saved` that it is.

    Attributes:
        wanted: Whether it was asked to be saved before the invoices were read.
    """

    ready = Signal()
    chosen = Signal()
    followed = Signal(str)
    refused = Signal(str)
    saved = Signal()

    def __init__(self, workplace: Workplace, case_ids: tuple[CaseId, ...]) -> None:
        super().__init__()
        self._workplace, self._case_ids = workplace, case_ids
        self._place = 0
        self.wanted = self._under_way = False
        self.payables: tuple[Payable, ...] = ()
        self.amount: Money | None = None
        self.received_on = workplace.desk.today()

    def open(self) -> None:
        """Read the invoices."""
        case_ids = self._case_ids
        self._workplace.read(lambda desk: payables(desk, case_ids), self._take)

    def payable(self) -> Payable:
        """Return the invoice that is meant."""
        return self.payables[self._place]

    def choose(self, place: int) -> None:
        """Mean another invoice; its likely amount is filled in."""
        self._place, self.amount = place, self.payables[place].amount
        self.chosen.emit()
        self._follow()

    def set_amount(self, amount: Money | None) -> None:
        """Say how much came in."""
        self.amount = amount
        self._follow()

    def set_day(self, day: date | None) -> None:
        """Say on which day it came in; an unreadable one leaves the day as it was."""
        self.received_on = day or self.received_on
        self._follow()

    def save(self) -> None:
        """Book it; asked for before the invoices are read, it is booked as soon as they are."""
        if not self.payables:
            self.wanted = True
        elif self.amount is not None and not self._under_way:
            self._under_way = True
            case_id, amount, on = self.payable().case_id, self.amount, self.received_on
            self._workplace.act(
                lambda desk: book_payment(desk, case_id, amount, received_on=on),
                lambda _changes: self.saved.emit(),
                self._refuse,
            )

    def _take(self, found: tuple[Payable, ...]) -> None:
        self.payables, self.amount = found, found[0].amount
        self.ready.emit()
        self._follow()
        if self.wanted:
            self.save()

    def _follow(self) -> None:
        if self.amount is None or self.amount.minor <= 0:
            self.followed.emit("")
            return
        self.followed.emit(
            payment_outlook(self._workplace.desk, self.payable(), self.amount, self.received_on)
        )

    def _refuse(self, error: BetaltError) -> None:
        self._under_way = False
        self.refused.emit(words_for(error))
