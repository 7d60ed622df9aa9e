"""A letter or agreement as it was made, and the step that is left for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models.latest import Latest
from ui.view_models.paper import SCREEN_DPI, Paper, paper
from ui.view_models.plan_model import sign
from ui.view_models.workplace import Workplace, words_for

if TYPE_CHECKING:
    from app.services.stored_paper import StoredPaper


class StoredLetterModel(QObject):
    """Reads one stored paper; `read` says that `stored` and `paper` are new, `gone` that there is none."""

    read = Signal()
    gone = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self._letter_id: int | None = None
        self._dpi = SCREEN_DPI
        self.stored: StoredPaper | None = None
        self.paper: Paper | None = None
        workplace.changed.connect(lambda _changes: self.refresh())

    def open(self, letter_id: int) -> None:
        """Show another paper."""
        self._letter_id, self.stored, self.paper = letter_id, None, None
        self.refresh()

    def refresh(self) -> None:
        """Read the paper again."""
        letter_id, dpi = self._letter_id, self._dpi
        if letter_id is not None:
            self._latest.read(lambda desk: _look(desk, letter_id, dpi), self._take, self._refuse)

    def set_resolution(self, dpi: float) -> None:
        """Raster the paper for another zoom."""
        if dpi > 0 and dpi != self._dpi:
            self._dpi = dpi
            self.refresh()

    def mark_sent(self) -> None:
        """Book the letter: it has gone out today."""
        if self.stored is not None:
            letter_id = self.stored.letter_id
            self._workplace.act(lambda desk: _mark(desk, letter_id))

    def sign(self, day: date | None) -> None:
        """Make the plan the one that holds."""
        if self.stored is not None and self.stored.plan_id is not None:
            plan_id = self.stored.plan_id
            self._workplace.act(lambda desk: sign(desk, plan_id, day))

    def _take(self, found: tuple[StoredPaper, Paper] | None) -> None:
        if found is None:
            self._letter_id = self.stored = self.paper = None
            self.gone.emit("")
            return
        self.stored, self.paper = found
        self.read.emit()

    def _refuse(self, error: BetaltError) -> None:
        self.gone.emit(words_for(error))


def _look(desk: Desk, letter_id: int, dpi: float) -> tuple[StoredPaper, Paper] | None:
    from app.services.stored_paper import stored_paper

    try:
        stored = stored_paper(desk, letter_id)
    except KeyError:  # taken back meanwhile
        return None
    return stored, paper(stored.pdf, dpi)


def _mark(desk: Desk, letter_id: int) -> Changes:
    from app.services import sending

    return sending.mark_sent(desk, letter_id)
