"""Moving the focus from one part of the window to the next, as F6 does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_pane(panes: Sequence[QWidget], step: int) -> None:
    """Give the focus to the next of these parts, or with -1 to the one before."""
    focus = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), 0)
    focus_inside(panes[(here + step) % len(panes)])


def focus_inside(pane: QWidget) -> None:
    """Give the focus to the first widget of a part that takes it."""
    first = next((each for each in pane.findChildren(QWidget) if _takes_focus(each)), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
