"""Payments that wait: what is ticked, which invoice was chosen instead, and what booking would lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.matching import Certainty
from app.domain.money import Money
from app.i18n import _
from app.services import matching
from app.services.firm import read_firm
from app.services.matching_rows import MatchGroup, groups
from app.services.matching_values import Accepted, Choice, Option, Outlook, Overview, Proposal, Rest
from ui.background import Task
from ui.view_models.latest import Latest
from ui.view_models.workplace import Workplace, words_for

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.services.changes import Changes
    from app.services.desk import Desk

Result = TypeVar("Result")
OPTIONS_SHOWN = 4


class MatchingModel(QObject):
    """Holds what was read and what the user said about it; nothing is stored before it is booked.

    `shown` tells that there is something new to paint, `ticks_changed` that rows were ticked or unticked,
    `picked` that another payment is selected, `looked` that its options are there, `followed` what its choice
    leads to, `booked` that payments are on their invoices, `busy` that it is under way, `progressed` how far
    it is, `refused` why it was not done.
    """

    shown = Signal()
    ticks_changed = Signal()
    picked = Signal()
    looked = Signal()
    followed = Signal()
    booked = Signal()
    busy = Signal(bool)
    progressed = Signal(int, int)
    refused = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._asked = 0
        self._task: Task | None = None
        self._options, self._outlook = Latest(workplace), Latest(workplace)
        self._seen: set[int] = set()
        self._choices: dict[int, Choice] = {}
        self.country = ""
        self.overview: Overview | None = None
        self.groups: tuple[MatchGroup, ...] = ()
        self.ticked: frozenset[int] = frozenset()
        self.selected: Proposal | None = None
        self.options: tuple[Option, ...] = ()
        self.outlook: Outlook | None = None
        self.accepted: Accepted | None = None
        self.customers: dict[CaseId, str] = {}

    # Reading

    def read(self) -> None:
        """Read what waits; of several readings under way only the last counts."""

        def work(desk: Desk, task: Task) -> tuple[Overview, str, tuple[MatchGroup, ...]]:
            seen, country = matching.overview(desk, progress=task.step), read_firm(desk).country
            return seen, country, groups(seen, desk.today(), country)

        self._run(work, self._take)

    def cancel(self) -> None:
        """Stop what is under way; nothing is half booked."""
        self._asked += 1
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _run(self, work: Callable[[Desk, Task], Result], done: Callable[[Result], None]) -> None:
        self.cancel()
        mine = self._asked

        def take(result: Result) -> None:
            if mine == self._asked:
                self._end()
                done(result)

        self._begin(self._workplace.read_slowly(work, take, self._refuse))

    def _begin(self, task: Task) -> None:
        self._task = task
        task.progressed.connect(self.progressed)
        self.busy.emit(True)

    def _end(self) -> None:
        self._task = None
        self.busy.emit(False)

    @property
    def is_busy(self) -> bool:
        """Say whether something is under way that can be stopped."""
        return self._task is not None

    def _take(self, found: tuple[Overview, str, tuple[MatchGroup, ...]]) -> None:
        self.overview, self.country, self.groups = found
        rows = self.proposals()
        fresh = {row.payment_id for row in rows if row.certainty is Certainty.CERTAIN} - self._seen
        self.ticked = (self.ticked | fresh) & rows_by_id(rows).keys()
        self._seen = set(rows_by_id(rows))
        self._choices = {key: each for key, each in self._choices.items() if key in self._seen}
        self.shown.emit()

    def proposals(self) -> list[Proposal]:
        """Return every payment that waits, in the order of the page."""
        seen = self.overview
        return [*seen.certain, *seen.likely, *seen.unknown] if seen else []

    # Ticking

    def toggle(self, payment_id: int) -> None:
        """Tick a payment that has an invoice, or take its tick away."""
        row = rows_by_id(self.proposals()).get(payment_id)
        if row is None or not (row.shares or row.takes_back or payment_id in self._choices):
            self.refused.emit("")
            return
        self.ticked ^= {payment_id}
        self.ticks_changed.emit()

    def only_certain(self) -> bool:
        """Say whether what is ticked are the certain ones alone."""
        rows = rows_by_id(self.proposals())
        return all(rows[each].certainty is Certainty.CERTAIN for each in self.ticked)

    # The selected payment

    def select(self, payment_id: int | None) -> None:
        """Look at a payment: which invoices it may be for, and what booking it would lead to."""
        self.selected = rows_by_id(self.proposals()).get(payment_id) if payment_id is not None else None
        self.options, self.outlook = (), None
        self.picked.emit()
        if self.selected is not None:
            self.search("")
            self._follow()

    def search(self, words: str) -> None:
        """Look for other invoices by customer or number; without words the best guesses come first."""
        row = self.selected
        if row is None:
            return

        def take(found: tuple[Option, ...]) -> None:
            self.options = found[:OPTIONS_SHOWN]
            self.looked.emit()

        seen = self.overview
        self._options.read(lambda desk: matching.candidates(desk, row.payment_id, words, seen), take)

    def choice(self) -> Choice | None:
        """Return what was said about the selected payment; `None` while the proposal stands."""
        return self._choices.get(self.selected.payment_id) if self.selected else None

    def choose(self, case_id: CaseId | None) -> None:
        """Mean another invoice, or with `None` what was proposed."""
        row = self.selected
        if row is None:
            return
        if case_id is None:
            self._choices.pop(row.payment_id, None)
        else:
            self._choices[row.payment_id] = Choice(row.payment_id, ((case_id, row.amount),))
        self._follow()

    def share_out(self, shares: Sequence[tuple[CaseId, Money]]) -> None:
        """Lay the selected payment on several invoices."""
        row = self.selected
        if row is not None:
            self._choices[row.payment_id] = Choice(row.payment_id, tuple(shares))
            self._follow()

    def set_rest(self, rest: Rest) -> None:
        """Say what becomes of what is missing."""
        row = self.selected
        if row is None:
            return
        before = self._choices.get(row.payment_id, Choice(row.payment_id))
        self._choices[row.payment_id] = Choice(row.payment_id, before.shares, rest)
        self.followed.emit()

    def _follow(self) -> None:
        row = self.selected
        choice = self._choices.get(row.payment_id) if row else None
        if row is None or choice is None or not choice.shares:
            self._outlook.forget()
            self.outlook = as_proposed(row) if row and row.shares else None
            self.followed.emit()
            return

        def take(outlook: Outlook) -> None:
            self.outlook = outlook
            self.followed.emit()

        seen = self.overview
        self._outlook.read(lambda desk: matching.outlook(desk, choice, seen), take, self._refuse)

    # Doing

    def accept(self) -> None:
        """Book the selected payment as it stands."""
        if self.selected is not None:
            self._book([self.selected.payment_id])

    def book_ticked(self) -> None:
        """Book everything that is ticked, as one action."""
        self._book([row.payment_id for row in self.proposals() if row.payment_id in self.ticked])

    def confirm(self) -> None:
        """Note that the user has looked at the account today, with nothing new there; Undo forgets it."""
        from app.services.bank_age import confirm_checked, read_through_is

        before = self.overview.age.read_through if self.overview else None

        def done(changes: Changes) -> None:
            self._workplace.notices.say(_("You looked at the account today."), undo=take_back)
            self._workplace.changed.emit(changes)

        def take_back() -> None:
            self._workplace.read(lambda desk: read_through_is(desk, before), self._workplace.changed.emit)

        self._workplace.read(confirm_checked, done, self._refuse)

    def withdraw(self, case_ids: Sequence[CaseId]) -> None:
        """Take back what letters claimed that crossed these payments."""
        from app.services.apologising import withdraw_charges

        self._workplace.act(lambda desk: withdraw_charges(desk, case_ids), failed=self._refuse)

    def set_aside(self) -> None:
        """Say that the selected payment is from no customer."""
        row = self.selected
        if row is not None:
            self._workplace.act(lambda desk: matching.set_aside(desk, [row.payment_id]), failed=self._refuse)

    def take_up(self) -> None:
        """Bring back what was set aside."""

        def work(desk: Desk) -> Changes:
            return matching.take_up(desk, [row.payment_id for row in matching.aside(desk)])

        self._workplace.act(work, failed=self._refuse)

    def _book(self, payment_ids: Sequence[int]) -> None:
        choices = [self._choices.get(each, Choice(each)) for each in payment_ids]
        rows = [row for row in self.proposals() if row.payment_id in payment_ids]
        self.customers = {share.case_id: share.customer for row in rows for share in row.shares}
        self.customers |= {each.case_id: each.customer for each in self.options}
        if not choices or self._task is not None:
            return
        stored: list[Accepted] = []

        def work(desk: Desk, task: Task) -> Changes:
            stored.append(matching.accept(desk, choices, progress=task.step))
            return stored[0].changes

        def done(_changes: Changes) -> None:
            if self._task is task:
                self._end()
            self.accepted = stored[0]
            self.booked.emit()

        task = self._workplace.act_slowly(work, done, self._refuse)
        self._begin(task)

    def _refuse(self, error: BetaltError) -> None:
        self._end()
        self.refused.emit(words_for(error))


def as_proposed(row: Proposal) -> Outlook:
    """Return what booking a payment would lead to when nothing else is chosen."""
    nothing = Money.zero(row.amount.currency)
    return Outlook(row.shares, row.difference, row.short, row.over, row.may_write_off, row.over or nothing)


def rows_by_id(rows: Sequence[Proposal]) -> dict[int, Proposal]:
    """Return payments by their id."""
    return {row.payment_id: row for row in rows}
