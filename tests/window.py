"""A window for tests: opened on an office as the user opens it, with its worker and its actions."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.preferences import Preferences
from tests.office import Office
from tests.settling import settle
from ui.actions import Actions
from ui.background import Background
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.view_models import places
from ui.view_models.places import Place
from ui.view_models.workplace import Workplace


@dataclass
class OpenWindow:
    """The main window in Swedish, with what a person does to it."""

    office: Office
    window: MainWindow
    workplace: Workplace
    qtbot: QtBot

    def go(self, place: Place) -> None:
        """Show a page and wait until all that it asked for has been answered."""
        self.window.go(place)
        self.settle()

    def settle(self) -> None:
        """Wait until the worker has answered everything that was asked of it, and all that came of it."""
        settle(self.workplace.background, self.qtbot)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, and wait for what comes of it."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def focus(self) -> QWidget:
        """Return what the keys go to."""
        return self.window.focusWidget() or self.window


@contextmanager
def opened_window(
    office: Office, qtbot: QtBot, place: Place | None = None, *, language: str = "sv"
) -> Iterator[OpenWindow]:
    """Open the window on an office and close it again when the test is over."""
    i18n.use(language)
    background = Background()
    workplace = Workplace(office.desk, background, Notices(), Actions(), Preferences(language="sv"))
    window = MainWindow(workplace)
    opened = OpenWindow(office, window, workplace, qtbot)
    try:
        window.go(place or places.Invoices())
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        opened.settle()
        yield opened
    finally:
        background.finish()
        shut(window)


def shut(window: MainWindow) -> None:
    """Close a window and let it go with all that it owns, while the actions that it shows still live."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    gc.collect()  # here and now, for in the middle of the next test it may come on the worker's thread


def take_back(opened: OpenWindow) -> None:
    """Click Undo in the status line, and wait for what comes of it."""
    buttons = opened.window.status.findChildren(QAbstractButton)
    next(button for button in buttons if button.text() == "Ångra" and button.isVisible()).click()
    opened.settle()
