"""A call under way: a draft until it is saved, with its clock, its outcome and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import BetaltError, RuleError
from app.domain.history import DisputeReason, Outcome, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.reason_path import implied
from app.services import drafts
from app.services.call_persons import CallPerson
from app.services.calling import DRAFT, CallSheet, call_sheet, outlook
from app.services.changes import Changes
from app.services.contact import Call, log_call
from app.services.desk import Desk
from ui.view_models.workplace import Subject, Workplace, words_for

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Answers:
    """What the outcome asks for, as far as it is filled in; `why` is why the invoice is unpaid."""

    by: date | None = None
    at: str = ""
    amount: Money | None = None
    reason: DisputeReason = DisputeReason.OTHER
    corrections: tuple[tuple[str, str], ...] = ()
    why: UnpaidReason | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what a draft keeps of them."""
        amount = None if self.amount is None else [self.amount.minor, str(self.amount.currency)]
        by = self.by.isoformat() if self.by else None
        return {"by": by, "at": self.at, "amount": amount, "reason": self.reason,
                "corrections": dict(self.corrections), "why": self.why}  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Answers:
        """Return them as a draft kept them."""
        amount = Money(kept["amount"][0], Currency(kept["amount"][1])) if kept["amount"] else None
        by = date.fromisoformat(kept["by"]) if kept["by"] else None
        reason = DisputeReason(kept["reason"])
        why = UnpaidReason(kept["why"]) if kept.get("why") else None
        return cls(by, kept["at"], amount, reason, tuple(kept["corrections"].items()), why)


