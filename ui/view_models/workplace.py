"""What every page is given: the desk, the worker, the notices, and the way to other pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.i18n import _
from app.preferences import Preferences
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.actions import done as said_done
from app.services.explain.actions import undone as said_undone
from ui.actions import Actions
from ui.background import Background, CancelledError, Task
from ui.notices import Notices
from ui.view_models.places import Place

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.domain.party import CustomerId

log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the keys C, L, P, S, D, A and N are about: the selected row or the open page.

    Attributes:
        case_ids: The late or open invoices meant, the worst first.
    """

    case_ids: tuple[CaseId, ...]
    customer_id: CustomerId
    name: str


NOBODY = Subject((), cast("CustomerId", 0), "")
"""For a panel that is about the whole window."""


class Workplace(QObject):
    """Joins pages to services: reads and actions run on the worker, results come back to the window.

    `changed` carries the `Changes` of every action, `asked` a place to go to, `panel_asked` the name of a
    side panel and its subject, `preferred` new preferences. `unlocked` tells that a locked file is open,
    `protected` that the file may have got or lost its lock, and
    `put_away` that the window is about to be locked or closed, so that what is being typed is kept.
    `remarked` tells that `remark`, for the status line of pages that have nothing to say there, is new.
    """

    changed = Signal(object)
    asked = Signal(object)
    back_asked = Signal()
    panel_asked = Signal(str, object)
    preferred = Signal(object)
    unlocked = Signal()
    protected = Signal()
    put_away = Signal()
    remarked = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        notices: Notices,
        actions: Actions,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.background = background
        self.notices = notices
        self.actions = actions
        self.preferences = preferences
        self.remark = ""
        actions.use_keys(preferences.keys)
        self.front = ""
        """What was in front when help was last asked for: the class of a place, or the name of a panel."""

    def go(self, place: Place) -> None:
        """Ask the window to show a page."""
        self.asked.emit(place)

    def back(self) -> None:
        """Ask the window to return to the page before."""
        self.back_asked.emit()

    def open_panel(self, name: str, subject: Subject) -> None:
        """Ask for a side panel (`call`, `payment`, `snooze`, `dispute`, `note`, `facts`) about someone."""
        self.panel_asked.emit(name, subject)

    def set_remark(self, words: str) -> None:
        """Say at the left end of the status line what should be known on any page; empty takes it away."""
        self.remark = words
        self.remarked.emit()

    def prefer(self, **changes: object) -> None:
        """Change preferences; they apply at once."""
        self.preferences = replace(self.preferences, **changes)  # type: ignore[arg-type]
        self.actions.use_keys(self.preferences.keys)
        self.preferred.emit(self.preferences)

    def read(
        self,
        work: Callable[[Desk], Result],
        done: Callable[[Result], None],
        failed: Callable[[BetaltError], None] | None = None,
    ) -> Task:
        """Read something on the worker and hand it to `done`; what a person can cause goes to `failed`."""
        return self.background.run(
            lambda task: work(self.desk), done, lambda error: self._failed(error, failed)
        )

    def read_slowly(
        self,
        work: Callable[[Desk, Task], Result],
        done: Callable[[Result], None],
        failed: Callable[[BetaltError], None] | None = None,
    ) -> Task:
        """Like `read`, for work that reports progress through its task and can be cancelled."""
        return self.background.run(
            lambda task: work(self.desk, task), done, lambda error: self._failed(error, failed)
        )

    def act(
        self,
        work: Callable[[Desk], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[BetaltError], None] | None = None,
    ) -> Task:
        """Do an action on the worker; then say it with Undo, refresh the screens, and call `done`."""
        return self.act_slowly(lambda desk, _task: work(desk), done, failed)

    def act_slowly(
        self,
        work: Callable[[Desk, Task], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[BetaltError], None] | None = None,
    ) -> Task:
        """Like `act`, for an action that reports progress through its task and can be cancelled."""

        def finished(changes: Changes) -> None:
            undo = self.undo if changes.action_id else None
            self.notices.say(said_done(changes), undo=undo)
            self.changed.emit(changes)
            if done:
                done(changes)

        return self.background.run(
            lambda task: work(self.desk, task), finished, lambda error: self._failed(error, failed)
        )

    def undo(self) -> None:
        """Take back the last action."""
        from app.services import undoing

        def finished(changes: Changes) -> None:
            self.notices.say(said_undone(changes))
            self.changed.emit(changes)

        self.background.run(
            lambda task: undoing.undo(self.desk), finished, lambda error: self._failed(error, None)
        )

    def redo(self) -> None:
        """Do the action undone last again."""
        from app.services import undoing

        self.act(undoing.redo)

    def _failed(self, error: Exception, told: Callable[[BetaltError], None] | None) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, BetaltError):
            log.error("An action was abandoned", exc_info=error)
            self.notices.trouble(
                _("Something went wrong here, and nothing was changed. Try again, or restart Betalt.")
            )
        elif told:
            told(error)
        else:
            self.notices.trouble(words_for(error))


def words_for(error: BetaltError) -> str:
    """Return what happened and what to do about it."""
    from app.services.explain.errors import error as said

    return said(error)
