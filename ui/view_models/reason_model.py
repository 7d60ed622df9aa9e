"""Why an invoice is unpaid, as it is being chosen: where each reason would lead, before it is saved."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError, RuleError
from app.domain.history import UnpaidReason
from app.services.reason_paths import (
    DATED,
    Path,
    ReasonSheet,
    give_reason,
    mark_answered,
    path,
    reason_sheet,
)
from ui.view_models.workplace import Subject, Workplace, words_for


class ReasonModel(QObject):
    """Holds the choice until it is saved.

    `ready` carries the sheet, `led` where the chosen reason leads, `refused` why not, `saved` the reason.
    """

    ready = Signal(object)
    led = Signal(object)
    refused = Signal(str)
    saved = Signal(object)

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__()
        self._workplace, self._subject = workplace, subject
        self.sheet: ReasonSheet | None = None
        self.reason: UnpaidReason | None = None
        self.day: date | None = None

    def open(self) -> None:
        """Read what can be chosen and what counts today."""
        case_ids = self._subject.case_ids
        self._workplace.read(lambda desk: reason_sheet(desk, case_ids), self._take)

    def choose(self, reason: UnpaidReason | None) -> None:
        """Choose a reason; the day of the one before is forgotten."""
        self.reason, self.day = reason, None
        self._follow()

    def take_day(self, day: date | None) -> None:
        """Take another day than the preset one."""
        self.day = day
        self._follow()

    @property
    def has_day(self) -> bool:
        """Say whether the chosen reason has a day of its own."""
        return self.reason in DATED

    def save(self) -> bool:
        """Note the reason; `False` while none is chosen."""
        reason, day, case_ids = self.reason, self.day, self._subject.case_ids
        if reason is None or self.sheet is None:
            return False
        self._workplace.act(
            lambda desk: give_reason(desk, case_ids, reason, by=day),
            lambda _changes: self.saved.emit(reason),
            self._failed,
        )
        return True

    def answer(self) -> None:
        """Note that the corrected invoice or the explanation has gone out."""
        case_ids = self._subject.case_ids
        self._workplace.act(
            lambda desk: mark_answered(desk, case_ids), lambda _changes: self.saved.emit(None), self._failed
        )

    def _take(self, sheet: ReasonSheet) -> None:
        self.sheet, self.reason = sheet, sheet.now
        self.ready.emit(sheet)
        self._follow()

    def _follow(self) -> None:
        if self.sheet is None or self.reason is None:
            return
        try:
            found: Path = path(self.sheet, self.reason, self.day)
        except RuleError as error:
            self.refused.emit(words_for(error))
        else:
            self.led.emit(found)

    def _failed(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))
