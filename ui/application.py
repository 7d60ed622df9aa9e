"""Starting the window: the looks, the desk, the first paint, and only then the heavy libraries."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import i18n, logs, preferences
from app.bootstrap import make_desk
from app.domain.errors import BetaltError
from app.i18n import _
from app.preferences import Preferences, PreferencesNotSavedError
from app.services import alone
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.keys import is_encrypted
from app.services.overview import firm_known
from ui import theme
from ui.actions import Actions
from ui.background import Background
from ui.caretaker import Caretaker
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.pages.registry import loaders
from ui.view_models import places
from ui.view_models.idle_watch import IdleWatch
from ui.view_models.workplace import Workplace, words_for

if TYPE_CHECKING:
    from ui.first_window import FirstWindow

log = logging.getLogger(__name__)
TROUBLE = 3
_CLOCK_MILLISECONDS = 20_000
_SMALLEST_PERCENT, _LARGEST_PERCENT, _STEP_PERCENT = 90, 200, 10


def run(path: Path | None = None, *, today: date | None = None, language: str = "") -> int:
    """Open the window on a database and stay until it is closed; return the exit code.

    `today` is a day to stand still on, in place of the computer's own; `language` is for this once, in place
    of the one that was chosen.
    """
    app = cast(QApplication, QApplication.instance() or QApplication([sys.argv[0]]))
    app.setApplicationName("betalt")
    stop_log = logs.start()
    desk = make_desk(path, today=today, source=f"window:{os.urandom(4).hex()}")
    session = Session(app, desk, preferences.load(), language=language)
    if not session.opened():
        return session.code
    code = app.exec()
    session.close()
    stop_log()
    return code


class Session(QObject):
    """Everything that lives while the window is open; the window itself is made anew for a new language.

    Attributes:
        code: How the program ends where nothing was opened: 0 once another window came forward instead.
    """

    def __init__(self, app: QApplication, desk: Desk, chosen: Preferences, *, language: str = "") -> None:
        super().__init__()
        self._app = app
        self._chosen = chosen
        i18n.use(language or chosen.language or i18n.system_language())
        self._looks = theme.install(
            app,
            scheme=chosen.colour_scheme,
            scale=chosen.text_scale_percent / 100,
            compact=chosen.density == "compact",
        )
        self._desk = desk
        self._background = Background(held=True)
        self.care = Caretaker(desk)
        self._day = desk.today()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start(_CLOCK_MILLISECONDS)
        self._idle = IdleWatch(app)
        self._idle.idle.connect(self._lock)
        self.window: MainWindow | None = None
        self.code = TROUBLE
        self._first: FirstWindow | None = None

    def opened(self) -> bool:
        """Open the file and show the window; `False` when the file cannot be opened."""
        try:
            self.care.hold()
        except BetaltError as error:
            return self._call_first(error)
        is_new = not self._desk.path.exists() or self._desk.path.stat().st_size == 0
        try:
            locked = not is_new and is_encrypted(self._desk.path)
            known = not is_new and not locked and firm_known(self._desk)
        except BetaltError as error:
            if not self._restorable(error):
                return _refused(error)
            self._make_window(places.Restore("pages"))
            return True
        self._make_window(places.Unlock() if locked else places.Today() if known else places.FirstRun())
        if known:
            self._load_rest()
        return True

    def _restorable(self, error: BetaltError) -> bool:
        """Say whether a backup can be brought back in place of a file that does not open."""
        from app.services import backing_up, safekeeping  # rarely needed

        second = self._chosen.backup_folder
        found = backing_up.backups(self._desk, Path(second) if second else None)
        return bool(safekeeping.why_restore(error) and found)

    def _call_first(self, error: BetaltError) -> bool:
        """Bring the window forward that has the file open on this computer already; else say who has it."""
        from ui import first_window  # loads Qt's network library

        if alone.by_this_computer(error) and first_window.call(self._desk.path):
            self.code = 0
            return False
        return _refused(error)

    def _come_forward(self) -> None:
        assert self.window is not None
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _load_rest(self) -> None:
        self.care.look_after(self.workplace)
        self._load([partial(_load_rules, self._desk), _load_papers, *loaders()])

    def _load(self, rest: Sequence[Callable[[], object]]) -> None:
        """Import what actions need, bit by bit: what the user asks for meanwhile comes in between."""
        if rest:
            self._background.run(lambda task: rest[0](), lambda done: self._load(rest[1:]), _report)

    def _lock(self) -> None:
        """Close the file and show nothing of it; the window is made anew, so that nothing is left in it."""
        assert self.window is not None
        if not self._desk.encrypted:
            self.workplace.notices.say(_("The file has no lock yet. Settings can give it one."))
            return
        place = self.window.place()
        self.workplace.put_away.emit()
        self._desk.rest()
        self._background.run(lambda task: self._desk.close(), lambda _none: None, _report)
        self._idle.wait(0)
        self._make_window(places.Unlock(place, waits=True))

    def _watch(self) -> None:
        """Wait until nobody touches the window; only a file that is encrypted can be closed then."""
        self._idle.wait(self._chosen.lock_minutes if self._desk.encrypted else 0)

    def close(self) -> None:
        """Finish what is under way, keep the preferences, and make the day's backup."""
        self._background.finish()
        self.care.close()

    def _make_window(self, place: places.Place) -> MainWindow:
        notices, actions = Notices(), Actions()
        self.workplace = Workplace(self._desk, self._background, notices, actions, self._chosen)
        self.workplace.preferred.connect(self._prefer)
        self.workplace.unlocked.connect(self._load_rest)
        self.workplace.protected.connect(self._watch)
        actions["lock"].triggered.connect(self._lock)
        self._connect_view(actions)
        before, self.window = self.window, MainWindow(self.workplace)
        self.window.restore(before.standing_place() if before else self._chosen.window_geometry)
        if isinstance(place, places.Today):
            self.window.count()
            self.window.painted.connect(self._after_first_paint)
        else:
            # A page that covers the whole window leaves it nothing to paint, and no list waits for it.
            self._after_first_paint()
        self.window.go(place)
        self.window.show()
        if before is not None:
            self._let_go(before)
        return self.window

    def _let_go(self, before: MainWindow) -> None:
        """Let a window go once all that it asked for has been answered."""
        before.hide()
        if self._background.busy:
            self._background.busy_changed.connect(before.deleteLater, Qt.ConnectionType.SingleShotConnection)
        else:
            before.deleteLater()

    def _after_first_paint(self) -> None:
        """Begin what could wait until the list was seen."""
        if self._app.windowIcon().isNull():
            self._app.setWindowIcon(self._looks.app_icon())
        self._background.release()
        self.care.begin()
        if self._first is None:
            from ui.first_window import FirstWindow  # loads Qt's network library

            self._first = FirstWindow(self._desk.path)
            self._first.called.connect(self._come_forward)

    def _connect_view(self, actions: Actions) -> None:
        for scheme in ("system", "light", "dark"):
            action = actions[f"scheme_{scheme}"]
            action.setChecked(self._chosen.colour_scheme == scheme)
            action.triggered.connect(lambda _on, chosen=scheme: self.workplace.prefer(colour_scheme=chosen))
        actions["timer"].setChecked(not self._chosen.call_timer_hidden)
        actions["timer"].triggered.connect(lambda on: self.workplace.prefer(call_timer_hidden=not on))
        for name, step in (("bigger", _STEP_PERCENT), ("smaller", -_STEP_PERCENT)):
            actions[name].triggered.connect(lambda _on, change=step: self._scale(change))
        actions["normal"].triggered.connect(lambda _on: self._scale(100 - self._chosen.text_scale_percent))

    def _scale(self, change: int) -> None:
        percent = self._chosen.text_scale_percent + change
        self.workplace.prefer(text_scale_percent=min(max(percent, _SMALLEST_PERCENT), _LARGEST_PERCENT))

    def _prefer(self, chosen: Preferences) -> None:
        """Let new preferences show at once and keep them."""
        before, self._chosen = self._chosen, chosen
        self._looks.set_scheme(chosen.colour_scheme)
        self._looks.set_scale(chosen.text_scale_percent / 100)
        self._looks.set_compact(compact=chosen.density == "compact")
        self._watch()
        for scheme in ("system", "light", "dark"):
            self.workplace.actions[f"scheme_{scheme}"].setChecked(chosen.colour_scheme == scheme)
        if chosen.language and chosen.language != before.language:
            i18n.use(chosen.language)
            QTimer.singleShot(0, self._speak_anew)
        try:
            preferences.save(chosen)
        except PreferencesNotSavedError as error:
            self.workplace.notices.trouble(words_for(error))

    def _speak_anew(self) -> None:
        """Make the window anew where it stands; what is being typed in it is kept as a draft first."""
        before = self.window
        assert before is not None
        self.workplace.put_away.emit()
        window = self._make_window(before.place())
        window.page().resume(before.page())
        panel = before.panel()
        if panel is not None:
            window.open_panel(panel.objectName(), panel.about)

    def _look_at_clock(self) -> None:
        """A day ends at local midnight, also while the computer slept: what to do is then another list."""
        if self._desk.today() != self._day:
            self._day = self._desk.today()
            if self.window and isinstance(self.window.place(), places.Unlock):
                return
            self.care.new_day()
            self.workplace.changed.emit(Changes())


def _refused(error: BetaltError) -> bool:
    from PySide6.QtWidgets import QMessageBox  # 2 ms of the start, and rarely needed

    QMessageBox.critical(None, "Betalt", words_for(error))
    return False


def _load_rules(desk: Desk) -> None:
    from app.domain.business_days import is_bank_day
    from app.services import reminders

    is_bank_day(desk.today(), "SE")
    reminders.load(desk, ())


def _load_papers() -> None:
    from app.services import preview

    preview.prepare()


def _report(error: Exception) -> None:
    log.error("Loading the rest failed", exc_info=error)
