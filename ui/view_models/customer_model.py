"""One customer as its page shows it, its place in the list it was opened from, and its own note."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.party import CustomerId
from app.i18n import _
from app.services import drafts
from app.services.changes import Changes
from app.services.customer_view import CustomerView, customer_view
from ui.view_models import places
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.workplace import Subject, Workplace


class CustomerModel(QObject):
    """`read` tells that the customer is there, `noted` carries a note that was begun and never saved.

    `gone` tells that the customer is no longer in the books, because adding it was undone.
    """

    read = Signal()
    noted = Signal(str)
    gone = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._customer_id = CustomerId(0)
        self._among: tuple[int, ...] = ()
        self._keeper = DraftKeeper(workplace)
        self._noting = False
        self.view: CustomerView | None = None

    def open(self, place: places.CustomerPlace) -> None:
        """Turn to a customer and to the list that it was opened from."""
        if place.customer_id != self._customer_id:
            self.leave()
            self.view = None
            self._keeper = DraftKeeper(self._workplace)
            self._keeper.name = f"remember:{place.customer_id}"
            self._noting = False
        self._customer_id, self._among = place.customer_id, place.among
        self.refresh()

    def refresh(self) -> None:
        """Read the customer again."""
        asked = self._customer_id

        def take(view: CustomerView | None) -> None:
            if asked == self._customer_id:
                self._take(view)

        self._workplace.read(lambda desk: customer_view(desk, asked), take)

    def concerns(self, changes: Changes) -> bool:
        """Say whether an action may have changed this page; one that names nothing may have."""
        cases = {invoice.case_id for invoice in self.view.invoices} if self.view else set()
        named = changes.cases or changes.customers
        return not named or self._customer_id in changes.customers or bool(cases & changes.cases)

    def subject(self) -> Subject | None:
        """Return whom the case keys are about; `None` while nothing is open."""
        if self.view is None or not self.view.case_ids:
            return None
        return Subject(self.view.case_ids, self.view.who.id, self.view.who.name)

    def person(self) -> Subject | None:
        """Return the customer for the panels that need no invoice."""
        if self.view is None:
            return None
        return Subject(self.view.case_ids, self.view.who.id, self.view.who.name)

    def beside(self, step: int) -> places.CustomerPlace | None:
        """Return the next customer of the list, or with `step=-1` the one before."""
        if self._customer_id not in self._among:
            return None
        place = self._among.index(self._customer_id) + step
        if not 0 <= place < len(self._among):
            return None
        return places.CustomerPlace(CustomerId(self._among[place]), self._among)

    def standing(self) -> str:
        """Return "3 of 31"."""
        if self._customer_id not in self._among:
            return ""
        place = self._among.index(self._customer_id) + 1
        return _("{place} of {count}").format(place=place, count=len(self._among))

    def look_for_note(self) -> None:
        """Look for a note that was begun."""
        name = self._keeper.name

        def take(begun: dict[str, Any] | None) -> None:
            if begun and name == self._keeper.name:
                self.noted.emit(str(begun["text"]))

        self._workplace.read(lambda desk: drafts.load(desk, name), take)

    def write_note(self, text: str) -> None:
        """Keep what is typed, so that nothing is lost before it is saved."""
        if self.view is None:
            return
        if text.strip() != self.view.who.remember:
            self._noting = True
            self._keeper.keep({"text": text})
        elif self._noting:
            self._noting = False
            self._keeper.discard()

    def save_note(self, text: str) -> None:
        """Store the note as one action with Undo."""
        from app.services.facts import set_customer

        customer_id, keeper = self._customer_id, self._keeper
        self._workplace.act(
            lambda desk: set_customer(desk, customer_id, {"remember": text}),
            lambda _changes: keeper.discard(),
        )

    def leave(self) -> None:
        """Keep what was typed last."""
        self._keeper.flush()

    def _take(self, view: CustomerView | None) -> None:
        if view is None:
            self.gone.emit()
        else:
            self.view = view
            self.read.emit()
