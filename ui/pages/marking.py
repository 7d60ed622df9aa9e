"""The keys that mark rows: X, Shift with an arrow, and Ctrl+A for all, in the list that has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_ONWARD = (("Shift+Down", 1), ("Shift+Up", -1))


def let_mark(action: QAction, view: QWidget, mark: Callable[[int], None]) -> None:
    """Let `mark(step)` follow the one command of all lists; `step` is 0, or where to go after marking."""
    action.triggered.connect(lambda: mark(0) if view.isVisible() else None)
    view.addAction(action)
    for keys, step in _ONWARD:
        onward = QShortcut(QKeySequence(keys), view)
        onward.activated.connect(lambda step=step: mark(step))
        onward.setContext(Qt.ShortcutContext.WidgetShortcut)


def let_mark_all(view: QWidget, mark: Callable[[], None]) -> None:
    """Let Ctrl+A mark every row while the list has the focus."""
    every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), view)
    every.setContext(Qt.ShortcutContext.WidgetShortcut)
    every.activated.connect(mark)
