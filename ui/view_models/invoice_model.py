"""One invoice as its page shows it: the case, its place in the list, and what another day would cost."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from app.domain.history import LetterSent
from app.domain.invoice import CaseId
from app.i18n import _, ngettext
from app.services import listing
from app.services.case_view import CasePage, case_page
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.listing import Query
from app.services.may_do import Price, price
from ui.view_models import places
from ui.view_models.workplace import Subject, Workplace

_WEEK = timedelta(days=7)


class InvoiceModel(QObject):
    """`read` tells that the case is there, `priced` what would settle it on `pay_day`, a `Price`.

    `gone` tells that the invoice is no longer in the books, because reading it in was undone.
    """

    read = Signal()
    priced = Signal(object)
    placed = Signal()
    gone = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._case_id = CaseId(0)
        self._among: tuple[int, ...] = ()
        self._open_count = 0
        self.page: CasePage | None = None
        self.pay_day = workplace.desk.today() + _WEEK

    def open(self, place: places.InvoicePlace) -> None:
        """Turn to an invoice and to the list that it was opened from."""
        if place.case_id != self._case_id:
            self.page = None
            self.pay_day = self._workplace.desk.today() + _WEEK
        self._case_id, self._among = place.case_id, place.among
        self.refresh()
        self._workplace.read(lambda desk: listing.invoice_ids(desk, Query()), self._take_open)

    def refresh(self) -> None:
        """Read the case again."""
        case_id = self._case_id
        self._workplace.read(lambda desk: _case_page(desk, case_id), self._take)
        self.price(self.pay_day)

    def concerns(self, changes: Changes) -> bool:
        """Say whether an action may have changed this page; one that names nothing may have."""
        customer = self.page.case.customer.id if self.page else None
        named = changes.cases or changes.customers
        return not named or self._case_id in changes.cases or customer in changes.customers

    def price(self, day: date) -> None:
        """Work out in the background what would settle the case on a day."""
        self.pay_day, case_id = day, self._case_id

        def done(found: Price | None) -> None:
            if found is not None and (case_id, day) == (self._case_id, self.pay_day):
                self.priced.emit(found)

        self._workplace.read(lambda desk: _price(desk, case_id, day), done)

    def subject(self) -> Subject | None:
        """Return whom the case keys are about."""
        if self.page is None:
            return None
        who = self.page.case.customer
        return Subject((self._case_id,), who.id, who.name)

    def beside(self, step: int) -> places.InvoicePlace | None:
        """Return the next invoice of the list, or with `step=-1` the one before."""
        if self._case_id not in self._among:
            return None
        place = self._among.index(self._case_id) + step
        if not 0 <= place < len(self._among):
            return None
        return places.InvoicePlace(CaseId(self._among[place]), self._among)

    def standing(self) -> str:
        """Return "1 of 24 open invoices", or "1 of 3" in a list that is not all of them."""
        if self._case_id not in self._among:
            return ""
        place, count = self._among.index(self._case_id) + 1, len(self._among)
        if count != self._open_count:
            return _("{place} of {count}").format(place=place, count=count)
        said = ngettext("{place} of {count} open invoice", "{place} of {count} open invoices", count)
        return said.format(place=place, count=count)

    def letter_behind(self, key: str) -> int | None:
        """Return the stored letter that an entry of the timeline tells of."""
        entries = self.page.case.live_history if self.page else ()
        found = (entry.event for entry in entries if str(entry.id) == key)
        return next((event.letter_id for event in found if isinstance(event, LetterSent)), None)

    def _take(self, page: CasePage | None) -> None:
        if page is None:
            self.gone.emit()
        elif page.case.invoice.id == self._case_id:
            self.page = page
            self.read.emit()

    def _take_open(self, ids: tuple[int, ...]) -> None:
        self._open_count = len(ids)
        self._among = self._among or ids
        self.placed.emit()


def _case_page(desk: Desk, case_id: CaseId) -> CasePage | None:
    """Return the page of a case; `None` when adding it was undone."""
    return case_page(desk, case_id) if listing.invoice_rows(desk, [case_id]) else None


def _price(desk: Desk, case_id: CaseId, day: date) -> Price | None:
    return price(desk, case_id, day) if listing.invoice_rows(desk, [case_id]) else None
