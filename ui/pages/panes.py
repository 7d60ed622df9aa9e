"""Where the keyboard goes: from part to part with F6, and in reading order with Tab."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_LINE = 12  # widgets whose middles lie this close stand on one line


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


def tab_in_reading_order(owner: QWidget, *parts: QWidget) -> None:
    """Let Tab walk the parts one after the other, each from its top left, once they are laid out.

    Qt itself follows the order in which widgets were made, and some are made anew with every reading.
    """
    QTimer.singleShot(0, owner, lambda: _chain([each for part in parts for each in _in_reading_order(part)]))


def _chain(widgets: Sequence[QWidget]) -> None:
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


def _in_reading_order(part: QWidget) -> list[QWidget]:
    def place(widget: QWidget) -> tuple[int, int]:
        at = widget.mapTo(part, QPoint(0, widget.height() // 2)) if widget is not part else QPoint()
        return at.y() // _LINE, at.x()

    return sorted((each for each in (part, *part.findChildren(QWidget)) if _takes_focus(each)), key=place)


def _takes_focus(widget: QWidget) -> bool:
    """Say whether Tab may stop at a widget; one that hands the focus on is no stop of its own."""
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return stops and widget.isVisible() and widget.isEnabled()
