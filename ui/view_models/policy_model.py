"""A procedure while it is edited: its rungs, the example they give, and what the law says against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import BetaltError
from app.domain.party import CustomerKind
from app.domain.procedure import Rung, proposed
from app.domain.procedure_rules import ProcedureError, steps_of
from app.domain.step import Step
from app.services import procedures
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.procedures import FeeLine, ProcedureForm
from app.services.undoing import RULES
from ui.view_models.workplace import Workplace, words_for

_PAUSE_MS = 700


class PolicyModel(QObject):
    """Steps are stored when the user pauses, if the law lets them stand.

    `shown` tells that the rungs are new, `foretold` carries the example, `complained` the place of a rung and
    what is wrong with it, `fees_shown` that the fees are read, `fee_refused` the key of a fee and why.
    """

    shown = Signal()
    foretold = Signal(str)
    complained = Signal(int, str)
    fees_shown = Signal()
    fee_refused = Signal(str, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.law, self.kind = "SE", CustomerKind.BUSINESS
        self._seen: tuple[str, CustomerKind] | None = None
        self.rungs: tuple[Rung, ...] = ()
        self.is_own = False
        self.fees: tuple[FeeLine, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.store)
        workplace.changed.connect(self._note)

    def read(self) -> None:
        """Read the chosen procedure and the fees of its law."""
        law, kind = self.law, self.kind
        self._workplace.read(lambda desk: _read(desk, law, kind), self._take)

    def choose(self, law: str = "", kind: str = "") -> None:
        """Turn to another country or kind of customer; what was typed is stored first."""
        self.settle()
        self.law, self.kind = law or self.law, CustomerKind(kind) if kind else self.kind
        self.read()

    def change(self, place: int, **values: object) -> None:
        """Change a rung; it is stored after a short pause."""
        rungs = list(self.rungs)
        rungs[place] = replace(rungs[place], **values)  # type: ignore[arg-type]
        self._edit(rungs)

    def set_step(self, place: int, step: Step) -> None:
        """Let a rung do something else, with the time and tone that are proposed for it."""
        rungs = list(self.rungs)
        model = next((rung for rung in proposed(self.law, self.kind) if rung.step is step), Rung(step))
        mine = rungs[place]
        rungs[place] = replace(mine, step=step, pay_in=model.pay_in, tone=model.tone, fee=model.fee)
        self._edit(rungs)
        self.shown.emit()

    def count_from(self, place: int, *, letter: bool) -> None:
        """Count a rung's days from the day to pay of the letter before, or from the due date."""
        mine = self.rungs[place]
        days = mine.after_due or mine.after_deadline or 1
        times = {"after_due": None, "after_deadline": days} if letter else {
            "after_due": max(days, self._latest(place)), "after_deadline": None
        }  # fmt: skip
        self.change(place, **times)
        self.shown.emit()

    def add(self, place: int) -> None:
        """Add a call after a rung."""
        rungs = list(self.rungs)
        after_letter = any(rung.letter for rung in rungs[: place + 1])
        day = self._latest(place + 1) + 1
        new = Rung(Step.CALL, after_deadline=1) if after_letter else Rung(Step.CALL, after_due=day)
        self._edit([*rungs[: place + 1], new, *rungs[place + 1 :]])
        self.shown.emit()

    def add_letter(self, step: Step) -> None:
        """Add a letter that is missing, where the ladder has it."""
        order = steps_of(self.law)
        rungs = list(self.rungs)
        later = (
            n for n, rung in enumerate(rungs)
            if rung.step is Step.HAND_OVER or (rung.letter and order.index(rung.step) > order.index(step))
        )  # fmt: skip
        place = next(later, len(rungs) - 1)
        model = next((rung for rung in proposed(self.law, self.kind) if rung.step is step), Rung(step))
        self._edit([*rungs[:place], model, *rungs[place:]])
        self.shown.emit()

    def remove(self, place: int) -> None:
        """Leave a rung out."""
        self._edit([*self.rungs[:place], *self.rungs[place + 1 :]])
        self.shown.emit()

    def missing_letters(self) -> tuple[Step, ...]:
        """Return the letters of the law that the procedure leaves out."""
        used = {rung.step for rung in self.rungs}
        return tuple(step for step in steps_of(self.law) if step is not Step.CALL and step not in used)

    def follows_letter(self, place: int) -> bool:
        """Say whether a letter comes before a rung, so that its days can count from there."""
        return any(rung.letter for rung in self.rungs[:place])

    def settle(self) -> None:
        """Store at once what a pause would store."""
        if self._timer.isActive():
            self.store()

    def store(self) -> None:
        """Store the rungs, unless the law forbids them; then it is said beside the one at fault."""
        self._timer.stop()
        law, kind, rungs = self.law, self.kind, self.rungs
        self._workplace.act(lambda desk: procedures.set_procedure(desk, law, kind, rungs), None, self._refuse)

    def restore(self) -> None:
        """Go back to what the app proposes."""
        self._timer.stop()
        law, kind = self.law, self.kind
        self._workplace.act(lambda desk: procedures.restore(desk, law, kind))

    def set_fee(self, key: str, typed: str | None) -> None:
        """Take at most this much of a fee; `None` takes what the law allows."""
        law = self.law

        def refused(error: BetaltError) -> None:
            self.fee_refused.emit(key, words_for(error))

        self._workplace.act(lambda desk: procedures.set_fee(desk, law, key, typed), None, refused)

    def _latest(self, place: int) -> int:
        return max((rung.after_due or 0 for rung in self.rungs[:place]), default=0) or 1

    def _edit(self, rungs: Sequence[Rung]) -> None:
        self.rungs = tuple(rungs)
        self._timer.start()
        law, kind, wanted = self.law, self.kind, self.rungs
        self._workplace.read(
            lambda desk: procedures.example(desk, law, kind, wanted), self._foretell, self._refuse
        )

    def _foretell(self, words: str) -> None:
        self.complained.emit(-1, "")
        self.foretold.emit(words)

    def _refuse(self, error: BetaltError) -> None:
        self._timer.stop()
        place = error.place if isinstance(error, ProcedureError) else -1
        self.complained.emit(place, words_for(error))

    def _note(self, changes: Changes) -> None:
        if changes.kind.removeprefix("undo:") in RULES and not self._timer.isActive():
            self.read()

    def _take(self, found: tuple[ProcedureForm, tuple[FeeLine, ...]]) -> None:
        form, fees = found
        if (form.law, form.kind) != (self.law, self.kind) or self._timer.isActive():
            return
        is_new = (self._seen, self.rungs) != ((form.law, form.kind), form.rungs)
        self._seen = (form.law, form.kind)
        self.rungs, self.is_own, self.fees = form.rungs, form.is_own, fees
        if is_new:
            self.shown.emit()
        self.complained.emit(-1, "")
        self.foretold.emit(form.example)
        self.fees_shown.emit()


def _read(desk: Desk, law: str, kind: CustomerKind) -> tuple[ProcedureForm, tuple[FeeLine, ...]]:
    return procedures.procedure(desk, law, kind), procedures.fees(desk, law)
