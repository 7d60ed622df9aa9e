"""The keys that mark rows: X, and Shift with an arrow, while the list they belong to is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.guarded import guarded

_ONWARD = (("Shift+Down", 1), ("Shift+Up", -1))


class Marking(QObject):
    """Lets `mark(step)` follow the one command of all lists; `step` is 0, or where to go after marking.

    The command is enabled only while the page that holds the list is shown.
    """

    def __init__(self, action: QAction, page: QWidget, view: QWidget, mark: Callable[[int], None]) -> None:
        super().__init__(page)
        self._action, self._page, self._mark = action, page, mark
        action.triggered.connect(self._mark_here)
        view.addAction(action)
        for keys, step in _ONWARD:
            onward = QShortcut(QKeySequence(keys), view)
            onward.activated.connect(lambda step=step: mark(step))
            onward.setContext(Qt.ShortcutContext.WidgetShortcut)
        page.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._action.setEnabled(event.type() == QEvent.Type.Show)
        return False

    def _mark_here(self) -> None:
        if self._page.isVisible():
            self._mark(0)
