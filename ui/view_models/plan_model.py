"""A payment plan under way: what is chosen, the schedule and the agreement that come of it, the plan made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.payment_plan import PlanInterest, Rhythm
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.latest import Latest
from ui.view_models.paper import SCREEN_DPI, Paper, paper
from ui.view_models.plan_draft import as_draft, from_draft
from ui.view_models.workplace import Workplace, words_for

if TYPE_CHECKING:
    from app.services.about import About
    from app.services.plan_form import PlanForm, Waiting
    from app.services.plans import PlanWish

DRAFT = "plan:"


class PlanModel(QObject):
    """Reads form and paper anew whenever a choice changes; of several readings only the last is told.

    `opened` carries whom it is about, `read` says that `form` and `paper` are new, `refused` why nothing can
    be shown at all, `finished` that the plan was marked as signed, `undone` that
    something was taken back, so that the plan that was made no longer counts.
    """

    opened = Signal(object)
    read = Signal()
    refused = Signal(str)
    finished = Signal()
    undone = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self._keeper = DraftKeeper(workplace)
        self._made: tuple[tuple[tuple[CaseId, ...], PlanWish], int, bytes] | None = None
        self._then: Callable[[], None] | None = None
        self._dpi = SCREEN_DPI
        self._forget()
        workplace.changed.connect(self._follow)

    def _forget(self) -> None:
        self.about: About | None = None
        self.waiting: Waiting | None = None
        self.case_ids: tuple[CaseId, ...] = ()
        self.origin = ""
        self.wish: PlanWish | None = None
        self.form: PlanForm | None = None
        self.paper: Paper | None = None

    # Opening

    def open(self, case_ids: tuple[CaseId, ...]) -> None:
        """Begin a plan for these invoices, or go on with the draft that was kept."""
        self.close()
        self._latest.read(lambda desk: _opening(desk, case_ids), self._take_opening, self._refuse)

    def keep(self) -> None:
        """Keep the draft at once: the page is no longer seen."""
        self._keeper.flush()

    def close(self) -> None:
        """Keep the draft and forget the plan."""
        self._keeper.flush()
        self._latest.forget()
        self._made = self._then = None
        self._forget()

    def _take_opening(self, found: _Opening) -> None:
        self.about, self.wish, self.waiting, self.origin, kept = found
        self.case_ids = self.about.chosen
        self._keeper.name = f"{DRAFT}{self.about.customer_id}"
        today = self._workplace.desk.today()
        if kept and tuple(kept["cases"]) == self.case_ids and kept["on"] == today.isoformat():
            self.wish = from_draft(self.wish, kept)
        self.opened.emit(self.about)
        self.refresh()

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))

    # Choosing

    def choose_count(self, count: int) -> None:
        """Pay in so many parts."""
        from app.services.plan_form import by_count

        if self.wish is not None:
            self._take_wish(by_count(self.wish, count))

    def choose_amount(self, each: Money) -> None:
        """Pay so much each time."""
        from app.services.plan_form import by_amount

        if self.form is not None:
            self._take_wish(by_amount(self.form, each))

    def choose_first(self, day: date) -> None:
        """Begin on another day; rows set by hand are set anew."""
        self._change(first=day, rows=(), locked=frozenset())

    def choose_rhythm(self, rhythm: str) -> None:
        """Pay in another rhythm; rows set by hand are set anew."""
        self._change(rhythm=Rhythm(rhythm), rows=(), locked=frozenset())

    def choose_fee(self, *, chosen: bool) -> None:
        """Take the plan fee, or leave it; even amounts are spread anew."""
        self._change(fee=chosen)

    def choose_interest(self, interest: str) -> None:
        """Let interest run while the plan is kept, or not."""
        self._change(interest=PlanInterest(interest))

    def edit_row(self, place: int, *, due_on: date | None = None, amount: Money | None = None) -> None:
        """Change one row; it is held and the rest is spread over the others."""
        from app.services.plan_form import edited

        if self.form is not None:
            self._take_wish(edited(self.form, place, due_on=due_on, amount=amount))

    def mend(self) -> None:
        """Lay what is missing on the last instalment."""
        from app.services.plan_form import onto_last

        if self.form is not None:
            self._take_wish(onto_last(self.form))

    def include(self, case_id: CaseId, *, chosen: bool) -> None:
        """Take an invoice into the plan, or leave it out; one always stays."""
        wanted = {*self.case_ids, case_id} if chosen else {*self.case_ids} - {case_id}
        offered = [each.case_id for each in self.about.invoices] if self.about else []
        if wanted:
            self.case_ids = tuple(each for each in offered if each in wanted)
        self._change(rows=(), locked=frozenset())

    def set_resolution(self, dpi: float) -> None:
        """Raster the paper for another zoom."""
        if dpi > 0 and dpi != self._dpi:
            self._dpi = dpi
            self.refresh()

    def _change(self, **changes: Any) -> None:
        if self.wish is not None:
            self._take_wish(replace(self.wish, **changes))

    def _take_wish(self, wish: PlanWish) -> None:
        self.wish = wish
        self._keeper.keep(as_draft(self.case_ids, wish, self._workplace.desk.today()))
        self.refresh()

    # Reading

    def _follow(self, changes: Changes) -> None:
        """Read again; after an undo on these invoices forget the plan that was made from them."""
        if self._made and changes.kind.startswith("undo:") and changes.cases & set(self.case_ids):
            self._made = None
            self.undone.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read form and paper again."""
        wish, case_ids, dpi = self.wish, self.case_ids, self._dpi
        if wish is None:
            return
        made = self._made[2] if self._made and self._made[0] == (case_ids, wish) else None
        self._latest.read(lambda desk: _look(desk, case_ids, wish, dpi, made), self._take, self._refuse)

    def _take(self, found: tuple[PlanForm, Paper | None]) -> None:
        self.form, self.paper = found
        self.read.emit()
        then, self._then = self._then, None
        if then:
            then()

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something as soon as what is shown is what was chosen."""
        if self.form is None or self._latest.is_reading:
            self._then = then
        else:
            then()

    # Making and signing

    def make(self, then: Callable[[bytes], None]) -> None:
        """Store the plan as printed, once for the same choices; one printed before is ended."""
        form, wish, about = self.form, self.wish, self.about
        if form is None or not form.holds or wish is None or about is None:
            return
        key = (self.case_ids, wish)
        if self._made and self._made[0] == key:
            then(self._made[2])
            return
        before = self._made[1] if self._made else self.waiting.plan_id if self.waiting else None

        def stored(made: tuple[int, bytes]) -> None:
            self._made, self.waiting = (key, *made), None
            self._keeper.discard()
            said = _("Plan with {name} saved.").format(name=about.name)
            self._workplace.notices.say(said, undo=self._workplace.undo)
            self._workplace.changed.emit(Changes(frozenset(key[0]), frozenset({about.customer_id})))
            then(made[1])

        self._workplace.read(lambda desk: _store(desk, form, before), stored)

    def is_made(self) -> bool:
        """Say whether this very plan has been printed and can be signed."""
        return self.waiting is not None or self._made is not None

    def sign(self, day: date | None) -> None:
        """Make the printed plan the one that holds."""
        plan_id = self._made[1] if self._made else self.waiting.plan_id if self.waiting else None
        if plan_id is not None:
            self._workplace.act(lambda desk: sign(desk, plan_id, day), self._signed)

    def _signed(self, _changes: Changes) -> None:
        self.close()
        self.finished.emit()


_Opening = tuple["About", "PlanWish", "Waiting | None", str, "dict[str, Any] | None"]


def _opening(desk: Desk, case_ids: tuple[CaseId, ...]) -> _Opening:
    from app.services import drafts
    from app.services.about import about
    from app.services.plan_form import first_wish, origin, waiting

    found = about(desk, case_ids, late_only=False)
    chosen = found.chosen
    kept = drafts.load(desk, f"{DRAFT}{found.customer_id}")
    return found, first_wish(desk, chosen), waiting(desk, chosen), origin(desk, chosen), kept


def _look(
    desk: Desk, case_ids: tuple[CaseId, ...], wish: PlanWish, dpi: float, made: bytes | None
) -> tuple[PlanForm, Paper | None]:
    from app.services.plan_form import plan_form

    form = plan_form(desk, case_ids, wish)
    if form.proposal is None or not form.holds:
        return form, None
    return form, paper(made or form.proposal.pdf(), dpi)


def _store(desk: Desk, form: PlanForm, before: int | None) -> tuple[int, bytes]:
    from app.services import plans

    assert form.proposal is not None
    return plans.make(desk, form.proposal, replaces=before), form.proposal.pdf()


def sign(desk: Desk, plan_id: int, day: date | None) -> Changes:
    """Mark a printed plan as signed; called on the worker."""
    from app.services import plans

    return plans.sign(desk, plan_id, signed_on=day)
