"""A new invoice by hand: who owes it, what the paper says, what was agreed; a draft while it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError, RuleError
from app.domain.party import CustomerId
from app.services import drafts
from app.services.changes import Changes
from app.services.checks import Remark, of_typed
from app.services.desk import Desk
from app.services.invoice_form import (
    InvoiceForm,
    Known,
    TypedInvoice,
    customer_known,
    customers_like,
    field_of,
    invoice_form,
    missing,
    save,
)
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.workplace import Workplace, words_for

_DRAFT = "new_invoice"


class NewInvoiceModel(QObject):
    """Looks up customers and stores the invoice.

    `ready` carries the draft that was left behind, or `None`, once the form is known; `found` what a name was
    found as, `chosen` the customer taken, `complained` a field and what the books have against it,
    `remarked` what to look at on what is typed; `saved` tells that all is stored.
    """

    ready = Signal(object)
    found = Signal(object)
    chosen = Signal(object)
    complained = Signal(str, str)
    remarked = Signal(object)
    saved = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._keeper = DraftKeeper(workplace)
        self._keeper.name = _DRAFT
        self._asked = self._remarks = 0
        self.form: InvoiceForm | None = None
        self.customer: Known | None = None

    def open(self, customer_id: CustomerId | None) -> None:
        """Read what is asked, the draft that was left behind, and the customer if one is given."""

        def work(desk: Desk) -> tuple[InvoiceForm, dict[str, Any] | None, Known | None]:
            draft = drafts.load(desk, _DRAFT)
            who = customer_id or (draft or {}).get("customer_id")
            return invoice_form(desk), draft, customer_known(desk, who) if who else None

        self._workplace.read(work, self._take)

    def _take(self, read: tuple[InvoiceForm, dict[str, Any] | None, Known | None]) -> None:
        self.form, draft, who = read
        self.ready.emit(draft)
        self.choose(who)

    def remark(self, typed: TypedInvoice) -> None:
        """Look in the background at what is typed; of several only the last counts."""
        self._remarks += 1
        mine = self._remarks

        def take(remarks: tuple[Remark, ...]) -> None:
            if mine == self._remarks:
                self.remarked.emit(remarks)

        self._workplace.read(lambda desk: of_typed(desk, typed), take)

    def look_for(self, name: str) -> None:
        """Look for customers of that name; of several searches only the last counts."""
        self._asked += 1
        mine = self._asked
        self.customer = None

        def take(known: tuple[Known, ...]) -> None:
            if mine == self._asked:
                self.found.emit(known)

        self._workplace.read(lambda desk: customers_like(desk, name), take)

    def choose(self, who: Known | None) -> None:
        """Take a known customer, or none."""
        self._asked += 1
        self.customer = who
        self.chosen.emit(who)

    def keep(self, payload: dict[str, Any]) -> None:
        """Keep what is typed, in case of a crash."""
        who = self.customer.id if self.customer else None
        self._keeper.keep({**payload, "customer_id": who})

    def discard(self) -> None:
        """Throw away what is typed."""
        self._keeper.discard()

    def flush(self) -> None:
        """Keep at once what is typed; the page is left."""
        self._keeper.flush()

    @staticmethod
    def missing(typed: TypedInvoice) -> dict[str, str]:
        """Return for each field without which there is no invoice what to write there."""
        return missing(typed)

    def save(self, typed: TypedInvoice) -> None:
        """Store the invoice, and its customer where that is a new one."""
        self._workplace.act(lambda desk: save(desk, typed), self._stored, self._refused)

    def _stored(self, _changes: Changes) -> None:
        self._keeper.discard()
        self.saved.emit()

    def _refused(self, error: BetaltError) -> None:
        name, words = field_of(error) if isinstance(error, RuleError) else ("", words_for(error))
        if name:
            self.complained.emit(name, words)
        else:
            self._workplace.notices.trouble(words)
