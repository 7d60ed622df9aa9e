"""What of the words in a window cannot be read: cut off, shortened, or standing in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from unittest import mock

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from ui.widgets import paint
from ui.widgets.button import ActionButton

Readable = QAbstractButton | QLabel | QLineEdit
_ROUNDING = 2
"""Pixels that the rounding of a length may cost."""


def readable(front: QWidget) -> list[Readable]:
    """Return what has words of its own and can be seen, or scrolled to."""
    found = [each for each in front.findChildren(QWidget) if isinstance(each, Readable)]
    return [each for each in found if each.isVisibleTo(front) and not each.visibleRegion().isNull()]


def cut(front: QWidget) -> list[str]:
    """Return the labels and controls that have less room than their words, or stick out of their page."""
    return [
        f"{_said(each)} {why}"
        for each in readable(front)
        for why in (_lacks(each) or _sticks_out(each),)
        if why
    ]


def _lacks(each: Readable) -> str:
    size, wanted = each.size(), each.sizeHint()
    if isinstance(each, QLineEdit):
        margins = each.textMargins()
        words = QFontMetrics(each.font()).horizontalAdvance(each.placeholderText())
        room = size.width() - margins.left() - margins.right()
        return f"has {room} for a hint of {words}" if words > room + _ROUNDING else ""
    if isinstance(each, QLabel) and each.wordWrap():
        height = each.heightForWidth(size.width())
        return f"is {size.height()} high of {height}" if height > size.height() + _ROUNDING else ""
    if isinstance(each, QLabel | ActionButton) and wanted.width() > size.width() + _ROUNDING:
        return f"is {size.width()} wide of {wanted.width()}"
    return ""


def _sticks_out(each: QWidget) -> str:
    """Say whether something is cut off at the left or the right; what is below may be scrolled to."""
    parent = each.parentWidget()
    while parent is not None and not parent.isWindow():
        at = each.mapTo(parent, each.rect().topLeft())
        if at.x() < -_ROUNDING or at.x() + each.width() > parent.width() + _ROUNDING:
            return f"ends at {at.x() + each.width()} of {parent.width()} in {type(parent).__name__}"
        parent = parent.parentWidget()
    return ""


def overlapping(front: QWidget) -> list[str]:
    """Return what stands upon each other within one parent."""
    groups: dict[QWidget | None, list[Readable]] = {}
    for each in readable(front):
        groups.setdefault(each.parentWidget(), []).append(each)
    return [
        f"{_said(one)} and {_said(other)}"
        for group in groups.values()
        for one, other in combinations(group, 2)
        if _inner(one).intersects(_inner(other))
    ]


def _inner(each: QWidget) -> QRect:
    return each.geometry().adjusted(_ROUNDING, _ROUNDING, -_ROUNDING, -_ROUNDING)


def _said(each: Readable) -> str:
    words = each.placeholderText() if isinstance(each, QLineEdit) else each.text()
    return f"{type(each).__name__} “{words}”"


@contextmanager
def shortened() -> Iterator[list[str]]:
    """Collect every line that is painted with an ellipsis meanwhile."""
    found: list[str] = []
    painted = paint.text

    def text(painter: QPainter, rect: QRect, words: str, font: QFont, colour: QColor, **how: object) -> int:
        if QFontMetrics(font).horizontalAdvance(words) > rect.width() + _ROUNDING:
            found.append(words)
        return painted(painter, rect, words, font, colour, **how)  # type: ignore[arg-type]

    with mock.patch.object(paint, "text", text):
        yield found


def scrolled_sideways(front: QWidget) -> list[str]:
    """Return what has to be scrolled sideways."""
    areas = [area for area in front.findChildren(QAbstractScrollArea) if area.isVisible()]
    return [str(area) for area in areas if area.horizontalScrollBar().maximum() > 0]