class CallModel(QObject):
    """Holds what is typed and keeps it as a draft every second, until it is saved or found empty.

    `ready` carries the sheet, `asks` the outcome whose fields to show, `followed` what happens next,
    `refused` why it cannot be saved, `ticked` the length in seconds, `saved` the changes.
    """

    ready = Signal(object)
    asks = Signal(object)
    followed = Signal(str)
    refused = Signal(str)
    ticked = Signal(int)
    saved = Signal(object)

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__()
        self._workplace, self._subject = workplace, subject
        self.sheet: CallSheet | None = None
        self.note = ""
        self.outcome: Outcome | None = None
        self.answers = Answers()
        self.person: int | None = None
        """Who is called; `None` until the sheet is there."""
        self.left_out: frozenset[CaseId] = frozenset()
        self.seconds = 0
        self.paused = self._wanted = self._under_way = False
        self._kept: dict[str, Any] = {}
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        workplace.put_away.connect(self._keep_words)

    def open(self) -> None:
        """Read the sheet and start the clock."""
        case_ids = self._subject.case_ids
        self._clock.start(_SECOND)
        self._workplace.read(lambda desk: call_sheet(desk, case_ids), self._take)

    def pause(self) -> None:
        """Stop the clock of the call, or let it run on; what is typed is kept either way."""
        self.paused = not self.paused

    def choose(self, outcome: Outcome) -> None:
        """Say what the call came to; what another outcome asked for is forgotten."""
        self.outcome = outcome
        self.answers = self._preset(outcome)
        if self.sheet is not None:
            self.asks.emit(outcome)
        self._follow()

    def answer(self, answers: Answers) -> None:
        """Take down what the outcome asks for."""
        self.answers = answers
        self._follow()

    def call_person(self, place: int) -> CallPerson:
        """Call the person at a place of the sheet's list, and return who it is."""
        assert self.sheet is not None
        chosen = self.sheet.persons[place]
        self.person = chosen.id
        return chosen

    def leave_out(self, case_ids: frozenset[CaseId]) -> None:
        """Leave some of the invoices out of the call."""
        self.left_out = case_ids

    def save(self) -> bool:
        """Take the call down, or as soon as the sheet is there; `False` when nothing says what it came to."""
        if self.outcome is None:
            return False
        if self.sheet is None:
            self._wanted = True
        if self.sheet is None or self._under_way:
            return True
        self._under_way = True
        case_ids, call, name = self.case_ids(), self._call(self.outcome), self._name

        def work(desk: Desk) -> Changes:
            changes = log_call(desk, case_ids, call)
            drafts.discard(desk, name)
            return changes

        self._clock.stop()
        self._workplace.act(work, self.saved.emit, self._failed)
        return True

    def close(self) -> None:
        """Keep what was written as a draft; a call without a word leaves nothing behind."""
        self._clock.stop()
        if self._under_way:
            return
        if self.note.strip():
            self._keep()
        elif self.sheet is not None and (self._kept or self.sheet.draft):
            self._discard(lambda _done: self._workplace.changed.emit(Changes()))

    def case_ids(self) -> tuple[CaseId, ...]:
        """Return the invoices that the call is about."""
        return tuple(case_id for case_id in self._subject.case_ids if case_id not in self.left_out)

    @property
    def _name(self) -> str:
        return f"{DRAFT}{self._subject.customer_id}"

    def _take(self, sheet: CallSheet) -> None:
        self.sheet = sheet
        self.person = sheet.persons[0].id
        chosen = self.outcome
        if sheet.draft:
            self._restore(sheet.draft)
        if chosen:
            self.outcome, self.answers = chosen, self._preset(chosen)
        self.ready.emit(sheet)
        if self.outcome:
            self.asks.emit(self.outcome)
            self._follow()
        if self._wanted:
            self.save()

    def _preset(self, outcome: Outcome) -> Answers:
        """Return the answers that are right most of the time."""
        if self.sheet is None:
            return Answers()
        if outcome is Outcome.PROMISED:
            return Answers(by=self.sheet.promise_by, amount=self.sheet.open)
        if outcome is Outcome.CALL_BACK:
            return Answers(by=self.sheet.callback_on)
        return Answers(why=implied(outcome))

    def _call(self, outcome: Outcome) -> Call:
        given = self.answers
        whole = self.sheet is not None and outcome is Outcome.PROMISED and given.amount == self.sheet.open
        return Call(
            outcome,
            by=given.by,
            at=given.at,
            amount=None if whole else given.amount,
            reason=given.reason,
            note=self.note.strip(),
            minutes=(self.seconds + 30) // 60,
            corrections=given.corrections,
            why=given.why,
            person=self.person,
        )

    def _follow(self) -> None:
        if self.sheet is None or self.outcome is None:
            return
        try:
            self.followed.emit(outlook(self.sheet, self._call(self.outcome)))
        except RuleError as error:
            self.followed.emit("")
            self.refused.emit(words_for(error))

    def _tick(self) -> None:
        if not self.paused:
            self.seconds += 1
            self.ticked.emit(self.seconds)
        self._keep_words()

    def _keep_words(self) -> None:
        """Keep what was written; what is being saved, or has been, is no draft any longer."""
        if self.note.strip() and not self._under_way:
            self._keep()

    def _keep(self) -> None:
        payload: dict[str, Any] = {
            "note": self.note,
            "outcome": self.outcome,
            "answers": self.answers.as_json(),
            "person": self.person,
        }
        if payload == {key: self._kept.get(key) for key in payload}:
            return
        payload["seconds"] = self.seconds
        first, self._kept = not self._kept, payload
        name = self._name

        def kept(_nothing: None) -> None:
            if first:
                self._workplace.changed.emit(Changes())

        self._workplace.read(lambda desk: drafts.save(desk, name, payload), kept)

    def _restore(self, draft: dict[str, Any]) -> None:
        self._kept = draft
        if self.sheet and draft.get("person") in [person.id for person in self.sheet.persons]:
            self.person = draft["person"]
        typed, begun = self.note, str(draft.get("note", ""))
        self.note = f"{begun}\n{typed}" if typed.strip() else begun
        self.seconds = int(draft.get("seconds", 0))
        if draft.get("outcome"):
            self.outcome = Outcome(draft["outcome"])
            self.answers = Answers.from_json(draft["answers"])

    def _discard(self, done: Callable[[None], None]) -> None:
        name = self._name
        self._workplace.read(lambda desk: drafts.discard(desk, name), done)

    def _failed(self, error: BetaltError) -> None:
        self._under_way = False
        self._clock.start(_SECOND)
        self.refused.emit(words_for(error))
