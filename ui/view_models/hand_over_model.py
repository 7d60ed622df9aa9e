"""Handing over: the cases, the partner that is chosen, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.services.changes import Changes
from app.services.desk import Desk
from app.services.evidence import PackWish
from app.services.handing_over import Delivered, Order, hand_over
from app.services.handing_over_view import HandOverView, Obstacle, PartnerChoice, hand_over_view
from ui.view_models.workplace import Subject, Workplace, words_for

if TYPE_CHECKING:
    from app.domain.errors import BetaltError
    from app.domain.invoice import CaseId


class HandOverModel(QObject):
    """`shown` tells that the view is new, `delivered` carries a pack on disk, `refused` why there is none."""

    shown = Signal()
    delivered = Signal(object)
    refused = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._case_ids: tuple[CaseId, ...] = ()
        self.view: HandOverView | None = None
        self.chosen = ""
        workplace.changed.connect(self._note)

    def open(self, case_ids: tuple[CaseId, ...]) -> None:
        """Turn to some invoices of one customer."""
        self._case_ids, self.view, self.chosen = case_ids, None, ""
        self.read()

    def read(self) -> None:
        """Read anew how things stand."""
        wanted = self._case_ids
        if wanted:
            self._workplace.read(
                lambda desk: hand_over_view(desk, wanted), lambda view: self._take(wanted, view), self._fail
            )

    def choose(self, name: str) -> None:
        """Choose a partner by its name."""
        self.chosen = name
        self.shown.emit()

    def choice(self) -> PartnerChoice | None:
        """Return the chosen partner, `None` while there is none."""
        choices = self.view.choices if self.view else ()
        return next((each for each in choices if each.partner.name == self.chosen), None)

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what stands in the way of the chosen partner, or of any agency."""
        choice = self.choice()
        return choice.obstacles if choice else self.view.obstacles if self.view else ()

    def subject(self) -> Subject | None:
        """Return whom the page is about."""
        view = self.view
        return Subject(view.case_ids, view.customer_id, view.name) if view else None

    def deliver(self, place: Path, wish: PackWish) -> None:
        """Write the pack and note that the partner has the cases."""
        choice, wanted = self.choice(), self._case_ids
        if choice is None:
            return
        made: list[Delivered] = []

        def work(desk: Desk) -> Changes:
            made.append(hand_over(desk, wanted, Order(choice.partner, place, wish)))
            return made[-1].changes

        self._workplace.act(work, lambda _changes: self.delivered.emit(made[-1]), self._fail)

    def _take(self, wanted: tuple[CaseId, ...], view: HandOverView) -> None:
        if wanted != self._case_ids:
            return
        self.view = view
        names = [each.partner.name for each in view.choices]
        if self.chosen not in names:
            free = [each.partner.name for each in view.choices if not each.obstacles]
            self.chosen = next(iter(free or names), "")
        self.shown.emit()

    def _fail(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))

    def _note(self, changes: Changes) -> None:
        concerned = not changes.cases or changes.cases & set(self._case_ids)
        if self._case_ids and concerned:
            self.read()
