"""Looking after the file while the window is open, on a thread of its own: backups, damage, other users."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import alone
from app.services.desk import Desk
from ui.background import Background
from ui.view_models import places
from ui.view_models.workplace import Workplace, words_for

log = logging.getLogger(__name__)
_BEAT_MILLISECONDS = 60_000


class Caretaker(QObject):
    """Begins when the first list was seen, and makes the day's backup when the window closes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._held: alone.Hold | None = None
        self.background = Background(held=True)
        self._beats = QTimer(self)
        self._beats.timeout.connect(self._beat)
        self.workplace: Workplace | None = None

    def hold(self) -> None:
        """Hold the file for this window.

        Raises:
            InUseError: Another window has it open, on this computer or on another one.
        """
        self._held = alone.hold(self._desk)

    def begin(self) -> None:
        """Do what waited until the first list was seen."""
        self.background.release()
        self._beats.start(_BEAT_MILLISECONDS)

    def look_after(self, workplace: Workplace) -> None:
        """Look the file over, once it is open in a window, and say what should be known."""
        from app.services import safekeeping

        self.workplace = workplace
        workplace.changed.connect(lambda _changes: self._seal())
        self.background.run(lambda task: safekeeping.look_over(self._desk), self._tell_damage, self._report)
        self.background.run(lambda task: self._tidy(), self._tell_copies, self._report)
        self.background.run(lambda task: self._age(), self._tell_age, self._report)
        self._advise(workplace)

    def new_day(self) -> None:
        """Make the backup of a day on which the window stays open."""
        self.background.run(lambda task: self._back_up(), lambda _made: self._tell_age(""), self._complain)

    def close(self) -> None:
        """Make the day's backup if there is none, and let others open the file."""
        self._beats.stop()
        self.background.run(lambda task: self._back_up(), lambda _made: None, self._report)
        self.background.finish()
        if self._held:
            self._held.release()

    def _back_up(self) -> None:
        from app.services import backing_up, safekeeping

        if not self._is_open():
            return
        second = self._second()
        if backing_up.is_due(self._desk, second):
            backing_up.back_up(self._desk, second)
            self._tidy()  # the second folder may have been away until now
        safekeeping.seal(self._desk)

    def _tidy(self) -> str:
        """Encrypt copies that were left in plain; return what to say of it."""
        from app.services import plain_copies

        if not self._is_open():
            return ""
        done = plain_copies.tidy(self._desk, self._second())
        return plain_copies.words(replace(done, left=(), away=None))

    def _tell_copies(self, words: str) -> None:
        if self.workplace and words:
            self.workplace.notices.say(words)

    def _seal(self) -> None:
        from app.services import safekeeping

        if self._is_open():
            self.background.run(lambda task: safekeeping.seal(self._desk), lambda _none: None, self._report)

    def _beat(self) -> None:
        if self._held:
            held = self._held
            self.background.run(lambda task: alone.beat(self._desk, held), lambda _none: None, self._complain)

    def _age(self) -> str:
        from app.services import backing_up
        from app.services.explain.backups import age_words

        return age_words(backing_up.days_without(self._desk, self._second()))

    def _tell_age(self, words: str) -> None:
        if self.workplace:
            self.workplace.set_remark(words)

    def _tell_damage(self, why: str) -> None:
        if self.workplace and why:
            self.workplace.go(places.Restore(why))
        elif not why:
            self._seal()

    def _advise(self, workplace: Workplace) -> None:
        """Say once that another program copies the folder of the file to other computers."""

        def tell(service: str) -> None:
            folder = str(self._desk.path.parent)
            if service and workplace.preferences.sync_advised != folder:
                said = _(
                    "{service} copies the folder of your file to other computers. Open Betalt on one of "
                    "them at a time, or move the file out of that folder and keep backups there instead."
                )
                workplace.notices.say(said.format(service=service))
                workplace.prefer(sync_advised=folder)

        self.background.run(lambda task: alone.synced_by(self._desk.path), tell, self._report)

    def _is_open(self) -> bool:
        """Say whether there is a file that is not locked; nobody is asked for a key here."""
        return "database" in vars(self._desk)

    def _second(self) -> Path | None:
        chosen = self.workplace.preferences.backup_folder if self.workplace else ""
        return Path(chosen) if chosen else None

    def _complain(self, error: Exception) -> None:
        if self.workplace and isinstance(error, BetaltError):
            self.workplace.notices.trouble(words_for(error))
        else:
            self._report(error)

    @staticmethod
    def _report(error: Exception) -> None:
        log.warning("Looking after the file failed", exc_info=error)
